from __future__ import annotations

import re
from pathlib import Path

from skrot.report.content.lookup import INLINE_CHARACTERS
from skrot.report.pages.tables import COLUMNS

PAGE = Path(__file__).parents[2] / "docs" / "report.md"


def test_the_example_runs() -> None:
    example = re.search(r"```python\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.S)
    assert example
    found: dict[str, dict[str, bytes]] = {}
    exec(example[1], found)  # noqa: S102 - the example of the page
    assert "140 mld" in found["files"]["digest.html"].decode()


def test_every_column_is_described_in_its_order_with_its_type() -> None:
    page = PAGE.with_name("tables.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^## (\w+)\n(.*?)(?=^## |\Z)", page, re.S | re.M))
    for name, columns in COLUMNS.items():
        rows = re.findall(r"^\| (\w+) \| (\w+) \| \S.* \|$", sections[name], re.M)
        assert rows[1:] == list(columns), name


def test_limits_are_those_of_the_code() -> None:
    assert f"{INLINE_CHARACTERS:,} characters" in PAGE.read_text(encoding="utf-8")
