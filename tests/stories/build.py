"""Documents for the tests of stories, built by hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from skrot.records import DocumentFacts, Mention, PartKind, Sentence, SentenceFeatures


def document(
    doc: str,
    sentences: Sequence[str],
    *,
    title: str | None = None,
    date: str | None = None,
    names: Mapping[str, str] | None = None,
    vector: Sequence[float] | None = None,
    origin: str | None = None,
) -> DocumentFacts:
    """Make a document of sentences; every longer word is a lemma, ``names`` maps words to entities.

    With `vector` every sentence has this one.
    """
    texts = [*([title] if title else []), *sentences]
    rows, features, mentions, at = [], [], [], 0
    for n, text in enumerate(texts):
        part: PartKind = "title" if title and n == 0 else "body"
        rows.append(Sentence(doc, n, at, at + len(text), text, part, (), len(text.split())))
        lemmas = (word.strip(".,:").lower() for word in text.split() if len(word) > 2)
        features.append(SentenceFeatures(n, tuple(lemmas), n))
        for word, entity in (names or {}).items():
            if word in text:
                start = at + text.index(word)
                end = start + len(word)
                mentions.append(Mention(doc, n, start, end, word, "placeName", entity))
        at += len(text) + 1
    return DocumentFacts(
        doc,
        rows,
        features,
        None if vector is None else np.tile(np.array(vector, dtype=np.float32), (len(rows), 1)),
        mentions=mentions,
        title=title,
        date=date,
        origin=origin,
    )
