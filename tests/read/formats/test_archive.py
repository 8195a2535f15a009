"""Zip archives."""

from __future__ import annotations

from pathlib import Path

from skrot.read import Source, read_bytes, read_source
from skrot.records import Failure
from tests.read import hostile_files as made
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND


def examples() -> list[bytes]:
    rows = b'{"text": "' + SECOND.encode() + b'"}\n'
    return [made.archive({"a.txt": PARAGRAPH.encode(), "b/c.jsonl": rows})]


def hostile() -> Hostile:
    return {
        "later.zip": (made.later(made.archive({"a.txt": GOOD.encode()})), "not a zip archive"),
        "bomb.zip": (made.archive({"a.txt": b"a" * 50 * MEGABYTE}), "unpacks to more than is safe"),
        "nameless.zip": (
            made.nameless(made.archive({"a.txt": GOOD.encode()})),
            "no reader for files without an ending",
        ),
        "up.zip": (made.archive({"../../up.txt": GOOD.encode()}), "parent folder"),
        "root.zip": (made.archive({"/etc/root.txt": GOOD.encode()}), GOOD),
        "link.zip": (made.archive({}, {"passwd.txt": "/etc/passwd"}), "a link is not followed"),
    }


def test_an_archive_is_no_document() -> None:
    found = read_bytes(examples()[0], "a.zip", ".zip")
    assert isinstance(found, Failure)
    assert (
        found.reason == "a zip archive holds documents and is none; list them with find_documents"
    )


def test_a_member_of_a_file_that_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(GOOD, "utf-8")
    found = read_source(Source("a.txt/b.txt", tmp_path / "a.txt", ".txt", member="b.txt"))
    assert isinstance(found, Failure)
    assert "not in an archive" in found.reason
