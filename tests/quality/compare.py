"""Comparisons on the seeds and on short pairs of texts: ``pytest tests/quality/compare.py``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec
import pytest
from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.compare import compare
from skrot.encode import Encoder, load_encoder
from skrot.extract import find_entities, find_numbers, link
from skrot.extract.discourse.features import sentence_features
from skrot.extract.names.link import Identifiers
from skrot.read import read_text
from skrot.records import Comparison, DocumentFacts, Entity, Mention

HERE = Path(__file__).parent
SEEDS = HERE.parent.parent / "seeds"

pytestmark = pytest.mark.quality

# What a reader of the seeds must be told: the two figures of each comparison, as written.
WANTED = {
    frozenset({"ok. 55 tys.", "blisko 60 tys."}),
    frozenset({"ok. 2 mld dol.", "średnio 1,4 mld dolarów"}),
    frozenset({"1,6%", "1,8 proc."}),
    frozenset({"2%", "2 proc."}),
    frozenset({"3%", "3,5 proc."}),
    frozenset({"20%", "20 proc."}),
}


@cache
def tools() -> tuple[Language, Encoder]:
    return load(None), load_encoder()


def compared(texts: dict[str, str]) -> list[Comparison]:
    """Take texts through every stage that the comparison builds on."""
    nlp, encoder = tools()
    rows = []
    for name, text in texts.items():
        document = read_text(text, name)
        (doc,) = annotate(nlp, [document])
        found = list(sentences(doc, document))
        mentions, entities = find_entities(doc, name)
        features = sentence_features(doc, found, document)
        vectors = encoder.encode([sentence.text for sentence in found])
        numbers = [msgspec.structs.replace(n, doc=name) for n in find_numbers(doc)]
        rows.append((name, mentions, entities, found, features, numbers, vectors))
    _, ids = link((name, mentions, entities) for name, mentions, entities, *_ in rows)
    return compare(
        DocumentFacts(
            name,
            found,
            features,
            vectors,
            [msgspec.structs.replace(m, entity=_linked(ids, m, local)) for m in mentions],
            numbers,
        )
        for name, mentions, local, found, features, numbers, vectors in rows
    )


def _linked(ids: Identifiers, mention: Mention, local: list[Entity]) -> str:
    return next(ids.of(entity) for entity in local if entity.entity == mention.entity)


def floors() -> dict[str, float]:
    table: dict[str, float] = tomllib.loads((HERE / "floors.toml").read_text("utf-8"))["compare"]
    return table


def test_the_seeds_give_what_a_reader_needs_and_nothing_false() -> None:
    found = compared({path.name: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))})
    pairs = [frozenset(s.text for s in one.statements) for one in found]
    assert len(WANTED & set(pairs)) / len(WANTED) >= floors()["seeds_recall"]
    assert sum(pair in WANTED for pair in pairs) / len(pairs) >= floors()["seeds_precision"]


def test_pairs_of_texts() -> None:
    pairs = tomllib.loads((HERE / "compare_gold.toml").read_text("utf-8"))["pair"]
    right = wrong = missed = 0
    for pair in pairs:
        found = [one.relation for one in compared({"a": pair["first"], "b": pair["second"]})]
        right += pair["relation"] in found
        wrong += len([one for one in found if one != pair["relation"]])
        missed += pair["relation"] != "none" and pair["relation"] not in found
    assert right / (right + wrong) >= floors()["pairs_precision"], (right, wrong, missed)
    assert right / (right + missed) >= floors()["pairs_recall"], (right, wrong, missed)
