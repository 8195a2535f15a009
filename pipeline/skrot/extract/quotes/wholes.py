"""The words for who speaks as a reader needs them: "jeden z posłów", "5 proc. badanych"."""

from __future__ import annotations

from skrot.extract.quotes.phrases import BESIDE
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import vocabulary
from skrot.polish.word_lists import function_words


def whole_phrase(text: QuoteText, phrase: Range) -> Range:
    """Add to a phrase what it says little without.

    Parameters
    ----------
    text
        The document.
    phrase
        The words of the noun phrase.

    Returns
    -------
    Range
        With the place of several who have no other name ("władze w Teheranie"), with those of whom
        somebody is one ("jeden z posłów"), with the number and what a share is of ("5 proc.
        badanych").
    """
    return _with_place(text, _with_group(text, _with_share(text, phrase)))


def _with_share(text: QuoteText, phrase: Range) -> Range:
    first, end = phrase
    if text.words[end - 1].low_lemma not in vocabulary().subjects.shares:
        return phrase
    first -= first > 0 and text.words[first - 1].pos == "NUM"
    if end < len(text.words) and text.words[end].text == ".":
        end += 1
    return first, _past_genitive(text, end)


def _with_group(text: QuoteText, phrase: Range) -> Range:
    first, end = phrase
    apart = vocabulary().addressee.with_
    if end - first > 1 or text.words[first].low_lemma not in vocabulary().subjects.ones:
        return phrase
    if end >= len(text.words) or text.words[end].lower not in apart:
        return phrase
    stop = _past_genitive(text, end + 1)
    return first, stop if stop > end + 1 else end


def _past_genitive(text: QuoteText, at: int) -> int:
    """Give the word after the nouns in the genitive that stand from a place on."""
    while (
        at < len(text.words)
        and text.words[at].pos in BESIDE | {"NOUN", "PROPN"}
        and feature(text.words[at], "Case") == "Gen"
    ):
        at += 1
    return at


def _with_place(text: QuoteText, phrase: Range) -> Range:
    """Add where several are who have no other name: "władze w Teheranie"."""
    first, end = phrase
    if end + 1 >= len(text.words) or text.words[end].lower not in function_words().inside:
        return phrase
    name, head = text.names[end + 1], text.heads[end + 1]
    of_several = first <= head < end and feature(text.words[head], "Number") == "Plur"
    if name is None or name.label != "placeName" or not of_several:
        return phrase
    stop = next((at for at in range(end + 1, len(text.words)) if text.names[at] is not name), end)
    return first, max(stop, end)
