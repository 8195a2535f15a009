"""Themes that a user has given to sentences, whatever speaks for others."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.cluster.assignment import Assignment
from skrot.corrections import ThemeRule, plain
from skrot.records import OTHER, Sentence, ThemeReason


class ThemeCorrector:
    """Gives sentences the themes of rules, and counts what each rule has found in ``found``.

    Parameters
    ----------
    rules
        The first one whose text a sentence contains gives its theme.
    """

    def __init__(self, rules: Sequence[ThemeRule]) -> None:
        self._rules = [(plain(rule.part), rule) for rule in rules]
        self.found = [0] * len(rules)

    def __call__(
        self, sentences: Sequence[Sentence], assigned: Sequence[Assignment]
    ) -> list[Assignment]:
        """Return the themes of sentences, corrected."""
        if not self._rules:
            return list(assigned)
        return [
            self._corrected(plain(sentence.text), given)
            for sentence, given in zip(sentences, assigned, strict=True)
        ]

    def _corrected(self, text: str, given: Assignment) -> Assignment:
        fitting = [n for n, (part, _) in enumerate(self._rules) if part in text]
        for n in fitting:
            self.found[n] += 1
        if not fitting:
            return given
        rule = self._rules[fitting[0]][1]
        scores = {**dict.fromkeys(given.scores, 0.0), rule.theme: 1.0}
        reason = ThemeReason("correction", rule.part, 0.0)
        return Assignment(rule.theme, scores, () if rule.theme == OTHER else (reason,))
