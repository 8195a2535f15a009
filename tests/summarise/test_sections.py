import pytest

from skrot.summarise.sections import is_conclusion


@pytest.mark.parametrize(
    "heading",
    [
        "Wnioski i perspektywy.",
        "WNIOSKI",
        "Podsumowanie:",
        "Rekomendacje dla Polski",
        "Wnioski z kontroli",
    ],
)
def test_headings_of_conclusions(heading: str) -> None:
    assert is_conclusion(heading)


@pytest.mark.parametrize(
    "heading",
    [
        "",
        "Wnioski o dofinansowanie",
        "Perspektywy wydobycia litu",
        "Gospodarka",
        "Odrzucone wnioski",
    ],
)
def test_other_headings(heading: str) -> None:
    assert not is_conclusion(heading)
