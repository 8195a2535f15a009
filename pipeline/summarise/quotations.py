"""Direct speech: which sentences quote somebody, and where it says whom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from pipeline.summarise.language import language

if TYPE_CHECKING:
    from spacy.tokens import Token

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


def find_speech(paragraph: Sequence[Sequence[Token]]) -> list[Speech]:
    """Return the direct speech of each sentence of a paragraph.

    Parameters
    ----------
    paragraph
        The tokens of each of its sentences, in order.

    Returns
    -------
    list of Speech
        One a sentence. A quotation may run over several of them; the speaker is looked for in the
        sentences it runs over, then in the one before it.
    """
    lists = language()
    quoted = _quoted_dialogue(paragraph) if is_dialogue(paragraph) else _quoted_marks(paragraph)
    named = [
        any(
            token.lemma_.lower() in lists.speech and not inside
            for token, inside in zip(sentence, flags, strict=True)
        )
        for sentence, flags in zip(paragraph, quoted, strict=True)
    ]
    speech = [_n_words(s, q) for s, q in zip(paragraph, quoted, strict=True)]
    verbs = [
        any(token.pos_ in {"VERB", "AUX"} and inside for token, inside in zip(s, q, strict=True))
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


def is_dialogue(paragraph: Sequence[Sequence[Token]]) -> bool:
    """Tell whether a paragraph begins with the dash of direct speech."""
    for sentence in paragraph:
        for token in sentence:
            if not token.is_space:
                return token.text in language().quotes.dashes
    return False


def _quoted_marks(paragraph: Sequence[Sequence[Token]]) -> list[list[bool]]:
    """Flag the tokens between quotation marks; an unclosed one ends with the paragraph."""
    closing: str | None = None
    flags: list[list[bool]] = []
    for sentence in paragraph:
        row = []
        for token in sentence:
            if closing is None and token.text in _PAIRS:
                closing = _PAIRS[token.text]
                row.append(True)
            elif closing is not None and token.text in closing:
                closing = None
                row.append(True)
            else:
                row.append(closing is not None)
        flags.append(row)
    return flags


def _quoted_dialogue(paragraph: Sequence[Sequence[Token]]) -> list[list[bool]]:
    """Flag what is said in "– Tak – powiedział X. – Ale…"; a dash and a verb of speech end it."""
    lists = language()
    saying = True
    flags: list[list[bool]] = []
    for sentence in paragraph:
        row = []
        for index, token in enumerate(sentence):
            if token.text in lists.quotes.dashes:
                after = sentence[index + 1 : index + 4]
                if saying and any(word.lemma_.lower() in lists.speech for word in after):
                    saying = False
                elif not saying:
                    saying = True
            row.append(saying)
        flags.append(row)
    return flags


def _n_words(sentence: Sequence[Token], flags: Sequence[bool]) -> int:
    return sum(flag and token.is_alpha for token, flag in zip(sentence, flags, strict=True))


def _run(quoted: Sequence[Sequence[bool]], position: int) -> tuple[int, int]:
    """Return the first and last sentence that the speech at ``position`` runs over."""
    first = last = position
    while first > 0 and quoted[first][:1] == [True] and quoted[first - 1][-1:] == [True]:
        first -= 1
    while last + 1 < len(quoted) and quoted[last][-1:] == [True] and quoted[last + 1][:1] == [True]:
        last += 1
    return first, last
