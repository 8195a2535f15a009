"""Names of discovered themes: the subject that texts are about, and the words that tell them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from skrot.cluster.subjects import packaged_subjects, subject_evidence
from skrot.polish.dictionary import FORENAME, SURNAME, analyse
from skrot.polish.tags import Slot, agreeing, genders
from skrot.records import Theme

_LABEL_WORDS = 2
_WORDS_ALONE = 3
_KEYWORDS = 10
# What stands in fewer sentences of a group is no word of it, where others stand in more.
_LEAST = 3
# A subject names a theme whose sentences have so many times more of its words than others, and
# have one now and then.
_MORE, _NOW_AND_THEN = 1.5, 0.04
# In so many sentences it is looked up how a word is written; what of it does not change is all but
# its last letters.
_LOOKED_AT = 40
_STEM, _ENDING = 3, 3
_NOT_NOUNS = frozenset({"adj", "num", "adv", "conj", "comp", "part", "prep"})

_CACHE = 1 << 16

_Phrase = tuple[str, ...]


def named(
    lemmas: Sequence[tuple[str, ...]],
    labels: npt.NDArray[np.int64],
    number: int,
    texts: Sequence[str] | None,
    headings: Sequence[str | None] | None = None,
) -> tuple[Theme, ...]:
    """Name groups of sentences.

    Parameters
    ----------
    lemmas, labels
        Of the same sentences; the group of each, from 0 to ``number`` - 1.
    number
        How many groups there are.
    texts
        The same sentences as they stand, which tell capitals and what stands side by side; null to
        name themes by the dictionary alone.
    headings
        What each group is about, null where it is not known; null to find it by its words.

    Returns
    -------
    tuple of Theme
        With ids ``theme-1``, ``theme-2``, … in order of the groups.
    """
    counts = [Counter[_Phrase]() for _ in range(number)]
    rows: dict[_Phrase, list[int]] = {}
    for at, (row, label) in enumerate(zip(lemmas, labels.tolist(), strict=True)):
        phrases: list[_Phrase] = [(one,) for one in row if _is_noun(one)]
        phrases += [pair for pair in pairwise(row) if _pair(*pair)]
        counts[label].update(list(dict.fromkeys(phrases)))
        for phrase in phrases:
            rows.setdefault(phrase, []).append(at)
    total = Counter[_Phrase]()
    for count in counts:
        total.update(count)

    def written(phrase: _Phrase) -> str | None:
        label = _written(phrase[0]) if len(phrase) == 1 else _agreeing(*phrase)
        if label is None:
            return None
        if texts is None:
            return label
        return _as_in_text(label, phrase, [texts[at] for at in rows[phrase][:_LOOKED_AT]])

    headings = headings or _headings(lemmas, labels, number)
    least = min(_LEAST, max(count.most_common(1)[0][1] if count else 1 for count in counts))
    themes = []
    for rank, count in enumerate(counts, start=1):
        # How often, times how much more often than elsewhere; pairs say more than single words.
        share = sum(count.values()) / max(total.total(), 1)
        telling = sorted(
            count,
            key=lambda p: (-count[p] * len(p) * math.log(count[p] / total[p] / share), p),
        )
        telling = [phrase for phrase in telling if count[phrase] >= least]
        readable = _distinct(found for phrase in telling if (found := written(phrase)))
        name = f"theme-{rank}"
        label = _label(headings[rank - 1], readable) or name
        themes.append(Theme(id=name, label=label, keywords=tuple(readable[:_KEYWORDS])))
    return tuple(themes)


def _headings(
    lemmas: Sequence[tuple[str, ...]], labels: npt.NDArray[np.int64], number: int
) -> list[str | None]:
    """Return for each group the heading of the subject whose words tell it from the others."""
    found = np.minimum(subject_evidence(lemmas), 1)
    sizes = np.bincount(labels, minlength=number)[:, None]
    sums = np.zeros((number, found.shape[1]))
    np.add.at(sums, labels, found)
    within = sums / np.maximum(sizes, 1)
    outside = (sums.sum(axis=0) - sums + 1) / (sizes.sum() - sizes + 1)
    more = within / outside
    worth = np.where(
        (more >= _MORE) & (within >= _NOW_AND_THEN), within * np.log(np.maximum(more, 1)), 0
    )
    names = packaged_subjects().labels
    return [
        names[place] if row[place] > 0 else None
        for row, place in zip(worth, worth.argmax(axis=1).tolist(), strict=True)
    ]


def _label(heading: str | None, words: Sequence[str]) -> str:
    if heading is None:
        return ", ".join(words[:_WORDS_ALONE])
    said = {word.lower() for word in re.findall(r"\w+", heading)}
    # Beside a heading an adjective with a common noun says little ("druga strona").
    new = [
        word
        for word in words
        if not said & set(word.lower().split()) and (" " not in word or word[0].isupper())
    ]
    return f"{heading}: {', '.join(new[:_LABEL_WORDS])}" if new else heading


def _as_in_text(label: str, phrase: _Phrase, texts: Sequence[str]) -> str | None:
    """Give a label the capitals that its words have within sentences.

    Null for what is not found there, for two words that seldom stand side by side ("kraje
    bałtyckie, Ukraina"), and for a word beside a part of a name ("wyjście Wielkiej Brytanii").
    """
    stems = [lemma[: max(_STEM, len(lemma) - _ENDING)] for lemma in phrase]
    words = [rf"({re.escape(stem)}\w*)" for stem in stems]
    pattern = re.compile(r"\b" + r"\s+".join(words), re.IGNORECASE)
    matches = [match for text in texts for match in pattern.finditer(text)]
    if not matches:  # the stem changes ("Łódź", "Łodzi"): it is not known how it is written
        return None
    if len(phrase) > 1 and 2 * len(matches) < len(texts):
        return None
    within = [match for match in matches if match.start()]
    capital = [
        2 * sum(match[group][0].isupper() for match in within) > len(within)
        for group in range(1, len(stems) + 1)
    ]
    if any(capital) and not all(capital):
        return None
    return " ".join(w[:1].upper() + w[1:] for w in label.split()) if all(capital) else label


def _distinct(phrases: Iterable[str]) -> list[str]:
    """Leave out what is part of a phrase chosen before, or holds one."""
    chosen: list[str] = []
    for phrase in phrases:
        words = set(phrase.lower().split())
        if not any(words & set(other.lower().split()) for other in chosen):
            chosen.append(phrase)
        if len(chosen) == _KEYWORDS:
            break
    return chosen


@lru_cache(maxsize=_CACHE)
def _is_noun(lemma: str) -> bool:
    is_noun = False
    for form in (lemma, lemma.capitalize()):
        same = [r for r in analyse(form) if r.lemma.lower() == lemma]
        # "Wielki", "pierwszy", "jak" are nouns too, but seldom meant as such; people no subject.
        if any(reading.pos in _NOT_NOUNS or FORENAME in reading.names for reading in same):
            return False
        is_noun |= any(r.pos == "subst" and SURNAME not in r.names for r in same)
    return is_noun


def _written(lemma: str) -> str:
    """Return a lemma with the capitals that the dictionary has in it ("USA", "Europa")."""
    forms = (lemma, lemma.capitalize(), lemma.upper())
    known = (reading.lemma for form in forms for reading in analyse(form))
    return next((one for one in known if one.lower() == lemma), lemma)


class _Pair(NamedTuple):
    """An adjective beside a noun that it can agree with in the nominative."""

    adjective: str
    noun: str
    slot: Slot
    noun_first: bool


@lru_cache(maxsize=_CACHE)
def _pair(first: str, second: str) -> _Pair | None:
    """Return two lemmas as an adjective and a noun; null when they are not that."""
    for adjective, noun, noun_first in ((first, second, False), (second, first, True)):
        # Beside a name stands part of it, or another name: "Japonia, Wielka Brytania".
        if (
            not _is_noun(noun)
            or _written(noun) != noun
            or not any(r.pos == "adj" and r.lemma == adjective for r in analyse(adjective))
        ):
            continue
        for reading in analyse(noun):
            if reading.pos == "subst" and reading.lemma.lower() == noun and ":nom" in reading.tag:
                slot = Slot("sg", "nom", genders(reading.tag)[0])
                return _Pair(adjective, noun, slot, noun_first)
    return None


def _agreeing(first: str, second: str) -> str | None:
    """Return an adjective and a noun in the nominative; null when they are not that."""
    pair = _pair(first, second)
    form = agreeing(pair.adjective, pair.slot) if pair else None
    if pair is None or form is None:
        return None
    return f"{pair.noun} {form}" if pair.noun_first else f"{form} {pair.noun}"
