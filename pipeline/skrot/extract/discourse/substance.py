"""Which sentences say little: who is in charge, that nothing is known, that something is tried.

Answers of offices are full of them. They are told by phrases of a few lemmas: *pozostaje w gestii
samorządu*, *nie dysponuje danymi*, *podejmuje szereg działań*.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from skrot.extract.discourse.language import language
from skrot.extract.discourse.words import Word

# Between two words of a phrase stand at most so many others.
_GAP = 4


def is_evasive(words: Sequence[Word]) -> bool:
    """Tell whether a sentence denies competence or knowledge, only promises, or points elsewhere.

    Parameters
    ----------
    words
        The words of the sentence.

    Returns
    -------
    bool
        True when it has the address of a page or one of the phrases, its words in order and near
        one another.
    """
    if any(word.lower.startswith(("http:", "https:", "www.")) for word in words):
        return True
    phrases = _phrases()
    known = {word.low_lemma for word in words}
    return any(
        known.issuperset(phrase) and _follows(words, at, phrase)
        for at, word in enumerate(words)
        for phrase in phrases.get(word.low_lemma, ())
    )


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Give the phrases by their first lemma."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for phrase in language().evasive:
        first, *rest = phrase.split()
        found.setdefault(first, []).append((first, *rest))
    return found


def _follows(words: Sequence[Word], at: int, phrase: tuple[str, ...]) -> bool:
    """Tell whether a phrase begins at a place and goes on within the gap."""
    if words[at].low_lemma != phrase[0] or not _is_said(words[at]):
        return False
    rest = phrase[1:]
    near = range(at + 1, min(len(words), at + 2 + _GAP))
    return not rest or any(_follows(words, i, rest) for i in near)


def _is_said(word: Word) -> bool:
    """Tell whether a verb is the predicate of a clause: *podejmuje*, not *podejmowanie*."""
    form = word.features.get("VerbForm", "Fin")
    return form == "Fin" or word.features.get("Voice") == "Pass"
