"""The head of an article."""

import pytest

from skrot.read import read_text
from skrot.read.structure.titles import is_name
from tests.read.helpers import PARAGRAPH, SECOND, parts


def test_newspaper_head() -> None:
    lines = ["SAMORZĄD", "Gmina wyda 18 mln zł na budynek przy lesie", "Szkoła w polu", "EWA MAZUR"]
    document = read_text("\n\n".join([*lines, PARAGRAPH, SECOND]))
    assert document.title == "Szkoła w polu"
    assert parts(document, "heading") == lines[:2]
    assert parts(document, "other") == ["EWA MAZUR"]
    assert parts(document, "body") == [PARAGRAPH, SECOND]


def test_title_before_a_first_heading() -> None:
    document = read_text("\n\n".join(["Szkoła przy samym lesie", "Koszty", PARAGRAPH, SECOND]))
    assert document.title == "Szkoła przy samym lesie"
    assert parts(document, "heading") == ["Koszty"]


@pytest.mark.parametrize("end", ["...", " ....", "…"])
def test_a_title_may_trail_off(end: str) -> None:
    title = f"Szkoła miała stanąć przy lesie, ale{end}"
    assert read_text("\n\n".join([title, PARAGRAPH, SECOND])).title == title
    assert read_text("\n\n".join([f"Dawno{end}", PARAGRAPH, SECOND])).title is None


def test_sentences_are_no_head() -> None:
    text = "\n\n".join(["Szkoła stanie przy lesie.", "Koszt znamy od wczoraj.", PARAGRAPH])
    assert len(parts(read_text(text), "body")) == 3


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("EWA MAZUR", True),
        ("Jan Maria Rokita", True),
        ("WYMIAR SPRAWIEDLIWOŚCI", False),
        ("Donald Tusk w Tokio", False),
        ("Ewa", False),
    ],
)
def test_names(text: str, expected: bool) -> None:
    assert is_name(text) is expected
