from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest

from pipeline.report.tables import COLUMNS, csv_bytes, parquet_bytes, table_rows

from .sample import seeds_run

RUN = seeds_run()


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_a_formula_becomes_text(start: str) -> None:
    rows = read(csv_bytes([("a", "string")], [(f"{start}1+1",)]))
    assert rows[1] == [f"'{start}1+1"]


def test_numbers_stay_numbers() -> None:
    columns = [("a", "decimal"), ("b", "int64"), ("c", "double"), ("d", "bool"), ("e", "string")]
    rows = read(csv_bytes(columns, [(Decimal("-1.50"), -2, -0.5, True, None)]))
    assert rows[1] == ["-1.50", "-2", "-0.5", "true", ""]


def test_a_huge_exponent_is_not_written_out() -> None:
    assert len(csv_bytes([("a", "decimal")], [(Decimal("1E+999999"),)])) < 100


def test_quotes_separators_and_line_breaks_survive() -> None:
    text = 'a "b", c;\nd\u2028e'
    assert read(csv_bytes([("a", "string")], [(text,)]))[1] == [text]


def test_rows_have_their_columns() -> None:
    found = table_rows(RUN)
    assert found.keys() == COLUMNS.keys()
    for name, rows in found.items():
        assert rows, name
        assert {len(row) for row in rows} == {len(COLUMNS[name])}


def test_a_comparison_has_a_row_for_each_statement() -> None:
    assert len(table_rows(RUN)["comparisons"]) == sum(len(c.statements) for c in RUN.comparisons)


def test_parquet_has_the_same_rows() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files = parquet_bytes(RUN)
    for name, rows in table_rows(RUN).items():
        table = parquet.read_table(io.BytesIO(files[f"tables/{name}.parquet"]))
        assert table.column_names == [column for column, _ in COLUMNS[name]]
        assert table.num_rows == len(rows)
