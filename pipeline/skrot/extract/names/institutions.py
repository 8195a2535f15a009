"""Institutions and places: their nominatives, and which mentions are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING

from skrot.extract.names.cases import adjectives_apart, beside_kind, cases_of, cells_of
from skrot.extract.names.keys import (
    abbreviates,
    clean_name,
    is_acronym,
    name_key,
    plain_acronym,
)
from skrot.extract.names.known import begins, known_forms
from skrot.extract.names.named import Named
from skrot.extract.names.people import support
from skrot.extract.names.phrases import nominative
from skrot.extract.names.spans import surface
from skrot.extract.names.states import by_state
from skrot.extract.names.text import NameSpan, has_lemma, is_common, names_institution
from skrot.extract.names.vocabulary import cities, endings
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.characters import DASHES, DOUBLE_QUOTES
from skrot.polish.dictionary import FORENAME, GEOGRAPHIC, SURNAME
from skrot.polish.inflection import (
    adjectives,
    head_phrases,
    readings,
    realise,
)
from skrot.polish.tags import slots

if TYPE_CHECKING:
    from spacy.tokens import Doc

_MAX_BRACKET = 5
# An acronym in brackets of so many letters, after so many words, may be one in another language.
_FOREIGN = 3
# What an editor signs with in brackets: "(EPP - red.)".
_OF_EDITOR = DASHES | {"red", ""}
_LEAD_IN = DOUBLE_QUOTES | {":"}


def name_others(doc: Doc, spans: Sequence[NameSpan]) -> list[Named]:
    """Make entities of all mentions of a document that are not people.

    Parameters
    ----------
    doc : Doc
        The document.
    spans : sequence of NameSpan
        Its names but the people, in text order.

    Returns
    -------
    list of Named
        In the order of first mention. Mentions that name nothing by themselves ("Ministerstwo")
        go to the entity of the document that they shorten, or are left out.
    """
    written = {span: clean_name(surface(doc, span)) for span in spans}
    loose = [span for span in spans if span.known is None]
    backing = support(Counter(w for span in loose for w in written[span] if not readings(w)))
    exact = Counter(" ".join(written[span]) for span in loose)
    groups: dict[str, Named] = {}
    labels: dict[str, Counter[EntityLabel]] = {}
    shortened: list[tuple[NameSpan, str]] = []
    acronyms = _defined_acronyms(doc, spans)
    begun = _beginnings(spans, written)

    def in_nominative(span: NameSpan) -> str:
        return nominative(
            written[span],
            span.label,
            _lemmas(doc, span),
            backing,
            exact,
            cases=cases_of(doc, span, person=False),
            cells=cells_of(doc, span),
            apart=adjectives_apart(doc, span),
        )

    as_written = {
        (written[span], span.label)
        for span in loose
        if _is_called_after(doc, span)
        or (
            "nom" in beside_kind(doc, span)
            and _stands_still(written[span], span.label, in_nominative(span), exact)
        )
    }
    for span in spans:
        if span.known is not None and span.known.short and span.known.alias.casefold() in begun:
            shortened.append((span, span.known.alias))
            continue
        if span.known is not None:
            one = groups.setdefault(
                name_key(span.known.name),
                Named(span.known.name, span.known.label, span.known.code),
            )
            one.code, one.label = span.known.code, span.known.label
            if not span.derived and span.known.alias != span.known.name:
                one.aliases.append(span.known.alias)
            one.spans.append(span)
            continue
        if span.derived:
            name = people_name(written[span][0])
            groups.setdefault(name_key(name), Named(name, span.label)).spans.append(span)
            continue
        text = " ".join(written[span])
        same = text if (written[span], span.label) in as_written else None
        name = same or acronyms.get(plain_acronym(text)) or in_nominative(span)
        if text[0].islower() and span.label == "orgName" and names_institution(written[span]):
            name = name[0].upper() + name[1:]
        vocabulary = name_words()
        generic = name.casefold() in vocabulary.heads | vocabulary.generic
        if len(written[span]) == 1 and (generic or _shortens(name, span, spans, begun)):
            shortened.append((span, name))
            continue
        key = name_key(name)
        one = groups.setdefault(key, Named(name, span.label))
        if one.name.isupper() and not name.isupper():
            one.name = name
        if plain_acronym(text) not in acronyms:
            labels.setdefault(key, Counter())[span.label] += 1
        one.spans.append(span)
    for key, counts in labels.items():
        if groups[key].spans and all(span.known is None for span in groups[key].spans):
            groups[key].label = min(counts, key=lambda label: (-counts[label], label))
    _join_shortened(groups, shortened)
    _join_acronyms(groups, acronyms)
    named = by_state(doc, list(groups.values()))
    return sorted(named, key=lambda one: one.spans[0].start)


def _stands_still(
    written: Sequence[str], label: EntityLabel, name: str, exact: Mapping[str, int]
) -> bool:
    """Tell whether a name right after the noun that says what it is stands as it is written.

    That is "agencja Fars", "miasto Independence"; not what has an ending of another case.
    "(radzie) Axeltry" may be of Axeltr, unless the text has "firma Axeltra", too.
    """
    if name == " ".join(written):
        return label == "orgName"
    unlikely = (*endings().unlikely_nominatives, "ich", "i", "u", "ych", "y", "ów")
    town = written[-1].endswith("a") and written[-1][:-1].endswith(endings().towns)
    oblique = town or any(word.endswith(unlikely) for word in (written[0], written[-1]))
    if name in exact or (oblique and (label == "orgName" or written[-1] not in cities())):
        return False
    named = [r for r in readings(written[0]) if GEOGRAPHIC in r.names and label != "orgName"]
    return not named or any(cell.case == "nom" for r in named for cell in slots(r.tag))


def called_after(doc: Doc, spans: Sequence[NameSpan]) -> list[NameSpan]:
    """Make what is marked as a person a street where the text has one of that name.

    That is "przy Sienkiewicza" in a text that has "ulica Sienkiewicza".
    """
    streets = {surface(doc, span) for span in spans if _is_called_after(doc, span)}
    return [
        span._replace(label="geogName")
        if span.label == "persName" and span.known is None and surface(doc, span) in streets
        else span
        for span in spans
    ]


def _is_called_after(doc: Doc, span: NameSpan) -> bool:
    """Tell whether a street or a square is called after a person: "ulica Sienkiewicza"."""
    if span.label != "geogName" or span.known is not None or not span.start:
        return False
    before = doc[span.start - 1]
    if before.text == "." and span.start > 1:
        before = doc[span.start - 2]
    first, last = doc[span.start].text, doc[span.end - 1].text
    short = before.lower_ in _streets()
    if not (short or has_lemma(before.lower_, name_words().facilities)):
        return False
    # An adjective agrees with the street: "ulica Długa", not "ulica Dąbrowskiego".
    feminine = short or "Fem" in before.morph.get("Gender", [])
    agrees = adjectives(last) and not (feminine and last.endswith("ego"))
    if agrees or last.endswith("ej") or (span.end - span.start > 1 and adjectives(first)):
        return False
    personal = (r for r in readings(last) if {SURNAME, FORENAME}.intersection(r.names))
    return any(cell[:2] == ("sg", "gen") for r in personal for cell in slots(r.tag))


@cache
def _streets() -> frozenset[str]:
    """Give the short forms of what a street is called."""
    return frozenset(word for word in name_words().contact if f"{word}." in name_words().contact)


def _beginnings(
    spans: Sequence[NameSpan], written: Mapping[NameSpan, tuple[str, ...]]
) -> frozenset[str]:
    """Give the first words, in the nominative, of longer names that short ones may be cut from.

    "Unia" is not the European one in a text about "Unia Wolności", unless it speaks of both.
    """
    named = {span.known.name for span in spans if span.known is not None and not span.known.short}
    found = set()
    for span in spans:
        words = written[span]
        if span.known is None and len(words) > 1 and words[0][0].isupper():
            found |= {r.lemma.casefold() for r in readings(words[0])}
    return frozenset(found - {word.casefold() for name in named for word in name.split()[:1]})


def _shortens(name: str, span: NameSpan, spans: Sequence[NameSpan], begun: frozenset[str]) -> bool:
    """Tell whether a common noun is what a longer name of the text begins with.

    "Sojusz" is that of "Sojusz Lewicy Demokratycznej", or NATO, by whichever the text speaks of.
    """
    head = name.casefold()
    if span.label != "orgName" or not is_common(name):
        return False
    known = (one.known.name for one in spans if one.known is not None)
    return head in begun or any(head in begins().get(other, ()) for other in known)


def people_name(word: str) -> str:
    """Put the name of a people into the nominative: "Żydów" → "Żydzi"."""
    phrases = (p for p in head_phrases((word,)) if (p.slot.number, p.slot.gender) == ("pl", "m1"))
    return next((name for p in phrases if (name := realise(p, "nom"))), word)


def _lemmas(doc: Doc, span: NameSpan) -> frozenset[str]:
    return frozenset(token.lemma_ for token in doc[span.start : span.end] if token.lemma_)


def _defined_acronyms(doc: Doc, spans: Sequence[NameSpan]) -> dict[str, str]:
    """Find acronyms explained in the text: "Struktura Gospodarcza Indo-Pacyfiku (IPEF)".

    Returns
    -------
    dict
        From the acronym to the full name in the nominative.
    """
    found = dict(_spelt_out(doc, spans))
    none: dict[str, float] = {}
    for span in spans:
        if span.derived or span.end >= len(doc) or doc[span.end].text != "(":
            continue
        full = clean_name(surface(doc, span))
        bracket = [t.text for t in doc[span.end + 1 : span.end + 1 + _MAX_BRACKET]]
        if len(full) < 2 or ")" not in bracket:
            continue
        inside = bracket[: bracket.index(")")]
        while len(inside) > 1 and inside[-1].rstrip(".") in _OF_EDITOR:
            inside.pop()
        acronym = inside[-1] if inside else ""
        lead_in = all(word.islower() or word in _LEAD_IN for word in inside[:-1])
        name = span.known.name if span.known else None
        taken = known_forms().get(acronym)
        if taken is not None and taken.name != name:
            continue
        # "Układ Wolnego Handlu (NAFTA)", "Partia Wolności (PVV)"
        whole = span.label == "orgName" and (len(full) >= _FOREIGN or names_institution(full))
        alone = whole and len(inside) == 1 and len(acronym) >= _FOREIGN
        shortens = lead_in and (alone or abbreviates(acronym, full))
        if acronym and is_acronym(acronym) and shortens:
            found[acronym] = name or nominative(
                full,
                span.label,
                _lemmas(doc, span),
                none,
                dict[str, int](),
                apart=adjectives_apart(doc, span),
            )
    return found


def _spelt_out(doc: Doc, spans: Sequence[NameSpan]) -> Iterator[tuple[str, str]]:
    """Give acronyms with the names that stand in brackets after them: "PKK (Partia …)"."""
    for span, other in pairwise(spans):
        if other.start != span.end + 1 or other.label != "orgName" or other.end >= len(doc):
            continue
        if (doc[span.end].text, doc[other.end].text) != ("(", ")"):
            continue
        acronym, full = clean_name(surface(doc, span)), clean_name(surface(doc, other))
        if (
            len(full) >= _FOREIGN
            and is_acronym(" ".join(acronym))
            and acronym[0] not in known_forms()
        ):
            lemmas = _lemmas(doc, other)
            name = other.known.name if other.known else None
            apart = adjectives_apart(doc, other)
            yield acronym[0], name or nominative(full, other.label, lemmas, {}, {}, apart=apart)


def _join_acronyms(groups: Mapping[str, Named], acronyms: Mapping[str, str]) -> None:
    for acronym, name in sorted(acronyms.items()):
        one = groups.get(name_key(name))
        # Three letters from another language stand for much: "ETS".
        telling = len(acronym) > _FOREIGN or abbreviates(acronym, name.split())
        if one is not None and acronym != one.name and telling:
            one.aliases.append(acronym)


def _join_shortened(groups: dict[str, Named], shortened: Iterable[tuple[NameSpan, str]]) -> None:
    """Give "Ministerstwo" to the one ministry of the document, and a cut name to the whole one."""
    for key in sorted(groups):
        one = groups[key]
        words = one.name.casefold().split()
        if len(words) < 2 or one.name in known_forms():
            continue
        longer = [
            other
            for k, other in sorted(groups.items())
            if k != key and other.name.casefold().split()[: len(words)] == words
        ]
        if len(longer) == 1:
            longer[0].spans = sorted([*longer[0].spans, *one.spans], key=lambda s: s.start)
            del groups[key]
    vocabulary = name_words()
    for span, head in shortened:
        small = head.casefold()
        fuller = [
            one
            for one in groups.values()
            if (small in one.name.casefold().split()[:2] and " " in one.name)
            or small in begins().get(one.name, ())
        ]
        if len(fuller) == 1:
            fuller[0].spans = sorted([*fuller[0].spans, span], key=lambda s: s.start)
            fuller[0].aliases.append(head)
        elif span.known is None and small not in vocabulary.heads | vocabulary.generic:
            groups.setdefault(name_key(head), Named(head, span.label)).spans.append(span)
