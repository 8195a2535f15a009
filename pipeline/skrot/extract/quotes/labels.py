"""Who speaks by a name and a colon: *Premier Nowak: …* in headings and interviews."""

from __future__ import annotations

from skrot.extract.discourse.language import language
from skrot.extract.quotes.cues import is_finite, speaks
from skrot.extract.quotes.drafts import Draft, is_personal
from skrot.extract.quotes.phrases import is_person, phrase_of
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.telling import teller
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import speaking, vocabulary
from skrot.records import QuoteKind

_MARKS = frozenset('„”"“«»')
# A name and an office before a colon have at most so many words.
_LABEL = 10
# So many words stand between a verb of saying and its colon: "apeluje do Polaków:".
_BESIDE = 4


def label_of(text: QuoteText, first: int, colon: int) -> Subject | None:
    """Read who speaks from what stands before a colon: "Premier Morawiecki: …"."""
    if not 0 < colon - first <= _LABEL or any(is_finite(text, i) for i in range(first, colon)):
        return None
    heads = first == text.paragraphs[0][0]
    first += heads and text.words[first].text in _MARKS
    for at in range(first, colon):
        name = text.names[at]
        speaks_there = name is not None and name.label == "persName"
        role = text.is_human(at) and text.words[at].low_lemma not in vocabulary().signing
        if speaks_there or role or (heads and _informs(text, at)):
            phrase = phrase_of(text, at, (first, colon))
            # "Merkel w Bundestagu: …", "Morawiecki o podatkach: …"
            closed = phrase[1] + (text.words[phrase[1]].text in _MARKS)
            told = closed == colon or text.words[phrase[1]].pos in {"ADP", "ADV"}
            if not told or phrase[0] > first:
                return None
            word = text.words[at]
            return Subject(phrase, at, feature(word, "Gender"), feature(word, "Number"))
        if text.words[at].pos not in {"ADJ", "DET"}:
            return None
    return None


def _informs(text: QuoteText, at: int) -> bool:
    """Tell whether a word is of an institution that says something in headings: "PAP: …"."""
    name, lemma = text.names[at], text.words[at].low_lemma
    if name is None:
        return lemma in vocabulary().opinion.several
    # "Sejm: rząd przedstawi plan" tells where
    return name.label == "orgName" and not name.relational and lemma not in language().unique


def labelled(text: QuoteText) -> dict[int, Draft]:
    """Find the paragraphs after a name and a colon: headings, and those of an interview."""
    found = {}
    for place, (first, end) in enumerate(text.paragraphs):
        draft = after_label(text, first, end)
        if draft is not None:
            found[place] = draft
    if len(found) > 1:
        return found
    return {
        place: draft
        for place, draft in found.items()
        if text.sentence(draft.first)[1] == text.paragraphs[place][1]
    }


def told_before_colon(text: QuoteText, first: int, end: int) -> Draft | None:
    """Read what stands after a verb of saying and a colon without marks: "Nowak apeluje: …"."""
    colon = next((at for at in range(first, end) if text.words[at].text == ":"), None)
    if colon is None or colon + 2 >= end or text.is_dash(colon + 1):
        return None
    verbs = [at for at in range(first, colon) if is_finite(text, at)]
    near = len(verbs) == 1 and speaks(text, verbs[0]) and colon - verbs[0] <= _BESIDE
    marked = any(text.words[at].text in _MARKS for at in range(colon, end))
    if not near or marked or not any(is_finite(text, at) for at in range(colon + 1, end)):
        return None
    while text.ends_sentence(end - 1) and text.words[end - 1].text == ".":
        end -= 1
    cue = verbs[0]
    kind: QuoteKind = "direct" if is_personal(text, (colon + 1, end)) else "indirect"
    act = speaking()[text.words[cue].low_lemma]
    return Draft(colon + 1, end, kind, cue, act, teller(text, cue, (first, colon)))


def after_label(text: QuoteText, first: int, end: int) -> Draft | None:
    """Read what stands after a name and a colon without marks."""
    stop = min(end, first + _LABEL + 1)
    colon = next((at for at in range(first, stop) if text.words[at].text == ":"), None)
    if colon is None or colon + 2 >= end or text.words[colon + 1].text in _MARKS:
        return None
    subject = label_of(text, first, colon)
    start = colon + 1
    if subject is None:
        return None
    person = subject.at is not None and (text.is_human(subject.at) or is_person(text, subject.at))
    if not person and not any(is_finite(text, at) for at in range(start, end)):
        return None  # "PAP: nowe dane"
    while end > start + 1 and text.words[end - 1].text == ".":
        end -= 1
    kind: QuoteKind = "direct" if is_personal(text, (start, end)) else "indirect"
    return Draft(start, end, kind, subject=subject)
