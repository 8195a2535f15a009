"""Which claims can be about one quantity, how alike they are, and the pairs that are made."""

from __future__ import annotations

import math
from decimal import Decimal
from typing import Any

import numpy as np
import pytest

from skrot.compare.claims import Claim
from skrot.compare.match import (
    MIN_SCORE,
    compatible,
    match,
    min_score,
    overlap,
    similarity,
    word_rarity,
)
from skrot.packed import Packed

from .build import claim

WORDS = {"wydatek": 1.0, "zdrowie": 0.8, "szpital": 0.5}
LONG = frozenset(f"słowo{n}" for n in range(10))
Fields = dict[str, Any]


def pair(one: Fields, other: Fields, **both: Any) -> tuple[Claim, Claim]:
    """Two claims of two documents with ``both`` in common."""
    return claim(**{"doc": "a", **both, **one}), claim(**{"doc": "b", **both, **other})


CARDINAL: Fields = {"kind": "cardinal", "of": ("nauczyciel",)}
ORGS = {"entities": {"org:a": 0.9}, "institutions": frozenset({"org:a"})}
OTHERS = {"entities": {"org:b": 0.9}, "institutions": frozenset({"org:b"})}
MEETING = {
    "entities": {"org:a": 0.1, "org:b": 0.9},
    "institutions": frozenset({"org:a", "org:b"}),
}

COMPATIBLE: list[tuple[str, Fields, Fields, bool]] = [
    ("alike", {}, {}, True),
    ("kinds", {"kind": "money"}, {"kind": "percent"}, False),
    ("denominators", {"per": "year"}, {}, False),
    ("units", {"unit": "t", "si_unit": "kg"}, {"unit": "km", "si_unit": "m"}, False),
    ("one SI unit", {"unit": "m", "si_unit": "m"}, {"unit": "km", "si_unit": "m"}, True),
    ("special roles", {"role": "change"}, {}, False),
    ("each", {"role": "each"}, {"role": "each"}, True),
    ("directions", {"role": "each", "direction": "up"}, {"role": "each"}, False),
    ("plain roles", {"role": "share"}, {"role": "average"}, True),
    ("counts", CARDINAL, CARDINAL, True),
    ("counts of other things", CARDINAL, {**CARDINAL, "of": ("lekarz",)}, False),
    ("counts of some", CARDINAL, {**CARDINAL, "of": ("młody", "nauczyciel")}, True),
    (
        "counts of two kinds",
        {**CARDINAL, "of": ("młody", "nauczyciel")},
        {**CARDINAL, "of": ("stary", "nauczyciel")},
        False,
    ),
    ("counts of nothing", {**CARDINAL, "of": ()}, {**CARDINAL, "of": ()}, False),
    (
        "counts of vague things",
        {**CARDINAL, "of": ("osoba",)},
        {**CARDINAL, "of": ("osoba",)},
        False,
    ),
    ("bases", {"of": ("eksport",)}, {"of": ("import",)}, False),
    ("a base on one side", {"of": ("eksport",)}, {}, True),
    ("magnitudes", {"value": "100"}, {"value": "501"}, False),
    ("five times", {"value": "500"}, {"value": "100"}, True),
    ("magnitudes below zero", {"value": "-100"}, {"value": "-501"}, False),
    (
        "magnitudes of two currencies",
        {"currency": "PLN", "value": "100"},
        {"currency": "EUR", "value": "501"},
        True,
    ),
    ("a range", {"value": None, "low": Decimal(1), "high": Decimal(2)}, {"value": "100"}, True),
    ("denied", {"negated": True}, {}, False),
    ("both denied", {"negated": True}, {"negated": True}, True),
    ("institutions", ORGS, OTHERS, False),
    ("one institution", ORGS, ORGS, True),
    ("an institution on one side", ORGS, {}, True),
    ("places", {"entities": {"place:a": 0.3}}, {"entities": {"place:b": 0.3}}, False),
    ("places far away", {"entities": {"place:a": 0.2}}, {"entities": {"place:b": 0.3}}, True),
    (
        "places with one in common",
        {"entities": {"place:a": 0.9, "place:c": 0.1}},
        {"entities": {"place:b": 0.9, "place:c": 0.1}},
        True,
    ),
    ("the nearest is named there too", ORGS, MEETING, True),
    ("times of a change", {"role": "change", "time": "2023"}, {"role": "change"}, True),
    (
        "changes of two years",
        {"role": "change", "time": "2023"},
        {"role": "change", "time": "2024"},
        False,
    ),
    ("two years", {"time": "2023"}, {"time": "2024"}, True),
    ("a plan and a fact of one time", {"stance": "plan", "time": "2023"}, {"time": "2023"}, False),
    ("a plan and a fact of two", {"stance": "plan", "time": "2023"}, {"time": "2024"}, True),
    ("a fact and a plan of two", {"time": "2023"}, {"stance": "plan", "time": "2024"}, True),
    ("a plan without a time", {"stance": "plan"}, {"time": "2024"}, False),
    ("a plan with another date", {"stance": "plan", "dated": True}, {"time": "2024"}, True),
    ("a fact with another date", {"stance": "plan"}, {"time": "2024", "dated": True}, False),
    ("a demand", {"stance": "demand", "time": "2023"}, {"time": "2024"}, False),
    (
        "a demand and a plan",
        {"stance": "demand", "time": "2023"},
        {"stance": "plan", "time": "2024"},
        False,
    ),
    (
        "a planned change",
        {"stance": "plan", "time": "2023", "role": "change"},
        {"time": "2024", "role": "change"},
        False,
    ),
    # One wording filled in with figures far apart; shorter ones are alike by chance.
    ("a form", {"lemmas": LONG}, {"lemmas": LONG, "value": "125"}, False),
    ("a form, figures near", {"lemmas": LONG}, {"lemmas": LONG, "value": "115"}, True),
    (
        "a short form",
        {"lemmas": frozenset("abcdefg")},
        {"lemmas": frozenset("abcdefg"), "value": "125"},
        True,
    ),
    (
        "other words",
        {"lemmas": LONG},
        {"lemmas": LONG | frozenset("abcde"), "value": "125"},
        True,
    ),
]


