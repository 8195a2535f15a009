"""What may be left out of a sentence without changing what it says.

Three kinds of pieces: attributions that only say where something was published (*– podał GUS*, *jak
informuje PAP,*), the first words of a letter's sentence that only say that it informs (*Uprzejmie
informuję, że*), and parentheses that sign off an agency, give the gazette of a named act, point
elsewhere or give examples. Whatever is not surely one of these stays: a parenthesis with a number,
a name or an abbreviation of its own, a negation, a condition or a definition; the source of quoted
speech, of what is doubted, judged or foretold, of blame, and of what the next sentence leans on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from skrot.extract.discourse.language import language
from skrot.extract.discourse.quotations import is_dialogue
from skrot.extract.discourse.words import Word, read_words, words_of
from skrot.polish.characters import DASHES, DOUBLE_QUOTES
from skrot.polish.word_lists import function_words
from skrot.records import Sentence, SentenceFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc

Span = tuple[int, int]

# What remains of a sentence has at least so many words.
_ENOUGH = 4
_BRACKET = re.compile(r"\([^()]*\)")
_ENDS = frozenset(".!…")
_BREAKS = DASHES | frozenset(",;:")


def omissible_spans(
    doc: Doc, sentences: Sequence[Sentence], features: Sequence[SentenceFeatures]
) -> tuple[tuple[Span, ...], ...]:
    """Return what may be left out of each sentence of a document.

    Parameters
    ----------
    doc
        The annotated text.
    sentences, features
        Its sentences in order, and what is known of them.

    Returns
    -------
    tuple of tuple of (int, int)
        As of `find_omissible`, one a sentence.
    """
    within = words_of(read_words(doc), sentences)
    spoken = {row.speaker_n for row in features}
    found: list[tuple[Span, ...]] = []
    for _, paragraph in groupby(range(len(sentences)), key=lambda i: features[i].paragraph):
        rows = list(paragraph)
        said = is_dialogue([within[row] for row in rows])
        for i in rows:
            leant_on = any(row.leans_on for row in features[i + 1 : i + 2])
            needed = said or sentences[i].n in spoken or leant_on
            row = sentences[i]
            found.append(find_omissible(within[i], row.text, row.start, source_needed=needed))
    return tuple(found)


def find_omissible(
    words: Sequence[Word], text: str, start: int, *, source_needed: bool = False
) -> tuple[Span, ...]:
    """Return what may be left out of a sentence.

    Parameters
    ----------
    words
        The words of the sentence.
    text, start
        The sentence as it stands in the document, and where it begins there.
    source_needed
        Whether something outside the sentence needs all of it: a quotation whose speaker it names,
        or a next sentence that leans on it. Then only gazettes and agencies' marks may go.

    Returns
    -------
    tuple of (int, int)
        Spans in characters of the document, in order, not overlapping, each with the spaces before
        it, so that the sentence reads on with an ellipsis in their place.
    """
    if "(" not in text and not any(word.low_lemma in _telling() for word in words):
        return ()
    spans = list(_brackets(words, text, start, examples=not source_needed))
    if not source_needed and not DOUBLE_QUOTES.intersection(text):
        spans += _attributions(words)
    spans = [_with_space(text, start, span) for span in sorted(set(spans))]
    left = [word for word in words if not _inside(word, spans)]
    whole = sum(word.text.isalpha() for word in left) >= _ENOUGH
    return tuple(spans) if whole else ()


@cache
def _telling() -> frozenset[str]:
    lists = language().trimming
    return lists.reporting | {lists.informing_lemma}


@cache
def _named_act() -> re.Pattern[str]:
    """Match how an act is named before its gazette."""
    return re.compile("|".join(language().trimming.named_act))


def _end(word: Word) -> int:
    return word.start + len(word.text)


def _inside(word: Word, spans: Sequence[Span]) -> bool:
    return any(begin <= word.start < end for begin, end in spans)


def _with_space(text: str, start: int, span: Span) -> Span:
    begin = start + len(text[: span[0] - start].rstrip())
    return begin, span[1]


def _brackets(words: Sequence[Word], text: str, start: int, *, examples: bool) -> Iterator[Span]:
    for match in _BRACKET.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        attached = before[-1:].strip() or after[:1].isalnum()
        if attached or before.count("(") > before.count(")") or _in_quotation(before):
            continue
        span = (start + match.start(), start + match.end())
        inner = [word for word in words if span[0] < word.start < span[1] - 1]
        outer = [word for word in words if not span[0] <= word.start < span[1]]
        at_end = not after.strip(" .!…")
        if (
            (_is_agency(inner, before) and (at_end or not before.strip()))
            or (_is_gazette(inner) and _named_act().search(before))
            or (examples and _points_elsewhere(match[0][1:-1]) and _adds_nothing(inner, outer))
        ):
            yield span


def _in_quotation(before: str) -> bool:
    opened = before.count("„") + before.count("«") + before.count('"') % 2
    return opened > before.count("”") + before.count("»") + before.count("“")


def _is_agency(inner: Sequence[Word], before: str) -> bool:
    """Tell whether a parenthesis only signs off: (PAP), (PAP/IAR)."""
    words = [word.text for word in inner if word.text not in {"/", ",", ";", "-"}]
    pieces = [piece for word in words for piece in word.split("/") if piece]
    capitals = "".join(word[0] for word in before.split()[-len("".join(pieces)) :]).upper()
    return (
        bool(pieces)
        and all(piece in language().trimming.agencies for piece in pieces)
        and not capitals.endswith("".join(pieces).upper())
    )


def _is_gazette(inner: Sequence[Word]) -> bool:
    """Tell whether a parenthesis is the address of an act: (Dz. U. z 2024 r. poz. 1, z późn. zm.).

    Polish acts are published in *Dziennik Ustaw* and *Monitor Polski*.
    """
    words = re.findall(r"\w+", " ".join(word.text for word in inner))
    known = language().trimming.gazette
    return (
        any(word in language().trimming.gazettes for word in words)
        and any(word.isdigit() for word in words)
        and all(word.isdigit() or word in known for word in words)
    )


def _points_elsewhere(inner: str) -> bool:
    plain = " ".join(inner.lower().split())
    return plain.startswith(language().trimming.asides)


def _adds_nothing(inner: Sequence[Word], outer: Sequence[Word]) -> bool:
    """Tell whether the words of a parenthesis neither name, count, deny nor limit anything."""
    lists = language().trimming
    known = {word.lemma for word in outer} | {word.text for word in outer}
    for word in inner:
        if word.lower in lists.limiting or word.low_lemma in lists.limiting:
            return False
        if any(char.isdigit() for char in word.text) or word.pos == "NUM":
            return False
        named = word.text != word.lower or word.pos == "PROPN"
        if named and word.lemma not in known and word.text not in known:
            return False
        if word.text in DOUBLE_QUOTES or word.features.get("VerbForm") == "Fin":
            return False
    return True


def _attributions(words: Sequence[Word]) -> Iterator[Span]:
    opening = _informing(words)
    if opening is not None:
        yield opening
        return
    for first, last in _segments(words):
        rest = [*words[:first], *words[last:]]
        inner = words[first:last]
        if any(word.text in {"(", ")"} for word in inner) or _open_bracket(words[:first]):
            continue
        sources = _sources(inner)
        if sources is not None and _is_plain(rest, published=sources):
            # A comma that the clause after the attribution needs stays.
            ends = inner[-1].text == "," and first > 0 and _opens_clause(words[last : last + 1])
            end = inner[-1].start if ends else _end(inner[-1])
            yield inner[0].start, end


def _informing(words: Sequence[Word]) -> Span | None:
    """*Uprzejmie informuję, że* at the beginning, when one clause follows."""
    lists = language().trimming
    that = function_words().that
    at = 0
    while at < len(words) and words[at].lower in lists.letter_words:
        at += 1
    if at >= len(words) - _ENOUGH or words[at].lower not in lists.informing:
        return None
    at += 2 if words[at + 1].text == "," else 1
    if words[at].lower not in that or words[at + 1].pos == "PUNCT":
        return None
    rest = words[at + 1 :]
    # *…, że A oraz że B*: the second clause would hang in the air.
    for before, word in pairwise(rest):
        if word.lower in that and before.text != "," and before.pos != "SCONJ":
            return None
    if any(word.lower in that for word in rest) and not _has_speech(rest):
        return None
    return words[0].start, _end(words[at])


def _has_speech(rest: Sequence[Word]) -> bool:
    """Tell whether each *że* has its own verb or noun of saying before it."""
    lists = language()
    that = [i for i, word in enumerate(rest) if word.lower in function_words().that]
    return all(
        i > 1 and (rest[i - 2].pos in {"VERB", "NOUN"} or rest[i - 2].lower in lists.announced_that)
        for i in that
    )


def _segments(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    """Yield what may be an attribution as places of words, with its commas or dashes."""
    size = len(words)
    end = size
    while end > 0 and words[end - 1].text in _ENDS:
        end -= 1
    for i, word in enumerate(words):
        if i == 0 and word.lower == language().comparing:
            opens, start = ",", 0
        elif word.text == "," or word.text in DASHES:
            opens, start = word.text, i + 1
        else:
            continue
        close = next((j for j in range(start, end) if words[j].text in _BREAKS), end)
        if close == end and i > 0:
            yield i, end
        elif close < end and (words[close].text == opens or {words[close].text, opens} <= DASHES):
            yield i, close + 1


def _sources(inner: Sequence[Word]) -> bool | None:
    """Return whether an attribution names a publisher, false for a spokesman, null for neither."""
    lists = language().trimming
    words = [word for word in inner if word.pos != "PUNCT" and word.text not in DASHES]
    if words and words[0].lower == language().comparing:
        words = words[1:]
    elif inner[0].text == "," and words and words[0].pos != "VERB":
        return None
    verbs = [word for word in words if word.low_lemma in lists.reporting]
    if len(verbs) != 1 or words[0] is not verbs[0]:
        return None
    found: bool | None = None
    for word in words[1:]:
        if word.text in lists.publishers or word.lemma in lists.publishers:
            found = True
        elif word.low_lemma in lists.spokesmen:
            found = bool(found)
        elif word.lower not in lists.beside and word.low_lemma not in lists.beside:
            return None
    return found


def _is_plain(rest: Sequence[Word], *, published: bool) -> bool:
    """Tell whether a statement is a fact that stands whoever says it.

    Of a publisher that is what is or was; of a spokesman only what was, with a number in it.
    """
    lists = language()
    finite = [word for word in rest if word.features.get("VerbForm") == "Fin"]
    tenses = {word.features["Tense"] for word in finite if "Tense" in word.features}
    moods = {word.features["Mood"] for word in finite if "Mood" in word.features}
    persons = {word.features.get("Person") for word in rest}
    stated = finite or any(word.lower in lists.predicatives for word in rest)
    counted = any(word.pos == "NUM" or word.text.isdigit() for word in rest)
    if not stated or moods - {"Ind"} or persons & {"1", "2"} or "Fut" in tenses:
        return False
    if not published and (tenses != {"Past"} or not counted):
        return False
    for word in rest:
        lemma = word.low_lemma
        if lemma in lists.trimming.doubting or word.lower in lists.trimming.doubting:
            return False
        if lemma in lists.speech or word.lower in lists.pronouns or word.text == "?":
            return False
    return True


def _open_bracket(words: Sequence[Word]) -> bool:
    return sum((word.text == "(") - (word.text == ")") for word in words) > 0


def _opens_clause(words: Sequence[Word]) -> bool:
    relatives = language().relatives
    return any(word.lower in relatives or word.pos in {"CCONJ", "SCONJ"} for word in words)
