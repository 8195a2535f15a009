"""References of real news: which name an office, a noun or a pronoun stands for.

Every such phrase of some articles, marked by a reader who did not know what the program finds, in
two parts: rules were written with one in view, and of the other only figures were seen, at the end.
"""

import json
import lzma
from collections import Counter
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from skrot.annotate import annotate
from skrot.extract import find_entities, find_quotes, find_references
from skrot.read import read_text
from skrot.records import Document, Entity, Mention, Reference
from tests.quality.corpora import data, model
from tests.quality.gate import GATE, share
from tests.quality.news import source_span
from tests.quality.quotes import Span, overlap

pytestmark = pytest.mark.quality

MARKED = Path(__file__).with_name("references_gold.jsonl")
# A phrase of ours is the marked one when what they share is so much of what they cover together.
OVERLAP = 0.5
# A name covers a marked phrase ("Wspólnota") when it is nearly the same words.
SAME = 0.8


class Gold(NamedTuple):
    """A phrase as marked; ``name`` is null where it stands for nothing that the text names."""

    span: Span
    kind: str
    name: str | None


class Found(NamedTuple):
    """A phrase as found, with offsets into the text before cleaning; a name is of no kind."""

    span: Span
    kind: str | None
    entity: Entity | None


class Article(NamedTuple):
    name: str
    text: str
    golds: list[Gold]
    found: list[Found]


def texts() -> dict[tuple[str, str], str]:
    """The articles by source and name."""
    found = {}
    for source, key in (("slavicner", "file"), ("leads", "id")):
        with lzma.open(data(f"news/{source}_dev.jsonl.xz"), "rt", encoding="utf-8") as file:
            for row in map(json.loads, file):
                found[source, row[key]] = row["text"]
    return found


def is_right(gold: Gold, found: Found) -> bool:
    """Tell whether a phrase stands for what the gold says: the same surname, name or acronym."""
    if found.entity is None or gold.name is None:
        return False
    names = (found.entity.name, *found.entity.aliases)
    name = gold.name.strip('"„”')  # as some of the marks have newspapers
    return name in names or name.split()[-1] in {word for one in names for word in one.split()}


def best(gold: Gold, found: Sequence[Found]) -> Found | None:
    """Give the phrase found that is the marked one: with its first word, else most of its words.

    A name is only where it is nearly the same.
    """
    fitting = [
        one
        for one in found
        if overlap(gold.span, one.span) >= (SAME if one.kind is None else OVERLAP)
        or (one.kind is not None and one.span[0] == gold.span[0])
    ]
    return max(
        fitting,
        key=lambda one: (one.span[0] == gold.span[0], overlap(gold.span, one.span)),
        default=None,
    )


@cache
def articles(part: str) -> list[Article]:
    marks: dict[tuple[str, str], list[dict[str, Any]]] = {}
    with MARKED.open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            if row["part"] == part:
                marks.setdefault((row["source"], row["doc"]), []).append(row)
    known = texts()
    documents = [read_text(known[key], key[1]) for key in marks]
    found = []
    for key, document, doc in zip(marks, documents, annotate(model(), documents), strict=True):
        assert isinstance(document, Document)
        mentions, entities = find_entities(doc, key[1])
        by_id = {entity.entity: entity for entity in entities}
        quotes = find_quotes(doc, mentions, entities, key[1])
        rows: list[Mention | Reference] = [*mentions]
        rows += find_references(doc, mentions, entities, quotes, key[1])
        mine = []
        for row in rows:
            span = source_span(document, row.start, row.end)
            kind = row.kind if isinstance(row, Reference) else None
            if span is not None:
                mine.append(Found(span, kind, by_id[row.entity] if row.entity else None))
        golds = [Gold((m["start"], m["end"]), m["kind"], m["refers_to"]) for m in marks[key]]
        found.append(Article(key[1], known[key], golds, mine))
    return found


@pytest.mark.parametrize("part", ["dev", "kept"])
def test_references_of_news(part: str) -> None:
    """Resolve the marked phrases.

    *precision*: of the marked phrases that we say stand for something, the share that stand for
    that; *recall*: of those that stand for something, the share resolved right.
    """
    counts = Counter[str]()
    for article in articles(part):
        for gold in article.golds:
            one = best(gold, article.found)
            resolved = one is not None and one.entity is not None
            counts["gold"] += 1
            counts["named"] += gold.name is not None
            counts["resolved"] += resolved
            counts["right"] += one is not None and is_right(gold, one)
    figures = {
        "precision": share(counts["right"], counts["resolved"]),
        "recall": share(counts["right"], counts["named"]),
    }
    GATE.check(f"references_of_news_{part}", figures, counts["gold"])