@pytest.mark.parametrize(
    ("one", "other", "found"), [row[1:] for row in COMPATIBLE], ids=[row[0] for row in COMPATIBLE]
)
def test_what_can_be_one_quantity(one: Fields, other: Fields, found: bool) -> None:
    first, second = pair(one, other)
    assert compatible(first, second) is compatible(second, first) is found


def test_the_nearest_institutions_speak_only_where_figures_differ() -> None:
    # Each is nearest to its number and not in the other sentence; a third one is in both.
    one = {"entities": {"org:a": 0.2, "org:c": 0.1}, "institutions": frozenset({"org:a", "org:c"})}
    other = {
        "entities": {"org:b": 0.2, "org:c": 0.1},
        "institutions": frozenset({"org:b", "org:c"}),
    }
    assert compatible(*pair(one, other))
    assert not compatible(*pair(one, {**other, "value": "130"}))
    near = {"entities": {"org:b": 0.1, "org:c": 0.2}, "institutions": one["institutions"]}
    assert compatible(*pair(one, {**near, "value": "130"}))


@pytest.mark.parametrize(
    ("text", "change"),
    [
        ("Wzrosła, tj. o 5 etatów.", True),
        ("Wzrosła, o 5 etatów.", True),
        ("Wzrosła (o 5 etatów).", True),
        ("Wzrosła aż o 5 etatów.", True),
        ("Mowa o 5 etatów.", False),
        ("Wzrosła do 5 etatów.", False),
    ],
)
def test_by_how_much_is_told_by_what_stands_before_it(text: str, change: bool) -> None:
    found = claim(text=text, start=text.index("5"))
    assert compatible(found, claim(doc="b")) is not change
    assert compatible(found, claim(doc="b", text=text, start=text.index("5")))


def test_a_difference_is_one_however_it_is_worded() -> None:
    text = "Wzrosła, tj. o 5 etatów."
    worded = claim(text=text, start=text.index("5"), role="change")
    assert compatible(worded, claim(doc="b", role="change"))


SAME: Fields = {"doc": "a", "named": frozenset({"org:a"})}


@pytest.mark.parametrize(
    ("other", "found"),
    [
        ({"paragraph": 2}, True),
        ({"paragraph": 0}, False),
        ({"paragraph": 2, "named": frozenset()}, False),
        ({"paragraph": 2, "value": "120"}, False),
        ({"paragraph": 2, "value": "120", "time": "2024"}, True),
        ({"paragraph": 2, "lemmas": LONG}, False),
    ],
)
def test_one_text_gives_a_figure_again_elsewhere(other: Fields, found: bool) -> None:
    first = claim(**SAME, time="2023", lemmas=frozenset(sorted(LONG)[:8]))
    second = claim(**{**SAME, "n": 1, "time": "2023", "lemmas": frozenset("ab"), **other})
    assert compatible(first, second) is found
    # Nothing in a sentence is compared with the rest of it.
    assert not compatible(first, second._replace(number=first.number))


