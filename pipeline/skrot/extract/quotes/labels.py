"""Who speaks by a name and a colon: *Premier Nowak: …* in headings and interviews."""

from __future__ import annotations

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.drafts import Draft, is_personal
from skrot.extract.quotes.phrases import phrase_of
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import vocabulary
from skrot.records import QuoteKind

_MARKS = frozenset('„”"“«»')
# A name and an office before a colon have at most so many words.
_LABEL = 10


def label_of(text: QuoteText, first: int, colon: int) -> Subject | None:
    """Read who speaks from what stands before a colon: "Premier Morawiecki: …"."""
    if not 0 < colon - first <= _LABEL or any(is_finite(text, i) for i in range(first, colon)):
        return None
    for at in range(first, colon):
        name = text.names[at]
        speaks_there = name is not None and name.label == "persName"
        role = text.is_human(at) and text.words[at].low_lemma not in vocabulary().signing
        if speaks_there or role:
            phrase = phrase_of(text, at, (first, colon))
            # "Merkel w Bundestagu: …", "Morawiecki o podatkach: …"
            told = phrase[1] == colon or text.words[phrase[1]].pos in {"ADP", "ADV"}
            if not told or phrase[0] > first:
                return None
            word = text.words[at]
            return Subject(phrase, at, feature(word, "Gender"), feature(word, "Number"))
        if text.words[at].pos not in {"ADJ", "DET"}:
            return None
    return None


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


def after_label(text: QuoteText, first: int, end: int) -> Draft | None:
    """Read what stands after a name and a colon without marks."""
    stop = min(end, first + _LABEL + 1)
    colon = next((at for at in range(first, stop) if text.words[at].text == ":"), None)
    if colon is None or colon + 2 >= end or text.words[colon + 1].text in _MARKS:
        return None
    subject = label_of(text, first, colon)
    if subject is None:
        return None
    start = colon + 1
    while end > start + 1 and text.words[end - 1].text == ".":
        end -= 1
    kind: QuoteKind = "direct" if is_personal(text, (start, end)) else "indirect"
    return Draft(start, end, kind, subject=subject)
