"""The examples of the page about this stage."""

from __future__ import annotations

import re
from inspect import isfunction
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "read.md").read_text("utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
PRINTED = re.findall(r"```text\n(.*?)```", PAGE, re.DOTALL)


def test_first_example_prints_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    exec(EXAMPLES[0], {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == PRINTED[0]


def test_second_example_runs(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ROOT)
    exec(EXAMPLES[1], {})  # noqa: S102 - our own page
    assert capsys.readouterr().out == "2 {}\n"


def test_public_functions_are_on_the_page() -> None:
    import skrot.read

    functions = [name for name in skrot.read.__all__ if isfunction(getattr(skrot.read, name))]
    assert [name for name in functions if f"`{name}(" not in PAGE] == []
