from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.extract.numbers.amounts.numerals import parse_amount, parse_ordinal
from skrot.extract.numbers.tokens import scan

UNITS = ["", "jeden", "dwa", "trzy", "cztery", "pięć", "sześć", "siedem", "osiem", "dziewięć"]
TEENS = [
    "dziesięć",
    "jedenaście",
    "dwanaście",
    "trzynaście",
    "czternaście",
    "piętnaście",
    "szesnaście",
    "siedemnaście",
    "osiemnaście",
    "dziewiętnaście",
]
TENS = [
    "",
    "",
    "dwadzieścia",
    "trzydzieści",
    "czterdzieści",
    "pięćdziesiąt",
    "sześćdziesiąt",
    "siedemdziesiąt",
    "osiemdziesiąt",
    "dziewięćdziesiąt",
]
HUNDREDS = [
    "",
    "sto",
    "dwieście",
    "trzysta",
    "czterysta",
    "pięćset",
    "sześćset",
    "siedemset",
    "osiemset",
    "dziewięćset",
]


def small(number: int) -> str:
    tens, units = divmod(number % 100, 10)
    words = [HUNDREDS[number // 100]]
    words += [TEENS[units]] if tens == 1 else [TENS[tens], UNITS[units]]
    return " ".join(word for word in words if word)


def spell(number: int) -> str:
    parts = []
    for power, scale in ((9, "miliardów"), (6, "milionów"), (3, "tysięcy")):
        count, number = divmod(number, 10**power)
        if count:
            parts.append(f"{small(count)} {scale}")
    return " ".join([*parts, small(number)]).strip()


def amount(text: str) -> Decimal | None:
    tokens = scan(text)
    found = parse_amount(tokens, 0)
    assert found is not None
    assert found.end == len(tokens)
    return found.low if found.exact else None


@settings(deadline=None)
@given(st.integers(min_value=2, max_value=10**12 - 1))
def test_spelt_numbers_are_read_back(number: int) -> None:
    assert amount(spell(number)) == number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("dwiema", "2"),
        ("pięciuset", "500"),
        ("dwojga", "2"),
        ("czworo", "4"),
        ("dwudziestu czterem", "24"),
        ("półtora", "1.5"),
        ("półtorej", "1.5"),
        ("pół miliona", "500000"),
        ("ćwierć miliarda", "250000000"),
        ("dwa i pół tysiąca", "2500"),
        ("jedna trzecia", "0.333333333333"),
        ("trzy czwarte", "0.75"),
        ("dwóch trzecich", "0.666666666667"),
        ("14,9 mld", "14900000000"),
        ("55 tys.", "55000"),
        ("2 mln 300 tys.", "2300000"),
        ("34 905 tys.", "34905000"),
        ("milion", "1000000"),
        ("tysiąc jeden", "1001"),
        ("minus siedem", "-7"),
        ("-63", "-63"),
        ("+241", "241"),
        ("dziesięć przecinek zero dwa", "10.02"),
        ("setka", "100"),
        ("tuzin", "12"),
        ("dwa kwadryliardy", "2" + "0" * 27),
    ],
)
def test_amount(text: str, value: str) -> None:
    assert amount(text) == Decimal(value)


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("kilka", 2, 10),
        ("kilkunastu", 11, 19),
        ("kilkaset tysięcy", 200_000, 999_000),
        ("trzydziestu kilku", 32, 39),
        ("dziesiątki miliardów", 20 * 10**9, 99 * 10**9),
        ("setki tysięcy", 200_000, 999_000),
        ("tysiące", 2000, None),
        ("miliony", 2_000_000, None),
    ],
)
def test_vague_amount(text: str, low: int, high: int | None) -> None:
    found = parse_amount(scan(text), 0)
    assert found is not None
    assert found.low == low
    assert found.high == (None if high is None else Decimal(high))


@pytest.mark.parametrize(
    ("text", "end"),
    [("dwa trzy", 1), ("pięć dwadzieścia", 1), ("sto, dwadzieścia", 1), ("2024 22 942", 1)],
)
def test_separate_numbers_are_not_joined(text: str, end: int) -> None:
    found = parse_amount(scan(text), 0)
    assert found is not None
    assert found.end == end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("pierwszego", 1),
        ("dwudziesty piąty", 25),
        ("sto pierwszy", 101),
        ("dwa tysiące dwudziesty szósty", 2026),
        ("tysiąc dziewięćset osiemdziesiąty dziewiąty", 1989),
        ("dwutysięczny", 2000),
        ("milion dwutysięczny", 1_002_000),
    ],
)
def test_ordinal(text: str, value: int) -> None:
    found = parse_ordinal(scan(text), 0)
    assert found is not None
    assert found[0] == value


@pytest.mark.parametrize("text", ["dwa", "5", "dom", "tysiąc dziewięćset"])
def test_no_ordinal(text: str) -> None:
    assert parse_ordinal(scan(text), 0) is None
