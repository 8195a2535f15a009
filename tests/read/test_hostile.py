"""Hostile files: each ends as a named failure or as a good document, inside its bounds.

They stand in the tests of their formats, and are read as a run reads them, in a worker process
that can be killed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import msgspec
import pytest

from skrot.read import Source, find_documents
from skrot.run import workers
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.engines.local import run_tasks
from skrot.run.packing import unpack_document
from skrot.run.workers import Workers
from tests.read import hostile_files as made
from tests.read.formats.files import all_hostile
from tests.read.helpers import GOOD

FILES = all_hostile()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """How the reading of each file ended, all of them read by one worker after another."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (data, *_) in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "loop").symlink_to(folder, target_is_directory=True)
    (folder / "good.txt").write_text(GOOD, "utf-8")
    (folder / "zz-last.txt").write_text(GOOD, "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(workers, "_SECONDS", 60.0)
        patch.setattr(workers, "_MIB", 1024)
        sources = find_documents(folder)
        tasks = [Task(source.doc, ("read",), source) for source in sources]
        results = list(run_tasks(tasks, Workers(WorkerSettings()), workers=1))
    assert [result.doc for result in results] == [source.doc for source in sources]
    return {result.doc: outcome(result) for result in results}


def outcome(result: Result) -> str:
    if result.failure is not None:
        return result.failure.reason
    return unpack_document(result.made["read"]).text


@pytest.mark.parametrize("name", FILES)
def test_hostile_file(name: str, read: dict[str, str]):
    # Of a file of rows those before the fault may be read.
    docs = [doc for doc in read if doc.startswith(name)]
    assert any(words in read[doc] for doc in docs for words in FILES[name][1:]), docs
    for doc in docs:
        assert ".." not in doc.split("/")
        assert not doc.startswith("/")
        shown = doc + read[doc]
        assert not any("\ud800" <= char <= "\udfff" or char in "\0\u202e\u2066" for char in shown)


def test_loop_of_folders(read: dict[str, str]):
    assert "a link is not followed" in read["loop"]
    assert not any(doc.startswith("loop/") for doc in read)


def test_good_files_among_them(read: dict[str, str]):
    assert read["good.txt"] == read["zz-last.txt"] == GOOD


def test_files_of_the_system_are_not_read_into_a_document(tmp_path: Path):
    data = made.docx(made.run(f"{GOOD} &e;"), '<!DOCTYPE d [<!ENTITY e SYSTEM "/etc/passwd">]>')
    (tmp_path / "a.docx").write_bytes(data)
    task = Task("a.docx", ("read",), Source("a.docx", tmp_path / "a.docx", ".docx"))
    (result,) = run_tasks([task], Workers(WorkerSettings()), workers=1)
    assert "root:" not in outcome(result)


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded on Linux alone")
def test_pdf_that_grows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(workers, "_SECONDS", 60.0)
    monkeypatch.setattr(workers, "_MIB", 512)
    (tmp_path / "a.pdf").write_bytes(made.growing_pdf())
    task = Task("a.pdf", ("read",), Source("a.pdf", tmp_path / "a.pdf", ".pdf"))
    (result,) = run_tasks([task], Workers(WorkerSettings()), workers=1)
    assert msgspec.msgpack.encode(result.failure)
    assert any(words in outcome(result) for words in ("died", "took longer", "needs more", "large"))
