"""Direct speech: which sentences quote somebody, and where it says whom."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from skrot.extract.discourse.words import Word
from skrot.polish.characters import DASHES
from skrot.records import Quote, Sentence


class Speech(NamedTuple):
    """Direct speech in a sentence.

    ``speaker`` is null without a quotation, else whether the sentence says who speaks;
    ``speaker_n`` is the number of the sentence that does.
    """

    speaker: bool | None
    speaker_n: int | None


def find_speech(sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> list[Speech]:
    """Return the direct speech of each sentence of a document.

    Parameters
    ----------
    sentences
        In order.
    quotes
        As of `skrot.extract.find_quotes`; what is only reported has its speaker beside it.

    Returns
    -------
    list of Speech
        One a sentence. Of several quotations in a sentence the one counts whose speaker stands
        elsewhere.
    """
    starts = [row.start for row in sentences]
    found = [Speech(None, None)] * len(sentences)
    for quote in quotes:
        if quote.kind == "indirect" or not sentences:
            continue
        teller = _at(starts, quote.told[0]) if quote.told is not None else None
        for at in range(_at(starts, quote.start), _at(starts, quote.end - 1) + 1):
            if found[at].speaker is not False:
                n = sentences[teller].n if teller is not None else None
                found[at] = Speech(teller == at, n)
    return found


def _at(starts: Sequence[int], place: int) -> int:
    return max(bisect_right(starts, place) - 1, 0)


def is_dialogue(paragraph: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a paragraph begins with the dash of direct speech."""
    for sentence in paragraph:
        if sentence:
            return sentence[0].text in DASHES
    return False
