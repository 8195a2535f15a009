"""Parquet."""

from __future__ import annotations

import datetime
from io import BytesIO
from pathlib import Path

import pytest

from skrot.read import find_documents, read_source
from skrot.read.formats import parquet
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import PARAGRAPH, SECOND

DAY = datetime.date(2031, 5, 7)


def table(rows: int = 3, group: int = 2, **columns: list[object]) -> bytes:
    pa = pytest.importorskip("pyarrow")
    pq = pytest.importorskip("pyarrow.parquet")
    given = {
        "text": [f"{PARAGRAPH} Numer {number}." for number in range(rows)],
        "title": [f"Tytuł {number}" for number in range(rows)],
        "date": [DAY] * rows,
        **columns,
    }
    file = BytesIO()
    pq.write_table(pa.table(given), file, row_group_size=group)
    return file.getvalue()


def examples() -> list[bytes]:
    return [table(1, id=["a"])]


def hostile() -> Hostile:
    return {
        "cut.parquet": (b"PAR1" + b"\0" * 1000, "damaged", "pyarrow"),
        "head.parquet": (b"PAR1" + b"\xff" * 20 + b"\xff\xff\xff\x7fPAR1", "damaged", "pyarrow"),
    }


def documents(data: bytes, tmp_path: Path) -> list[Document | Failure]:
    path = tmp_path / "zbiór.parquet"
    path.write_bytes(data)
    return [read_source(source) for source in find_documents(path)]


def test_row_is_a_document_whatever_group_it_is_in(tmp_path: Path) -> None:
    found = documents(table(5, 2, bytes=[b"\xff"] * 5, list=[[1]] * 5), tmp_path)
    assert [document.doc for document in found] == [f"zbiór.parquet/{n}" for n in range(1, 6)]
    for number, document in enumerate(found):
        assert isinstance(document, Document)
        assert document.text.endswith(f"Numer {number}.")
        assert (document.title, document.date) == (f"Tytuł {number}", "2031-05-07")


def test_row_goes_by_its_id(tmp_path: Path) -> None:
    found = documents(table(2, 1, id=["a", None]), tmp_path)
    assert [document.doc for document in found] == ["zbiór.parquet/2", "zbiór.parquet/a"]


def test_row_without_a_text_is_a_failure(tmp_path: Path) -> None:
    good, bad = documents(table(2, text=[SECOND * 3, None], title=["A", None]), tmp_path)
    assert isinstance(good, Document)
    assert isinstance(bad, Failure)
    assert "no text in its field" in bad.reason


def test_group_that_unpacks_to_too_much_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(parquet, "MAX_GROUP", 100)
    (found,) = documents(table(2, 2), tmp_path)
    assert isinstance(found, Failure)
    assert found.reason.endswith("write smaller groups of rows")
