"""Every stage works with a pipeline of the same interface as spaCy's official pl_core_news_sm.

The official package is a release file that a test cannot fetch; its published metadata names the
components and labels that this stand-in has. It is trained on three sentences, so that only what a
stage needs of a pipeline is tested, not how good it is.
"""

import json
from pathlib import Path

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.training import Example

from skrot.api import process_here
from skrot.run.runner import run
from skrot.settings import Settings
from tests.conftest import SEEDS

# In the order of the official pipeline (3.8.0).
COMPONENTS = {
    "tok2vec": "tok2vec",
    "morphologizer": "morphologizer",
    "parser": "parser",
    "lemmatizer": "trainable_lemmatizer",
    "tagger": "tagger",
    "attribute_ruler": "attribute_ruler",
    "ner": "ner",
}
# Labels count though one example has each of them once.
SEEN_ONCE = {"lemmatizer": {"min_tree_freq": 1}, "parser": {"min_action_freq": 1}}
LABELS = ("persName", "orgName", "placeName", "geogName", "date", "time")


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    nlp = spacy.blank("pl")
    for name, factory in COMPONENTS.items():
        nlp.add_pipe(factory, name=name, config=SEEN_ONCE.get(name, {}))
    words = ["Donald", "Trump", "był", "w", "Tokio", "."]
    gold = Doc(
        nlp.vocab,
        words=words,
        lemmas=["Donald", "Trump", "być", "w", "Tokio", "."],
        pos=["PROPN", "PROPN", "VERB", "ADP", "PROPN", "PUNCT"],
        tags=["SUBST", "SUBST", "PRAET", "PREP", "SUBST", "INTERP"],
        morphs=["Case=Nom", "Case=Nom", "Tense=Past", "AdpType=Prep", "Case=Loc", "PunctType=Peri"],
        heads=[2, 0, 2, 4, 2, 2],
        deps=["nsubj", "flat", "ROOT", "case", "obl", "punct"],
        sent_starts=[True, False, False, False, False, False],
    )
    gold.ents = [Span(gold, 0, 2, "persName"), Span(gold, 4, 5, "placeName")]
    examples = [Example(Doc(nlp.vocab, words=words), gold)]
    for label in LABELS:
        nlp.get_pipe("ner").add_label(label)  # type: ignore[attr-defined]
    optimizer = nlp.initialize(lambda: examples)
    nlp.get_pipe("attribute_ruler").add([[{"IS_SPACE": True}]], {"POS": "SPACE"})  # type: ignore[attr-defined]
    for _ in range(3):
        nlp.update(examples, sgd=optimizer)
    folder = tmp_path_factory.mktemp("model") / "stand_in"
    nlp.to_disk(folder)
    return folder


def test_seeds_run_with_the_official_interface(stand_in: Path, tmp_path: Path):
    settings = Settings(corpus=SEEDS, out=tmp_path, model=str(stand_in))
    outcome = run(settings, engine=process_here)
    assert outcome.failures == ()
    digest = json.loads((tmp_path / "digest.json").read_text("utf-8"))
    assert digest["model"] == str(stand_in)
    assert all(theme["sentences"] for theme in digest["themes"])
    names = [
        json.loads(line)["name"]
        for line in (tmp_path / "entity_index.jsonl").read_text("utf-8").splitlines()
    ]
    assert {"Japonia", "Stany Zjednoczone"} <= set(names)
