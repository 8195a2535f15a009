"""Words cut at a line end."""

import pytest

from skrot.read.structure.blocks import Line, join_lines
from skrot.read.structure.hyphens import join_word


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("posie", "dzenie"),
        ("mini", "ster"),
        ("gospodar", "czego"),
        ("Oświad", "czenie"),
        ("wschodnio", "azjatycki"),
        ("okołowoj", "skowego"),
        ("nie", "komentowanie"),
        ("współ", "praca"),
        ("łatwo", "palny"),
        ("prawo", "rządny"),
        ("10-minu", "towych"),
        ("KOWAL", "SKI"),
        ("Zełeń", "skiemu"),
    ],
)
def test_hyphen_goes(left: str, right: str) -> None:
    assert join_word(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("polsko", "japońskiej"),
        ("społeczno", "gospodarczej"),
        ("północno", "wschodniej"),
        ("Kowalska", "Nowak"),
        ("Bielsko", "Biała"),
        ("e", "mail"),
        ("2023", "2025"),
        ("10", "minutowych"),
        ("lekarz", "specjalista"),
    ],
)
def test_hyphen_stays(left: str, right: str) -> None:
    assert not join_word(left, right)


def joined(*rows: str) -> str:
    text = "\n".join(rows)
    lines = []
    at = 0
    for row in rows:
        lines.append(Line(row, at, at + len(row)))
        at += len(row) + 1
    block = join_lines(lines)
    for piece in block.pieces:
        if piece.text != " ":
            assert text[piece.start : piece.end] == piece.text
    return block.text


def test_joining_lines() -> None:
    assert joined("Rada Mini-", "strów przyjęła") == "Rada Ministrów przyjęła"
    assert joined("umowa polsko-", "japońska") == "umowa polsko-japońska"
    assert joined("Małgorzatę Kidawa-", "-Błońską") == "Małgorzatę Kidawa-Błońską"
    assert joined("w latach 2023-", "2025 wzrosły") == "w latach 2023-2025 wzrosły"
    assert joined("Południowo-", "i Wschodniochiński") == "Południowo- i Wschodniochiński"
    assert joined("USA –", "Japonia") == "USA – Japonia"
    assert joined("dwie  spacje", "i\ttabulator") == "dwie spacje i tabulator"
