"""A format that another package adds by an entry point."""

import re
import sys
from pathlib import Path

import pytest

from skrot.errors import UsageFault
from skrot.read import find_documents, format_versions, read_source
from skrot.read.formats import plugins
from skrot.records import Document
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "contributing.md").read_text("utf-8")
(READER,) = re.findall(r"^```python\n(.*?)^```", PAGE, re.DOTALL | re.MULTILINE)
(POINT,) = re.findall(r'^(notes = "\S+")$', PAGE, re.MULTILINE)


@pytest.fixture
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Return a function that puts a package with an entry point on the path."""

    def put(code: str) -> None:
        site = tmp_path / "site"
        info = site / "notes-1.2.dist-info"
        info.mkdir(parents=True)
        (site / "notes_format.py").write_text(code)
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: notes\nVersion: 1.2\n")
        (info / "entry_points.txt").write_text("[skrot.formats]\n" + POINT.replace('"', "") + "\n")
        monkeypatch.syspath_prepend(site)
        monkeypatch.delitem(sys.modules, "notes_format", raising=False)
        plugins.plugged.cache_clear()

    yield put
    plugins.plugged.cache_clear()


def test_its_files_are_read(install, tmp_path: Path):
    install(READER)
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.notes").write_text("Budżet gminy\nRada przyjęła w środę uchwałę o drogach.\n")
    (source,) = find_documents(folder)
    document = read_source(source)
    assert isinstance(document, Document)
    assert (document.title, document.date) == ("Budżet gminy", "2026-03-01")
    assert "uchwałę o drogach" in document.text


def test_its_version_is_part_of_what_a_run_goes_by(install):
    assert format_versions() == ()
    install(READER)
    assert format_versions() == (("notes", "notes_format:notes", "notes", "1.2"),)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        ("import nothing_of_that_name", "cannot be loaded (ModuleNotFoundError: "),
        ("notes = 1", "is no skrot.read.Format"),
    ],
)
def test_one_that_cannot_be_used_is_named(install, tmp_path: Path, code: str, reason: str):
    install(code)
    (tmp_path / "a.txt").write_text("x")
    with pytest.raises(UsageFault) as fault:
        find_documents(tmp_path / "a.txt")
    assert str(fault.value).startswith("the format 'notes' of notes 1.2 ")
    assert reason in str(fault.value)
