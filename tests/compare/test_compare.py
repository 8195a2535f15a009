"""The ledger of quantities, from frames built by hand."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from skrot.compare import compare, likeness
from skrot.compare.claims import find_claims
from skrot.compare.compare import compare_claims
from skrot.compare.grouping import UNLIKELY
from skrot.records import DocumentFacts, Frame, Story

from .build import facts, frame

TEXT = "Budowa mostu w Toruniu kosztowała 90 mln zł."


def cost(value: str, doc: str, **fields: Any) -> Frame:
    words = (("budowa", 0, 0.9), ("most", 7, 0.9), ("toruń", 15, 0.7), ("kosztować", 23, 1.0))
    given = {
        "heads": {"(koszt)": 0.9, "(zbudować)": 0.5},
        "words": words,
        "label": "koszt budowy mostu w Toruniu",
        "start": 34,
    }
    return frame(value, doc, **{**given, **fields})


def told(
    doc: str, value: str, vector: tuple[float, float] = (1, 0), **fields: Any
) -> DocumentFacts:
    known = {"vectors": np.array([vector], dtype=np.float32), "names": {"Toruniu": "place:torun"}}
    more = {name: fields.pop(name) for name in list(fields) if name in DocumentFacts._fields}
    return facts(doc, TEXT, cost(value, doc, **fields), **{**known, **more})


def test_a_quantity_has_all_statements_about_it() -> None:
    (row,) = compare([told("a", "91"), told("b", "91"), told("c", "120")])
    assert row.about == "koszt budowy mostu w Toruniu"
    assert row.relation == "differ"
    assert [said.doc for said in row.statements] == ["a", "b", "c"]
    assert [said.origin for said in row.statements] == ["a", "b", "c"]
    assert row.id.startswith("q-")
    assert 0 < row.score <= 1


def test_the_order_of_documents_does_not_matter() -> None:
    documents = [told("a", "91"), told("b", "91"), told("c", "120")]
    assert compare(documents) == compare(documents[::-1])


def test_copies_are_no_witnesses() -> None:
    assert compare([told("a", "91"), told("b", "91", origin="a")]) == []
    assert compare([told("a", "91"), told("b", "91", origin="a", adds=(0,))])
    (row,) = compare([told("a", "91"), told("b", "91", origin="a"), told("c", "91")])
    assert [said.origin for said in row.statements] == ["a", "a", "c"]
    assert row.relation == "agree"


def test_one_source_says_nothing_against_itself() -> None:
    assert compare([told("a", "91")]) == []


def test_only_what_is_said_in_one_topic_is_of_one_quantity() -> None:
    def story(name: str, topic: str, *docs: str) -> Story:
        return Story(name, "", topic, docs, docs, None, None, (), (), (), docs[0])

    documents = [told("a", "91"), told("b", "91")]
    assert compare(documents, [story("s", "t", "a", "b")])[0].story == "s"
    assert compare(documents, [story("s", "t", "a"), story("r", "u", "b")]) == []


def test_what_has_no_name_is_worth_nothing() -> None:
    (row,) = compare([told("a", "91", label=None), told("b", "91", label=None)])
    assert (row.about, row.score) == ("", 0.0)


def test_unlike_things_are_two_quantities() -> None:
    other = {"heads": {"wygrać": 0.9}, "words": (("loteria", 0, 1.0),), "label": None}
    assert compare([told("a", "91"), told("b", "75", (0, 1), **other)]) == []


def test_corpus_without_figures_has_no_quantities():
    assert compare([]) == []
    assert compare_claims([], elsewhere=lambda topics, names, bar: [[] for _ in topics]) == []


def test_pairs_grow_with_the_claims_and_not_with_their_square(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Among many claims each meets those that are most alike; few meet all."""
    documents = [told(f"{n:03}", "91", (1, n / 100)) for n in range(60)]
    claims = [claim for document in documents for claim in find_claims(document)]
    rare = likeness.rarity(claims)
    assert len(likeness.likely_pairs(claims, rare, UNLIKELY)) == 60 * 59 / 2
    monkeypatch.setattr(likeness, "_ALL", 50)
    monkeypatch.setattr(likeness, "_MOST", 4)
    pairs = likeness.likely_pairs(claims, rare, UNLIKELY)
    assert 60 * 4 / 2 <= len(pairs) <= 60 * 4
    assert all(pair.first < pair.second for pair in pairs)
    assert len({(pair.first, pair.second) for pair in pairs}) == len(pairs)
    (row,) = compare(documents)
    assert len(row.statements) == 60
