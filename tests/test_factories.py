"""The spaCy factories as somebody else's pipeline meets them."""

import datetime
import importlib.metadata
import pickle
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span

import skrot
from skrot.annotate.reader import Reader
from skrot.extract.attributes import register
from tests.conftest import REPOSITORY

TEXT = "Premier Tusk jedzie do USA. Od 2019 r. wydano 5 tys. zł. Donald Tusk powiedział, że śpi."
ALONE = ("pl_sentences", "pl_morfeusz", "pl_numbers", "pl_entities", "pl_quotes")
FACTORIES = ("pl_encoder", "pl_reader", "pl_names", "pl_parser", *ALONE)
PAGE = (REPOSITORY / "docs" / "library.md").read_text("utf-8")


def blank(*names: str) -> Language:
    nlp = spacy.blank("pl")
    for name in names:
        nlp.add_pipe(name)
    return nlp


@Language.component("test_marks", assigns=["doc.ents"])
def marks(doc: Doc) -> Doc:
    """Stands in for the names of somebody else's model."""
    doc.ents = [Span(doc, 1, 2, "persName"), Span(doc, 4, 5, "placeName")]
    return doc


def seen(doc: Doc) -> list[Any]:
    """Everything that our components set."""
    return [
        [token.is_sent_start for token in doc],
        [(token.lemma_, token.pos_, str(token.morph)) for token in doc],
        [(span.text, span.label_, span._.entity) for span in doc.ents],
        *map(list, (doc._.numbers, doc._.entities, doc._.entity_mentions, doc._.quotes)),
    ]


def problems(nlp: Language) -> dict[str, Any]:
    """What each component requires and no component before it sets."""
    found = nlp.analyze_pipes()
    assert found is not None
    return dict(found["problems"])


@pytest.fixture(scope="module")
def whole() -> Language:
    nlp = skrot.load()
    nlp.add_pipe("pl_numbers")
    nlp.add_pipe("pl_entities")
    nlp.add_pipe("pl_quotes")
    return nlp


def test_every_factory_is_an_entry_point_of_the_project():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    declared = project["entry-points"]["spacy_factories"]
    assert set(declared) == set(FACTORIES)
    for name, target in declared.items():
        factory = importlib.metadata.EntryPoint(name, target, "spacy_factories").load()
        assert callable(factory)
        assert Language.has_factory(name)


@pytest.mark.parametrize("name", FACTORIES)
def test_declared_attributes_are_those_of_the_page(name: str):
    meta = Language.get_factory_meta(name)
    cells = [
        ", ".join(f"`{attribute}`" for attribute in attributes)
        for attributes in (meta.requires, meta.assigns)
    ]
    assert f"| `{name}` | {cells[0]} | {cells[1]} |".replace("|  |", "| |") in PAGE


@pytest.mark.parametrize("name", FACTORIES)
def test_alone_in_a_blank_pipeline(name: str, tmp_path: Path):
    nlp = blank(name)
    doc = nlp(TEXT)
    nlp.to_disk(tmp_path)
    for again in (spacy.load(tmp_path), blank(name).from_bytes(nlp.to_bytes())):
        assert again.pipe_names == [name]
        assert again(TEXT).to_json() == doc.to_json()


def test_analysis_finds_no_problem_in_a_right_pipeline(whole: Language):
    assert not any(problems(whole).values())


@pytest.mark.parametrize(
    ("names", "missing"),
    [
        (["pl_entities"], {"pl_entities": ["doc.ents"]}),
        (["pl_entities", "test_marks"], {"pl_entities": ["doc.ents"], "test_marks": []}),
        (["pl_names"], {"pl_names": ["doc.tensor"]}),
        (["test_marks", "pl_entities"], {"test_marks": [], "pl_entities": []}),
    ],
)
def test_analysis_finds_what_a_wrong_pipeline_misses(names: list[str], missing: dict[str, Any]):
    assert problems(blank(*names)) == missing