def test_small_counts_of_one_text_are_of_different_things() -> None:
    for value, found in (("9", False), ("10", True)):
        first, second = (
            claim(value, **SAME, **CARDINAL, n=n, paragraph=n, lemmas=frozenset(lemmas))
            for n, lemmas in enumerate(("ab", "cd"))
        )
        assert compatible(first, second) is found
        elsewhere = claim(value, "b", **CARDINAL).number
        assert compatible(first, second._replace(number=elsewhere, origin="b"))


def test_bags_of_words_overlap_by_their_cosine() -> None:
    assert overlap(WORDS, WORDS, {}) == pytest.approx(1.0)
    assert overlap(WORDS, {"prom": 1.0}, {}) == 0
    assert overlap({}, WORDS, {}) == 0
    half = {"wydatek": 1.0, "zdrowie": 1.0}
    assert overlap(half, {"zdrowie": 1.0, "prom": 1.0}, {}) == pytest.approx(0.5)
    # A rare word tells more.
    rare = overlap(half, {"zdrowie": 1.0, "prom": 1.0}, {"wydatek": 0.3, "prom": 0.3})
    assert rare == pytest.approx(1 / 1.09)


@pytest.mark.parametrize(
    ("one", "other", "found"),
    [
        ("wydatek", "wydatkować", 0.7),
        ("budowa", "budować", 0.7),
        ("budowa", "budynek", 0.0),
        ("prom", "promień", 0.7),
        ("kot", "kotek", 0.0),
        # Identifiers of names are no words.
        ("org:ab", "org:ac", 0.0),
    ],
)
def test_words_of_a_family_count_in_part(one: str, other: str, found: float) -> None:
    assert overlap({one: 1.0}, {other: 1.0}, {}) == pytest.approx(found)
    assert overlap({one: 1.0, other: 1.0}, {other: 1.0}, {}) == pytest.approx(math.sqrt(0.5))


def test_a_share_of_somebody_is_compared_with_one_of_the_same() -> None:
    held = claim("20", kind="percent", holder=frozenset({"przemysł"}))
    market = claim("20", "b", kind="percent", words={"rynek": 0.5})
    branch = market._replace(words={"przemysł": 0.2})
    assert not compatible(held, market)
    assert not compatible(market, held)
    assert compatible(held, branch)
    assert compatible(branch, held)


def test_what_few_claims_have_is_rare() -> None:
    rows = [claim(words={"a": 1.0, "b": 0.1}), claim(words={"a": 0.2}), claim(entities={"c": 1.0})]
    found = word_rarity(rows, 3)
    assert found == pytest.approx({"a": 0.65, "b": 1.0, "c": 1.0})
    assert word_rarity([claim(words={"a": 1.0})], 0) == {"a": 1.0}


def test_the_bar_rises_with_the_number_of_claims() -> None:
    assert min_score(1) == min_score(100) == MIN_SCORE
    assert min_score(1000) == pytest.approx(MIN_SCORE + 0.12)
    assert min_score(10**9) == 0.65


UNIT = np.array([1.0, 0.0], dtype=np.float32)
SLANTED = np.array([0.6, 0.8], dtype=np.float32)


