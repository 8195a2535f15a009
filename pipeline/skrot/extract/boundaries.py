"""Where the sentences of a Doc begin, read at once: ``doc.sents`` goes through all tokens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Doc


def sentence_starts(doc: Doc) -> list[int]:
    """Return the token that each sentence of a Doc begins with: the first one if none is set."""
    starts = doc.to_array("SENT_START") == 1
    starts[:1] = True
    found: list[int] = starts.nonzero()[0].tolist()
    return found
