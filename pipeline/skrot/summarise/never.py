"""Sentences that a user never wants to see quoted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from skrot.corrections import SEEN_BY_PATTERN, LeaveOutRule, plain
from skrot.records import Sentence


class NeverQuoted:
    """Finds the sentences that rules leave out, and counts what each rule has found in ``found``.

    Parameters
    ----------
    rules
        Texts that a sentence contains, or patterns that its beginning has a match of.
    """

    def __init__(self, rules: Sequence[LeaveOutRule]) -> None:
        self._rules = [
            re.compile(rule.pattern) if rule.pattern is not None else plain(rule.text)
            for rule in rules
        ]
        self.found = [0] * len(rules)

    def among(self, sentences: Iterable[Sentence]) -> frozenset[int]:
        """Return the numbers (``n``) of those sentences of a document that are left out."""
        if not self._rules:
            return frozenset()
        return frozenset(sentence.n for sentence in sentences if self._is_left_out(sentence.text))

    def _is_left_out(self, text: str) -> bool:
        folded, start = plain(text), text[:SEEN_BY_PATTERN]
        fitting = [
            n
            for n, rule in enumerate(self._rules)
            if (rule in folded if isinstance(rule, str) else rule.search(start) is not None)
        ]
        for n in fitting:
            self.found[n] += 1
        return bool(fitting)
