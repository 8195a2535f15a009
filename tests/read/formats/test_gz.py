"""What is packed by gzip."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.formats.test_warc import RECORDS
from tests.read.formats.test_zst import rows
from tests.read.helpers import MEGABYTE, SENTENCES


def examples() -> list[bytes]:
    return [gzip.compress(rows(2), mtime=0)]


def hostile() -> Hostile:
    whole = gzip.compress(rows(1), mtime=0)
    return {
        "cut.gz": (whole[:-20], "damaged"),
        "zeros.gz": (gzip.compress(b"\0" * (200 * MEGABYTE)), "of packed files"),
        "text.gz": (gzip.compress(SENTENCES[0].encode()), "of packed files"),
        "magic.gz": (b"\x1f\x8b", "damaged"),
        "bomb.jsonl.gz": (gzip.compress(rows(1) + b" " * (200 * MEGABYTE)), "more than is safe"),
    }


def test_rows_are_read(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(rows(4)))
    found = [read_source(source) for source in find_documents(tmp_path)]
    assert [document.doc for document in found] == [f"a.jsonl.gz/{n}" for n in range(4)]
    assert all(isinstance(document, Document) for document in found)


def test_web_records_are_found_by_their_place(tmp_path: Path) -> None:
    """Each record is packed by itself, as crawls are."""
    pytest.importorskip("warcio")
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(map(gzip.compress, RECORDS)))
    sources = find_documents(path)
    assert len(sources) == 2
    for source in sources[::-1]:
        assert source.offset
        found = read_source(source)
        assert isinstance(found, Document | Failure)
        assert isinstance(found, Document), found.reason
