"""Text to distil on: documents as lists of sentences, of which each stands once.

Of no text is anything kept but what the network learns from it.
"""

from __future__ import annotations

import csv
import hashlib
import itertools
import json
import lzma
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from wordfreq import top_n_list

from models.recipe.corpora import read_nkjp
from skrot.read import read_text

_KEPT = 50
"""Of so many documents one is kept to measure on."""
_WORDS = 30_000
_PHRASES = 30_000
_SPEECH = 40


class Document(NamedTuple):
    """Sentences in their order; single words and phrases are documents of one sentence."""

    source: str
    name: str
    sentences: list[str]

    @property
    def kept(self) -> bool:
        """Whether it is measured on, not learned from."""
        digest = hashlib.sha256(f"{self.source}/{self.name}".encode()).digest()
        return digest[0] * 256 + digest[1] < 65536 // _KEPT


def read_unlabelled(data: Path) -> Iterator[Document]:
    """Read the news, letters, debates, NKJP and SIB-200 (its training part), then single words.

    A sentence that stood before is left out. Words and phrases are what the texts have.
    """
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    seen: set[str] = set()
    counts: Counter[str] = Counter()
    rng = random.Random(0)  # noqa: S311 (a choice, not a secret)
    pool: list[str] = []
    for document in itertools.chain(
        _topics(data / "topics/sib200_pl_train.tsv"),
        _news(nlp, data / "news/leads_train.jsonl.xz"),
        _letters(nlp, data / "corpora/interpelacje.jsonl.xz"),
        _debates(nlp, data / "corpora/sejm_clean.txt.xz"),
        _nkjp(data / "ner/nkjp_train.iob.xz"),
    ):
        fresh = list(dict.fromkeys(s for s in document.sentences if s not in seen and _worth(s)))
        seen.update(fresh)
        if fresh:
            yield document._replace(sentences=fresh)
        if not document.kept:
            pool += itertools.chain.from_iterable(_phrases(s, rng, counts) for s in fresh)
    for number, phrase in enumerate(_chosen(pool, counts, rng)):
        if phrase not in seen:
            seen.add(phrase)
            yield Document("words", str(number), [phrase])


def _worth(sentence: str) -> bool:
    return sum(map(str.isalpha, sentence)) > 1


def _phrases(sentence: str, rng: random.Random, counts: Counter[str]) -> Iterator[str]:
    """Count the words of a sentence; give two to four in a row."""
    words = [word.strip("„”\"'(),.:;!?…-–") for word in sentence.split()]
    counts.update(word for word in words if word.isalpha() and len(word) > 2)
    size = rng.randint(2, 4)
    if len(words) > size:
        start = rng.randrange(len(words) - size)
        yield " ".join(words[start : start + size]).strip()


def _chosen(pool: list[str], counts: Counter[str], rng: random.Random) -> Iterator[str]:
    common = [word for word in top_n_list("pl", _WORDS) if word.isalpha()]
    own = [word for word, count in counts.most_common() if count > 2]
    yield from itertools.islice(dict.fromkeys([*common, *own]), 2 * _WORDS)
    yield from rng.sample(pool, min(_PHRASES, len(pool)))


def _sentences(nlp: Language, text: str) -> list[str]:
    return [span.text.strip() for span in nlp(text).sents if span.text.strip()]


def _topics(path: Path) -> Iterator[Document]:
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            yield Document("topics", row["index_id"], [row["text"]])


def _news(nlp: Language, path: Path) -> Iterator[Document]:
    for row in _rows(path):
        parts = (row["title"], row["summary"], row["text"])
        sentences = itertools.chain.from_iterable(_sentences(nlp, part) for part in parts if part)
        yield Document("news", row["id"], list(sentences))


def _letters(nlp: Language, path: Path) -> Iterator[Document]:
    for row in _rows(path):
        yield Document("letters", row["id"], _sentences(nlp, read_text(row["text"]).text))


def _rows(path: Path) -> Iterator[dict[str, str]]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _debates(nlp: Language, path: Path) -> Iterator[Document]:
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        spoken = [line.strip() for line in lines if line.strip()]
    for start in range(0, len(spoken), _SPEECH):
        sentences = [s for line in spoken[start : start + _SPEECH] for s in _sentences(nlp, line)]
        yield Document("debates", str(start), sentences)


def _nkjp(path: Path) -> Iterator[Document]:
    for text in read_nkjp(path):
        cuts: Iterable[tuple[int, int]] = itertools.pairwise([*text.sentences, len(text.text)])
        yield Document("nkjp", text.name, [text.text[a:b].strip() for a, b in cuts])
