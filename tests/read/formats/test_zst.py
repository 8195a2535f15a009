"""JSON Lines packed by Zstandard."""

from __future__ import annotations

from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.read.formats import packed
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import MEGABYTE, SENTENCES


def pack(data: bytes) -> bytes:
    found: bytes = pytest.importorskip("pyarrow").compress(data, "zstd", asbytes=True)
    return found


def rows(number: int) -> bytes:
    line = '{{"id": "{}", "text": "{}"}}\n'
    return "".join(
        line.format(n, f"{' '.join(SENTENCES[:2])} To {n}.") for n in range(number)
    ).encode()


def examples() -> list[bytes]:
    return [pack(rows(1))]


def hostile() -> Hostile:
    return {"cut.zst": (b"\x28\xb5\x2f\xfd" + b"\0" * 40, "damaged", "pyarrow", "of packed files")}


def test_rows_are_read_in_any_order(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(pack(rows(7)) + pack(rows(9)[len(rows(7)) :]))  # packed in two pieces
    sources = find_documents(path)
    assert [source.doc for source in sources] == [f"a.jsonl.zst/{n}" for n in range(9)]
    for source in (*sources[::2], *sources[::-1]):
        found = read_source(source)
        assert isinstance(found, Document)
        assert found.text.endswith(f"To {source.doc[-1]}.")


def test_file_that_is_packed_again_is_read_again(tmp_path: Path) -> None:
    path = tmp_path / "a.zst"
    for number in (2, 3):
        path.unlink(missing_ok=True)
        path.write_bytes(pack(rows(number)))
        found = [read_source(source) for source in find_documents(path)]
        assert len(found) == number
        assert all(isinstance(one, Document) for one in found)


def test_what_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packed, "_SMALL", MEGABYTE)
    path = tmp_path / "a.jsonl.zst"
    path.write_bytes(pack(rows(3) + b" " * (3 * MEGABYTE)))
    found = [read_source(source) for source in find_documents(path)]
    assert any(isinstance(one, Failure) and "more than is safe" in one.reason for one in found)


def test_other_packed_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.txt.zst"
    path.write_bytes(pack(SENTENCES[0].encode()))
    (found,) = [read_source(source) for source in find_documents(path)]
    assert isinstance(found, Failure)
    assert found.reason == "of packed files only JSON Lines are read; unpack it"
