"""What a text calls by another word than its name: *premier*, *spółka*, *on*."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from skrot.extract.quotes.people import People
from skrot.extract.quotes.text import QuoteText, Range, read
from skrot.extract.quotes.things import Things, thing_at
from skrot.extract.references.generic import is_generic
from skrot.extract.references.offices import Offices, is_called
from skrot.extract.references.pronouns import Pronouns, is_pronoun
from skrot.records import Entity, Mention, Quote, Reference, ReferenceKind

if TYPE_CHECKING:
    from spacy.tokens import Doc

Found = tuple[Range, ReferenceKind, str | None]


def find_references(
    doc: Doc,
    mentions: Sequence[Mention],
    entities: Sequence[Entity],
    quotes: Sequence[Quote],
    name: str = "",
    *,
    text: QuoteText | None = None,
) -> list[Reference]:
    """Find the offices, nouns and pronouns of a document that stand for what it names.

    Parameters
    ----------
    doc : Doc
        With sentences, lemmas, parts of speech and morphology; dependencies are used where they
        are set.
    mentions, entities
        The names of the document, as of `skrot.extract.find_entities`.
    quotes
        Its quotations, as of `skrot.extract.find_quotes`: whom only these speak of is not whom the
        narrator means.
    name : str
        What goes into the field ``doc`` of the records.
    text : QuoteText, optional
        Of ``doc`` and ``mentions``, by `skrot.extract.quotes.text.read`, where they have been read.

    Returns
    -------
    list of Reference
        In text order, without overlaps; ``entity`` is the id of one of ``entities``, null where
        nothing makes it sure which is meant.
    """
    text = read(doc, mentions) if text is None else text
    if not text.words:
        return []
    found = []
    for span, kind, entity in _find(text, entities, quotes):
        start, end = text.slice(span)
        found.append(
            Reference(
                doc=name,
                n=text.number(span[0]),
                start=start,
                end=end,
                text="".join(w.text + w.space for w in text.words[slice(*span)]).rstrip(),
                kind=kind,
                entity=entity,
            )
        )
    return found


def _find(text: QuoteText, entities: Sequence[Entity], quotes: Sequence[Quote]) -> list[Found]:
    people = People(text, entities)
    begins = [word.start for word in text.words]

    def words(start: int, end: int) -> Range:
        return max(bisect_right(begins, start) - 1, 0), bisect_left(begins, end)

    said = [words(quote.start, quote.end) for quote in quotes]
    people.leave_out(said)
    speakers = {
        at: quote.speaker
        for quote, span in zip(quotes, said, strict=True)
        for at in range(*span)
        if quote.kind != "indirect" and quote.speaker is not None
    }
    named = Counter(quote.speaker for quote in quotes if quote.speaker is not None)
    offices, things = Offices(text, people, named), Things(text, entities)
    pronouns = Pronouns(text, people, speakers)
    told = _tellers(text, quotes, [words(*(quote.told or (0, 0))) for quote in quotes])
    meant: dict[int, str | None] = {}
    found: list[Found] = []
    kind: ReferenceKind
    for at in range(len(text.words)):
        if (office := offices.at(at)) is not None:
            span, kind, found_there = office.phrase, "office", offices.find(office)
            # Nobody calls himself so, and "pan premier" may be who is spoken to.
            own = at in speakers and (
                found_there == speakers[at] or is_called(text, office.phrase[0])
            )
            meant[at] = None if own else found_there
        elif (thing := thing_at(text, at)) is not None:
            span, kind, meant[at] = thing, "noun", things.find(at)
        elif is_pronoun(text, at):
            span, kind, meant[at] = (at, at + 1), "pronoun", pronouns.find(at, meant)
        else:
            continue
        meant[at] = told.get(at) or meant[at]
        if kind == "office" and meant[at] is None and is_generic(text, at, span):
            continue
        if not found or span[0] >= found[-1][0][1]:
            found.append((span, kind, meant[at]))
    return found


def _tellers(
    text: QuoteText, quotes: Sequence[Quote], told: Sequence[Range]
) -> dict[int, str | None]:
    """Give whom the words mean that tell who says a quotation: they are the same there and here."""
    found: dict[int, str | None] = {}
    for quote, span in zip(quotes, told, strict=True):
        words = (quote.speaker_text or "").split()
        if not words and span[0] and is_pronoun(text, span[0] - 1):  # "jego zdaniem"
            found[span[0] - 1] = quote.speaker
        for at in range(*span):
            if words and text.words[at].text == words[0]:
                found.update(dict.fromkeys(range(at, at + len(words)), quote.speaker))
                break
    return found
