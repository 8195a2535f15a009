"""Comparisons on the seeds and on short pairs of texts: ``pytest tests/quality/compare.py``."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path

import msgspec
import pytest
from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.compare import compare, find_frames
from skrot.encode import Encoder, load_encoder
from skrot.extract import find_entities, find_numbers, link
from skrot.extract.discourse.features import sentence_features
from skrot.extract.names.link import Identifiers
from skrot.read import read_text
from skrot.records import Comparison, DocumentFacts, Entity, Mention
from tests.quality.gate import GATE, ROOT, share

GOLD = Path(__file__).with_name("compare_gold.toml")
SEEDS = ROOT / "seeds"

pytestmark = pytest.mark.quality


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
        frames = find_frames(doc, found, features, numbers)
        rows.append((name, mentions, entities, found, features, numbers, vectors, frames))
    index, ids = link((name, mentions, entities) for name, mentions, entities, *_ in rows)
    return compare(
        (
            DocumentFacts(
                name,
                found,
                features,
                vectors,
                [msgspec.structs.replace(m, entity=_linked(ids, m, local)) for m in mentions],
                numbers,
                frames=frames,
            )
            for name, mentions, local, found, features, numbers, vectors, frames in rows
        ),
        names={entity.entity: entity.name for entity in index},
    )


def _linked(ids: Identifiers, mention: Mention, local: list[Entity]) -> str:
    return next(ids.of(entity) for entity in local if entity.entity == mention.entity)


def gold() -> dict[str, list[dict[str, str]]]:
    table: dict[str, list[dict[str, str]]] = tomllib.loads(GOLD.read_text("utf-8"))
    return table


def test_the_seeds_give_what_a_reader_needs_and_nothing_false() -> None:
    found = compared({path.name: path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))})
    pairs = [frozenset(s.text for s in one.statements) for one in found]
    wanted = {frozenset(row.values()) for row in gold()["seeds"]}
    figures = {
        "recall": share(len(wanted & set(pairs)), len(wanted)),
        "precision": share(sum(pair in wanted for pair in pairs), len(pairs)),
    }
    GATE.check("compare_seeds", figures, len(wanted))


def test_pairs_of_texts() -> None:
    pairs = gold()["pair"]
    right = wrong = missed = 0
    for pair in pairs:
        found = [one.relation for one in compared({"a": pair["first"], "b": pair["second"]})]
        right += pair["relation"] in found
        wrong += len([one for one in found if one != pair["relation"]])
        missed += pair["relation"] != "none" and pair["relation"] not in found
    figures = {"precision": share(right, right + wrong), "recall": share(right, right + missed)}
    GATE.check("compare_pairs", figures, len(pairs))
