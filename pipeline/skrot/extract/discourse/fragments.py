"""Which rows of a document are no sentences that a reader could meet alone.

Letters and reports hold list items, table rows, notes and formulas next to sentences. They are told
by what a Polish sentence has: a capital at its start, an end, a predicate in its main clause.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Literal

from skrot.extract.discourse.language import language
from skrot.extract.discourse.words import Word
from skrot.polish.characters import CLOSING_QUOTES, DASH, DASHES, DOUBLE_QUOTES
from skrot.polish.dictionary import analyse
from skrot.polish.word_lists import function_words

Fragment = Literal["start", "end", "bracket", "predicate", "formula", "call"]

# "1.", "2)", "a)", "(iv)", "[3]", "•", "Ad 1." before the words of a list item or of a note.
MARKER = re.compile(
    r"\s*(?:(?:ad\.?\s*)?[(\[]?(?:\d{1,2}|[a-z]|[ivxlc]{1,6})[.)\]]{1,2}(?=\s|[^\W\d_])"
    rf"|ad\.?\s*\d{{1,2}}[.:)]?|[•·▪●*]|{DASH}(?=\s))\s*",
    re.IGNORECASE,
)
_ROUND = re.compile(r"[()]")
_END_MARKS = "".join([*CLOSING_QUOTES, "’)] \t\n\u00a0"])
_START_MARKS = "".join([*DOUBLE_QUOTES, *DASHES, "'( "])
# The noun for what is answered stands among so many words.
_OPENING_WORDS = 8
_FINITE_TAGS = ("fin", "praet", "imps", "bedzie", "winien", "pred", "impt", "cond")
_CLAUSE_MARKS = DASHES | frozenset(",;()")


def marker_length(text: str) -> int:
    """Return how many characters the number or bullet of a list item takes, zero without one."""
    found = MARKER.match(text)
    # A lone letter or Roman number before a full stop may be an initial: "J. Kowalski".
    if found is None or re.match(r"\s*[A-Z]\.", text):
        return 0
    return found.end()


def find_fragment(words: Sequence[Word], text: str, *, cased: bool, opens: bool) -> Fragment | None:
    """Return what keeps a row from being a sentence of its own, null when nothing does.

    Parameters
    ----------
    words
        Its words, without the marker of a list item.
    text
        The row as it stands in the document.
    cased
        Whether the document begins its sentences with capitals.
    opens
        Whether the row is the first of its paragraph.

    Returns
    -------
    str or None
        ``start``: it begins in the middle of a sentence; ``end``: it announces what follows;
        ``bracket``: a bracket is open or closed only; ``predicate``: its main clause has no verb;
        ``formula``: a phrase of letters that says only that an answer follows, or a numbered
        question; ``call``: it tells its reader to do something.
    """
    body = text[marker_length(text) :]
    formal = _is_opening(body)
    if _ends_open(text):
        return "end"
    calls = _calls(words, text)
    if calls or _is_formula(words) or _is_asked(text):
        return "call" if calls else "formula"
    if not formal and cased and _starts_inside(body):
        return "start"
    if not opens and text.lstrip()[:1] in DASHES and not _opens_speech(text):
        return "start"
    if not _balanced(body):
        return "bracket"
    return None if _has_predicate(words) else "predicate"


def _calls(words: Sequence[Word], text: str) -> bool:
    """Tell whether a sentence of no quotation tells its reader to do something: "Zobacz wideo"."""
    if not DOUBLE_QUOTES.isdisjoint(text) or text.lstrip()[:1] in DASHES:
        return False
    first = next((word for word in words if word.text.isalpha()), None)
    return any(
        (word is first or word.relation == "ROOT")
        and word.text.isalpha()
        and word.features.get("Mood") == "Imp"
        and word.features.get("Person") == "2"
        for word in words
    )


def _opens_speech(text: str) -> bool:
    """Tell whether a capital follows the dash that a row begins with: "– Nie wiem"."""
    return text.lstrip("".join(DASHES) + " ")[:1].isupper()


def is_cased(texts: Sequence[str]) -> bool:
    """Tell whether most sentences of a document begin with a capital."""
    small = sum(_starts_inside(text) for text in texts)
    return 2 * small < len(texts)


def _ends_open(text: str) -> bool:
    words = text.rstrip(_END_MARKS).lower().split()
    return bool(words) and (words[-1].endswith(":") or words[-1] in language().announcing)


def _is_asked(text: str) -> bool:
    """Tell whether a letter repeats a question that it answers: "3. Czy …?", "Ad 3. Czy …?"."""
    numbered = any(map(str.isalnum, text[: marker_length(text)]))  # no dash of a dialogue
    return is_question(text) and (numbered or text.casefold().startswith(language().answer_marks))


def is_question(text: str) -> bool:
    """Tell whether a sentence ends with a question mark, inside quotation marks or not."""
    return text.rstrip(_END_MARKS).endswith("?")


def _starts_inside(text: str) -> bool:
    word = next(iter(text.lstrip(_START_MARKS).split()), "")
    # "iPhone", "e-Doręczenia" have their capital further in.
    return word[:1].isalpha() and word.islower()


def _balanced(text: str) -> bool:
    """Tell whether every round bracket that opens closes, but for the marks of list items."""
    depth = 0
    for found in _ROUND.finditer(text):
        at = found.start()
        if text[at] == "(":
            depth += 1
        else:
            if depth == 0 and re.search(r"(?:^|\W)(?:\d{1,2}|[a-z])$", text[max(0, at - 3) : at]):
                continue
            depth -= 1
            if depth < 0:
                return False
    return depth == 0


def _has_predicate(words: Sequence[Word]) -> bool:
    """Tell whether a clause that is not subordinate has a finite verb or what stands for one."""
    for number, clause in enumerate(_clauses(words)):
        subordinate = verb = False
        for word in clause:
            if number and (word.pos == "SCONJ" or word.lower in language().relatives):
                subordinate = True
            elif word.pos == "CCONJ":
                verb = False
            elif _is_predicate(word):
                # A second verb without a conjunction: the comma after the clause is missing.
                if not subordinate or verb:
                    return True
                verb = True
    return False


def _clauses(words: Sequence[Word]) -> Iterator[Sequence[Word]]:
    start = 0
    for index, word in enumerate(words):
        if word.text in _CLAUSE_MARKS:
            yield words[start:index]
            start = index + 1
    yield words[start:]


def _is_predicate(word: Word) -> bool:
    if word.pos in {"VERB", "AUX"} and word.features.get("VerbForm", "Fin") == "Fin":
        return True
    if word.lower == language().joining_demonstrative or word.lower in language().predicatives:
        return True  # "Port to okno na świat", "Brak danych"
    return word.pos not in {"NOUN", "PROPN", "ADP"} and _only_finite(word.lower)


@cache
def _only_finite(form: str) -> bool:
    """Tell whether the dictionary knows ``form`` as a finite verb and nothing else."""
    readings = analyse(form)
    return bool(readings) and all(row.tag.split(":")[0] in _FINITE_TAGS for row in readings)


def _is_opening(text: str) -> bool:
    """Tell whether a letter begins here: after its salutation the first word is no capital."""
    plain = " ".join(text.lower().split(maxsplit=6)[:6])
    return plain.startswith(language().letter_openings)


def answers_formally(text: str) -> bool:
    """Tell whether a sentence is about the letter: "W odpowiedzi na interpelację …"."""
    lowered = text.lower()
    if any(phrase in lowered for phrase in language().letter_references):
        return True
    words = lowered.split(maxsplit=_OPENING_WORDS)[:_OPENING_WORDS]
    asked = any(word.startswith(language().letter_subjects) for word in words)
    return asked and _is_opening(text)


def _is_formula(words: Sequence[Word]) -> bool:
    """*Przedstawiam następujące informacje*: someone writes that he answers, not what."""
    lists = language()
    lemmas = {word.low_lemma for word in words}
    if lemmas.isdisjoint(lists.letter_verbs) or lemmas.isdisjoint(lists.letter_nouns):
        return False
    speaks = any(word.features.get("Person") == "1" for word in words)
    return speaks and not any(word.lower in function_words().that for word in words)
