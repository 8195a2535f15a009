"""What the search of a page goes by: which words are forms of one, in small letters of ASCII.

A page looks for a word in all its forms ("żołnierza" finds "żołnierzy") and without its diacritics
("zolnierzy" finds "żołnierzy"). The forms are those of the corpus, put together by the lemmas of
the dictionary and, for names that it does not know, by the names of their entities.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from itertools import takewhile
from operator import eq

from skrot.polish.dictionary import analyse
from skrot.report.content.lookup import Lookup

_WORD = re.compile(r"[^\W_]+")
# A form of a foreign name has these letters of it, and an ending.
_BEGINNING = 3
_ENDING = 3
# Polish letters at once, and those whose stroke is no mark of Unicode.
_LETTERS = str.maketrans("ąćęłńóśźżđø", "acelnoszzdo")


def fold(word: str) -> str:
    """Return a word in small letters without diacritics, as ``search.js`` does."""
    plain = word.lower().translate(_LETTERS)
    if plain.isascii():
        return plain
    parts = unicodedata.normalize("NFD", plain)
    return "".join(c for c in parts if not unicodedata.combining(c)).translate(_LETTERS)


def word_groups(lookup: Lookup) -> list[str]:
    """Return the words that have several forms in the corpus, base forms included.

    A word is a string: what its forms begin with, a bar, and their ends parted by commas:
    "zolnierz|,a,y".
    """
    groups: dict[str, set[str]] = defaultdict(set)
    unknown: set[str] = set()
    for form in {word for row in lookup.run.sentences for word in _WORD.findall(row.text)}:
        lemmas = {reading.lemma for reading in analyse(form)}
        folded = fold(form)
        for lemma in lemmas:
            groups[lemma].add(folded)
        if not lemmas:
            unknown.add(form)
    for lemma, group in groups.items():
        group.add(fold(lemma))
    for mention in lookup.run.mentions:
        if (entity := lookup.entities.get(mention.entity)) is None:
            continue
        for form in _WORD.findall(mention.text):
            if form in unknown and (name := _same_word(form, entity.name)):
                groups[name] |= {fold(form), fold(name)}
    return sorted({_packed(sorted(group)) for group in groups.values() if len(group) > 1})


def _same_word(form: str, name: str) -> str | None:
    """Return the word of a name that a form without an entry in the dictionary is of."""
    found = max(_WORD.findall(name), key=lambda word: _alike(form, word), default="")
    return found if _alike(form, found) >= max(_BEGINNING, len(form) - _ENDING) else None


def _alike(first: str, second: str) -> int:
    """Count the letters that two words begin with."""
    return sum(takewhile(bool, map(eq, first, second)))


def _packed(forms: list[str]) -> str:
    """Return sorted forms as their common beginning and their ends."""
    first, last = forms[0], forms[-1]
    same = _alike(first, last)
    return f"{first[:same]}|{','.join(form[same:] for form in forms)}"
