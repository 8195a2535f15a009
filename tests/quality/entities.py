"""Canonical names against gold: ``python -m pytest tests/quality/entities.py -m quality``.

Two settings. *Marked*: the gold spans are given as ``ents`` and nothing else is known, so that only
the names are measured. *Whole*: the project's model marks the names; a name counts when the span
and the canonical name are both right.
"""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from spacy.tokens import Doc

from skrot.annotate import load
from skrot.extract.names.find import find_entities
from tests.extract.names.entity_gold import GoldText, blank, gold_doc, locate, seed_texts

HERE = Path(__file__).parent
pytestmark = pytest.mark.quality


def sentences(held_out: bool) -> list[GoldText]:
    data = tomllib.loads((HERE / "entity_gold.toml").read_text(encoding="utf-8"))
    chosen = [entry for entry in data["text"] if entry["held_out"] is held_out]
    return [GoldText(entry["text"], locate(entry["text"], entry["names"])) for entry in chosen]


def errors(golds: list[GoldText], docs: list[Doc]) -> tuple[float, list[tuple[str, str, str]]]:
    """Give the share of gold names found under the right name, and the wrong ones."""
    wrong, total = [], 0
    for gold, doc in zip(golds, docs, strict=True):
        mentions, entities = find_entities(doc)
        names = {entity.entity: entity.name for entity in entities}
        at = {(m.start, m.end): names[m.entity] for m in mentions}
        for name in gold.names:
            total += 1
            got = at.get((name.start, name.end), "-")
            if got != name.name:
                wrong.append((gold.text[name.start : name.end], name.name, got))
    return 1.0 - len(wrong) / total, wrong


def floors() -> dict[str, float]:
    data = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))
    table: dict[str, float] = data["entities"]
    return table


GOLD = {
    "seeds": seed_texts,
    "sentences": lambda: sentences(False),
    "held_out": lambda: sentences(True),
}


@pytest.mark.parametrize("part", sorted(GOLD))
def test_names_of_given_spans(part: str) -> None:
    nlp = blank()
    golds = GOLD[part]()
    accuracy, wrong = errors(golds, [gold_doc(nlp, gold) for gold in golds])
    assert accuracy >= floors()[f"marked_{part}"], wrong


@pytest.mark.parametrize("part", sorted(GOLD))
def test_names_found_by_the_model(part: str) -> None:
    nlp = load(None)
    golds = GOLD[part]()
    accuracy, wrong = errors(golds, [nlp(gold.text) for gold in golds])
    assert accuracy >= floors()[f"whole_{part}"], wrong
