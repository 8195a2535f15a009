"""What later stages need to know about the words of a sentence, without its spaCy Doc."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from msgspec import structs

from skrot.extract.discourse.fragments import (
    answers_formally,
    find_fragment,
    is_cased,
    is_question,
    marker_length,
)
from skrot.extract.discourse.language import language
from skrot.extract.discourse.quotations import find_speech
from skrot.extract.discourse.references import adds, leaning_word, repeated_noun
from skrot.extract.discourse.standing import alone_weights, standing_values
from skrot.extract.discourse.substance import is_evasive
from skrot.extract.discourse.words import Word, read_words, words_of
from skrot.records import Document, Quote, Reference, Sentence, SentenceFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CONTENT = frozenset({"NOUN", "PROPN", "ADJ", "VERB", "ADV", "X"})


def sentence_features(
    doc: Doc,
    sentences: Sequence[Sentence],
    document: Document,
    quotes: Sequence[Quote] = (),
    references: Sequence[Reference] = (),
    *,
    words: Sequence[Word] | None = None,
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
    quotes, references
        What was found of these in it.
    words
        Of ``doc``, by `skrot.extract.discourse.words.read_words`, where they have been read.

    Returns
    -------
    list of SentenceFeatures
        One a sentence, in the order of ``sentences``.
    """
    starts = [part.start for part in document.parts]
    paragraphs = [max(0, bisect_right(starts, row.start) - 1) for row in sentences]
    headings = _headings(document)
    words = read_words(doc) if words is None else words
    within = words_of(words, sentences)
    cased = is_cased([row.text for row in sentences])
    speech = find_speech(sentences, quotes)
    said = [_after_marker(row, within[i]) for i, row in enumerate(sentences)]
    leans = [_leaning(said, i) for i in range(len(said))]
    stand_ins = _stand_ins(words, references) if any(leans) else {}
    named = [[stand_ins.get(word.i, word) for word in row] for row in said]
    changed = [not stand_ins.keys().isdisjoint(word.i for word in row) for row in said]
    still = [
        _leaning(named, i) if changed[i] or (i and changed[i - 1]) else leans[i]
        for i in range(len(said))
    ]
    found = [
        SentenceFeatures(
            n=row.n,
            lemmas=content_lemmas(within[i]),
            paragraph=paragraphs[i],
            heading=headings[paragraphs[i]] if headings else None,
            leans_on=leans[i],
            leans_still=still[i],
            fragment=find_fragment(
                said[i],
                row.text,
                cased=cased,
                opens=i == 0 or paragraphs[i - 1] != paragraphs[i],
            ),
            formal=answers_formally(row.text),
            speaker=speech[i].speaker,
            speaker_n=speech[i].speaker_n,
            question=is_question(row.text),
            evasive=is_evasive(within[i]),
            adds=adds(said[i]),
        )
        for i, row in enumerate(sentences)
    ]
    alone = alone_weights().probabilities(standing_values(sentences, found, within))
    return [
        structs.replace(row, alone=round(sure, 3)) for row, sure in zip(found, alone, strict=True)
    ]


def _leaning(words: Sequence[Sequence[Word]], at: int) -> str | None:
    """Return the word by which the sentence at a place leans on what was said before."""
    return leaning_word(words[at]) or repeated_noun(words[at], words[at - 1] if at else ())


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


def _stand_ins(words: Sequence[Word], references: Sequence[Reference]) -> dict[int, Word]:
    """Return the words that stand for a name as if they were it, by their index in the Doc."""
    begins = [word.start for word in words]
    found = {}
    for row in references:
        if row.entity is None:
            continue
        label = "orgName" if row.kind == "noun" else "persName"
        name = row.entity
        for word in words[bisect_left(begins, row.start) : bisect_left(begins, row.end)]:
            found[word.i] = structs.replace(
                word, pos="PROPN", lower=name, low_lemma=name, entity=label
            )
    return found
