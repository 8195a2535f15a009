"""Which rows of a document are no sentences that a reader could meet alone.

Letters and reports hold list items, table rows, notes and formulas next to sentences. They are told
by what a Polish sentence has: a capital at its start, an end, a predicate in its main clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, Literal

from pipeline.dictionary import analyse
from pipeline.summarise.language import language

if TYPE_CHECKING:
    from spacy.tokens import Token

Fragment = Literal["start", "end", "bracket", "predicate", "formula"]

# "1.", "2)", "a)", "(iv)", "[3]", "•", "Ad 1." before the words of a list item or of a note.
MARKER = re.compile(
    r"\s*(?:(?:ad\.?\s*)?[(\[]?(?:\d{1,2}|[a-z]|[ivxlc]{1,6})[.)\]]{1,2}(?=\s|[^\W\d_])|ad\.?\s*\d{1,2}[.:)]?|[•·▪●*]|[-−–—](?=\s))\s*",
    re.IGNORECASE,
)
_END_MARKS = ' \t\n\u00a0”"»’)]'
# The noun for what is answered stands among so many words.
_OPENING_WORDS = 8
_DASHES = frozenset("-−–—")
_FINITE_TAGS = ("fin", "praet", "imps", "bedzie", "winien", "pred", "impt", "cond")
_CLAUSE_MARKS = frozenset({",", ";", "–", "—", "-", "(", ")"})


def marker_length(text: str) -> int:
    """Return how many characters the number or bullet of a list item takes, zero without one."""
    found = MARKER.match(text)
    # A lone letter or Roman number before a full stop may be an initial: "J. Kowalski".
    if found is None or re.match(r"\s*[A-Z]\.", text):
        return 0
    return found.end()


def find_fragment(
    tokens: Sequence[Token], text: str, *, cased: bool, opens: bool, said: bool
) -> Fragment | None:
    """Return what keeps a row from being a sentence of its own, null when nothing does.

    Parameters
    ----------
    tokens
        Its tokens, without the marker of a list item.
    text
        The row as it stands in the document.
    cased
        Whether the document begins its sentences with capitals.
    opens
        Whether the row is the first of its paragraph.
    said
        Whether its paragraph is direct speech after a dash.

    Returns
    -------
    str or None
        ``start``: it begins in the middle of a sentence; ``end``: it announces what follows;
        ``bracket``: a bracket is open or closed only; ``predicate``: its main clause has no verb;
        ``formula``: a phrase of letters that says only that an answer follows.
    """
    body = text[marker_length(text) :]
    formal = _is_opening(body)
    if _ends_open(text):
        return "end"
    if _is_formula(tokens):
        return "formula"
    if not formal and cased and _starts_inside(body):
        return "start"
    if not said and not opens and text.lstrip()[:1] in _DASHES:
        return "start"
    if not _balanced(body):
        return "bracket"
    return None if _has_predicate(tokens) else "predicate"


def is_cased(texts: Sequence[str]) -> bool:
    """Tell whether most sentences of a document begin with a capital."""
    small = sum(_starts_inside(text) for text in texts)
    return 2 * small < len(texts)


def _ends_open(text: str) -> bool:
    return text.rstrip(_END_MARKS)[-1:] == ":"


def _starts_inside(text: str) -> bool:
    word = next(iter(text.lstrip("„\"“”«»'(–—- ").split()), "")
    # "iPhone", "e-Doręczenia" have their capital further in.
    return word[:1].isalpha() and word.islower()


def _balanced(text: str) -> bool:
    """Tell whether every round bracket that opens closes, but for the marks of list items."""
    depth = 0
    for at, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            if depth == 0 and re.search(r"(?:^|\W)(?:\d{1,2}|[a-z])$", text[max(0, at - 3) : at]):
                continue
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _has_predicate(tokens: Sequence[Token]) -> bool:
    """Tell whether a clause that is not subordinate has a finite verb or what stands for one."""
    for number, clause in enumerate(_clauses(tokens)):
        subordinate = verb = False
        for word in clause:
            if number and (word.pos_ == "SCONJ" or word.lower_ in language().relatives):
                subordinate = True
            elif word.pos_ == "CCONJ":
                verb = False
            elif _is_predicate(word):
                # A second verb without a conjunction: the comma after the clause is missing.
                if not subordinate or verb:
                    return True
                verb = True
    return False


def _clauses(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    clause: list[Token] = []
    for token in tokens:
        if token.text in _CLAUSE_MARKS:
            yield clause
            clause = []
        else:
            clause.append(token)
    yield clause


def _is_predicate(word: Token) -> bool:
    form = word.morph.get("VerbForm", [""])
    if word.pos_ in {"VERB", "AUX"} and form[0] in {"", "Fin"}:
        return True
    if word.lower_ == "to" or word.lower_ in language().predicatives:
        return True  # "Port to okno na świat", "Brak danych"
    return word.pos_ not in {"NOUN", "PROPN", "ADP"} and _only_finite(word.lower_)


@cache
def _only_finite(form: str) -> bool:
    """Tell whether the dictionary knows ``form`` as a finite verb and nothing else."""
    readings = analyse(form)
    return bool(readings) and all(row.tag.split(":")[0] in _FINITE_TAGS for row in readings)


def _is_opening(text: str) -> bool:
    """Tell whether a letter begins here: after its salutation the first word is no capital."""
    plain = " ".join(text.lower().split()[:6])
    return plain.startswith(language().letter_openings)


def answers_formally(text: str) -> bool:
    """Tell whether a sentence is about the letter: "W odpowiedzi na interpelację …"."""
    if any(phrase in text.lower() for phrase in language().letter_references):
        return True
    words = text.lower().split()[:_OPENING_WORDS]
    asked = any(word.startswith(language().letter_subjects) for word in words)
    return asked and _is_opening(text)


def _is_formula(tokens: Sequence[Token]) -> bool:
    """*Przedstawiam następujące informacje*: someone writes that he answers, not what."""
    lists = language()
    lemmas = [token.lemma_.lower() for token in tokens]
    speaks = any(token.morph.get("Person", [""])[0] == "1" for token in tokens)
    if not speaks or not any(lemma in lists.letter_verbs for lemma in lemmas):
        return False
    told = any(token.lower_ in {"że", "iż"} for token in tokens)
    return not told and any(lemma in lists.letter_nouns for lemma in lemmas)
