"""JSON Lines."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.read.formats import jsonl
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SENTENCES


def examples() -> list[bytes]:
    return [b'{"id": 1, "title": "A", "text": "' + SENTENCES[0].encode() + b'"}']


def hostile() -> Hostile:
    return {
        "deep.jsonl": (b'{"text": ' + b"[" * MEGABYTE, "too deeply nested"),
        "halves.jsonl": (
            b'{"id": "\\ud800", "text": "' + GOOD.encode() + b' \\udc00"}',
            "not valid JSON",
        ),
        "fields.jsonl": (
            json.dumps({"a\n\u202eb" + "c" * MEGABYTE: GOOD}).encode(),
            f'it has "a b{"c" * 36}…": name the right one',
        ),
    }


def test_row_that_is_too_long_is_not_kept_in_memory(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"id": "a"}\n\n' + b"x" * 90 + b'\n{"id": "b"}')
    rows = list(jsonl.list_rows(BytesIO(path.read_bytes())))
    monkeypatch.setattr(jsonl, "MAX_ROW_BYTES", 20)
    assert list(jsonl.list_rows(BytesIO(path.read_bytes()))) == rows
    assert [(row.name, row.length) for row in rows] == [("a", 12), ("3", 91), ("b", 11)]
    reasons = [found.reason for found in map(read_source, find_documents(path))
               if isinstance(found, Failure)]  # fmt: skip
    assert reasons[0].startswith("too large: a row")


@pytest.mark.parametrize("name", ["a.jsonl", "a.ndjson"])
def test_both_endings_have_rows(name: str, tmp_path: Path) -> None:
    (tmp_path / name).write_text(json.dumps({"id": 5, "text": PARAGRAPH}), "utf-8")
    (source,) = find_documents(tmp_path)
    assert (source.doc, source.suffix) == (f"{name}/5", name[1:])
    assert isinstance(read_source(source), Document)
