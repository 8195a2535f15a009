from __future__ import annotations

import csv
import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skrot.report.pages.tables import COLUMNS, csv_bytes, parquet_bytes, table_rows
from tests.report.sample import seeds_run

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


def written(folder: Path) -> Path:
    for name, data in parquet_bytes(RUN).items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(data)
    return folder / "tables"


def test_parquet_has_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    tables = written(tmp_path)
    kinds = {"decimal": "double", "list": "list<element: string>"}
    for name, rows in table_rows(RUN).items():
        table = parquet.read_table(tables / f"{name}.parquet")
        types = [str(kind) for kind in table.schema.types]
        assert table.column_names == [column for column, _ in COLUMNS[name]]
        assert types == [kinds.get(kind, kind) for _, kind in COLUMNS[name]]
        found = [tuple(row.values()) for row in table.to_pylist()]
        assert found == [tuple(map(as_parquet, row)) for row in rows]


def as_parquet(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    return float(value) if isinstance(value, Decimal) else value


def test_a_table_without_rows_keeps_its_types(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    run = msgspec.structs.replace(RUN, comparisons=(), numbers=())
    empty = msgspec.structs.replace(run.digest, comparisons=())
    files = parquet_bytes(msgspec.structs.replace(run, digest=empty))
    table = parquet.read_table(io.BytesIO(files["tables/comparisons.parquet"]))
    assert (table.num_rows, str(table.schema.field("score").type)) == (0, "double")


@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_parquet_opens_in_a_data_frame(tmp_path: Path, library: str) -> None:
    pytest.importorskip("pyarrow")
    frames = pytest.importorskip(library)
    numbers = frames.read_parquet(written(tmp_path) / "numbers.parquet")
    assert list(numbers.columns) == [column for column, _ in COLUMNS["numbers"]]
    assert numbers["value"].sum() == pytest.approx(
        float(sum(x.value for x in RUN.numbers if x.value is not None))
    )


def test_parquet_opens_in_duckdb(tmp_path: Path) -> None:
    pytest.importorskip("pyarrow")
    duckdb = pytest.importorskip("duckdb")
    path = written(tmp_path) / "entities.parquet"
    query = f"SELECT sum(len(docs)) FROM '{path}'"  # noqa: S608 - a path of our own
    assert duckdb.sql(query).fetchall() == [(sum(len(e.docs) for e in RUN.entities),)]
