from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.extract.numbers.tokens import Kind, figure, scan


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("12", "12"),
        ("14,9", "14.9"),
        ("80 609", "80609"),
        ("80\u00a0609", "80609"),
        ("80\u2009609,5", "80609.5"),
        ("1.250", "1250"),
        ("24.676,86", "24676.86"),
        ("3.5", "3.5"),
        ("0.125", "0.125"),
        ("1.250.000", "1250000"),
    ],
)
def test_figure(text: str, value: str) -> None:
    assert figure(text) == Decimal(value)
    assert [token.text for token in scan(text)] == [text]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("2017–2021", ["2017", "–", "2021"]),
        ("w 2024 22 942", ["w", "2024", "22 942"]),
        ("500m3", ["500", "m", "3"]),
        ("27.01.2026 r.", ["27.01.2026", "r", "."]),
        ("2025-01-31", ["2025-01-31"]),
        ("o 15:30, potem", ["o", "15:30", ",", "potem"]),
        ("m²", ["m²"]),
        ("22 694 55 55", ["22 694", "55", "55"]),
        ("8 105 71 204 15 043 061 907,25", ["8 105", "71 204", "15 043 061 907,25"]),
        ("10 550 356 671 9 042 118 305", ["10 550 356 671", "9 042 118 305"]),
    ],
)
def test_scan(text: str, pieces: list[str]) -> None:
    assert [token.text for token in scan(text)] == pieces


@given(st.text(alphabet="12 ,.-–:/ąa%\n\u00a0ż€", max_size=60))
def test_tokens_are_slices_in_order(text: str) -> None:
    last = 0
    for token in scan(text):
        assert token.text == text[token.start : token.end]
        assert token.glued == (token.start == last)
        assert token.start >= last
        if token.kind is Kind.NUMBER:
            figure(token.text)
        last = token.end


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_figures_written_in_polish_are_read_back(value: Decimal) -> None:
    written = f"{value:,.2f}".replace(",", "\u00a0").replace(".", ",")
    assert figure(written) == value
    assert len(scan(written)) == 1


def test_a_row_of_a_table_is_not_one_number() -> None:
    row = "367 326 399 440 475 302 267 241 268 283"
    assert [token.text for token in scan(f"razem {row} szt.")][1:-2] == row.split()
    assert [token.text for token in scan("207 136 196 917 zł")] == ["207 136 196 917", "zł"]
