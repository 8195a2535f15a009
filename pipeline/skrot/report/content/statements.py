"""What the report shows of who says what: the statements of each speaker, with their sources."""

from __future__ import annotations

import re
from collections import defaultdict
from heapq import nsmallest

import msgspec

from skrot.records import Quote
from skrot.report.content.lookup import Lookup, shorten
from skrot.report.content.view import Place, place_of
from skrot.report.wording.marks import Span, Token, mark

SPEAKERS = 30
STATEMENTS = 6
LONGEST = 400
_WORD = re.compile(r"\w+")


class StatementView(msgspec.Struct, frozen=True):
    """What somebody says, in the words of the text, as ``act`` calls it."""

    act: str
    tokens: tuple[Token, ...]
    source: Place


class SpeakerView(msgspec.Struct, frozen=True):
    """Somebody with the statements that are shown, by date, and the number of all of them."""

    name: str
    label: str
    total: int
    statements: tuple[StatementView, ...]


def statements_view(
    lookup: Lookup, limit: int = SPEAKERS, each: int = STATEMENTS, *, base: str = ""
) -> tuple[SpeakerView, ...]:
    """Return the speakers, those who say most first, at most ``limit``.

    Of each are shown at most ``each`` statements, those of selected sentences first; what is said
    in the same words again, or in a document that repeats another, is not. ``base`` leads to the
    report's folder.
    """
    spoken = _by_speaker(lookup)
    totals, entities = lookup.totals.statements, lookup.entities
    shown = nsmallest(
        limit,
        (speaker for speaker in spoken if speaker in entities),
        key=lambda speaker: (-totals[speaker], entities[speaker].name, speaker),
    )
    return tuple(
        SpeakerView(
            name=entities[speaker].name,
            label=lookup.messages.label("label", entities[speaker].label),
            total=totals[speaker],
            statements=tuple(
                statement_view(lookup, row, base=base)
                for row in _chosen(lookup, spoken[speaker], each)
            ),
        )
        for speaker in shown
    )


def _by_speaker(lookup: Lookup) -> dict[str, list[Quote]]:
    spoken: dict[str, list[Quote]] = defaultdict(list)
    for quote in lookup.run.quotes:
        source = lookup.sources.get(quote.doc)
        if quote.speaker and source is not None and source.row.duplicate_of is None:
            spoken[quote.speaker].append(quote)
    return spoken


def _chosen(lookup: Lookup, quotes: list[Quote], limit: int) -> list[Quote]:
    """Take the statements to show, in the order of the dates of their documents."""
    places = {doc: place for place, doc in enumerate(lookup.sources)}

    def order(quote: Quote) -> tuple[str, int, int]:
        return lookup.sources[quote.doc].row.date or "", places[quote.doc], quote.start

    once: dict[str, Quote] = {}
    for quote in sorted(quotes, key=order):
        once.setdefault(" ".join(_WORD.findall(quote.text.casefold())), quote)
    best = sorted(once.values(), key=lambda quote: (quote.doc, quote.n) not in lookup.selected)
    return sorted(best[:limit], key=order)


def statement_view(lookup: Lookup, quote: Quote, *, base: str = "") -> StatementView:
    """Return a statement as shown; ``base`` leads to the report's folder."""
    text = shorten(quote.text, LONGEST)
    tokens = mark(text, _spans(lookup, quote), start=quote.start)
    if quote.kind == "direct":
        before, after = lookup.messages.t("quoted", text="\0").split("\0")
        tokens = (Token("text", before), *tokens, Token("text", after))
    return StatementView(
        act=lookup.messages.label("act", quote.act),
        tokens=tokens,
        source=place_of(lookup, (quote.doc, quote.n), base=base),
    )


def _spans(lookup: Lookup, quote: Quote) -> list[Span]:
    """Return the marks of all sentences that a statement runs over; none if it is not verbatim."""
    if lookup.sources[quote.doc].text[quote.start : quote.end] != quote.text:
        return []
    spans: list[Span] = []
    n = quote.n
    while (sentence := lookup.sentences.get((quote.doc, n))) and sentence.start < quote.end:
        spans += lookup.spans((quote.doc, n))
        n += 1
    return spans