def test_behind_the_names_of_somebody_else():
    nlp = blank("test_marks", *ALONE)
    doc = nlp(TEXT)
    assert [sentence.text for sentence in doc.sents] == [
        "Premier Tusk jedzie do USA.",
        "Od 2019 r. wydano 5 tys. zł.",
        "Donald Tusk powiedział, że śpi.",
    ]
    assert [number.text for number in doc._.numbers] == ["2019 r.", "5 tys. zł"]
    assert [entity.name for entity in doc._.entities] == ["Tusk", "Stany Zjednoczone"]
    assert doc.ents[0]._.entity == doc._.entities[0].entity
    assert [quote.text for quote in doc._.quotes] == ["śpi"]


def test_the_whole_pipeline_comes_back_from_disk_and_from_bytes(whole: Language, tmp_path: Path):
    wanted = seen(whole(TEXT))
    assert wanted[2]
    whole.to_disk(tmp_path)
    assert seen(spacy.load(tmp_path)(TEXT)) == wanted
    again = spacy.util.load_model_from_config(whole.config).from_bytes(whole.to_bytes())
    assert seen(again(TEXT)) == wanted


def test_weights_are_the_same_after_a_round_trip(whole: Language, tmp_path: Path):
    whole.to_disk(tmp_path)
    doc, again = whole(TEXT), spacy.load(tmp_path)
    other = again(TEXT)
    assert np.array_equal(doc.tensor, other.tensor)
    for name in ("pl_reader", "pl_syntax"):
        mine, theirs = whole.get_pipe(name), again.get_pipe(name)
        assert isinstance(mine, Reader)
        assert isinstance(theirs, Reader)
        for of in mine.labels:
            assert np.array_equal(mine.scores(doc, of), theirs.scores(other, of))


def test_dependencies_hold_within_sentences_and_make_noun_chunks(whole: Language):
    doc = whole(TEXT)
    for sentence in doc.sents:
        assert [token.dep_ for token in sentence].count("ROOT") == 1
        assert all(token.head in sentence for token in sentence)
    assert "Donald Tusk" in [chunk.text for chunk in doc.noun_chunks]


def test_the_whole_pipeline_works_in_other_processes(whole: Language):
    (other,) = whole.pipe([TEXT], n_process=2)
    assert seen(other) == seen(whole(TEXT))


def test_what_is_set_survives_bytes_pickle_docbin_and_processes():
    nlp = blank("test_marks", *ALONE)
    day = datetime.date(2026, 1, 31)
    doc = nlp.make_doc(TEXT)
    doc._.date = day
    wanted = seen(doc := nlp(doc))
    packed = DocBin(store_user_data=True, docs=[doc]).to_bytes()
    copies = [
        Doc(nlp.vocab).from_bytes(doc.to_bytes()),
        pickle.loads(pickle.dumps(doc)),  # noqa: S301
        *DocBin().from_bytes(packed).get_docs(nlp.vocab),
    ]
    for copy in copies:
        assert seen(copy) == wanted
        assert copy._.date == day
    (other,) = nlp.pipe([TEXT], n_process=2)
    assert seen(other) == seen(nlp(TEXT))


def test_values_of_others_are_packed_as_before():
    register()
    doc = blank()("Ala")
    doc.user_data["other"] = {"skrót": 1, "array": np.arange(3)}
    copy = Doc(doc.vocab).from_bytes(doc.to_bytes())
    assert copy.user_data["other"]["skrót"] == 1
    assert copy.user_data["other"]["array"].tolist() == [0, 1, 2]


def test_every_extension_stands_on_the_page(whole: Language):
    for kind, names in ((Doc, ("numbers", "date", "entities", "entity_mentions", "quotes")),
                        (Span, ("entity", "relational"))):  # fmt: skip
        for name in names:
            assert kind.has_extension(name)
            assert f"| `{kind.__name__.lower()}._.{name}` |" in PAGE


@pytest.mark.parametrize("name", ["pipeline.py", "pipeline/__init__.py", "extract/__init__.py"])
def test_spacy_works_beside_modules_of_other_names(name: str, tmp_path: Path):
    """Entry points are imported wherever spaCy runs: no name in that folder may be in their way."""
    module = tmp_path / name
    module.parent.mkdir(exist_ok=True)
    module.write_text("raise RuntimeError('of somebody else')")
    code = "import spacy; spacy.blank('en'); spacy.blank('pl').add_pipe('pl_numbers')"
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
