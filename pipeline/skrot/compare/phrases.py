"""Phrases of a sentence in another case: what a label is made of.

Only the head of a noun phrase and the adjectives that agree with it inflect; what depends on it
("gazociągu Nord Stream 2", "na obronność") stands as it is written. Where the dictionary lacks a
form, there is no phrase.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import takewhile
from typing import TYPE_CHECKING

from skrot.compare.tree import NOMINAL, feature, is_verbal, subtree
from skrot.compare.vocabulary import vocabulary
from skrot.polish.dictionary import FORENAME, SURNAME, Reading, analyse, generate, is_known
from skrot.polish.inflection import form_of, head_phrases, readings, realise
from skrot.polish.tags import ADJECTIVAL, Slot, slots

if TYPE_CHECKING:
    from spacy.tokens import Token

_CASES = {"Nom": "nom", "Gen": "gen", "Dat": "dat", "Acc": "acc", "Ins": "inst", "Loc": "loc"}
_NUMBERS = {"Sing": "sg", "Plur": "pl"}
# Dependents that belong to no label: clauses, other numbers, what only points, what is aside.
_LEFT_OUT = frozenset(
    {
        *("acl", "advcl", "advmod", "appos", "aux", "case", "cc", "ccomp", "conj", "cop", "csubj"),
        *("dep", "det", "discourse", "expl", "mark", "nsubj", "nummod", "parataxis", "punct"),
        *("vocative", "xcomp"),
    }
)
_POINTING = frozenset({"PRON", "DET"})
_LONGEST = 9
_ASIDE = frozenset("„”\"'()[]«»*")

# Nothing after these belongs to a phrase.
_STOPS = frozenset(",;:–—")

Texts = dict[int, str]


def phrase(
    noun: Token, case: str, without: Collection[int] = (), number: str | None = None
) -> str | None:
    """Write a noun with its attributes in a case, in its own number or in another.

    Parameters
    ----------
    noun : Token
        The head.
    case : str
        As tags have it ("nom", "gen" …).
    without : collection of int
        Tokens that do not belong to it, with all that depends on them.
    number : str, optional
        "sg" or "pl".

    Returns
    -------
    str or None
        None where a form is not known, or the head is a pronoun.
    """
    slot = slot_of(noun)
    if noun.text.isupper() and len(noun) > 1 and (slot is None or noun.text == noun.lemma_):
        return noun.text
    if slot is None or noun.pos_ not in NOMINAL:
        return None
    reading, own = slot
    wanted = own._replace(case=case, number=number or own.number)
    head = _form(noun, reading, own, wanted)
    if head is None:
        return None
    texts: Texts = {noun.i: plain(noun, head)}
    for child in noun.children:
        part = _attribute(child, own, wanted, without)
        if part is None and child.dep_ == "amod" and abs(child.i - noun.i) == 1:
            return None
        texts |= part or {}
    return written(texts, noun.i)


def _attribute(child: Token, own: Slot, wanted: Slot, without: Collection[int]) -> Texts | None:
    """Write what depends on a noun: its name and adjectives agree with it, all else stands still.

    None where it does not belong to a label, or a form is not known.
    """
    if _is_named(child):
        return _called(subtree(child), own, wanted)
    if child.dep_ in _LEFT_OUT or child.pos_ in _POINTING:
        return {}
    part = _up_to(subtree(child), without)
    if child not in part or any(token.is_digit and child.i < child.head.i for token in part):
        return {}
    if child.dep_ == "amod":
        agreed = _agreed(child, own, wanted)
        rest = _verbatim(token for token in part if token is not child)
        return None if agreed is None else {**rest, child.i: plain(child, agreed)}
    return {} if any(map(_is_clause, part)) else _verbatim(part)


def _up_to(part: Sequence[Token], without: Collection[int]) -> list[Token]:
    """Give the words of a part before the first that does not belong to it."""
    kept = list(takewhile(lambda token: token.i not in without and not _only_joins(token), part))
    while len(kept) < len(part) and kept and (is_linking(kept[-1].text) or kept[-1].is_punct):
        kept.pop()
    return kept


def _only_joins(token: Token) -> bool:
    """Tell whether a participle only joins a value to what it is of: "luka wynosząca 13 mld"."""
    return feature(token, "VerbForm") == "Part" and token.lemma_.lower() in vocabulary().generic


def _is_named(child: Token) -> bool:
    """Tell whether what stands beside a noun is its name: "gazociąg Nord Stream 2"."""
    if child.pos_ not in {"PROPN", "X"}:
        return False
    case = feature(child, "Case")
    agrees = (
        child.dep_ == "nmod" and case not in {"", "Gen"} and case == feature(child.head, "Case")
    )
    return child.dep_ in {"appos", "flat"} or (agrees and child.i > child.head.i)


def _called(name: Sequence[Token], own: Slot, wanted: Slot) -> Texts | None:
    """Write the name of a noun in its case: "matka Asia Bibi" → "matki Asi Bibi"."""
    words = tuple(token.text for token in name)
    if any(token.is_punct for token in name):
        return None
    if own.case == wanted.case:
        return _verbatim(name)
    declined = [p for p in head_phrases(words) if p.slot.case == own.case]
    if not declined:
        # What the dictionary does not know stands still.
        return None if head_phrases(words) else _verbatim(name)
    form = realise(declined[0], wanted.case)
    return None if form is None else dict(zip((t.i for t in name), form.split(), strict=False))


def _opens_name(token: Token) -> bool:
    """Tell whether an adjective is part of a name: "Wielka Brytania"."""
    after = token.i + 1 < len(token.doc) and token.nbor().ent_type_ == token.ent_type_ != ""
    return after and token.nbor().pos_ == "PROPN"


def _is_clause(token: Token) -> bool:
    return token.pos_ in _POINTING or (is_verbal(token) and token.pos_ != "ADJ")


def _verbatim(tokens: Iterable[Token]) -> Texts:
    return {t.i: plain(t) for t in tokens if not t.is_space and t.text not in _STOPS}


def plain(token: Token, text: str | None = None) -> str:
    """Write a token as inside a sentence: what only begins one has no capital."""
    text = token.text if text is None else text
    first = token.is_sent_start or (token.i and not token.nbor(-1).is_alpha)
    named = token.pos_ in {"PROPN", "X"} or text[1:] != text[1:].lower() or _opens_name(token)
    low = text[:1].lower() + text[1:]
    keeps = (
        named
        or (token.ent_type_ not in {"", "persName"} and token.pos_ == "NOUN")
        or not first
        or token.lemma_[:1].isupper()
        or not is_known(low)
    )
    return text if keeps else low


def written(texts: Mapping[int, str], head: int, longest: int = _LONGEST) -> str | None:
    """Write words in their order: those that stand together with the head, not too many.

    A gap of marks or of left-out words ends it on either side, but for quotation marks.
    """
    places = sorted(texts)
    start = end = places.index(head)
    while start > 0 and places[start] - places[start - 1] == 1:
        start -= 1
    while end + 1 < len(places) and places[end + 1] - places[end] == 1:
        end += 1
    kept = places[start : end + 1]
    if len(kept) > longest:
        cut = max(longest, kept.index(head) + 1)
        if cut < len(kept) and texts[kept[cut]][:1].isupper():
            # Half a name is none: "przez Morze" of "przez Morze Bałtyckie".
            while cut - 1 > kept.index(head) and texts[kept[cut - 1]][:1].isupper():
                cut -= 1
        kept = kept[:cut]
    while kept and not any(char.isalnum() for char in texts[kept[-1]]):
        kept.pop()
    while kept and is_linking(texts[kept[-1]]):
        kept.pop()
    if head not in kept or len(kept) > longest + 2:
        return None
    return _joined([texts[at] for at in kept if texts[at] not in _ASIDE])


def _joined(words: Collection[str]) -> str:
    text = " ".join(words)
    for mark in (".", ",", ";", ":"):
        text = text.replace(f" {mark}", mark)
    return text.replace(" - ", "-").replace(" / ", "/")


@lru_cache(maxsize=1 << 12)
def is_linking(word: str) -> bool:
    """Tell whether a word only links to what comes after it: no phrase ends with it."""
    found = analyse(word.lower())
    classes = {reading.pos for reading in found}
    return bool(classes & {"prep", "conj", "comp"}) and not classes & {"subst", "adj", "fin"}


def slot_of(noun: Token) -> tuple[Reading, Slot] | None:
    """Give the reading of a noun that fits its morphology, and the cell it is in."""
    case = _CASES.get(feature(noun, "Case"))
    number = _NUMBERS.get(feature(noun, "Number"))
    lemma = noun.lemma_.lower()
    for reading in sorted(
        readings(noun.text), key=lambda r: (r.lemma.lower() != lemma, _is_personal(r))
    ):
        if reading.pos not in {"subst", "ger"}:
            continue
        if reading.pos == "subst" and reading.lemma.lower() != lemma:
            continue
        for slot in sorted(slots(reading.tag)):
            if slot.case == case and slot.number == number:
                return reading, slot
    return None


def _is_personal(reading: Reading) -> bool:
    return not {FORENAME, SURNAME}.isdisjoint(reading.names)


def _form(token: Token, reading: Reading, own: Slot, wanted: Slot) -> str | None:
    if own == wanted:
        return token.text
    return form_of(reading, wanted, token.text)


def _agreed(adjective: Token, own: Slot, wanted: Slot) -> str | None:
    """Write an adjective as it stands beside its noun in another case; None where it cannot."""
    for reading in readings(adjective.text):
        if reading.pos in ADJECTIVAL and own in slots(reading.tag):
            return adjective.text if own == wanted else form_of(reading, wanted, adjective.text)
    return None


def agreed_verb(verb: Token, number: str, gender: str) -> str | None:
    """Write a verb, or a participle, as it stands with a subject of a number and gender."""
    past = feature(verb, "Tense") == "Past" and feature(verb, "VerbForm") == "Fin"
    if feature(verb, "VerbForm") == "Part":
        wanted = Slot(number, "nom", gender)
        return next(
            (
                form
                for r in readings(verb.text)
                if r.pos in ADJECTIVAL and (form := form_of(r, wanted, verb.text))
            ),
            None,
        )
    found = analyse(verb.text.lower())
    lemmas = {r.lemma for r in found if r.pos in {"praet", "fin", "bedzie"}}
    for lemma in sorted(lemmas):
        for form, reading in generate(lemma):
            parts = reading.tag.split(":")
            if len(parts) < 3 or number not in parts[1].split("."):
                continue
            third = len(parts) < 5 or "ter" in parts[3].split(".")
            if past and parts[0] == "praet" and gender in parts[2].split(".") and third:
                return form
            if not past and parts[0] in {"fin", "bedzie"} and parts[2] == "ter":
                return form
    return None


@lru_cache(maxsize=1 << 10)
def gerund(verb: str, case: str) -> str | None:
    """Give the verbal noun of a verb in a case: "aresztować" → "aresztowania"."""
    for form, reading in generate(verb):
        parts = reading.tag.split(":")
        asked = parts[0] == "ger" and parts[-1] != "neg"
        if asked and "sg" in parts[1].split(".") and case in parts[2].split("."):
            return form
    return None
