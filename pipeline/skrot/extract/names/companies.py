"""Companies: what tells one from a person in a text, and names found by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from skrot.extract.names.agreement import name_readings
from skrot.extract.names.known import known_forms
from skrot.extract.names.nameless import is_board
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    has_lemma,
    is_common,
    is_forename,
    is_organisation,
    is_title,
    is_titlecase,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import CLOSING_QUOTES, OPENING_QUOTES
from skrot.polish.dictionary import analyse

if TYPE_CHECKING:
    from spacy.tokens import Token

# A legal form has so many tokens.
_FORM = 7
# What joins the words of a company's name.
_JOINING = frozenset("-&")
# What joins the names of partners, and no name of a person: "Baker and McKenzie".
_PARTNERS = frozenset({"&", "and"})
_OPENERS = frozenset({"ADP", "SCONJ", "CCONJ"})
# Other words that open a sentence and no company's name: "Pozwał Axeltra SA".
_FIRST = frozenset({"ADV", "AUX", "DET", "PART", "PRON", "VERB"})
# The genitive of a masculine noun that is no person: "szef Jukosu".
_INANIMATE = "u"


def is_strange_company(start: int, words: Sequence[str], text: NameText) -> bool:
    """Tell whether words that nobody knows stand after an office of a company.

    That is "prezes Danfoss Poland": there the mark of a model is not corrected.
    """
    office = start > 0 and has_lemma(text.texts[start - 1], name_words().company_offices)
    known = any(analyse(word) or is_forename(word) for word in words)
    return office and len(words) > 1 and not known


def is_company(span: NameSpan, text: NameText) -> bool:
    """Tell whether what is marked as a person is a company, by its words or by what rules it.

    Its words: "Duncairn Partnership", "Baker and McKenzie". What rules it: a firm before a name in
    the nominative, which an owner never is ("firmy Oliver Wyman"), and an office of a company
    before a name that does not agree with it ("prezes Work Service", "szef Jukosu").
    """
    words = text.words(span.start, span.end)
    if len(words) > 1 and (
        words[-1] in name_words().company_words or not _PARTNERS.isdisjoint(words[1:-1])
    ):
        return True
    if len(words) > 1 and _follows_firm(span.start, text):
        return "gen" not in name_readings(words)[0].cases
    if not (text.inside(span.start) and text.texts[span.start - 1].islower()):
        return False
    root = _root(span, text)
    return _governs(root, span, text, name_words().company_offices) and _apart(root, words)


def speaks_of_company(span: NameSpan, text: NameText) -> bool:
    """Tell whether the words around a name are mostly said of companies.

    They are a noun before it ("akcje Axeltry", "nowe laptopy Axeltry") or the verb that it is the
    subject of ("Axeltra zatrudnia").
    """
    if span.start and _is_of_company(text.texts[span.start - 1]):
        return True
    root, vocabulary = _root(span, text), name_words()
    return _governs(root, span, text, vocabulary.company_nouns) or (
        root.dep_ == "nsubj" and root.head.lemma_ in vocabulary.company_verbs
    )


def beside_institutions(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Make an unknown word marked as a person what it is joined to: "PGX i Axeltra".

    Not the surname of somebody whom the text has in full, and no word that the dictionary knows.
    """
    institutions = {
        index
        for span in spans
        if span.label == "orgName" and not span.derived
        for index in range(span.start, span.end)
    }

    def joins(span: NameSpan) -> bool:
        if span.label != "persName" or span.end - span.start > 1:
            return False
        word = text.doc[span.start]
        named = text.surnames.intersection(c.nominative for c in candidates(word.text))
        if named or analyse(word.text):
            return False
        joined = {token.i for token in word.children if token.dep_ == "conj"}
        return not institutions.isdisjoint(
            joined | ({word.head.i} if word.dep_ == "conj" else set())
        )

    return [span._replace(label="orgName") if joins(span) else span for span in spans]


def by_kind(text: NameText) -> Iterator[NameSpan]:
    """Find names that no mark has by the noun before them, or words that the dictionary has so.

    That is "spółka Axeltra", "firma „Axeltra Nova”", "Stomil".
    """
    for index in text.capitals:
        if index in text.marked or not is_titlecase(text.texts[index]):
            continue
        if is_organisation(text.texts[index]):
            yield NameSpan(index, index + 1, "orgName")
        elif (end := _after_firm(index, text)) > index:
            yield NameSpan(index, end, "orgName")


