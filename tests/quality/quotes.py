"""Quotations of real news: their words, and who says them.

The articles of SlavicNER whose quotations were all marked by reading, in two parts by the hash of
the name of the file: rules were written with one in view, and no error of the other was read.
"""

import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import Any, NamedTuple

import pytest

from skrot.annotate import annotate
from skrot.extract import find_entities, find_quotes
from skrot.read import read_text
from skrot.records import Document, Entity, Quote
from tests.quality.corpora import data, model
from tests.quality.gate import GATE, share
from tests.quality.news import harmonic, source_span

pytestmark = pytest.mark.quality

# Spans are the same when what they share is so much of what they cover together.
OVERLAP = 0.8

Span = tuple[int, int]


class Gold(NamedTuple):
    """A quotation as marked; ``name`` is null where the text does not tell who speaks."""

    span: Span
    kind: str
    name: str | None


class Found(NamedTuple):
    """A quotation as found, with offsets into the text before cleaning."""

    span: Span
    quote: Quote
    speaker: Entity | None


def is_kept_apart(file: str) -> bool:
    return int(hashlib.sha256(file.encode()).hexdigest(), 16) % 2 == 1


def marked(name: str) -> dict[str, list[dict[str, Any]]]:
    """The marks of a file of the data, by article."""
    found: dict[str, list[dict[str, Any]]] = {}
    with data(f"news/{name}_dev.jsonl").open(encoding="utf-8") as file:
        for row in map(json.loads, file):
            found.setdefault(row["file"], []).append(row)
    return found


def texts(files: Sequence[str]) -> list[tuple[str, str]]:
    """The articles of SlavicNER by the names of their files."""
    with lzma.open(data("news/slavicner_dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        rows = {row["file"]: row["text"] for row in map(json.loads, file)}
    return [(name, rows[name]) for name in files]


def within(text: str, span: Span) -> Span:
    """Take marks and blanks off both ends."""
    start, end = span
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def overlap(one: Span, other: Span) -> float:
    """Give what two spans share, as a share of what they cover together."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return max(0, both) / (max(one[1], other[1]) - min(one[0], other[0]))


def is_right(gold: Gold, found: Found) -> bool:
    """Tell whether the speaker is who the gold says: the same surname or name, or nobody.

    Where the gold names what is no entity ("rząd Teresy May"), the words of the text count.
    """
    if found.speaker is None:
        said = found.quote.speaker_text
        return gold.name is None or (said is not None and said.lower() == gold.name.lower())
    if gold.name is None:
        return False
    names = (found.speaker.name, *found.speaker.aliases)
    return gold.name.split()[-1] in {word for name in names for word in name.split()}


def match(golds: Sequence[Gold], found: Sequence[Found]) -> list[tuple[Gold, Found]]:
    """Give each marked quotation the one found that shares most with it."""
    left = list(found)
    pairs = []
    for gold in golds:
        best = max(left, key=lambda one: overlap(gold.span, one.span), default=None)
        if best is not None and overlap(gold.span, best.span) >= OVERLAP:
            left.remove(best)
            pairs.append((gold, best))
    return pairs


@cache
def articles() -> list[tuple[str, list[Gold], list[Found]]]:
    rows = marked("quotes")
    found = []
    documents = [(name, text, read_text(text, name)) for name, text in texts(list(rows))]
    docs = annotate(model(), [document for _, _, document in documents])
    for (name, text, document), doc in zip(documents, docs, strict=True):
        assert isinstance(document, Document)
        golds = [
            Gold(within(text, (row["start"], row["end"])), row["kind"], row["speaker_name"])
            for row in rows[name]
        ]
        mentions, entities = find_entities(doc, name)
        by_id = {entity.entity: entity for entity in entities}
        mine = []
        for quote in find_quotes(doc, mentions, entities, name):
            span = source_span(document, quote.start, quote.end)
            speaker = by_id[quote.speaker] if quote.speaker is not None else None
            if span is not None:
                mine.append(Found(within(text, span), quote, speaker))
        found.append((name, golds, mine))
    return found


@pytest.mark.parametrize("part", ["seen", "kept_apart"])
def test_quotations_of_news(part: str) -> None:
    """Find the words, those said directly among them, and the speakers of those found.

    *direct_f*: of those marked direct, the share found as whatever; of those found as direct, the
    share marked as whatever. *not_wrong*: the share of speakers that are right or not told.
    """
    counts = Counter[str]()
    chosen = [row for row in articles() if is_kept_apart(row[0]) == (part == "kept_apart")]
    for _, golds, found in chosen:
        pairs = match(golds, found)
        counts["gold"] += len(golds)
        counts["found"] += len(found)
        counts["both"] += len(pairs)
        counts["gold_direct"] += sum(gold.kind == "direct" for gold in golds)
        counts["found_direct"] += sum(one.quote.kind == "direct" for one in found)
        for gold, one in pairs:
            right = is_right(gold, one)
            counts["direct_of_gold"] += gold.kind == "direct"
            counts["direct_of_found"] += one.quote.kind == "direct"
            counts["kind"] += gold.kind == one.quote.kind
            counts["right"] += right
            counts["wrong"] += not right and one.speaker is not None
    figures = {
        "span_f": share(2 * counts["both"], counts["gold"] + counts["found"]),
        "direct_f": harmonic(
            share(counts["direct_of_found"], counts["found_direct"]),
            share(counts["direct_of_gold"], counts["gold_direct"]),
        ),
        "kind": share(counts["kind"], counts["both"]),
        "speaker": share(counts["right"], counts["both"]),
        "not_wrong": 1 - share(counts["wrong"], counts["both"]),
    }
    GATE.check(f"quotations_of_news_{part}", figures, counts["gold"])
