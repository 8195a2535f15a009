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
from tests.quality.gate import GATE, share

HERE = Path(__file__).parent
pytestmark = pytest.mark.quality


def sentences(held_out: bool) -> list[GoldText]:
    data = tomllib.loads((HERE / "entity_gold.toml").read_text(encoding="utf-8"))
    chosen = [entry for entry in data["text"] if entry["held_out"] is held_out]
    return [GoldText(entry["text"], locate(entry["text"], entry["names"])) for entry in chosen]


def errors(golds: list[GoldText], docs: list[Doc]) -> tuple[int, list[tuple[str, str, str]]]:
    """Count the gold names and list those not found or found under another name."""
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
    return total, wrong


def check(name: str, total: int, wrong: list[tuple[str, str, str]]) -> None:
    for row in wrong:
        print(f"{name}: {' | '.join(row)}")
    GATE.check(f"entities_{name}", {"accuracy": share(total - len(wrong), total)}, total)


GOLD = {
    "seeds": seed_texts,
    "sentences": lambda: sentences(False),
    "held_out": lambda: sentences(True),
}


@pytest.mark.parametrize("part", sorted(GOLD))
def test_names_of_given_spans(part: str) -> None:
    nlp = blank()
    golds = GOLD[part]()
    check(f"marked_{part}", *errors(golds, [gold_doc(nlp, gold) for gold in golds]))


@pytest.mark.parametrize("part", sorted(GOLD))
def test_names_found_by_the_model(part: str) -> None:
    nlp = load(None)
    golds = GOLD[part]()
    check(f"whole_{part}", *errors(golds, [nlp(gold.text) for gold in golds]))