def _after_firm(index: int, text: NameText) -> int:
    """Give where a name ends that begins after a firm; where it begins when there is none."""
    quoted = text.inside(index) and text.texts[index - 1] in OPENING_QUOTES
    noun = index - 1 - quoted
    firm = text.inside(index) and noun >= 0 and has_lemma(text.texts[noun], name_words().firms)
    if not firm or is_common(text.texts[index]):
        return index
    end = index + 1
    while text.inside(end) and end not in text.marked and text.texts[end][0].isupper():
        end += 1
    closed = end < len(text.texts) and text.texts[end] in CLOSING_QUOTES
    return index if quoted != closed or any(map(_is_derived, text.texts[index:end])) else end


def by_legal_form(text: NameText) -> Iterator[NameSpan]:
    """Find names by the legal form after them: "Axeltra sp. z o.o.", "Bom - Film S. A."."""
    openings, pattern = _legal_forms()
    for index, word in enumerate(text.texts):
        if word.partition(".")[0] not in openings or not text.inside(index):
            continue
        found = pattern.match(text.form(index, min(index + _FORM, len(text.texts))))
        start = index
        while start and start not in text.starts and _is_part(start - 1, index, text):
            start -= 1
        while start < index and (not text.texts[start][0].isupper() or is_board(start, text)):
            start += 1
        if found is None or start == index:
            continue
        last = index
        while last + 1 < len(text.texts) and len(text.form(index, last + 1)) < found.end():
            last += 1
        yield NameSpan(start, last + 1, "orgName")


def _follows_firm(start: int, text: NameText) -> bool:
    """Tell whether a name follows a firm that nobody heads: not "prezes firmy Jan Nowak"."""
    if not text.inside(start) or not has_lemma(text.texts[start - 1], name_words().firms):
        return False
    head = text.texts[start - 2].lower() if text.inside(start - 1) else ""
    return not has_lemma(head, name_words().offices | name_words().person_titles)


def _root(span: NameSpan, text: NameText) -> Token:
    """Give the word of a name that hangs on a word outside it."""
    if span.end - span.start == 1:
        return text.doc[span.start]
    tokens = text.doc[span.start : span.end]
    return next((t for t in tokens if not span.start <= t.head.i < span.end), tokens[0])


def _governs(root: Token, span: NameSpan, text: NameText, nouns: frozenset[str]) -> bool:
    """Tell whether a name depends on one of some nouns, with nothing but adjectives between."""
    head = root.head
    if root.dep_ != "nmod" or not head.i < span.start or head.lemma_ not in nouns:
        return False
    between = text.doc[head.i + 1 : span.start]
    return all(token.is_lower and token.pos_ == "ADJ" for token in between)


def _apart(root: Token, words: Sequence[str]) -> bool:
    """Tell whether a name does not agree with the office before it, whose bearer it would be."""
    if is_forename(words[0]):
        return False
    if len(words) > 1:
        return True
    unlike = "Gen" not in root.head.morph.get("Case", [])
    inanimate = words[0].endswith(_INANIMATE) and not analyse(words[0])
    return inanimate or (unlike and "Gen" in root.morph.get("Case", []))


@lru_cache(maxsize=1 << 14)
def _is_of_company(word: str) -> bool:
    """Tell whether what follows a word is mostly a company: "akcje Axeltry"."""
    return any(r.lemma in name_words().company_nouns for r in analyse(word.lower()))


@lru_cache(maxsize=1 << 12)
def _is_derived(word: str) -> bool:
    known = known_forms().get(word)
    return known is not None and known.label != "orgName"


def _is_part(at: int, end: int, text: NameText) -> bool:
    """Tell whether a token before a legal form is part of the company's name."""
    word = text.texts[at]
    kind = text.doc[at].pos_
    opens = kind in _OPENERS or is_title(word) or (at in text.starts and kind in _FIRST)
    return (word[0].isupper() and not opens) or (word in _JOINING and at + 1 < end)


@cache
def _legal_forms() -> tuple[frozenset[str], re.Pattern[str]]:
    """Give the first words of legal forms, and the pattern of one."""
    forms = name_words().legal_forms
    openings = {form.partition(".")[0] for form in forms}
    patterns = (re.escape(form).replace(r"\ ", " ?") for form in forms)
    pattern = "|".join(f"{one}?" if one.endswith(".") else one for one in patterns)
    return (
        frozenset({*openings, *(one[0].upper() + one[1:] for one in openings)}),
        re.compile(rf"(?:{pattern})(?!\w)", re.IGNORECASE),
    )
