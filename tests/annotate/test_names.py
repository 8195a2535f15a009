from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skrot.annotate.crf import allowed_transitions, viterbi
from skrot.annotate.names import Names, agree, relational, surnames
from tests.annotate.scorers import Drawn, Fixed

LABELS = ("O", *(f"{p}-{kind}" for kind in ("persName", "placeName") for p in "BILU"))
LINKS = np.where(allowed_transitions(LABELS), 0.0, -np.inf)


@settings(deadline=None)
@given(st.integers(0, 12), st.integers(0, 10_000))
def test_paths_are_well_formed(length: int, seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(length, len(LABELS)))
    path = [0, *viterbi(scores, LINKS, [len(scores)]), 0]
    assert all(np.isfinite(LINKS[a, b]) for a, b in pairwise(path))


def test_viterbi_finds_the_best_of_all_paths() -> None:
    scores = np.array([[0.0, 3.0], [2.0, 0.0], [0.0, 1.0]])
    links = np.array([[0.0, 0.0], [0.0, -5.0]])
    assert list(viterbi(scores, links, [3])) == [1, 0, 1]


@settings(deadline=None)
@given(st.lists(st.integers(1, 9), max_size=6), st.integers(0, 10_000))
def test_sequences_are_decoded_each_on_its_own(lengths: list[int], seed: int) -> None:
    scores = np.random.default_rng(seed).normal(size=(sum(lengths), len(LABELS)))
    cut = np.split(scores, np.cumsum(lengths)[:-1]) if lengths else []
    alone = [int(label) for one in cut for label in viterbi(one, LINKS, [len(one)])]
    assert viterbi(scores, LINKS, lengths).tolist() == alone


def test_component_round_trip(tmp_path: Path) -> None:
    scorer = Drawn("names", LABELS)
    component = Names(scorer, np.zeros((len(LABELS), len(LABELS))))
    component.to_disk(tmp_path)
    again = Names(scorer).from_disk(tmp_path)
    doc = Doc(Vocab(), words=["Jan", "Lis", "śpi"])
    first = [(s.start, s.end, s.label_) for s in component.predict(doc)[0]]
    assert first
    assert first == [(s.start, s.end, s.label_) for s in again.predict(doc)[0]]


KINDS = ("O", *(f"{p}-{kind}" for kind in ("persName", "placeName", "geogName") for p in "BILU"))


@pytest.mark.parametrize(
    ("rows", "found", "sure"),
    [
        # one of two kinds, and where a name ends: sure of a name is not sure of this one
        ([{"U-persName": 5, "U-placeName": 4}], "Lis", 0.73),
        (
            [{"B-persName": 5}, {"L-persName": 2, "I-persName": 1}, {"L-persName": 2}],
            "Lis x y",
            0.4,
        ),
        # of what kind a place is
        ([{"U-geogName": 6, "U-placeName": 5.9}], "Lis", 0.99),
    ],
)
def test_scores_say_how_sure_bounds_and_kind_are(
    rows: list[dict[str, float]], found: str, sure: float
) -> None:
    doc = Doc(Vocab(), words=["Lis", "x", "y", "z"])
    blank = [{"O": 9.0}] * (len(doc) - len(rows))
    component = Names(Fixed("names", KINDS, [*rows, *blank]), np.zeros((len(KINDS), len(KINDS))))
    (span,), (score,) = component.predict(doc)
    assert span.text == found
    assert score == pytest.approx(sure, abs=0.1)


def test_component_without_weights_finds_nothing() -> None:
    assert Names()(Doc(Vocab(), words=["Jan"])).ents == ()


def test_stray_label_follows_the_usual_one() -> None:
    words = ["Japonia", "i", "Japonii", "z", "Japonią"]
    doc = Doc(Vocab(), words=words, lemmas=["Japonia", "i", "Japonia", "z", "Japonia"])
    labels = {0: "placeName", 2: "persName", 4: "placeName"}
    spans = [Span(doc, n, n + 1, label=label) for n, label in labels.items()]
    scores = {"placeName": np.full(5, -0.5), "persName": np.full(5, -1.0)}
    assert {s.label_ for s in agree(spans, scores)} == {"placeName"}
    two = agree(spans[:2], scores)
    assert [s.label_ for s in two] == ["placeName", "persName"]


@pytest.mark.parametrize(
    ("words", "pos", "lemmas", "expected"),
    [
        (["Japończycy"], ["NOUN"], ["Japończyk"], True),
        (["japoński"], ["ADJ"], ["japoński"], True),
        (["Japońska"], ["ADJ"], ["japoński"], True),
        (["Warszawiacy"], ["NOUN"], ["warszawiak"], True),
        (["Japonii"], ["PROPN"], ["Japonia"], False),
        (["Tokio"], ["PROPN"], ["Tokio"], False),
        (["Yokosuki"], ["PROPN"], ["Yokosuka"], False),
        (["Korei", "Południowej"], ["PROPN", "ADJ"], ["Korea", "południowy"], False),
        (["Wyspy", "Kanaryjskie"], ["NOUN", "ADJ"], ["wyspa", "kanaryjski"], False),
    ],
)
def test_relational(words: list[str], pos: list[str], lemmas: list[str], expected: bool) -> None:
    doc = Doc(Vocab(), words=words, pos=pos, lemmas=lemmas)
    span = Span(doc, 0, len(words), label="placeName")
    assert relational(span) is expected
    Names()
    assert span._.relational is expected


def test_people_and_organisations_are_never_relational() -> None:
    doc = Doc(Vocab(), words=["polski"], pos=["ADJ"], lemmas=["polski"])
    assert not relational(Span(doc, 0, 1, label="orgName"))


def tagged(words: str, lemmas: str) -> Doc:
    return Doc(Vocab(), words=words.split(), lemmas=lemmas.split())


def test_a_surname_alone_is_the_person_that_the_text_names_in_full() -> None:
    doc = tagged(
        "Premier Ishiba Shigeru przyjechał . Obawy Ishiby podziela Jan Lis . Lisa znają .",
        "premier Ishiba Shigeru przyjechać . obawa Ishiba podzielać Jan Lis . Lis znać .",
    )
    spans = [Span(doc, 1, 3, "persName"), Span(doc, 6, 7, "orgName"), Span(doc, 8, 10, "persName")]
    found = [(span.text, span.label_) for span in surnames(doc, spans)]
    assert found == [
        ("Ishiba Shigeru", "persName"),
        ("Ishiby", "persName"),
        ("Jan Lis", "persName"),
        ("Lisa", "persName"),
    ]


def test_a_surname_that_is_a_word_of_the_text_stays_one() -> None:
    doc = tagged(
        "Jan Lis widział lisa . Lis uciekł . Klub Lis wygrał .",
        "Jan Lis widzieć lis . lis uciec . klub Lis wygrać .",
    )
    spans = [Span(doc, 0, 2, "persName"), Span(doc, 8, 10, "orgName")]
    assert surnames(doc, spans) == spans


@pytest.mark.parametrize("other", [".DS_Store", "weights~"])
def test_other_files_in_the_folder_are_left_alone(tmp_path: Path, other: str) -> None:
    (tmp_path / other).write_bytes(b"x")
    assert Names().from_disk(tmp_path).transitions is None
