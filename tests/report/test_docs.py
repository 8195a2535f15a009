from __future__ import annotations

import re
from pathlib import Path

from pipeline.report.lookup import INLINE_CHARACTERS
from pipeline.report.tables import COLUMNS

PAGE = (Path(__file__).parents[2] / "docs" / "report.md").read_text(encoding="utf-8")


def test_the_example_runs() -> None:
    example = re.search(r"```python\n(.*?)```", PAGE, re.S)
    assert example
    found: dict[str, dict[str, bytes]] = {}
    exec(example[1], found)  # noqa: S102 - the example of the page
    assert "140 mld" in found["files"]["digest.html"].decode()


def test_the_columns_are_those_of_the_tables() -> None:
    for name, columns in COLUMNS.items():
        assert f"| {name} | {', '.join(column for column, _ in columns)} |" in PAGE


def test_limits_are_those_of_the_code() -> None:
    assert f"{INLINE_CHARACTERS:,} characters" in PAGE
