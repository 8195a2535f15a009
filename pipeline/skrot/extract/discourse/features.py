"""What later stages need to know about the words of a sentence, without its spaCy Doc."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from skrot.extract.discourse.fragments import (
    answers_formally,
    find_fragment,
    is_cased,
    is_question,
    marker_length,
)
from skrot.extract.discourse.language import language
from skrot.extract.discourse.quotations import Speech, find_speech
from skrot.extract.discourse.references import adds, leaning_word, repeated_noun
from skrot.extract.discourse.substance import is_evasive
from skrot.extract.discourse.words import Word, read_words, words_of
from skrot.records import Document, Sentence, SentenceFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"})


def sentence_features(
    doc: Doc, sentences: Sequence[Sentence], document: Document
) -> list[SentenceFeatures]:
    """Return the features of each sentence of a document.

    Parameters
    ----------
    doc
        The annotated text of ``document``: lemmas, parts of speech and morphology are read.
    sentences
        Its sentences in order.
    document
        Its parts give paragraphs and headings.

    Returns
    -------
    list of SentenceFeatures
        One a sentence, in the order of ``sentences``.
    """
    starts = [part.start for part in document.parts]
    paragraphs = [max(0, bisect_right(starts, row.start) - 1) for row in sentences]
    headings = _headings(document)
    everything = read_words(doc)
    within = words_of(everything, sentences)
    cased = is_cased([row.text for row in sentences])
    speech: list[Speech] = []
    for _, group in groupby(range(len(sentences)), key=paragraphs.__getitem__):
        rows = list(group)
        for found in find_speech([within[row] for row in rows]):
            at = None if found.speaker_at is None else sentences[rows[found.speaker_at]].n
            speech.append(Speech(found.speaker, at))
    words = [_after_marker(row, within[i]) for i, row in enumerate(sentences)]
    leans = [
        leaning_word(row) or repeated_noun(row, words[i - 1] if i else ())
        for i, row in enumerate(words)
    ]
    return [
        SentenceFeatures(
            n=row.n,
            lemmas=content_lemmas(within[i]),
            paragraph=paragraphs[i],
            heading=headings[paragraphs[i]] if headings else None,
            leans_on=leans[i],
            fragment=find_fragment(
                words[i],
                row.text,
                cased=cased,
                opens=i == 0 or paragraphs[i - 1] != paragraphs[i],
            ),
            formal=answers_formally(row.text),
            speaker=speech[i].speaker,
            speaker_n=speech[i].speaker_at,
            question=is_question(row.text),
            evasive=is_evasive(within[i]),
            adds=adds(words[i]),
        )
        for i, row in enumerate(sentences)
    ]


def content_lemmas(words: Sequence[Word]) -> tuple[str, ...]:
    """Return the lower-cased lemmas of the content words, in order and with repeats."""
    stop = language().stop_lemmas
    lemmas = []
    for word in words:
        if word.pos not in _CONTENT or not any(map(str.isalpha, word.text)):
            continue
        lemma = word.low_lemma or word.lower
        if lemma not in stop and word.lower not in stop and len(lemma) > 1:
            lemmas.append(lemma)
    return tuple(lemmas)


def _headings(document: Document) -> list[str | None]:
    """Return, for each part, the text of the heading it stands under."""
    current: str | None = None
    found: list[str | None] = []
    for part in document.parts:
        if part.kind == "heading":
            current = document.text[part.start : part.end]
            found.append(None)
        elif part.kind in {"title", "lead"}:
            found.append(None)
        else:
            found.append(current)
    return found


def _after_marker(row: Sentence, words: Sequence[Word]) -> Sequence[Word]:
    """Return the words after the number or bullet of a list item."""
    length = marker_length(row.text)
    return [word for word in words if word.start >= row.start + length] if length else words
