"""Letters of a PDF whose font does not say what they are, told by the words they stand in.

A font that was put in for missing letters often lacks its map to Unicode: "choć wśród" would read
"cho w ród". Such a letter has the same code wherever it stands, so it is a cipher of a few signs,
and the one letter that makes words of the dictionary in most places is meant. Source of the idea:
Knight et al., "Unsupervised analysis for decipherment problems", 2006, reduced to single letters.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Mapping, Sequence

from skrot.polish.dictionary import analyse

# Where the signs stand until they are told: private characters that no font gives.
_FIRST_SIGN = 0x100000
_MOST_SIGNS = 5000
_SIGN = re.compile(f"[{chr(_FIRST_SIGN)}-{chr(_FIRST_SIGN + _MOST_SIGNS)}]")
_WORD = re.compile(rf"(?:[^\W\d_]|{_SIGN.pattern}){{2,40}}")
_LETTERS = (*"ąćęłńóśźżĄĆĘŁŃÓŚŹŻ", "fi", "fl", "ff")
_MOST_WORDS = 40
_CLEARLY = 1.5
_OFTEN = 3
_UNKNOWN = "\ufffd"


class Signs:
    """The signs of a file: characters without a Unicode value, by their font and code."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, int], str] = {}

    def of(self, font: str, code: int) -> str:
        """Give the sign of a character."""
        number = min(len(self._known), _MOST_SIGNS)
        return self._known.setdefault((font, code), chr(_FIRST_SIGN + number))

    def fonts(self) -> dict[str, str]:
        """The font of each sign."""
        return {sign: font for (font, _), sign in self._known.items()}

    def __len__(self) -> int:
        return len(self._known)


def decipher(texts: Sequence[str], signs: Signs) -> dict[int, str]:
    """Tell the letter of Polish that each sign stands for; no font has a letter twice.

    Parameters
    ----------
    texts : sequence of str
        The lines of a file.
    signs : Signs
        What they have in place of letters.

    Returns
    -------
    dict
        For `str.translate`: the letter of a sign, or U+FFFD where the words do not tell it.
    """
    fonts = signs.fonts()
    words = Counter(word for text in texts for word in _WORD.findall(text) if _SIGN.search(word))
    letters: dict[int, str] = {}
    # A letter that the other fonts have is not among those that were missing.
    seen = Counter("".join(texts))
    taken = {(font, c) for font in set(fonts.values()) for c in _LETTERS if seen[c] >= _OFTEN}
    while found := _surest(words, fonts, taken):
        sign, letter = found
        letters[ord(sign)] = letter
        taken.add((fonts[sign], letter))
        words = Counter({word.replace(sign, letter): n for word, n in words.items()})
    return {ord(sign): letters.get(ord(sign), _UNKNOWN) for sign in fonts}


def _surest(
    words: Counter[str], fonts: Mapping[str, str], taken: Collection[tuple[str, str]]
) -> tuple[str, str] | None:
    """The sign that most words tell, and its letter, among words where it is the only sign."""
    places: defaultdict[str, list[str]] = defaultdict(list)
    for word, _ in words.most_common():
        unknown = set(_SIGN.findall(word))
        if len(unknown) == 1:
            places[unknown.pop()].append(word)
    best: tuple[int, str, str] | None = None
    for sign, some in places.items():
        free = [letter for letter in _LETTERS if (fonts[sign], letter) not in taken]
        counts = [
            sum(_is_word(word.replace(sign, letter)) for word in some[:_MOST_WORDS])
            for letter in free
        ]
        count, *others = sorted(counts, reverse=True)
        sure = count and count > _CLEARLY * max(others, default=0)
        if sure and (best is None or count > best[0]):
            best = count, sign, free[counts.index(count)]
    return (best[1], best[2]) if best else None


def _is_word(word: str) -> bool:
    """Tell a word of the dictionary, with capitals where words have them."""
    cased = word.islower() or word.isupper() or word.istitle()
    return cased and bool(analyse(word) or analyse(word.lower()))
