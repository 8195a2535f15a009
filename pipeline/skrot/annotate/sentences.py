"""``pl_sentences``: sentence boundaries from rules and, in our model, learned scores.

The rules sort every place between two tokens by what they alone can say about it; a learned score,
where there is one, decides within the limits they set.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from spacy.attrs import SENT_START
from spacy.language import Language
from spacy.tokens import Doc, Token

from skrot.annotate.abbreviations import load_abbreviations
from skrot.annotate.clauses import (
    FUNCTION,
    REACH,
    STOPS,
    has_verb,
    is_initial,
    kinds,
    last_clause,
    may_be_verb,
    may_have_main_verb,
    sentence_words,
)
from skrot.annotate.ordinals import find_items, is_rank, may_be_rank
from skrot.annotate.reader import Scorer, scorer_of
from skrot.annotate.spoken import opens_turn, spoken
from skrot.polish.characters import CLOSING_QUOTES, OPENING_DASHES, QUOTES, VOWELS
from skrot.polish.dictionary import COMMON, FORENAME, GEOGRAPHIC, ORGANISATION, SURNAME, analyse
from skrot.polish.tags import fits, slots

# Quotation marks in ASCII come as two tokens each.
_ANGLES = frozenset("<>")
_CLOSERS = CLOSING_QUOTES | _ANGLES | frozenset({"«", "’", "'", "''", ")", "]", "}"})
_OPENERS = QUOTES - {"’"} | _ANGLES | frozenset("([")
_OPENING_BRACKETS = frozenset("([")
_BEGINNERS = OPENING_DASHES | frozenset("•*…#@%+§$€")
_BRACKETREACH = 60
_DATE = 5
_RANK = 2  # digits
_NAMES = frozenset({FORENAME, SURNAME, GEOGRAPHIC, ORGANISATION})


class Verdict(IntEnum):
    """What the rules say about a boundary before a token."""

    NEVER = 0
    NO_STOP = 1
    UNLIKELY = 2
    OPEN = 3
    FAIR = 4
    LIKELY = 5
    ALWAYS = 6


# The probability that a learned boundary needs under each verdict; found on held-out NKJP. Without
# a learned score there is one from FAIR on.
_NEEDED = {
    Verdict.NO_STOP: 0.5,
    Verdict.UNLIKELY: 0.5,
    Verdict.OPEN: 0.5,
    Verdict.FAIR: 0.5,
    Verdict.LIKELY: 0.02,
}


class Sentences:
    """Sets ``token.is_sent_start`` for every token.

    Parameters
    ----------
    scorer : Scorer, optional
        Scores of a sentence start ("starts"); without it the rules alone decide.
    """

    def __init__(self, scorer: Scorer | None = None) -> None:
        self.scorer = scorer

    def __call__(self, doc: Doc) -> Doc:
        """Set the boundaries of a Doc."""
        # One array for all: setting a token at a time walks the whole Doc each time.
        starts: Any = np.where(self.predict(doc), 1, -1).astype(np.int64).astype(np.uint64)
        return doc.from_array([SENT_START], starts[:, None])

    def predict(self, doc: Doc) -> NDArray[np.bool_]:
        """Say for every token whether a sentence starts with it, shape (len(doc),)."""
        verdicts = judge(doc)
        if self.scorer is None or not len(doc):
            return np.asarray(verdicts >= Verdict.FAIR)
        scores = self.scorer.scores(doc, "starts")[:, 0].astype(np.float64)
        sure = 1.0 / (1.0 + np.exp(-scores))
        starts: NDArray[np.bool_] = verdicts == Verdict.ALWAYS
        for verdict, needed in _NEEDED.items():
            starts |= (verdicts == verdict) & (sure > needed)
        return starts


def judge(doc: Doc) -> NDArray[np.int64]:
    """Give the verdict of the rules on a boundary before each token, shape (len(doc),)."""
    verdicts = np.zeros(len(doc), dtype=np.int64)
    if not len(doc):
        return verdicts
    verdicts[0] = Verdict.ALWAYS
    texts = [token.text for token in doc]
    depth = _brackets(texts)
    speech = spoken(doc)
    items = find_items(doc, texts)
    first = 0
    for at in range(1, len(texts)):
        if texts[at].isalpha() and texts[at - 1].isalpha() and not speech[at]:
            verdicts[at] = Verdict.NO_STOP  # between two words there is nothing else to look at
            continue
        token = doc[at]
        turn = speech[at] and opens_turn(token)
        verdict = Verdict.ALWAYS if turn or at in items else _judge(doc, token, first)
        if at - 2 in items:
            verdict = Verdict.NEVER
        if depth[at] and verdict > Verdict.NO_STOP:
            verdict = Verdict.UNLIKELY
        verdicts[at] = verdict
        if verdict >= Verdict.FAIR:
            first = at
    return verdicts


def _brackets(texts: Sequence[str]) -> NDArray[np.bool_]:
    """Mark what stands inside brackets that close again within reach."""
    inside = np.zeros(len(texts), dtype=np.bool_)
    opened = -1
    for at, text in enumerate(texts):
        if text in "([" and opened < 0:
            opened = at
        elif text in ")]" and opened >= 0:
            if at - opened <= _BRACKETREACH:
                inside[opened + 1 : at + 1] = True
            opened = -1
        elif "\n\n" in text:
            opened = -1
    return inside


def _judge(doc: Doc, token: Token, first: int) -> Verdict:
    before = doc[token.i - 1]
    opened = before.text in _OPENERS and not before.whitespace_ and not _closes(doc, before.i)
    if token.is_space or opened:
        return Verdict.NEVER
    if before.is_space and before.text.count("\n") > 1:
        return Verdict.ALWAYS
    last = _skip_back(doc, token.i - 1, first)
    if last < first or not _may_open(token):
        return Verdict.NEVER
    stop = doc[last].text
    if stop not in STOPS and not stop.endswith(("...", "…")):
        return Verdict.NO_STOP
    if last > first and doc[last - 1].text in _OPENING_BRACKETS:
        return _after_omission(doc, last - 2, first)
    if stop == "." and last > first:
        verdict = _after_full_stop(doc, last, token, first)
    elif _is_low(doc, token):
        verdict = Verdict.UNLIKELY if token.text.isalpha() else Verdict.NO_STOP
    else:
        verdict = Verdict.ALWAYS if stop == ".." else Verdict.LIKELY
    glued = not before.is_space and not before.whitespace_
    return _glued(doc, before, token, verdict) if glued else verdict


def _after_omission(doc: Doc, before: int, first: int) -> Verdict:
    """Judge what is left out, "Bank (...) S.A.": it ends what has ended before it."""
    before = _skip_back(doc, before, first)
    return Verdict.LIKELY if before >= first and doc[before].text in STOPS else Verdict.NEVER


def _skip_back(doc: Doc, at: int, first: int) -> int:
    """Go back over spaces and what closes a quotation to the token that may end a sentence."""
    while at >= first and (doc[at].is_space or _closes(doc, at)):
        at -= 1
    return at


def _closes(doc: Doc, at: int) -> bool:
    """Tell whether a mark closes: it touches what is before it, or nothing."""
    token = doc[at]
    if token.text not in _CLOSERS:
        return False
    if token.text in _ANGLES and at and doc[at - 1].text == token.text:
        return _closes(doc, at - 1)
    if token.text not in _OPENERS or (
        at and not doc[at - 1].whitespace_ and not doc[at - 1].is_space
    ):
        return True
    return bool(token.whitespace_) or at + 1 == len(doc) or doc[at + 1].is_space


def _may_open(token: Token) -> bool:
    """Tell whether a sentence can begin with this token at all."""
    if token.text.isalpha() or token.text[0].isalnum():
        return True
    if token.text in _OPENERS:
        return not _closes(token.doc, token.i)
    return token.text in OPENING_DASHES or token.text[0] in _BEGINNERS


def _is_low(doc: Doc, token: Token) -> bool:
    """Tell whether the sentence would begin in lower case (after quotation marks and dashes)."""
    at = token.i
    while at < len(doc) - 1 and not doc[at].text[0].isalnum():
        at += 1
    return doc[at].text[0].islower()


def _after_full_stop(doc: Doc, stop: int, token: Token, first: int) -> Verdict:
    abbreviations = load_abbreviations()
    word = doc[stop - 1]
    low = word.text.lower()
    closed = token.i - 1 > stop and not doc[token.i - 1].is_space
    if word.whitespace_ or word.text in _CLOSERS | STOPS:
        return Verdict.UNLIKELY if _is_low(doc, token) else Verdict.LIKELY
    if low in abbreviations.inner and not closed and not word.text.isupper():
        whole = low in abbreviations.final and _has_verbs_around(doc, stop, token, first)
        # "kard. Bertone": what is only a name goes with the title before it
        word_of_its_own = _is_word(low) and not _is_name(token, surely=True)
        return Verdict.UNLIKELY if whole or word_of_its_own else Verdict.NEVER
    if _is_low(doc, token):
        return _before_low(word, token)
    if token.text[0].isdigit() and low in abbreviations.before_number:
        sure = len(low) > 1 and low not in abbreviations.final and not _is_word(low)
        return Verdict.NEVER if sure else Verdict.UNLIKELY
    if is_initial(word) and not closed:
        named = stop - 1 == first or not _is_common(token)
        return Verdict.UNLIKELY if named else Verdict.LIKELY
    after = _after_final if low in abbreviations.final else _after_plain_word
    return after(doc, stop, token, first)


def _after_plain_word(doc: Doc, stop: int, token: Token, first: int) -> Verdict:
    word = doc[stop - 1]
    if word.text.isdigit() and stop - 1 == first:
        return Verdict.NO_STOP
    decade = _names_a_decade(doc, stop, first) and _goes_on(doc, stop, token, first)
    if decade or is_rank(doc, stop - 1, token) or _counts_strange_name(doc, stop, token, first):
        return Verdict.NEVER
    if may_be_rank(doc, stop - 1, token):
        apart = may_have_main_verb(doc, token.i + 1) and not _goes_on(doc, stop, token, first)
        return Verdict.FAIR if apart else Verdict.NEVER
    quoted = doc[stop + 1].text in _CLOSERS and word.text.islower() and token.text.istitle()
    return Verdict.ALWAYS if quoted or _opens_item(doc, token) else Verdict.LIKELY


def _counts_strange_name(doc: Doc, stop: int, token: Token, first: int) -> bool:
    """Tell whether a full stop belongs to the number of an event from abroad: "na 10. Planete"."""
    before, number = doc[max(stop - 2, first)].lower_, doc[stop - 1].text
    strange = token.text.istitle() and token.is_alpha and not analyse(token.text)
    counted = number.isdecimal() and len(number) <= _RANK and before in sentence_words().at_events
    return strange and counted


def _has_verbs_around(doc: Doc, stop: int, token: Token, first: int) -> bool:
    """Tell whether there is a verb on both sides, as two sentences need."""
    return has_verb(doc, token.i, len(doc), 1) and has_verb(doc, stop - 1, first - 1, -1)


def _is_word(low: str) -> bool:
    """Tell whether an abbreviation is also a word of its own: "ul", "gen", but not "dr" or "pt"."""
    return any(
        r.pos != "brev" and r.lemma.islower() and not VOWELS.isdisjoint(low) for r in analyse(low)
    )


def _is_common(token: Token) -> bool:
    """Tell a word that has its capital from the beginning of a sentence: it is no name."""
    groups = load_abbreviations()
    low = token.text.lower()
    known = low in groups.inner | groups.final | groups.before_number
    return (
        token.text.istitle() and len(token) > 1 and not known and not _is_name(token, surely=False)
    )


def _opens_item(doc: Doc, token: Token) -> bool:
    """Tell whether a numbered item begins here: "3. Minister …"."""
    if not token.text[0].isdigit() or token.i + 2 >= len(doc) or token.whitespace_:
        return False
    stop, following = doc[token.i + 1], doc[token.i + 2]
    return stop.text == "." and bool(stop.whitespace_) and following.text.istitle()


def _before_low(word: Token, token: Token) -> Verdict:
    abbreviations = load_abbreviations()
    low = word.text.lower()
    if low in abbreviations.final | abbreviations.before_number or word.text[0].isdigit():
        return Verdict.NEVER
    plain = token.text.isalpha() or token.text in OPENING_DASHES
    return Verdict.UNLIKELY if plain and len(word) > 1 else Verdict.NEVER


def _after_final(doc: Doc, stop: int, token: Token, first: int) -> Verdict:
    """Judge "r.", "dol." before a capital: two sentences need two verbs."""
    if token.text in OPENING_DASHES:
        return Verdict.NEVER if _names_an_act(doc, stop, first) else Verdict.OPEN
    word, words = doc[stop - 1], sentence_words()
    money = word.lower_ in words.counting and token.text in words.currencies
    if money or (word.text in words.years and _goes_on(doc, stop, token, first)):
        return Verdict.NEVER
    usual = word.text.lower() in load_abbreviations().usually_final
    counted = word.lower_ in words.counting and _is_counted(doc, token)
    if not counted and not token.text[0].isdigit() and not _is_name(token, surely=usual):
        return Verdict.ALWAYS
    if counted or not has_verb(doc, token.i, len(doc), 1):
        return Verdict.UNLIKELY
    if has_verb(doc, stop - 1, first - 1, -1):
        return Verdict.ALWAYS
    return Verdict.LIKELY if usual else Verdict.UNLIKELY


def _is_counted(doc: Doc, token: Token) -> bool:
    """Tell whether a name is what a unit counts: "52 proc. Polaków", "20 proc. Żabki nadal"."""
    readings = analyse(token.text)
    named = [r for r in readings if r.lemma.istitle() or fits(r.tag, "pl", "gen", "m1")]
    people = [reading for reading in named if COMMON in reading.names]
    cases = {slot.case for reading in people or named for slot in slots(reading.tag)}
    if "gen" not in cases:
        return False
    return "nom" not in cases or not has_verb(doc, token.i, len(doc), 1)


def _names_an_act(doc: Doc, stop: int, first: int) -> bool:
    """Tell whether the date of an act ends here: "ustawa z dnia 1 marca 2000 r. – Kodeks …"."""
    day = sentence_words().day
    return any(token.lower_ == day for token in doc[max(first, stop - _DATE) : stop])


def _names_a_decade(doc: Doc, stop: int, first: int) -> bool:
    """Tell whether a full stop belongs to a decade: "w drugiej połowie lat 70. Nowak …"."""
    figures = doc[stop - 1].text
    decades = sentence_words().decades
    tens = figures.isdecimal() and len(figures) == len("70") and figures.endswith("0")
    return tens and any(word.lower_ in decades for word in doc[max(first, stop - _DATE) : stop])


def _goes_on(doc: Doc, stop: int, token: Token, first: int) -> bool:
    """Tell whether only a date ends here: "W 2026 r. Ministerstwo …", "ustawa z … r. Prawo …"."""
    if token.text in sentence_words().acts and _names_an_act(doc, stop, first):
        return True
    if stop - first > REACH:
        return False
    clause = last_clause(doc, first, stop)
    when = not kinds(clause[0]).isdisjoint({"adv", *FUNCTION})
    return when and not any(may_be_verb(word) for word in clause)


def _is_name(token: Token, *, surely: bool) -> bool:
    """Tell whether a capital is there anyhow, sentence or not; ``surely`` asks for no doubt."""
    readings = analyse(token.text)
    if token.text.istitle() and token.text.lower() in load_abbreviations().inner:
        return False
    if not readings or (token.text.isupper() and len(token) > 1):
        return True
    named = [bool(_NAMES.intersection(reading.names)) for reading in readings]
    return all(named) if surely else any(named)


def _glued(doc: Doc, before: Token, token: Token, verdict: Verdict) -> Verdict:
    """Judge a full stop with no space after it: "końcu.Potem", but not "U.S." or "10.05"."""
    stop = before.i
    while stop and doc[stop].text in CLOSING_QUOTES:
        stop -= 1
    if doc[stop].text not in STOPS or verdict < Verdict.OPEN:
        return Verdict.NEVER
    word = doc[_skip_back(doc, stop - 1, 0)] if stop else doc[0]
    # "2010 r.Jesienią": no initial is in lower case
    short = word.text in load_abbreviations().final
    plain = word.text.isalpha() and (len(word) > 1 or short)
    known = word.text.islower() or bool(analyse(word.text))
    alone = len(token) == 1 and token.text.isupper() and bool(token.whitespace_)
    title = (token.text.istitle() and len(token) > 1) or (alone and bool(analyse(token.lower_)))
    dash = token.text in OPENING_DASHES and bool(token.whitespace_)
    return Verdict.LIKELY if plain and known and (title or dash) else Verdict.NEVER


@Language.factory(
    "pl_sentences", assigns=["token.is_sent_start"], default_config={"reader": "pl_reader"}
)
def create_sentences(nlp: Language, name: str, reader: str) -> Sentences:
    """Create the component; where the pipeline has no reader of that name the rules decide."""
    return Sentences(scorer_of(nlp, reader))
