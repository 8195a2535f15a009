"""What a token may be: dictionary readings in the variants that labels name, and their merits.

A merit is what speaks for a reading whatever the text: how common its lemma is beside its rivals,
whether it is obsolete, whether a full stop makes it an abbreviation.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from skrot.annotate.abbreviations import load_abbreviations
from skrot.annotate.guesser import prefixed
from skrot.annotate.tagset import labels, load_tagset, token_readings
from skrot.polish.dictionary import Reading

# Found on the treebank sentences held out from training.
_PRIOR_WEIGHT = 0.5
_FREE_WEIGHT = 0.15
_RARE_PENALTY = 1.0
_SHORT_BONUS = 3.0
_COMPOUND_BONUS = 10.0
_USUAL_BONUS = 10.0
_PRONOUNS = frozenset({"ppron3", "ppron12", "siebie"})
_INFLECTED = frozenset({"subst", "ger", "adj", "fin", "praet", "inf", "impt", "ppas", "pact"})


class Option(NamedTuple):
    """A reading in the variant that a label names, with what speaks for it."""

    reading: Reading
    label: str
    merit: float

    @property
    def pos(self) -> str:
        """The part of speech that the label names."""
        return self.label.partition("|")[0]


def list_options(form: str, after: str, lemmas: Mapping[str, float]) -> tuple[Option, ...]:
    """Give everything that a token may be; nothing for a word that the dictionary lacks.

    Parameters
    ----------
    form : str
        The token.
    after : str
        The full stop or hyphen that follows without a space, or nothing.
    lemmas : mapping of str to float
        Logarithms of lemma frequencies.
    """
    readings = _abbreviated(form, token_readings(form, after)) or prefixed(form)
    merits = _merits(form, readings, lemmas)
    return tuple(
        Option(reading, label, merit)
        for reading, merit in zip(readings, merits, strict=True)
        for label in labels(reading)
    )


def _merits(form: str, readings: tuple[Reading, ...], lemmas: Mapping[str, float]) -> list[float]:
    priors = [lemmas.get(reading.lemma, 0.0) for reading in readings]
    classes = [reading.pos for reading in readings]
    best: dict[str, float] = {}
    for pos_class, prior in zip(classes, priors, strict=True):
        best[pos_class] = max(prior, best.get(pos_class, prior))
    free = best.keys() <= _INFLECTED
    usual = load_tagset().usual_class.get(form.lower())
    merits: list[float] = []
    for reading, pos_class, prior in zip(readings, classes, priors, strict=True):
        merit = _PRIOR_WEIGHT * (prior - best[pos_class])
        if free:
            merit += _FREE_WEIGHT * (best[pos_class] - max(best.values()))
        if reading.qualifiers:
            merit -= _RARE_PENALTY
        if pos_class == usual:
            merit += _USUAL_BONUS
        if pos_class == "adja":
            merit += _COMPOUND_BONUS
        if reading.tag == "brev:pun":
            merit += _short_merit(form)
        merits.append(merit)
    return merits


def _abbreviated(form: str, readings: tuple[Reading, ...]) -> tuple[Reading, ...]:
    """Keep only the abbreviation where no word can stand before the full stop."""
    short = tuple(r for r in readings if r.tag == "brev:pun")
    if not short or any(r.pos in _PRONOUNS for r in readings):
        return readings
    if len(form) == 1 and form.isupper():
        return tuple(r for r in short if r.lemma == form)
    if form.lower() not in _shortened():
        return readings
    usual = load_abbreviations().lemmas.get(form.lower())
    return tuple(r for r in short if r.lemma == usual) or short


def _short_merit(form: str) -> float:
    return _SHORT_BONUS if form.lower() in _shortened() else 0.0


@lru_cache(maxsize=1)
def _shortened() -> frozenset[str]:
    groups = load_abbreviations()
    return groups.inner | groups.final | groups.before_number
