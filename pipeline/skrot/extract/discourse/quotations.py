"""Direct speech: which sentences quote somebody, and where it says whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.discourse.words import Word
from skrot.polish.characters import DASHES

# Shorter pieces between quotation marks are titles, names or irony.
_MIN_QUOTED_WORDS = 5
_PAIRS = {"„": '”“"', "“": "”“", "”": "”", '"': '"', "«": "»", "»": "«"}


class Speech(NamedTuple):
    """Direct speech in a sentence.

    ``speaker`` is null without a quotation, else whether the sentence says who speaks;
    ``speaker_at`` is the position of the sentence of the paragraph that does.
    """

    speaker: bool | None
    speaker_at: int | None


def find_speech(paragraph: Sequence[Sequence[Word]]) -> list[Speech]:
    """Return the direct speech of each sentence of a paragraph.

    Parameters
    ----------
    paragraph
        The words of each of its sentences, in order.

    Returns
    -------
    list of Speech
        One a sentence. A quotation may run over several of them; the speaker is looked for in the
        sentences it runs over, then in the one before it.
    """
    lists = language()
    quoted = _quoted_dialogue(paragraph) if is_dialogue(paragraph) else _quoted_marks(paragraph)
    if not any(map(any, quoted)):
        return [Speech(None, None)] * len(paragraph)
    named = [
        any(
            word.low_lemma in lists.speech and not inside
            for word, inside in zip(sentence, flags, strict=True)
        )
        for sentence, flags in zip(paragraph, quoted, strict=True)
    ]
    speech = [_n_words(s, q) for s, q in zip(paragraph, quoted, strict=True)]
    verbs = [
        any(word.pos in {"VERB", "AUX"} and inside for word, inside in zip(s, q, strict=True))
        for s, q in zip(paragraph, quoted, strict=True)
    ]
    found: list[Speech] = []
    for position, (sentence, flags) in enumerate(zip(paragraph, quoted, strict=True)):
        first, last = _run(quoted, position)
        # Without a verb it is a title: „Podsumowanie pierwszego kwartału 2026 r.”
        title = not any(verbs[first : last + 1])
        if title or speech[position] == 0 or sum(speech[first : last + 1]) < _MIN_QUOTED_WORDS:
            found.append(Speech(None, None))
        elif named[position] and not all(flags[: len(sentence)]):
            found.append(Speech(True, position))
        else:
            near = [*range(position + 1, last + 1), *range(position - 1, first - 2, -1)]
            at = next((other for other in near if other >= 0 and named[other]), None)
            found.append(Speech(False, at))
    return found


def is_dialogue(paragraph: Sequence[Sequence[Word]]) -> bool:
    """Tell whether a paragraph begins with the dash of direct speech."""
    for sentence in paragraph:
        if sentence:
            return sentence[0].text in DASHES
    return False


def _quoted_marks(paragraph: Sequence[Sequence[Word]]) -> list[list[bool]]:
    """Flag the words between quotation marks; an unclosed one ends with the paragraph."""
    closing: str | None = None
    flags: list[list[bool]] = []
    for sentence in paragraph:
        row = []
        for word in sentence:
            if closing is None and word.text in _PAIRS:
                closing = _PAIRS[word.text]
                row.append(True)
            elif closing is not None and word.text in closing:
                closing = None
                row.append(True)
            else:
                row.append(closing is not None)
        flags.append(row)
    return flags


def _quoted_dialogue(paragraph: Sequence[Sequence[Word]]) -> list[list[bool]]:
    """Flag what is said in "– Tak – powiedział X. – Ale…"; a dash and a verb of speech end it."""
    lists = language()
    saying = True
    flags: list[list[bool]] = []
    for sentence in paragraph:
        row = []
        for index, word in enumerate(sentence):
            if word.text in DASHES:
                after = sentence[index + 1 : index + 4]
                if saying and any(word.low_lemma in lists.speech for word in after):
                    saying = False
                elif not saying:
                    saying = True
            row.append(saying)
        flags.append(row)
    return flags


def _n_words(sentence: Sequence[Word], flags: Sequence[bool]) -> int:
    return sum(flag and word.text.isalpha() for word, flag in zip(sentence, flags, strict=True))


def _run(quoted: Sequence[Sequence[bool]], position: int) -> tuple[int, int]:
    """Return the first and last sentence that the speech at ``position`` runs over."""
    first = last = position
    while first > 0 and quoted[first][:1] == [True] and quoted[first - 1][-1:] == [True]:
        first -= 1
    while last + 1 < len(quoted) and quoted[last][-1:] == [True] and quoted[last + 1][:1] == [True]:
        last += 1
    return first, last
