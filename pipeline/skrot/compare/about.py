"""What a comparison is about, in a few Polish words taken from the texts."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set

from skrot.compare.claims import Claim
from skrot.compare.vocabulary import vocabulary
from skrot.polish.dictionary import Reading, analyse, generate
from skrot.polish.tags import ADJECTIVAL, NOMINAL, Slot, agreeing, fits, genders, numbers

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_MAX_CHUNK = 7
_NEARLY_BEST = 0.6
_PHRASAL = frozenset({"subst", "ger", "adj", "adv", "ppas", "pact"})
_BREAKING = frozenset({"fin", "praet", "conj", "comp", "inf"})
# Which words a description may begin with, and how much rather with one than another.
_PREFERENCE = {"subst": 1.0, "ger": 0.9, "fin": 0.8, "praet": 0.8, "inf": 0.8, "impt": 0.0}


def describe(first: Claim, second: Claim, rarity: Mapping[str, float]) -> str:
    """Give a short description of what two claims share.

    What is counted stands in the nominative plural ("amerykańscy żołnierze"); a share is "udział
    w …"; else it is the phrase of a text that begins with a word both texts use. Plans and demands
    are named as such.
    """
    measure = _measure(first, second, rarity)
    if first.stance != second.stance or first.stance == "fact":
        return measure
    words = vocabulary().description
    return f"{measure}: {words.plan if first.stance == 'plan' else words.demand}"


def _measure(first: Claim, second: Claim, rarity: Mapping[str, float]) -> str:
    if first.number.kind == "cardinal" and first.of:
        counted = [claim.number.of or "" for claim in (first, second)]
        return plural(max(counted, key=lambda of: (len(of), of)).split())
    phrases = [
        phrase
        for claim, other in ((first, second), (second, first))
        if (phrase := _shared_phrase(claim, other, rarity))
    ]
    measure = min(phrases, key=lambda phrase: (-len(phrase.split()), phrase), default="")
    if first.number.kind == "percent":
        base = max((claim.number.of or "" for claim in (first, second)), key=len)
        if base and not measure:
            whole = declined(base.split(), "sg", "loc") or declined(base.split(), "pl", "loc")
            patterns = vocabulary().description
            pattern = patterns.share_of if whole else patterns.share
            return pattern.format(whole=whole or base)
        if base and base.split()[-1].lower() not in measure.lower():
            return f"{measure} (% {_genitive(base)})"
    return measure or " ".join(sorted(set(first.words) & set(second.words))[:4])


def plural(lemmas: Sequence[str]) -> str:
    """Put what is counted into the nominative plural: its first noun and the adjectives before."""
    return declined(lemmas, "pl", "nom") or " ".join(lemmas)


def declined(lemmas: Sequence[str], number: str, case: str) -> str | None:
    """Put a noun and the adjectives before it into a case, null when the dictionary cannot."""
    nouns = [lemma for lemma in lemmas if _is_lemma(lemma, NOMINAL)]
    if not nouns:
        return None
    # "japoński" and "nowy" are nouns too, but not before a word that is only a noun.
    noun = next((lemma for lemma in nouns if not _is_lemma(lemma, ADJECTIVAL)), nouns[-1])
    before = lemmas[: lemmas.index(noun)]
    forms = sorted(
        (form, genders(reading.tag))
        for form, reading in generate(noun)
        if reading.lemma == noun and reading.pos == "subst"
        if fits(reading.tag, number, case)
    )
    if not forms:
        return None
    form, (gender, *_) = forms[0]
    adjectives = [lemma for lemma in before if _is_lemma(lemma, ADJECTIVAL)]
    slot = Slot(number, case, gender)
    return " ".join([*(agreeing(lemma, slot) or lemma for lemma in adjectives), form])


def _is_lemma(word: str, classes: Set[str]) -> bool:
    return any(r.lemma == word and r.pos in classes for r in analyse(word))


def _genitive(base: str) -> str:
    words = base.split()
    if len(words) != 1 or words[0].isupper():
        return base
    for form, reading in generate(words[0]):
        same = reading.lemma == words[0] and reading.pos == "subst"
        if same and fits(reading.tag, "sg", "gen"):
            return form
    return base


def _shared_phrase(claim: Claim, other: Claim, rarity: Mapping[str, float]) -> str:
    """Give the phrase of a sentence that begins with the best word both claims have."""
    sentence, number = claim.sentence, claim.number
    low, high = number.start - sentence.start, number.end - sentence.start
    matches = [m for m in _WORD.finditer(sentence.text) if m.end() <= low or m.start() >= high]
    found: list[tuple[int, float, Reading]] = []
    for position, match in enumerate(matches):
        for reading in analyse(match.group()):
            lemma = reading.lemma.lower()
            weight = min(claim.words.get(lemma, 0.0), other.words.get(lemma, 0.0))
            weight *= rarity.get(lemma, 1.0) * _PREFERENCE.get(reading.pos, 0.0)
            if weight:
                found.append((position, weight, reading))
    if not found:
        return ""
    top = max(weight for _, weight, _ in found)
    start, _, reading = next(row for row in found if row[1] >= _NEARLY_BEST * top)
    words = [_base_form(matches[start].group(), reading)]
    verb = reading.pos not in NOMINAL
    for before, after in zip(matches[start:], matches[start + 1 :], strict=False):
        gap = sentence.text[before.end() : after.start()]
        over_number = verb and before.end() <= low < after.start()
        if len(words) == _MAX_CHUNK or not (over_number or gap == " "):
            break
        if not _continues(after.group()):
            break
        words.append(after.group())
    cut = len(words) == _MAX_CHUNK
    while len(words) > 1 and (
        words[-1].lower() in vocabulary().linking or (cut and _only_qualifies(words[-1]))
    ):
        words.pop()
    return " ".join(words)


def _only_qualifies(word: str) -> bool:
    found = analyse(word)
    return bool(found) and all(reading.pos in {"adj", "adv"} for reading in found)


def _base_form(word: str, reading: Reading) -> str:
    """Give the infinitive of a verb, the nominative of a noun in its own number."""
    if reading.pos not in NOMINAL:
        return reading.lemma
    if reading.pos == "ger":
        number = numbers(reading.tag)[0]
    elif "pl" in numbers(reading.tag):
        number = "pl"
    else:
        return reading.lemma
    denied = reading.tag.endswith(":neg")
    for form, candidate in generate(reading.lemma):
        same = candidate.lemma == reading.lemma and candidate.pos == reading.pos
        same = same and candidate.tag.endswith(":neg") == denied
        if same and fits(candidate.tag, number, "nom"):
            return form
    return word


def _continues(word: str) -> bool:
    found = analyse(word)
    classes = {reading.pos for reading in found}
    return word in vocabulary().linking or bool(classes & _PHRASAL and not classes & _BREAKING)
