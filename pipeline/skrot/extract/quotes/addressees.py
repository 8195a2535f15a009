"""To whom something is said: *powiedział dziennikarzom*, *w rozmowie z PAP*."""

from __future__ import annotations

from skrot.extract.quotes.cues import is_finite
from skrot.extract.quotes.phrases import phrase_of
from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, feature
from skrot.extract.quotes.vocabulary import vocabulary

_REACH = 6


def addressee_of(text: QuoteText, cue: int, subject: Subject | None) -> str | None:
    """Give the words for who is spoken to, null where the text does not tell.

    Parameters
    ----------
    text
        The document.
    cue
        The verb of saying.
    subject
        Who speaks; is not who is spoken to.
    """
    words = vocabulary().addressee
    first, end = text.sentence(cue)
    own = range(0) if subject is None or subject.phrase is None else range(*subject.phrase)
    for at in range(cue + 1, min(end, cue + 1 + _REACH)):
        word = text.words[at]
        if word.text in {",", ":"} or text.is_dash(at) or is_finite(text, at):
            break
        if at in own:
            continue
        if word.low_lemma in words.nouns and at + 2 < end:
            linked = text.words[at + 1].lower in words.with_ | words.for_
            return _phrase(text, at + 2, end, own) if linked else None
        beside = text.heads[at] == cue or not text.parsed
        if feature(word, "Case") == "Dat" and text.is_noun(at) and beside:
            return _phrase(text, at, end, own)
    for at in range(max(first, cue - _REACH), cue):
        if text.words[at].low_lemma in words.nouns and text.words[at + 1].lower in words.with_:
            return _phrase(text, at + 2, cue, own)
    return None


def _phrase(text: QuoteText, at: int, end: int, own: range) -> str:
    """Give the words of a phrase, up to those for who speaks: "w rozmowie z „X” minister Y"."""
    if own and own.start > at:
        end = min(end, own.start)
    start, stop = phrase_of(text, at, (at, end))
    return "".join(w.text + w.space for w in text.words[start:stop]).strip(' "„”')
