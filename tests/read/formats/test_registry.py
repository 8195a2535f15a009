"""The table of formats: what every row must have, and that a row is all it takes."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

import pytest

from skrot.read import find_documents, guess_suffix, read_bytes, read_source
from skrot.read.formats import registry
from skrot.read.formats.extracted import Extracted
from skrot.read.formats.format import Format, Row, Rows, Signature
from skrot.read.formats.registry import FORMATS, find_format
from skrot.read.formats.text import structure_string
from skrot.records import Document, Failure
from tests.conftest import REPOSITORY
from tests.fuzz.targets import targets
from tests.read.formats.files import examples, hostile, module_of
from tests.read.helpers import PARAGRAPH, SECOND

PAGE = (REPOSITORY / "docs" / "read.md").read_text("utf-8")
LIBRARY = (REPOSITORY / "docs" / "library.md").read_text("utf-8")
PROJECT = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
MODULES = {module for form in FORMATS for module in form.packages}

rows = pytest.mark.parametrize("form", FORMATS, ids=module_of)


@rows
def test_row_has_one_reader(form: Format) -> None:
    assert sum(way is not None for way in (form.read, form.rows, form.archive)) == 1


@rows
def test_row_is_the_only_one_with_its_endings(form: Format) -> None:
    assert form.suffixes
    for suffix in form.suffixes:
        assert re.fullmatch(r"\.[a-z0-9]+", suffix)
        assert find_format(suffix) is form


@rows
def test_endings_are_in_the_documentation(form: Format) -> None:
    listed = ", ".join(f"`{suffix}`" for suffix in form.suffixes)
    assert f"\n| {listed} | " in PAGE


@rows
def test_packages_are_declared_and_documented(form: Format) -> None:
    extras = PROJECT["optional-dependencies"].values()
    declared = [*PROJECT["dependencies"], *(package for extra in extras for package in extra)]
    for package in form.packages.values():
        assert any(re.match(rf"{package}\b", line) for line in declared)
        assert f"\n| {package} | " in LIBRARY


@rows
def test_format_is_fuzzed(form: Format) -> None:
    assert form.suffixes[0] in targets()
    assert hostile(form)


@rows
def test_examples_are_told_and_read(form: Format, tmp_path: Path) -> None:
    for number, data in enumerate(examples(form)):
        # What is prose is plain text where no name tells.
        assert guess_suffix(data) == (".txt" if form.prose else form.suffixes[0])
        (tmp_path / f"{number}{form.suffixes[-1]}").write_bytes(data)
    found = [read_source(source) for source in find_documents(tmp_path)]
    assert any(isinstance(document, Document) for document in found)


# A text that no code page of Polish fits.
UNUSUAL = ("Рада приняла решение о строительстве новой школы. " * 3).encode("koi8-r")


@pytest.mark.parametrize(
    ("form", "module"), [(form, module) for form in FORMATS for module in form.packages]
)
def test_missing_package_is_named(
    form: Format, module: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    path = tmp_path / f"x{form.suffixes[0]}"
    path.write_bytes(UNUSUAL if module == "charset_normalizer" else examples(form)[0])
    monkeypatch.setitem(sys.modules, module, None)
    (found,) = map(read_source, find_documents(path))
    assert isinstance(found, Failure)
    needed = form.packages[module]
    assert found.reason == f"reading it needs the package {needed}; install that"


def test_package_of_a_package_is_named_as_it_is() -> None:
    assert registry.what_to_install("docx.opc") == "python-docx"
    assert registry.what_to_install("lxml.etree") == "lxml.etree"


def test_modules_of_the_table_are_imported_in_plain_sight() -> None:
    """What a result depends on is read off the import statements."""
    imported = {
        alias.name
        for node in ast.walk(ast.parse(Path(registry.__file__).read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module == "skrot.read.formats"
        for alias in node.names
    }
    assert imported == {module_of(form) for form in FORMATS}


def test_packages_are_loaded_where_they_are_needed() -> None:
    code = f"import sys, skrot.read; print(sorted({MODULES!r} & set(sys.modules)))"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout == "[]\n"


# A format of lines after a mark, which needs a package that there is not: what is in no row.
def read_toy(data: bytes) -> Extracted:
    if b"packed" in data:
        import_module("toy_unpacker")
    return structure_string(data.removeprefix(b"%TOY\n").decode())


def find_toys(file: BinaryIO) -> list[Row]:
    return [Row(str(at), at, 1) for at, line in enumerate(file.read().split(b"\n")) if at and line]


TOY = Format(
    suffixes=(".toy", ".tyo"),
    what="a toy",
    read=read_toy,
    signature=Signature(b"%TOY\n", "a toy"),
    sniff=lambda data: data.startswith(b"%TOY\n"),
    packages={"toy_unpacker": "python-toys"},
)
# Rows that are not bytes of their file, as those of a spreadsheet.
TOYS = Format(
    suffixes=(".toys",),
    what="a box of toys",
    rows=Rows(
        find=find_toys,
        load=lambda file, offset, length: file.read().split(b"\n")[offset],
        read=lambda data, field: structure_string(data.decode()),
    ),
    signature=Signature(b"%BOX\n", "a box of toys"),
    sniff=lambda data: data.startswith(b"%BOX\n"),
)


@pytest.fixture
def toys(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "FORMATS", (*FORMATS, TOY, TOYS))


def reason(found: Document | Failure) -> str:
    assert isinstance(found, Failure)
    return found.reason


@pytest.mark.usefixtures("toys")
def test_new_row_is_found_and_read(tmp_path: Path) -> None:
    (tmp_path / "a.toy").write_bytes(b"%TOY\n" + PARAGRAPH.encode())
    (tmp_path / "b.TYO").write_bytes(b"%TOY\n" + SECOND.encode())
    (tmp_path / "c.toys").write_bytes(f"%BOX\n{PARAGRAPH}\n\n{SECOND}".encode())
    found = {source.doc: read_source(source) for source in find_documents(tmp_path)}
    assert list(found) == ["a.toy", "b.TYO", "c.toys/1", "c.toys/3"]
    texts = [document.text for document in found.values() if isinstance(document, Document)]
    assert texts == [PARAGRAPH, SECOND] * 2


@pytest.mark.usefixtures("toys")
def test_new_row_is_told_by_its_bytes() -> None:
    assert guess_suffix(b"%TOY\nabc") == ".toy"
    assert guess_suffix(b"%BOX\nabc") == ".toys"
    for suffix in (".txt", ".pdf", ".xyz"):
        assert "it is a toy; rename" in reason(read_bytes(b"%TOY\n abc", "x", suffix))
    assert "it is not a toy; rename" in reason(read_bytes(b"abc", "x", ".toy"))


@pytest.mark.usefixtures("toys")
def test_new_row_names_what_to_install() -> None:
    found = reason(read_bytes(b"%TOY\n packed", "x", ".toy"))
    assert found == "reading it needs the package python-toys; install that"


@pytest.mark.usefixtures("toys")
def test_new_row_is_among_those_that_are_known(tmp_path: Path) -> None:
    (tmp_path / "a.key").write_bytes(b"PK")
    (found,) = map(read_source, find_documents(tmp_path))
    known = ", ".join(suffix for form in FORMATS for suffix in form.suffixes)
    assert reason(found) == (
        f"there is no reader for files that end in .key (only for {known}, .toy, .tyo, .toys);"
        " convert it"
    )


def test_without_the_row_it_is_not_known(tmp_path: Path) -> None:
    (tmp_path / "a.toy").write_bytes(b"%TOY\n" + PARAGRAPH.encode())
    (found,) = map(read_source, find_documents(tmp_path))
    assert "no reader for files that end in .toy" in reason(found)
    assert guess_suffix(b"%TOY\nabc") == ".txt"
