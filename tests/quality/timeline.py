"""Dated statements of real news: when, and whether it is told as a fact or as a plan.

The articles of SlavicNER of which some dated events were marked by reading, in the two parts that
the quotations have.
"""

from collections import Counter
from functools import cache
from typing import Any, NamedTuple

import pytest

from skrot.annotate import annotate
from skrot.extract import find_numbers, find_timeline
from skrot.read import read_text
from skrot.records import TimelineEntry
from tests.quality.corpora import model
from tests.quality.gate import GATE, share
from tests.quality.news import source_span
from tests.quality.quotes import Span, is_kept_apart, marked, overlap, texts

pytestmark = pytest.mark.quality


class Found(NamedTuple):
    """A statement as found, with offsets into the text before cleaning."""

    span: Span
    entry: TimelineEntry


@cache
def articles() -> list[tuple[str, list[dict[str, Any]], list[Found]]]:
    rows = marked("timeline")
    found = []
    documents = [(name, read_text(text, name)) for name, text in texts(list(rows))]
    docs = annotate(model(), [document for _, document in documents])
    for (name, document), doc in zip(documents, docs, strict=True):
        mine = []
        for entry in find_timeline(doc, find_numbers(doc), None, name):
            span = source_span(document, entry.start, entry.end)
            if span is not None:
                mine.append(Found(span, entry))
        found.append((name, rows[name], mine))
    return found


@pytest.mark.parametrize("part", ["seen", "kept_apart"])
def test_timeline_of_news(part: str) -> None:
    """Find the marked events: a statement that touches the marked words and has their very date.

    *kind*: the share of those found that are told as a fact or a plan as marked.
    """
    counts = Counter[str]()
    for name, golds, found in articles():
        if is_kept_apart(name) != (part == "kept_apart"):
            continue
        for gold in golds:
            span = (gold["start"], gold["end"])
            dated = [
                one.entry
                for one in found
                if overlap(span, one.span) > 0 and one.entry.date == gold["date"]
            ]
            counts["gold"] += 1
            counts["date"] += bool(dated)
            counts["kind"] += bool(dated) and (dated[0].kind == "fact") == gold["certain"]
    figures = {
        "date": share(counts["date"], counts["gold"]),
        "kind": share(counts["kind"], counts["date"]),
    }
    GATE.check(f"timeline_of_news_{part}", figures, counts["gold"])
