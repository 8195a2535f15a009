"""Accuracy and speed of the Polish model on text that it was not trained on."""

import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import pytest
import spacy
from spacy.language import Language

from skrot.annotate import load
from tests.quality.corpora import model
from tests.quality.gate import GATE, share
from tests.quality.nkjp import Entity, compare, overlapping, texts
from tests.quality.ud import figures, paragraphs

pytestmark = pytest.mark.quality

LABELS = ("persName", "orgName", "placeName", "geogName", "date", "time")


def f_score(names: set[Entity], gold: set[Entity]) -> float:
    return share(2 * len(names & gold), len(names) + len(gold))


def overlap_f(names: set[Entity], gold: set[Entity]) -> float:
    precision = share(overlapping(names, gold), len(names))
    recall = share(overlapping(gold, names), len(gold))
    return share(2 * precision * recall, precision + recall)


def only(entities: set[Entity], label: str) -> set[Entity]:
    return {entity for entity in entities if entity[3] == label}


def test_names_and_sentences_on_nkjp() -> None:
    documents = texts()
    found = compare(model(), documents)
    result = {
        "names_exact_f": f_score(found.names, found.gold_names),
        "names_overlapping_f": overlap_f(found.names, found.gold_names),
    }
    for label in LABELS:
        mine, gold = only(found.names, label), only(found.gold_names, label)
        result[f"{label}_exact_f"] = f_score(mine, gold)
        result[f"{label}_overlapping_f"] = overlap_f(mine, gold)
    # Places without adjectives and inhabitants on either side: what a digest lists as names.
    hidden = {entity[:3] for entity in found.relational}
    kept = {entity for entity in found.names if entity[:3] not in hidden}
    gold = {entity for entity in found.gold_names if entity[:3] not in hidden}
    result["names_without_relational_f"] = f_score(kept, gold)
    shared = len(found.starts & found.gold_starts)
    result["sentences_f"] = share(2 * shared, len(found.starts) + len(found.gold_starts))
    GATE.check("model_nkjp", result, len(documents))


def test_words_and_sentences_on_pdb() -> None:
    treebank = paragraphs("pdb-dev")
    GATE.check("model_pdb", figures(model(), treebank), len(treebank))


def words_per_second(nlp: Language, documents: list[str]) -> float:
    """The better of two runs by processor time, so that a busy machine counts less."""
    rates = []
    for _ in range(2):
        start = time.process_time()
        words = sum(len(doc) for doc in nlp.pipe(documents))
        rates.append(words / (time.process_time() - start))
    return max(rates)


def first_pass(documents: list[str]) -> float:
    """The rate of a process that has not seen the words of the documents before."""
    nlp = load()
    nlp("Minister odpowiada.")
    start = time.process_time()
    words = sum(len(doc) for doc in nlp.pipe(documents))
    return words / (time.process_time() - start)


def plain_pipeline() -> Language:
    """A spaCy pipeline of default sizes that finds names; untrained, as only speed counts."""
    nlp = spacy.blank("pl")
    nlp.add_pipe("tok2vec")
    config = {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {"@architectures": "spacy.Tok2VecListener.v1", "width": 96},
    }
    ner = nlp.add_pipe("ner", config={"model": config})
    for label in LABELS:
        ner.add_label(label)  # type: ignore[attr-defined]  # the stub knows only components
    nlp.initialize()
    return nlp


def test_speed_beside_a_plain_pipeline() -> None:
    documents = [document.text for document in texts()]
    result = {}
    for name, nlp in (("ours", model()), ("plain", plain_pipeline())):
        result[f"{name}_words_per_second"] = words_per_second(nlp, documents)
    with ProcessPoolExecutor(1, get_context("spawn")) as fresh:
        result["first_pass_words_per_second"] = fresh.submit(first_pass, documents).result()
    # Machines differ; what must hold on all of them is the ratio.
    plain = result["plain_words_per_second"]
    result["ours_beside_plain"] = result["ours_words_per_second"] / plain
    result["first_pass_beside_plain"] = result["first_pass_words_per_second"] / plain
    GATE.check("model_speed", result, len(documents))
