"""Speed next to the peers, in one process and one run: `make bench`.

The texts are ministers' answers when the data folder has them, else the seeds over and over. Every
figure is a ratio of two times measured in this run, so that it means the same on another machine;
times are of the CPU, but for those of two workers. The parts are measured on some of the texts, the
whole way on all of them: twenty minutes.
"""

import json
import lzma
import os
import time
from collections.abc import Callable
from pathlib import Path
from statistics import mean
from typing import Any

import pytest
import spacy
from spacy.tokens import Doc

from skrot.annotate import annotate, load, sentences
from skrot.encode import load_encoder
from skrot.extract import find_entities, find_numbers
from skrot.read import read_text
from skrot.records import Document
from tests.bench.alone import measure, side_by_side, workers
from tests.bench.recorded import shown, worse
from tests.conftest import REPOSITORY, SEEDS

pytestmark = pytest.mark.bench

DOCUMENTS = 60  # for the parts
TIMES = 3  # of what is short
ROUNDS = 2  # of the two processes that are compared, in turn: a machine is now faster, now slower
DATA = Path(os.environ.get("SKROT_DATA", REPOSITORY.parent / "shared" / "data"))

PLAIN = "plain spaCy pass (blank pl, tok2vec and ner of the default width)"
ANNOTATE = "annotate (vectors, sentences, lemmas, morphology, names, dependencies)"


def texts() -> list[str]:
    answers = DATA / "corpora" / "interpelacje.jsonl.xz"
    if answers.exists():
        with lzma.open(answers, "rt", encoding="utf-8") as file:
            return [json.loads(line)["text"] for line in file]
    seeds = [path.read_text("utf-8") for path in sorted(SEEDS.glob("*.txt"))]
    return seeds * (DOCUMENTS // len(seeds))


def seconds(work: Callable[[], Any], times: int = 1) -> float:
    """Return the least time of the CPU that the work takes."""
    spent = []
    for _ in range(times):
        started = time.process_time()
        work()
        spent.append(time.process_time() - started)
    return min(spent)


@pytest.fixture(scope="module")
def documents() -> list[Document]:
    return [read_text(text, f"{n:03}.txt") for n, text in enumerate(texts()[:DOCUMENTS])]


def test_words_a_second(documents: list[Document]):
    words = sum(len(document.text.split()) for document in documents)
    rows: dict[str, float] = {}

    plain = spacy.blank("pl")
    plain.add_pipe("ner").add_label("persName")  # type: ignore[attr-defined]
    plain.initialize()
    plain("Rozgrzewka przed pomiarem.")
    rows[f"{PLAIN}, new words"] = seconds(lambda: [plain(d.text) for d in documents])
    rows[PLAIN] = seconds(lambda: [plain(d.text) for d in documents], TIMES)

    nlp = load()
    nlp("Rozgrzewka przed pomiarem.")
    docs: list[Doc] = []
    rows["annotate, new words"] = seconds(lambda: docs.extend(annotate(nlp, documents)))
    rows[ANNOTATE] = seconds(lambda: list(annotate(nlp, documents)), TIMES)
    # First once: the tables are read and the words of the texts looked up.
    rows["names, new words"] = seconds(lambda: [find_entities(doc) for doc in docs])
    rows["names"] = seconds(lambda: [find_entities(doc) for doc in docs], TIMES)
    rows["numbers, new words"] = seconds(lambda: [find_numbers(doc) for doc in docs])
    rows["numbers"] = seconds(lambda: [find_numbers(doc) for doc in docs], TIMES)

    encoder = load_encoder()
    encoder.encode(["Rozgrzewka."])
    split = [
        [row.text for row in sentences(doc, d) if row.is_text]
        for doc, d in zip(docs, documents, strict=True)
    ]
    rows["encode"] = seconds(lambda: [encoder.encode(batch) for batch in split])
    rows.update(peers(split, documents))

    print(f"\n{words} words in {len(documents)} documents")
    for name, spent in rows.items():
        print(f"{words / spent:12,.0f} words/s  {spent:7.2f} s  {name}")
    found = {
        "names and numbers / annotate": (rows["names"] + rows["numbers"]) / rows[ANNOTATE],
        "annotate / plain spaCy pass": rows[ANNOTATE] / rows[PLAIN],
    }
    print(shown(found, "parts"))
    assert not worse(found, "parts")


def test_end_to_end(tmp_path: Path):
    corpus, some = tmp_path / "corpus", tmp_path / "some"
    corpus.mkdir()
    some.mkdir()
    everything = texts()
    words = sum(map(len, map(str.split, everything)))
    for number, text in enumerate(everything):
        (corpus / f"{number:03}.txt").write_text(text, "utf-8")
        if number < DOCUMENTS:
            (some / f"{number:03}.txt").write_text(text, "utf-8")
    warm = min(SEEDS.glob("*.txt"))
    rounds = [(measure("steps", corpus, warm), measure("run", corpus, warm)) for _ in range(ROUNDS)]
    rows = {
        "annotate and encode, a process of its own": mean(steps for steps, _ in rounds),
        "end to end, a process of its own": mean(ends for _, ends in rounds),
        "annotate, then encode in a second pass": measure("apart", corpus, warm),
        "end to end by the clock, with loading, one worker": workers(1, corpus),
        "end to end by the clock, with loading, two workers": workers(2, corpus),
    }
    limit = side_by_side(some, warm)

    print(f"\n{words} words in {len(everything)} documents")
    for name, spent in rows.items():
        print(f"{words / spent:12,.0f} words/s  {spent:7.2f} s  {name}")
    steps, ends, apart, one, two = rows.values()
    found = {
        "end to end / annotate and encode": ends / steps,
        "end to end / annotate, then encode": ends / apart,
        "two workers / one worker, by the clock": two / one,
    }
    print(shown(found, "whole"), end=" (")
    print(*(f"{ends / steps:.2f}" for steps, ends in rounds), sep=" and ", end=")\n")
    print(f"two workers: {one / two:.2f} times as fast as one")
    print(f"two processes that share nothing annotate and encode {limit:.2f} times as much as one")
    assert not worse(found, "whole")


def peers(split: list[list[str]], documents: list[Document]) -> dict[str, float]:
    """Time sumy's LexRank on the same sentences, where it is installed."""
    sumy = pytest.importorskip("sumy")
    assert sumy
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.summarizers.lex_rank import LexRankSummarizer

    class Words:
        def to_words(self, text: str) -> list[str]:
            return text.split()

    def rank() -> None:
        for batch in split:
            rows = [Sentence(text, Words()) for text in batch]
            LexRankSummarizer()(ObjectDocumentModel([Paragraph(rows)]), 5)

    return {"sumy's LexRank on these sentences, each document alone": seconds(rank)}
