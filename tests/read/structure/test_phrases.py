"""The data files of the stage."""

import pytest

from skrot.read.structure.phrases import matches, phrases


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("advert", "REKLAMA", True),
        ("advert", "Subskrybuj nasz kanał", True),
        ("advert", "Reklama szkoły kosztowała 3 tys. zł.", False),
        ("teaser", "Z tego artykułu dowiesz się…", True),
        ("takeaway", "Główne wnioski:", True),
        ("credit", "fot. Jan Lis", True),
        ("credit", "Fotograf Jan Lis", False),
        ("closing", "Z poważaniem,", True),
    ],
)
def test_matches(name: str, text: str, expected: bool) -> None:
    assert matches(name, text) is expected


def test_phrases_are_folded_and_not_empty() -> None:
    for name in ("advert", "credit", "teaser", "takeaway", "box", "heading", "stage", "heckler"):
        table = phrases(name)
        every = [*table.lines, *table.starts, *table.ends]
        assert every
        assert all(phrase == phrase.casefold() for phrase in every)
