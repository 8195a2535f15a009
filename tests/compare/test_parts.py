"""What is compared together."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from skrot.compare import compare, parts
from skrot.compare.claims import Claim, find_claims
from skrot.compare.parts import Compared, cut, gather, row_of, unpack
from skrot.records import Number

from .build import facts, frame

TEXT = "Budowa mostu w Toruniu kosztowała 90 mln zł."


def claim(doc: str, value: str, topic: str = "t", **fields: str) -> Claim:
    given = frame(value, doc, heads={"(koszt)": 0.9}, words=(("most", 7, 0.9),), start=34, **fields)
    (found,) = find_claims(facts(doc, TEXT, given))
    return msgspec.structs.replace(found, place=(topic, topic))


def day(doc: str, iso: str) -> Claim:
    found = claim(doc, "1", kind="date")
    number = Number(doc, 0, 34, 40, "dnia", "date", iso=iso)
    return msgspec.structs.replace(found, frame=msgspec.structs.replace(found.frame, number=number))


def gathered(claims: list[Claim]) -> list[Compared]:
    size, found = gather(map(row_of, claims), [])
    assert size == len(claims)
    return list(found)


def test_claims_are_gathered_by_topic() -> None:
    claims = [claim("a", "1", "u"), claim("b", "2", "t"), claim("c", "3", "u")]
    found = gathered(claims)
    docs = [[unpack(data).number.doc for data in part.claims] for part in found]
    assert docs == [["b"], ["a", "c"]]
    assert [part.rare for part in found] == [None, None]
    assert gathered([]) == []


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parts, "MOST", 4)
    monkeypatch.setattr(parts, "_WHOLE", 10)
    monkeypatch.setattr(parts, "_SAMPLE", 6)


@pytest.mark.usefixtures("small")
def test_a_large_topic_is_parted_by_kind_and_value() -> None:
    values = [5, 1, 9, 3, 7, 2, 8, 4, 6]
    money = [claim(f"m{value}", str(value)) for value in values]
    days = [day(f"d{number}", f"2024-0{number}-01") for number in (3, 1, 2)]
    found = gathered(money + days)
    docs = [[unpack(data).number.doc for data in part.claims] for part in found]
    assert docs == [["m1", "m2", "m3", "m4"], ["m5", "m6", "m7", "m8"], ["m9"], ["d3", "d1", "d2"]]
    assert all(part.rare for part in found)
    assert found[0].rare == found[-1].rare


@pytest.mark.usefixtures("small")
def test_of_more_of_a_kind_the_nearest_are_compared() -> None:
    days = [day(iso, iso) for iso in ("2024-03", "2023", "2024-01-05", "2024-02-01", "2022-12-31")]
    docs = [[one.number.doc for one in some] for some in cut(days)]
    assert docs == [["2022-12-31", "2023", "2024-01-05", "2024-02-01"], ["2024-03"]]


@pytest.mark.usefixtures("small")
def test_parts_do_not_change_what_is_near_in_value() -> None:
    """A quantity whose claims stand in one part is found, whatever else its topic has."""
    documents = []
    for value in range(1, 9):
        for doc in ("a", "b", "c", "d"):
            given = frame(
                str(value * 100), f"{value}{doc}", heads={f"(koszt{value})": 0.9},
                words=((f"most{value}", 7, 0.9),), start=34,
            )  # fmt: skip
            documents.append(facts(f"{value}{doc}", TEXT, given))
    rows = compare(documents)
    assert Counter(len(row.statements) for row in rows) == {4: 8}
