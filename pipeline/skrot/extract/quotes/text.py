"""A document as the rules of quotations see it: words with their names, sentences, paragraphs."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from skrot.extract.boundaries import sentence_starts
from skrot.extract.discourse.words import Word, read_words
from skrot.extract.quotes.vocabulary import human, vocabulary
from skrot.polish.characters import CLOSING_QUOTES, DASHES
from skrot.records import Mention

if TYPE_CHECKING:
    from spacy.tokens import Doc

# Words from ``first`` to before ``end``.
Range = tuple[int, int]

# A longer sentence is a list or no text: it is cut, so that no rule goes over it for long.
_LONGEST = 300
# "!!!", "?!", "...": the tokenizer leaves some of them in one piece.
_ENDS = (".", "!", "?", "…")


class QuoteText(NamedTuple):
    """The words of a document and what is known of each.

    Attributes
    ----------
    words : sequence of Word
        Without spaces; all other positions are indexes into it.
    sentence_of : sequence of int
        The sentence that each word is in.
    sentences, paragraphs : sequence of Range
        In order.
    heads : sequence of int
        What each word depends on, itself for a root.
    names : sequence of Mention or None
        The name that each word is a part of.
    parsed : bool
        Whether a parser has been there.
    starts : sequence of int
        The token that each sentence of the Doc begins with.
    """

    words: Sequence[Word]
    sentence_of: Sequence[int]
    sentences: Sequence[Range]
    paragraphs: Sequence[Range]
    heads: Sequence[int]
    names: Sequence[Mention | None]
    parsed: bool
    starts: Sequence[int]

    def sentence(self, at: int) -> Range:
        """Give the sentence that a word is in."""
        return self.sentences[self.sentence_of[at]]

    def is_dash(self, at: int) -> bool:
        """Tell whether a word is a dash that stands alone, and so parts what is around it."""
        word = self.words[at]
        if word.text not in DASHES:
            return False
        last = at + 1 == len(self.words) or self.words[at + 1].start > word.start + 1
        before = self.words[at - 1] if at else None
        # "…wygodny"- powiedział": the blank after a closing mark is missing.
        marked = before is not None and before.text in CLOSING_QUOTES
        return last and (before is None or marked or end_of(before) < word.start)

    def ends_sentence(self, at: int) -> bool:
        """Tell whether a word is a mark that ends a sentence."""
        return self.words[at].text.endswith(_ENDS) and not self.words[at].text[:1].isalnum()

    def is_noun(self, at: int) -> bool:
        """Tell whether a word is a noun, or a part of a name."""
        name = self.names[at]
        return self.words[at].pos in {"NOUN", "PROPN"} or (name is not None and not name.relational)

    def is_human(self, at: int) -> bool:
        """Tell whether a word is a noun for one person, or for several."""
        word = self.words[at]
        # "przewodnicząca" is an adjective of "przewodniczyć", too
        if word.low_lemma in human() or word.lower in human():
            return word.pos in {"NOUN", "PROPN", "ADJ"}
        return word.pos == "NOUN" and feature(word, "Animacy") == "Hum"

    def above(self, at: int) -> Iterator[int]:
        """Give what a word depends on, and what that depends on, up to the root."""
        while self.heads[at] != at:
            at = self.heads[at]
            yield at

    def number(self, at: int) -> int:
        """Give the number of the sentence of the Doc that a word is in."""
        return bisect_right(self.starts, self.words[at].i) - 1

    def without_names(self) -> QuoteText:
        """Give the same text as if nothing in it were named."""
        return self._replace(names=[None] * len(self.words))

    def slice(self, span: Range) -> tuple[int, int]:
        """Give the characters from the first to the last word of a range."""
        return self.words[span[0]].start, end_of(self.words[span[1] - 1])


def end_of(word: Word) -> int:
    """Give the character after a word."""
    return word.start + len(word.text)


def feature(word: Word, name: str) -> str:
    """Give a morphological feature of a word, empty when it has none."""
    return word.features.get(name, "")


def read(doc: Doc, mentions: Sequence[Mention] = ()) -> QuoteText:
    """Read a Doc with sentences, and the names found in it."""
    words = read_words(doc)
    index = {word.i: at for at, word in enumerate(words)}
    heads = [index.get(word.head, at) for at, word in enumerate(words)]
    begins = [word.start for word in words]
    names: list[Mention | None] = [None] * len(words)
    people = {word for one in mentions if one.label == "persName" for word in one.text.split()}
    for mention in mentions:
        first = bisect_left(begins, mention.start)
        end = bisect_left(begins, mention.end)
        # "Obrońca Nowaka" is no organisation, but what somebody is to somebody.
        noun = words[first].low_lemma if first < end else ""
        whose = mention.label == "orgName" and noun in vocabulary().of_somebody
        if not whose or not people.issuperset(mention.text.split()[1:]):
            names[first:end] = [mention] * (end - first)
    starts = sentence_starts(doc)
    blanks = doc.to_array("IS_SPACE").nonzero()[0].tolist()
    breaks = {at + 1 for at in blanks if "\n" in doc[at].text}
    sentences = [
        (first, min(first + _LONGEST, end))
        for start, end in _ranges(words, breaks.union(starts))
        for first in range(start, end, _LONGEST)
    ]
    sentence_of = [at for at, (first, end) in enumerate(sentences) for _ in range(first, end)]
    return QuoteText(
        words,
        sentence_of,
        sentences,
        _ranges(words, breaks | {0}),
        heads,
        names,
        doc.has_annotation("DEP"),
        starts,
    )


def _ranges(words: Sequence[Word], starts: set[int]) -> list[Range]:
    """Give the runs of words that begin where a token of ``starts`` stands, or after it."""
    places = [word.i for word in words]
    cuts = sorted({bisect_left(places, start) for start in starts})
    return [(first, end) for first, end in pairwise([*cuts, len(words)]) if first < end]


def spans_of_names(text: QuoteText) -> list[Range]:
    """Give the ranges of words of each name."""
    found: list[Range] = []
    for at, name in enumerate(text.names):
        if name is None:
            continue
        if at and text.names[at - 1] is name:
            found[-1] = (found[-1][0], at + 1)
        else:
            found.append((at, at + 1))
    return found


def in_brackets(text: QuoteText, paragraph: Range) -> set[int]:
    """Give the words in brackets: "(posłów - red.)" has no dash that parts speech."""
    found: set[int] = set()
    opening = None
    for at in range(*paragraph):
        if text.words[at].text == "(":
            opening = at
        elif text.words[at].text == ")" and opening is not None:
            found.update(range(opening, at))
            opening = None
    return found
