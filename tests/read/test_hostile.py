"""Hostile files: each ends as a named failure or as a good document, inside its bounds.

They are read as a run reads them, in a worker process that can be killed.
"""

from __future__ import annotations

import json
import sys
from io import BytesIO
from pathlib import Path

import msgspec
import pytest

from skrot.read import Source, find_documents
from skrot.read.formats import jsonl
from skrot.run import workers
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.engines.local import run_tasks
from skrot.run.packing import unpack_document
from skrot.run.workers import Workers
from tests.read import hostile_files as made

GOOD = "Rada gminy przyjęła we wtorek uchwałę o budowie nowej szkoły, która ma być gotowa za rok."
MEGABYTE = 1_000_000
DOCX_DAMAGED = "damaged or not a Word document"

# The file, its content, and how its reading ends: a reason, or the text that is read.
FILES: dict[str, tuple[bytes, str]] = {
    "laughs.docx": (made.docx(made.run("&a9;"), made.entities()), DOCX_DAMAGED),
    "quadratic.docx": (
        made.docx(made.run("&e;" * 50_000), f'<!DOCTYPE d [<!ENTITY e "{"x" * 50_000}">]>'),
        DOCX_DAMAGED,
    ),
    "deep.docx": (made.docx("<w:p>" * 100_000 + "</w:p>" * 100_000), DOCX_DAMAGED),
    "wide.docx": (
        made.docx(
            '<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>'
            f"{made.run(GOOD)}</w:tc></w:tr></w:tbl>"
        ),
        GOOD,
    ),
    "bomb.docx": (made.docx(made.run("a" * 50 * MEGABYTE)), "unpacks to more than is safe"),
    "deep.html": (b"<html><body>" + b"<div>" * 100_000 + GOOD.encode(), "no article"),
    "tags.html": (b"<" * MEGABYTE, "no article"),
    "long.html": (b"<p>" + b"a" * 11 * MEGABYTE, "too large: an HTML file"),
    "deep.jsonl": (b'{"text": ' + b"[" * MEGABYTE, "too deeply nested"),
    "halves.jsonl": (
        b'{"id": "\\ud800", "text": "' + GOOD.encode() + b' \\udc00"}',
        "not valid JSON",
    ),
    "one.txt": (b"a" * 100 * MEGABYTE, "too large: a text"),
    "spaces.txt": (b"a" + b" " * 4 * MEGABYTE + b"a", "a a"),
    "lines.txt": (b"a" + b"\n" * 4 * MEGABYTE + b"a", "a\n\na"),
    "nulls.txt": (GOOD.encode().replace(b" ", b"\0"), "not text"),
    "halves.txt": (f"{GOOD}\ud800".encode("utf-8", "surrogatepass"), "unknown character encoding"),
    "turned.txt": (GOOD.replace("gminy", "\u202egminy\u202c\u2066").encode(), GOOD),
    "accents.txt": (GOOD.encode() + "\u0301".encode() * 200_000, "Rada gminy"),
    "later.docx": (made.later(made.docx(made.run(GOOD))), DOCX_DAMAGED),
    "later.zip": (made.later(made.archive({"a.txt": GOOD.encode()})), "not a zip archive"),
    "breaks.pdf": (
        made.page(made.stream(rb"BT /F0 12 Tf 50 700 Td (Rada\013\014\036 gminy obraduje.) Tj ET")),
        "gminy obraduje.",
    ),
    "fields.jsonl": (
        json.dumps({"a\n\u202eb" + "c" * MEGABYTE: GOOD}).encode(),
        f'it has "a b{"c" * 36}…": name the right one',
    ),
    "bomb.zip": (made.archive({"a.txt": b"a" * 50 * MEGABYTE}), "unpacks to more than is safe"),
    "up.zip": (made.archive({"../../up.txt": GOOD.encode()}), "parent folder"),
    "root.zip": (made.archive({"/etc/root.txt": GOOD.encode()}), GOOD),
    "link.zip": (made.archive({}, {"passwd.txt": "/etc/passwd"}), "a link is not followed"),
}
PDFS = made.looping_pdfs()


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """How the reading of each file ended, all of them read by one worker after another."""
    folder = tmp_path_factory.mktemp("hostile")
    for name, (data, _) in FILES.items():
        (folder / name).write_bytes(data)
    for name, data in PDFS.items():
        (folder / f"{name}.pdf").write_bytes(data)
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
    (doc,) = (doc for doc in read if doc.startswith(name))
    ended = read[doc]
    assert FILES[name][1] in ended
    assert ".." not in doc.split("/")
    assert not doc.startswith("/")
    assert not any("\ud800" <= char <= "\udfff" or char in "\0\u202e\u2066" for char in doc + ended)


@pytest.mark.parametrize("name", PDFS)
def test_looping_pdf(name: str, read: dict[str, str]):
    ended = read[f"{name}.pdf"]
    named = ("PDF", "died on it", "took longer", "needs more than", "Rada gminy")
    assert any(words in ended for words in named), ended


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


def test_row_that_is_too_long_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a"}\n\n' + b"x" * 90 + b'\n{"id": "b"}')
    rows = list(jsonl.list_rows(BytesIO(path.read_bytes())))
    monkeypatch.setattr(jsonl, "MAX_ROW_BYTES", 20)
    assert list(jsonl.list_rows(BytesIO(path.read_bytes()))) == rows
    assert [(row.name, row.length) for row in rows] == [("a", 12), ("3", 91), ("b", 11)]