@pytest.mark.parametrize(
    ("one", "other", "score"),
    [
        # Words weigh 0.4, names 0.15, meaning 0.25, the base 0.2, of what there is.
        ({}, {}, 0.4 / 0.55),
        ({"entities": {"org:a": 0.1}}, {"entities": {"org:a": 0.1}}, 1.0),
        ({"vector": UNIT}, {"vector": SLANTED}, (0.4 + 0.25 * 0.6) / 0.8),
        ({"vector": UNIT}, {"vector": -UNIT}, 0.4 / 0.8),
        ({"vector": UNIT}, {}, 0.4 / 0.55),
        ({"of": ("a", "b")}, {"of": ("a",)}, (0.4 + 0.2 * 0.5) / 0.75),
        ({"of": ("a",)}, {}, 0.4 / 0.55),
        # Far words alone, or hardly any in common, say nothing without a base and a meaning.
        ({"words": {"a": 0.2}}, {"words": {"a": 0.2}}, 0.0),
        ({"words": {"a": 1.0}}, {"words": {"b": 1.0}}, 0.0),
        ({"words": {"a": 1.0}, "of": ("x",)}, {"words": {"b": 1.0}, "of": ("x",)}, 0.0),
        ({"words": {}, "vector": UNIT}, {"words": {}, "vector": UNIT}, 0.0),
        (
            {"words": {}, "vector": UNIT, "of": ("x",)},
            {"words": {}, "vector": SLANTED, "of": ("x",)},
            (0.25 * 0.6 + 0.2) / 0.6,
        ),
        # Figures apart, and a plan against a fact, are less sure.
        ({}, {"value": "150"}, 0.4 / 0.55 - 0.15 * 0.5),
        ({}, {"value": "400"}, 0.4 / 0.55 - 0.15),
        ({"stance": "plan", "time": "2024"}, {"time": "2023"}, 0.4 / 0.55 - 0.05),
        ({"negated": True}, {}, 0.0),
    ],
)
def test_how_alike_two_claims_are(one: Fields, other: Fields, score: float) -> None:
    first, second = pair(one, other, words=WORDS)
    assert similarity(first, second, {}) == pytest.approx(score, abs=1e-4)
    assert similarity(second, first, {}) == pytest.approx(score, abs=1e-4)


def matched(*rows: Claim) -> list[tuple[int, int]]:
    claims = Packed(Claim, [])
    numbers = [claims.add(row) for row in rows]
    return [(found.first, found.second) for found in match(claims, numbers, {})]


def test_each_claim_is_in_the_surest_pair_only() -> None:
    rows = [claim(value, doc=doc, words=WORDS) for value, doc in (("100", "a"), ("150", "b"))]
    assert matched(*rows) == [(0, 1)]
    assert matched(*rows, claim("101", doc="c", words=WORDS)) == [(0, 2)]
    more = [claim("101", doc="c", words=WORDS), claim("151", doc="d", words=WORDS)]
    assert matched(*rows, *more) == [(1, 3), (0, 2)]


def test_small_counts_need_more_in_common() -> None:
    words = {"szkoła": 1.0, "brak": 0.8}, {"szkoła": 1.0, "dom": 0.8, "rok": 0.8}
    for value, found in (("9", []), ("11", [(0, 1)])):
        rows = [
            claim(value, doc=doc, words=bag, **CARDINAL)
            for doc, bag in zip("ab", words, strict=True)
        ]
        assert matched(*rows) == found


def test_words_that_very_many_claims_have_make_no_pairs() -> None:
    def row(n: int, **words: float) -> Claim:
        return claim(str(100 * 9**n), doc=f"d{n}", words={"gmina": 1.0, **words})

    many = [row(n) for n in range(61)]
    alike = [claim("100", doc=doc, words={"gmina": 1.0, "prom": 1.0}) for doc in "xy"]
    assert matched(*many, *alike) == [(61, 62)]
    apart = [one._replace(words={"gmina": 1.0}) for one in alike]
    assert matched(*apart) == [(0, 1)]
    assert matched(*many, *apart) == []


def test_copies_are_no_witnesses() -> None:
    first = claim("20", kind="percent", words={"eksport": 1.0})
    second = claim("20", "b", kind="percent", words={"eksport": 1.0})
    assert compatible(first, second)
    assert not compatible(first, second._replace(origin="a"))
    words = frozenset(f"słowo{n}" for n in range(9))
    one, other = first._replace(lemmas=words), second._replace(lemmas=words | {"też"})
    assert not compatible(one, other)
    assert compatible(one, other._replace(lemmas=frozenset(f"inne{n}" for n in range(9))))


def test_a_figure_that_the_other_sentence_has_too_does_not_differ_from_another_there() -> None:
    votes: dict[str, Any] = {"kind": "percent", "words": {"głos": 1.0}}
    beside = claim("52", "b", start=30, **votes).number
    first, second = claim("52", **votes), claim("48", "b", **votes)
    assert compatible(first, second)
    assert not compatible(first, second._replace(beside=(beside,)))
    assert not compatible(second._replace(beside=(beside,)), first)
    rounded = claim("51.9", **votes)
    assert not compatible(rounded, second._replace(beside=(beside,)))
    assert compatible(first, claim("52", "b", **votes)._replace(beside=(second.number,)))
