"""The files that the test of each format gives: valid ones, and ones made to harm their reader.

``tests/read/formats/test_NAME.py`` has two functions. ``examples()`` gives a few valid files, from
which fuzzing begins. ``hostile()`` gives files by their names, each with how its reading ends: in a
text or a reason that has one of these words.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from types import ModuleType

from skrot.read.formats.format import Format
from skrot.read.formats.registry import FORMATS

Hostile = dict[str, tuple[bytes, *tuple[str, ...]]]


def module_of(form: Format) -> str:
    """The name of the module of a format."""
    readers = (form.read, form.rows and form.rows.find, form.archive and form.archive.load)
    (reader,) = filter(None, readers)
    return reader.__module__.rpartition(".")[2]


def _test_of(form: Format) -> ModuleType:
    return import_module(f"tests.read.formats.test_{module_of(form)}")


def examples(form: Format) -> list[bytes]:
    found: Iterable[bytes] = _test_of(form).examples()
    return list(found)


def hostile(form: Format) -> Hostile:
    found: Hostile = _test_of(form).hostile()
    assert all(name.endswith(form.suffixes) for name in found)
    return found


def all_hostile() -> Hostile:
    return {name: file for form in FORMATS for name, file in hostile(form).items()}
