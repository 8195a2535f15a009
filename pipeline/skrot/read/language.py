"""What language a text is in: a count of function words and letters.

Enough to tell a Polish text from one in a language of its neighbourhood; not a general detector.
Source of the method: Dunning, "Statistical Identification of Language", 1994, reduced to the most
frequent words; Grefenstette, "Comparing two language identification schemes", 1995.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from typing import Annotated

from msgspec import Meta

from skrot.polish.dictionary import analyse
from skrot.toml import load

_WORD = re.compile(r"[^\W\d_]+")
_POLISH = frozenset("ąęłśźżćń")
_FOREIGN = re.compile(r"[ěřůßäöőűăşţžšťďľĺŕôëïîêèàùãõñ\u0400-\u04ff]")
_SAMPLE = 30_000
_FEW_WORDS = 12
_ENOUGH = 0.06
_CLEARLY = 1.3
# How text is told from letters that make no words.
_FEWEST_TO_JUDGE = 30
_MOST_SINGLE = 0.5
_LONG = 4
_MOST_JUDGED = 60
_FEWEST_KNOWN = 0.4
_Languages = dict[Annotated[str, Meta(pattern="^[a-z]{2}$")], str]


def detect_language(text: str) -> str:
    """Give the ISO 639-1 code of the language of a text.

    Parameters
    ----------
    text : str
        Only a sample from its beginning and middle is looked at.

    Returns
    -------
    str
        ``"pl"`` also where the text is too short to tell and nothing speaks against it; ``"und"``
        where it is in none of the languages known here.
    """
    middle = max(_SAMPLE, len(text) // 2)  # nothing twice
    sample = f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]}".lower()
    words = Counter(_WORD.findall(sample))
    total = words.total()
    letters = sum(map(sample.count, _POLISH))
    foreign = len(_FOREIGN.findall(sample))
    scores = {
        language: sum(map(words.__getitem__, known & words.keys())) / max(total, 1)
        for language, known in _function_words().items()
    }
    scores["pl"] += 2 * letters / max(len(sample), 1)
    best = max(scores, key=lambda language: (scores[language], language == "pl"))
    if total < _FEW_WORDS:
        return "pl" if letters >= foreign else "und"
    if best != "pl" and scores[best] > _CLEARLY * scores["pl"] and scores[best] >= _ENOUGH:
        return best
    if scores["pl"] >= _ENOUGH or letters > foreign:
        return "pl"
    return best if scores[best] >= _ENOUGH else "und"


def reads_as_language(text: str) -> bool:
    """Tell whether letters make words, in whatever language, or text says too little to tell.

    Letters that were read in a wrong direction, or by a font that gives them wrong names, have no
    function words, fall apart into single letters, or make words that no dictionary has.
    """
    words = [word for word in _WORD.findall(text[:_SAMPLE]) if word.islower() or len(word) == 1]
    if len(words) < _FEWEST_TO_JUDGE:
        return True
    if sum(len(word) == 1 for word in words) > _MOST_SINGLE * len(words):
        return False
    long = [word for word in words if len(word) >= _LONG][:_MOST_JUDGED]
    known = sum(bool(analyse(word)) for word in long)
    if known >= _FEWEST_KNOWN * len(long):
        return True
    counts = Counter(words)
    functions = (
        sum(counts.get(word, 0) for word in known if len(word) > 1)
        for language, known in _function_words().items()
        if language != "pl"
    )
    return max(functions) >= _ENOUGH * len(words)


@cache
def _function_words() -> dict[str, frozenset[str]]:
    languages = load("skrot.read", "data/languages.toml", _Languages)
    return {language: frozenset(words.split()) for language, words in languages.items()}
