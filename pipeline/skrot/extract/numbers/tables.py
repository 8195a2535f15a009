"""The words of numbers and dates, inflected by the dictionary.

Data files hold dictionary forms; every inflected form is generated once per process. A phrase is a
sequence of words, each of which may stand in any of its forms.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Generic, TypeVar

from skrot.extract.numbers.tokens import Token, scan
from skrot.polish.dictionary import analyse, expand, generate

Payload = TypeVar("Payload")

Step = frozenset[str]


class PhraseTable(Generic[Payload]):
    """Phrases with a payload each, matched forwards or backwards, the longest first.

    Words are compared in lower case unless the phrase was added with ``exact``.
    """

    def __init__(self) -> None:
        self._heads: dict[str, list[tuple[tuple[Step, ...], bool, Payload]]] = {}
        self._tails: dict[str, list[tuple[tuple[Step, ...], bool, Payload]]] = {}

    def add(self, steps: Sequence[Iterable[str]], payload: Payload, *, exact: bool = False) -> None:
        """Add a phrase given as the allowed forms of each of its words."""
        frozen = tuple(frozenset(step) for step in steps)
        for table, key in ((self._heads, frozen[0]), (self._tails, frozen[-1])):
            for form in sorted(key):
                entries = table.setdefault(form, [])
                insort(entries, (frozen, exact, payload), key=lambda entry: -len(entry[0]))

    def match(self, tokens: Sequence[Token], index: int) -> tuple[Payload, int] | None:
        """Match a phrase that begins at ``index``; give its payload and the index after it."""
        if index >= len(tokens):
            return None
        token = tokens[index]
        for key in (token.text, token.low):
            for steps, exact, payload in self._heads.get(key, ()):
                if _fits(tokens, index, steps, exact=exact):
                    return payload, index + len(steps)
        return None

    def match_before(self, tokens: Sequence[Token], index: int) -> tuple[Payload, int] | None:
        """Match a phrase that ends just before ``index``; give its payload and first index."""
        if index < 1:
            return None
        token = tokens[index - 1]
        for key in (token.text, token.low):
            for steps, exact, payload in self._tails.get(key, ()):
                start = index - len(steps)
                if start >= 0 and _fits(tokens, start, steps, exact=exact):
                    return payload, start
        return None

    def starts(self) -> frozenset[str]:
        """Give the forms that a phrase may begin with."""
        return frozenset(self._heads)


def _fits(tokens: Sequence[Token], index: int, steps: tuple[Step, ...], *, exact: bool) -> bool:
    if index + len(steps) > len(tokens):
        return False
    if exact:
        return all(tokens[index + n].text in step for n, step in enumerate(steps))
    return all(tokens[index + n].low in step for n, step in enumerate(steps))


@lru_cache(maxsize=4096)
def forms(lemma: str, *classes: str) -> tuple[tuple[str, str], ...]:
    """Give the inflected forms of a lemma with one plain tag each.

    Parameters
    ----------
    lemma : str
        A dictionary form.
    *classes : str
        Grammatical classes to keep ("num", "adj", "subst" …).
    """
    found = {
        (form.form.lower(), tag)
        for form in generate(lemma)
        if form.reading.pos in classes
        for tag in expand(form.reading.tag)
    }
    if not found and "adj" in classes:
        found = set(_adjective_forms(lemma))
    return tuple(sorted(found))


def _adjective_forms(form: str) -> list[tuple[str, str]]:
    """Give the forms of an adjective named by a form that is not its lemma.

    Currencies agree with their name ("korona norweska"); superlatives have the lemma of the plain
    adjective ("najbliższy").
    """
    for reading in analyse(form):
        if reading.pos == "pact":
            return list(forms(reading.lemma, "pact"))
        if reading.pos == "adj" and reading.lemma != form:
            degree = reading.tag.rpartition(":")[2]
            return [pair for pair in forms(reading.lemma, "adj") if pair[1].endswith(f":{degree}")]
    return []


def words_of(lemma: str, *classes: str) -> frozenset[str]:
    """Give the inflected forms of a lemma, or the lemma itself when the dictionary has none."""
    return frozenset(form for form, _ in forms(lemma, *classes)) or frozenset({lemma.lower()})


def phrase_steps(phrase: str, *, inflect: bool) -> list[frozenset[str]]:
    """Cut a phrase into words, each with its forms when it inflects."""
    steps = []
    for token in scan(phrase):
        inflected = inflect and token.text.isalpha()
        steps.append(words_of(token.low, "subst", "adj") if inflected else frozenset({token.low}))
    return steps


def exact_steps(symbol: str) -> list[frozenset[str]]:
    """Cut a symbol into tokens that must stand as written."""
    return [frozenset({token.text}) for token in scan(symbol)]


def literal(phrases: Iterable[str]) -> PhraseTable[str]:
    """Make a table of uninflected phrases; the payload is the phrase."""
    table: PhraseTable[str] = PhraseTable()
    for phrase in phrases:
        table.add(phrase_steps(phrase, inflect=False), phrase)
    return table
