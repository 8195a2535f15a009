"""Institutions and places: their nominatives, and which mentions are one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

from spacy.tokens import Doc

from skrot.extract.names.cases import cases_of
from skrot.extract.names.keys import (
    abbreviates,
    clean_name,
    is_acronym,
    name_key,
    plain_acronym,
)
from skrot.extract.names.known import known_forms
from skrot.extract.names.known import words as name_words
from skrot.extract.names.named import Named
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.people import support
from skrot.extract.names.spans import surface
from skrot.extract.names.states import by_state
from skrot.extract.names.text import NameSpan
from skrot.labels import EntityLabel
from skrot.polish.characters import DOUBLE_QUOTES
from skrot.polish.dictionary import GEOGRAPHIC, GEOGRAPHIC_PART
from skrot.polish.inflection import (
    Phrase,
    adjectives,
    form_of,
    head_phrases,
    nouns,
    readings,
    realise,
)
from skrot.polish.tags import CASES, slots

_MAX_BRACKET = 5
# By how much a nominative is less likely that the case speaks against; that does not inflect where
# the case is another; that nothing else in the text speaks for.
_WRONG_CASE = 0.3
_STILL = 0.5
_ALONE = 0.1
# An acronym has so many letters; what is longer and in the dictionary is written in capitals.
_SPELT = 4
# By how much a place in -a is likelier than one in a consonant: "w Warcie", "z Vestmanna".
_PLACE = 1.4
_LEAD_IN = DOUBLE_QUOTES | {":"}
_GEOGRAPHIC = frozenset({GEOGRAPHIC, GEOGRAPHIC_PART})


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
        name = acronyms.get(plain_acronym(text)) or nominative(
            written[span],
            span.label,
            _lemmas(doc, span),
            backing,
            exact,
            cases=cases_of(doc, span, person=False),
        )
        vocabulary = name_words()
        if len(written[span]) == 1 and name.lower() in vocabulary.heads | vocabulary.generic:
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
        if span.known is None and len(words) > 1:
            found |= {r.lemma.casefold() for r in readings(words[0])}
    return frozenset(found - {word.casefold() for name in named for word in name.split()[:1]})


def nominative(
    written: tuple[str, ...],
    label: EntityLabel,
    lemmas: frozenset[str],
    backing: Mapping[str, float],
    exact: Mapping[str, int],
    *,
    cases: frozenset[str] = frozenset(),
) -> str:
    """Put the name of an institution or a place into the nominative.

    Parameters
    ----------
    written : tuple of str
        Its words as written.
    label : str
        Its label; geographic readings come first for a place.
    lemmas : frozenset of str
        Lemmas that the tagger gave its words: they decide between homonyms.
    backing : mapping of str to float
        How well nominatives of unknown words explain the forms of the document.
    exact : mapping of str to int
        Names as written in the document: a nominative that occurs there wins.
    cases : frozenset of str
        The cases it can be in by what stands around it (empty: unknown).
    """
    place, plain = label != "orgName", " ".join(written)
    if len(written) == 1:
        base = plain_acronym(plain)
        if base != plain or _is_code(base):
            return base
        if "-" in base and (compound := _compound(base)):
            return compound
    known = {lemma.casefold() for lemma in lemmas}
    phrases = [p for p in head_phrases(written, place) if not _is_chance(p, known)]
    if phrases:
        most = len(phrases[0].inflected)
        cities = name_words().cities
        options: dict[str, tuple[bool, bool, bool, bool, bool, int]] = {}
        for rank, phrase in enumerate(p for p in phrases if len(p.inflected) == most):
            name = realise(phrase, "nom")
            if name is None or name in options:
                continue
            head = phrase.inflected[phrase.head].lemma
            options[name] = (
                phrase.slot.number != phrases[0].slot.number,
                head not in cities,
                name not in exact,
                head.casefold() not in known,
                bool(cases) and phrase.slot.case not in cases,
                rank,
            )
        if options:
            best = min(options, key=lambda name: options[name])
            return plain if best.casefold() == plain.casefold() else best
    if len(written) == 1 and not readings(written[0]):
        return _guessed(written[0], backing, cases, place=place)
    if all(word.islower() and adjectives(word) for word in written):
        return " ".join(_masculine(word) for word in written)
    return _last_word_nominative(written)


def _is_code(word: str) -> bool:
    """Tell whether a word does not inflect: an acronym, or what has figures in it."""
    if any(char.isdigit() for char in word):
        return True
    return is_acronym(word) and not (len(word) > _SPELT and readings(word))


def people_name(word: str) -> str:
    """Put the name of a people into the nominative: "Żydów" → "Żydzi"."""
    phrases = (p for p in head_phrases((word,)) if (p.slot.number, p.slot.gender) == ("pl", "m1"))
    return next((name for p in phrases if (name := realise(p, "nom"))), word)


def _compound(word: str) -> str | None:
    """Put both parts of a double place name into the nominative: "Bielsku-Białej"."""
    parts = word.split("-")
    options = []
    for part in parts:
        found = [
            r for r in readings(part) if r.pos == "subst" and _GEOGRAPHIC.intersection(r.names)
        ]
        options.append({cell.case: r.lemma for r in reversed(found) for cell in slots(r.tag)})
    shared = set(options[0]).intersection(*options[1:])
    case = next((case for case in CASES if case in shared), None)
    return None if case is None else "-".join(option[case] for option in options)


def _masculine(adjective: str) -> str:
    """Give the dictionary form of an adjective: "warmińsko-mazurskim" → "warmińsko-mazurski"."""
    first, hyphen, last = adjective.rpartition("-")
    return first + hyphen + adjectives(last)[0].lemma


def _is_chance(phrase: Phrase, lemmas: Set[str]) -> bool:
    """Tell whether a foreign word only happens to be a Polish genitive: "Red Bull", "Salt Lake"."""
    slot, words = phrase.slot, phrase.words
    if (slot.number, slot.case) != ("pl", "gen") or len(phrase.inflected) > 1 or len(words) == 1:
        return False
    lemma = phrase.inflected[phrase.head].lemma.casefold()
    return lemma not in lemmas and lemma not in name_words().heads


def _guessed(word: str, backing: Mapping[str, float], cases: frozenset[str], *, place: bool) -> str:
    found: dict[str, float] = {}
    for one in candidates(word):
        weight = one.weight if not cases or cases & one.cases else one.weight * _WRONG_CASE
        if place and one.nominative.endswith("a") and "loc" in one.cases and word[-2] in "iz":
            weight *= _PLACE
        elif place and word == f"{one.nominative}a":
            weight /= _PLACE
        if cases and "nom" not in cases and one.nominative == word:
            weight *= _STILL
        found[one.nominative] = max(found.get(one.nominative, 0.0), weight)
    return min(
        found, key=lambda name: (-found[name] * backing.get(name, _ALONE), name != word, name)
    )


def _last_word_nominative(written: tuple[str, ...]) -> str:
    """Put the last word of a foreign name into the nominative: "Soft Banku" → "Soft Bank"."""
    last = written[-1]
    if len(written) < 2 or any(readings(word) for word in written[:-1] if not is_acronym(word)):
        return " ".join(written)
    for noun in nouns(last, place=False):
        cells = sorted(slots(noun.tag))
        if any(cell.case == "nom" for cell in cells):
            break
        form = form_of(noun, cells[0]._replace(case="nom"), last) if cells else None
        if form is not None:
            return " ".join([*written[:-1], form])
    return " ".join(written)


def _lemmas(doc: Doc, span: NameSpan) -> frozenset[str]:
    return frozenset(token.lemma_ for token in doc[span.start : span.end] if token.lemma_)


def _defined_acronyms(doc: Doc, spans: Sequence[NameSpan]) -> dict[str, str]:
    """Find acronyms explained in the text: "Struktura Gospodarcza Indo-Pacyfiku (IPEF)".

    Returns
    -------
    dict
        From the acronym to the full name in the nominative.
    """
    found: dict[str, str] = {}
    none: dict[str, float] = {}
    for span in spans:
        if span.derived or span.end >= len(doc) or doc[span.end].text != "(":
            continue
        full = clean_name(surface(doc, span))
        bracket = [t.text for t in doc[span.end + 1 : span.end + 1 + _MAX_BRACKET]]
        if len(full) < 2 or ")" not in bracket:
            continue
        inside = bracket[: bracket.index(")")]
        acronym = inside[-1] if inside else ""
        lead_in = all(word.islower() or word in _LEAD_IN for word in inside[:-1])
        name = span.known.name if span.known else None
        taken = known_forms().get(acronym)
        if taken is not None and taken.name != name:
            continue
        if acronym and is_acronym(acronym) and lead_in and abbreviates(acronym, full):
            found[acronym] = name or nominative(
                full, span.label, _lemmas(doc, span), none, dict[str, int]()
            )
    return found


def _join_acronyms(groups: Mapping[str, Named], acronyms: Mapping[str, str]) -> None:
    for acronym, name in sorted(acronyms.items()):
        one = groups.get(name_key(name))
        if one is not None and acronym != one.name:
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
    for span, head in shortened:
        fuller = [
            one
            for one in groups.values()
            if head.casefold() in one.name.casefold().split()[:2] and " " in one.name
        ]
        if len(fuller) == 1:
            fuller[0].spans = sorted([*fuller[0].spans, span], key=lambda s: s.start)
            fuller[0].aliases.append(head)
