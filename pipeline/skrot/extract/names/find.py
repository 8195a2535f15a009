"""Names of a document and of a corpus, every entity under the name a person would write.

:func:`find_entities` works within one document: it repairs the spans of a statistical model, puts
names into the nominative, and makes one entity of all mentions. :func:`link` does the same across
documents. Both use only sentences, lemmas, morphology and ``ents`` of the Doc, and Morfeusz 2.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from skrot.corrections import NameRule
from skrot.extract.boundaries import sentence_starts
from skrot.extract.names.agreement import NameReading, name_readings
from skrot.extract.names.cases import cases_of, sex_of_subject
from skrot.extract.names.corrected import set_apart
from skrot.extract.names.families import families, shared_surnames
from skrot.extract.names.institutions import called_after, name_others
from skrot.extract.names.keys import unique_ids, without_stop
from skrot.extract.names.link import link
from skrot.extract.names.named import Named
from skrot.extract.names.people import PersonMention, resolve
from skrot.extract.names.spans import find_spans
from skrot.extract.names.text import NameSpan, is_forename
from skrot.extract.names.vocabulary import Gender
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.characters import DIGRAPHS, LOWER, OPENING_QUOTES, UPPER
from skrot.records import Entity, Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

__all__ = ["find_entities", "find_names", "link"]


# A hyphen with blanks beside it, or a dash, within the surname of a mark.
_LOOSE = re.compile(r"(?<=\w)(?: ?- | ?[–—−] ?)(?=\w)")
# An initial that touches the surname: "A.Nowak".
_CLOSE = re.compile(rf"(?<!\S)([{UPPER}]\.)(?=[{UPPER}][{LOWER}])")


class Names(NamedTuple):
    """The mentions and entities of a document, and how often each rule of a user was applied."""

    mentions: list[Mention]
    entities: list[Entity]
    corrected: tuple[int, ...]


def find_entities(doc: Doc, name: str = "") -> tuple[list[Mention], list[Entity]]:
    """Find the named entities of a document.

    Parameters
    ----------
    doc : Doc
        With ``ents`` under the labels of NKJP (persName, orgName, placeName, geogName; dates and
        times are passed over). Sentence boundaries and morphology are used where they are set.
    name : str
        What goes into the field ``doc`` of the records.

    Returns
    -------
    mentions : list of Mention
        In text order, without overlaps, offsets into ``doc.text``. Adjectives and inhabitants of a
        country ("japoński", "Japończycy") are mentions of the country.
    entities : list of Entity
        In the order of first mention. Names and aliases are nominatives; identifiers hold within
        the document until :func:`link` gives those of the corpus.
    """
    mentions, entities, _ = find_names(doc, (), name)
    return mentions, entities


def find_names(doc: Doc, rules: Sequence[NameRule], name: str = "") -> Names:
    """Find the named entities of a document as :func:`find_entities`, corrected by rules."""
    spans, corrected, found = set_apart(doc, called_after(doc, find_spans(doc)), rules)
    named = name_others(doc, [span for span in spans if span.label != "persName"])
    people = [span for span in spans if span.label == "persName"]
    several = families(doc, people)
    people = [span for span in people if all(span not in one.spans for one in several)]
    people = _without_letters(doc, people)
    named += several
    shared = shared_surnames(doc, people)
    for person in resolve([_person_mention(doc, span, shared.get(span)) for span in people]):
        mine = [people[index] for index in person.mentions]
        same = next((one for one in named if one.name == person.name), None)
        if same is not None:
            # What is marked now as a person, now as something else: the more frequent wins, and
            # what is known beforehand is no person.
            known = any(span.known is not None for span in same.spans)
            if len(mine) > len(same.spans) and not known:
                named.remove(same)
                mine = sorted([*mine, *same.spans])
            elif not person.aliases:
                same.spans.extend(mine)
                continue
        named.append(Named(person.name, "persName", None, list(person.aliases), mine))
    return Names(*_records(doc, name, _joined(corrected, named)), found)


def _without_letters(doc: Doc, people: Sequence[NameSpan]) -> list[NameSpan]:
    """Leave out an initial alone, unless it is that of a withheld surname: "P.", "Marcin P."."""
    texts = {span: doc[span.start : span.end].text.removesuffix(".") for span in people}
    withheld = {text.split()[-1] for text in texts.values() if " " in text}
    return [
        span
        for span, text in texts.items()
        if text in withheld or not (len(text) == 1 or text in DIGRAPHS)
    ]


def _joined(corrected: Sequence[Named], named: Sequence[Named]) -> list[Named]:
    """Give what has the name of a corrected entity to it."""
    by_name = {one.name: one for one in corrected}
    rest = []
    for one in named:
        owner = by_name.get(one.name)
        if owner is None:
            rest.append(one)
            continue
        owner.spans = sorted([*owner.spans, *one.spans])
        owner.aliases += one.aliases
    return [*corrected, *rest]


def _person_mention(doc: Doc, span: NameSpan, shared: tuple[str, ...] | None) -> PersonMention:
    before = doc[span.start - 1].lower_ if span.start else ""
    vocabulary = name_words()
    gender: Gender | None = None
    if before in vocabulary.titles_feminine:
        gender = "f"
    elif before in vocabulary.titles_masculine:
        gender = "m"
    told = sex_of_subject(doc, span)
    gender = gender or told
    if shared is not None:
        return PersonMention(shared, cases_of(doc, span), gender)
    text = _LOOSE.sub("-", doc[span.start : span.end].text)
    written = _CLOSE.sub(r"\1 ", text).split()
    words = [without_stop(w) for w in written if w[0] not in OPENING_QUOTES]
    # Without a nickname in quotation marks: "Jan „Lis” Nowak".
    words = words or list(written)
    if told is None or told != gender:
        return PersonMention(tuple(words), cases_of(doc, span), gender)
    # What no list knows is the nominative: "podkreśliła Karla", who is no Karl, "mówił Odinga".
    likely = name_readings(tuple(words))[0]
    known = likely.gender == told and "nom" in likely.cases
    # Of a man the parser takes an object for the subject too often: "poparł Adama Bolmana".
    known = known or (told == "m" and (is_forename(words[0]) or not words[-1].endswith("a")))
    subject = NameReading(tuple(words), told, frozenset({"nom"}), 1.0)
    return PersonMention(subject.words, subject.cases, gender, None if known else subject)


def _records(doc: Doc, name: str, named: Sequence[Named]) -> tuple[list[Mention], list[Entity]]:
    ordered = sorted(named, key=lambda one: min((s.start, s.end) for s in one.spans))
    ids = unique_ids((one.name, one.label) for one in ordered)
    starts = sentence_starts(doc)
    mentions, entities = [], []
    for identifier, one in zip(ids, ordered, strict=True):
        for span in one.spans:
            piece = doc[span.start : span.end]
            label: EntityLabel = one.label
            mentions.append(
                Mention(
                    doc=name,
                    n=bisect_right(starts, span.start) - 1,
                    start=piece.start_char,
                    end=piece.end_char,
                    text=piece.text,
                    label=label,
                    entity=identifier,
                    relational=span.derived,
                )
            )
        entities.append(
            Entity(
                entity=identifier,
                name=one.name,
                label=one.label,
                aliases=tuple(sorted(set(one.aliases) - {one.name})),
                mentions=len(one.spans),
                docs=(name,) if name else (),
                code=one.code,
            )
        )
    return sorted(mentions, key=lambda mention: mention.start), entities
