"""Direct speech: which sentences quote somebody, and where it says whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skrot.extract.discourse.language import language
from skrot.extract.discourse.words import Word
from skrot.polish.characters import DASHES

# Shorter pieces between quotation marks are titles, names or irony.
_MIN_QUOTED_WORDS = 5
# A quotation of more sentences is hardly ever one.
_LONGEST = 6
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
        sentences it runs over, then in the one before it. A sentence with a predicate of its own
        around the quoted words says whose they are.
    """
    lists = language()
    quoted = _quoted(paragraph)
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
    verbs = [_verbs(s, q, inside=True) for s, q in zip(paragraph, quoted, strict=True)]
    around = [_verbs(s, q, inside=False) for s, q in zip(paragraph, quoted, strict=True)]
    found: list[Speech] = []
    for position in range(len(paragraph)):
        first, last = _run(quoted, position)
        # Without a verb it is a title: „Podsumowanie pierwszego kwartału 2026 r.”
        title = not any(verbs[first : last + 1])
        if title or speech[position] == 0 or sum(speech[first : last + 1]) < _MIN_QUOTED_WORDS:
            found.append(Speech(None, None))
        elif named[position] or around[position]:
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


def _quoted(paragraph: Sequence[Sequence[Word]]) -> list[list[bool]]:
    """Flag the words that are direct speech: between quotation marks, or after a dash.

    What is opened and not closed within `_LONGEST` sentences or the paragraph's end was a stray
    mark, or the writer forgot to close it: only the rest of its sentence is taken for speech.
    """
    flags: list[list[bool]] = []
    state = _Open()
    for sentence in paragraph:
        if state.closing is None and sentence and sentence[0].text in DASHES:
            state = _Open(dash=True, since=len(flags))
        elif state.is_open and len(flags) - state.since >= _LONGEST:
            _forget(flags, state.since)
            state = _Open()
        state = _flag(sentence, flags, state)
    if state.is_open and len(flags) - state.since > _LONGEST:
        _forget(flags, state.since)
    return flags


class _Open(NamedTuple):
    """What is open: marks that would close it, or a dash; since which sentence."""

    closing: str | None = None
    dash: bool = False
    since: int = 0

    @property
    def is_open(self) -> bool:
        return self.closing is not None or self.dash


def _flag(sentence: Sequence[Word], flags: list[list[bool]], state: _Open) -> _Open:
    """Add the flags of a sentence; return what is open at its end."""
    lists = language()
    row: list[bool] = []
    flags.append(row)
    spoken = state.dash
    for index, word in enumerate(sentence):
        if state.closing is not None and word.text in state.closing:
            if not (_opens(sentence, index) and word.text == '"'):
                state = _Open()
                row.append(True)
                continue
            _forget(flags, state.since)  # the one before was never closed
            state = _Open()
        if state.closing is None and word.text in _PAIRS and not _closes(sentence, index):
            state = _Open(_PAIRS[word.text], False, len(flags) - 1)
        elif word.text in DASHES and spoken and state.closing is None:
            said = any(near.low_lemma in lists.speech for near in sentence[index + 1 : index + 4])
            state = state._replace(dash=not (state.dash and said), since=len(flags) - 1)
        row.append(state.is_open)
    return state


def _opens(sentence: Sequence[Word], index: int) -> bool:
    """Tell whether a straight mark has a blank before it and none after it."""
    return not sentence[index].space and (index == 0 or bool(sentence[index - 1].space))


def _closes(sentence: Sequence[Word], index: int) -> bool:
    """Tell whether a straight mark can only close: a blank after it and none before it."""
    if sentence[index].text != '"' or index == 0:
        return False
    return bool(sentence[index].space) and not sentence[index - 1].space


def _forget(flags: list[list[bool]], since: int) -> None:
    """Take back what was flagged in the sentences after the one where something was opened."""
    for row in flags[since + 1 :]:
        row[:] = [False] * len(row)


def _verbs(sentence: Sequence[Word], flags: Sequence[bool], *, inside: bool) -> bool:
    """Tell whether a sentence has a finite verb inside, or outside, of direct speech."""
    return any(
        word.pos in {"VERB", "AUX"}
        and flag == inside
        and (inside or word.features.get("VerbForm") == "Fin")
        for word, flag in zip(sentence, flags, strict=True)
    )


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
