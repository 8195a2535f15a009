"""Learn what sentences are worth from what editors put above articles: ``make ranker DATA=path``.

The title of an article is a summary of the whole, and its lead one of the rest: a sentence is worth
as much as its words and pairs of words are there. What is learned is a step function for each value
of a sentence (:mod:`skrot.summarise.values`); nothing of the articles is kept.
"""

from __future__ import annotations

import argparse
import json
import lzma
import pickle
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt
from rich.progress import track
from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.encode import Encoder, encode_sentences, load_encoder
from skrot.extract import find_entities, find_numbers, sentence_features
from skrot.read import read_text
from skrot.records import Document, DocumentFacts, quoted_parts
from skrot.summarise.ranker import SentenceRanker
from skrot.summarise.scoring import count_words
from skrot.summarise.shapes import Shape, Shapes
from skrot.summarise.values import VALUES, sentence_values

Kept = TypeVar("Kept")

# Each value can only speak for a sentence (1), only against it (-1), or either (0).
DIRECTIONS = {"position": -1, "centrality": 1, "opening": 1, "title": 1, "words": 1}
_STEM = 6
# A sentence of fewer words is judged as if it had so many: else one shared word makes it the best.
_WORDS = 12
_SENTENCES = 3
# Keeps the unit finite where all sentences of an article are worth the same.
_EVEN = 0.02


class Article(NamedTuple):
    """An article: its title and lead, and what stands below them."""

    doc: str
    title: str
    lead: str
    body: str


def read_articles(path: Path) -> Iterator[Article]:
    """Read articles from JSON Lines, compressed with xz: id, title, summary (the lead), text."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for row in map(json.loads, lines):
            title, lead = (" ".join(row[key].split()) for key in ("title", "summary"))
            yield Article(f"{row['id']}.txt", title, lead, row["text"])


def facts(
    documents: Sequence[Document], nlp: Language, encoder: Encoder
) -> Iterator[DocumentFacts]:
    """Take documents through all stages that a sentence's values are made from."""
    for document, doc in zip(documents, annotate(nlp, documents), strict=True):
        rows = sentences(doc, document)
        yield DocumentFacts(
            document.doc,
            rows,
            sentence_features(doc, rows, document),
            encode_sentences(encoder, doc, [(row.start, row.end) for row in rows]),
            find_entities(doc)[0],
            find_numbers(doc),
            document.title,
        )


def examples(
    given: DocumentFacts, reference: str, without: str = ""
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the values of a document's sentences, (n, values), and how good each is, (n,).

    Parameters
    ----------
    given
        The document.
    reference
        What sums it up.
    without
        A text whose sentences are taken out of the document before.
    """
    kinds = quoted_parts(frozenset(), frozenset())
    eligible = [
        i
        for i, (row, feature) in enumerate(zip(given.sentences, given.features, strict=True))
        if row.part in kinds and not feature.fragment and row.text not in without
    ]
    if len(eligible) < _SENTENCES:
        return np.empty((0, len(VALUES))), np.empty(0)
    texts = [given.sentences[i].text for i in eligible]
    values = sentence_values(given, eligible, [count_words(text) for text in texts])
    good = np.array([_shared(text, reference) for text in texts])
    return values, (good - good.mean()) / (good.std() + _EVEN)


def _shared(text: str, lead: str) -> float:
    """Return the share of a sentence's words in a lead, and that of its pairs of words, summed."""
    one, other = (
        [word.lower().strip('.,;:!?„”"()–-')[:_STEM] for word in t.split()] for t in (text, lead)
    )
    words = Counter(one) & Counter(other)
    pairs = Counter(pairwise(one)) & Counter(pairwise(other))
    return (words.total() + pairs.total()) / max(len(one), _WORDS)


def learn(
    rows: Iterable[tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]], names: Sequence[str]
) -> dict[str, Shape]:
    """Learn shapes of some values from the examples of documents.

    The unit is the mean over the documents of the standard deviation of worth within one.
    """
    columns = [VALUES.index(name) for name in names]
    kept = [(values[:, columns], good) for values, good in rows if len(good)]
    ranker = SentenceRanker(directions=[DIRECTIONS.get(name, 0) for name in names])
    ranker.fit(np.vstack([v for v, _ in kept]), np.concatenate([g for _, g in kept]))
    unit = float(np.mean([ranker.predict(values).std() for values, _ in kept]))
    return {
        name: Shape(shape.edges, tuple(round(value / unit, 4) for value in shape.values))
        for name, shape in zip(names, ranker.shapes_, strict=True)
    }


def shapes(found: Sequence[tuple[DocumentFacts, Article]]) -> Shapes:
    """Learn all but the worth of the title's words from whole articles, and that from bodies.

    Whole articles are what the program is given; their title, which sums them up, cannot teach
    what the title is worth.
    """
    names = [name for name in VALUES if name != "title"]
    learned = learn((examples(given, row.title) for given, row in found), names)
    bodies = learn((examples(given, row.lead, row.lead) for given, row in found), VALUES)
    return Shapes({name: (learned | {"title": bodies["title"]})[name] for name in VALUES})


def kept_in(file: Path, make: Callable[[], Kept]) -> Kept:
    """Return what was made before and kept in a file; make and keep it where there is none."""
    if file.exists():
        kept: Kept = pickle.loads(file.read_bytes())  # noqa: S301 (our own)
        return kept
    made = make()
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(pickle.dumps(made))
    return made


def prepare(data: Path, work: Path) -> list[tuple[DocumentFacts, Article]]:
    """Return the articles to learn from with their facts, which are kept in ``work``."""
    articles = list(read_articles(data / "news/leads_train.jsonl.xz"))

    def make() -> list[DocumentFacts]:
        documents = [
            read_text(f"{row.title}\n\n{row.lead}\n\n{row.body}", row.doc) for row in articles
        ]
        found = facts(documents, load(), load_encoder())
        return list(track(found, "Annotating", total=len(documents)))

    return list(zip(kept_in(work / "facts.pickle", make), articles, strict=True))


def main() -> None:
    """Learn and write ``shapes.json``."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--work", type=Path, default=Path("build/ranker"))
    options = parser.parse_args()
    found = prepare(options.data, options.work)
    options.out.mkdir(parents=True, exist_ok=True)
    text = msgspec.json.format(msgspec.json.encode(shapes(found)), indent=1)
    (options.out / "shapes.json").write_bytes(text + b"\n")


if __name__ == "__main__":
    main()
