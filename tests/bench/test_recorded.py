"""Ratios against recorded ones, without measuring: what fails, and what the pages promise."""

import math
import re

import pytest

from tests.bench.recorded import WORSE, recorded, shown, worse
from tests.conftest import REPOSITORY

END_TO_END = "end to end / annotate and encode"
SAID = [
    (r"of the CPU: ([\d.]+) times as long", "whole", END_TO_END),
    (r": ([\d.]+) times as long as the plain pass", "parts", "annotate / plain spaCy pass"),
    (r"with the entities ([\d.]+) of the time", "parts", "names and numbers / annotate"),
]


@pytest.mark.parametrize("table", ["ratio", "parts", "whole"])
def test_more_than_the_margin_fails(table: str) -> None:
    known = recorded(table)
    assert worse(known, table) == []
    assert worse({name: ratio * (WORSE - 0.001) for name, ratio in known.items()}, table) == []
    assert worse({name: ratio * (WORSE + 0.001) for name, ratio in known.items()}, table) == list(
        known
    )
    assert len(shown(known, table).splitlines()) == len(known)


@pytest.mark.parametrize("value", [math.nan, math.inf, 0.0, -1.0])
def test_no_ratio_fails(value: float) -> None:
    assert worse({**recorded("whole"), END_TO_END: value}, "whole") == [END_TO_END]


def test_a_ratio_that_is_missing_or_unknown_fails() -> None:
    with pytest.raises(ValueError, match="measured"):
        worse({}, "whole")
    with pytest.raises(ValueError, match="measured"):
        worse({END_TO_END: 1.0, "another": 1.0}, "whole")


def test_the_pages_say_what_is_recorded() -> None:
    notes = (REPOSITORY / "docs" / "notes" / "speed.md").read_text("utf-8")
    for pattern, table, ratio in SAID:
        assert [float(said) for said in re.findall(pattern, notes)] == [recorded(table)[ratio]]
    readme = " ".join((REPOSITORY / "README.md").read_text("utf-8").split())
    plain, whole = recorded("parts")["annotate / plain spaCy pass"], recorded("whole")[END_TO_END]
    assert f"{plain} times as long as a plain spaCy pass" in readme
    assert f"{whole} times as long as annotating" in readme
    margin = f"more than {WORSE} times the recorded one"
    for page in ("docs/notes/speed.md", "docs/scale.md"):
        assert margin in " ".join((REPOSITORY / page).read_text("utf-8").split())
