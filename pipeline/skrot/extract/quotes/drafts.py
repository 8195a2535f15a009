"""Quotations before their speakers are known."""

from __future__ import annotations

from typing import NamedTuple

from skrot.extract.quotes.subjects import Subject
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.records import QuoteAct, QuoteKind


class Draft(NamedTuple):
    """A quotation before its speaker is known.

    ``subject`` is null where nobody is told; ``goes_on`` tells that who spoke before speaks on.
    """

    first: int
    end: int
    kind: QuoteKind
    cue: int | None = None
    act: QuoteAct = "says"
    subject: Subject | None = None
    goes_on: bool = False

    def told(self, text: QuoteText) -> Range | None:
        """Give the characters from the verb to the words for who speaks."""
        phrase = self.subject.phrase if self.subject is not None else None
        spans = [] if phrase is None else [phrase]
        if self.cue is not None:
            spans.append((self.cue, self.cue + 1))
        if not spans:
            return None
        return text.slice((min(span[0] for span in spans), max(span[1] for span in spans)))


def is_personal(text: QuoteText, span: Range) -> bool:
    """Tell whether words speak of who says them or to somebody: "I", "you", a question, a call."""
    return any(
        word.text in {"?", "!"} or feature(word, "Person") in {"1", "2"}
        for word in text.words[span[0] : span[1]]
    )
