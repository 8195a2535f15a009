import msgspec
import numpy as np
import pytest

from skrot.cluster.plan import assign_plan, fit_plan
from skrot.encode import load_encoder
from skrot.records import OTHER, SentenceFeatures, Theme
from tests.cluster.test_assignment import BREAD, ENCODER, SEA, corpus, repeated


def test_what_is_no_text_of_a_document_has_no_theme_and_says_nothing() -> None:
    rows, features, vectors = corpus()
    rows[0] = msgspec.structs.replace(rows[0], part="other")
    plan = fit_plan([SEA, BREAD], None, rows, features, vectors, encoder=ENCODER)
    found = assign_plan(plan, rows, features, vectors)
    assert found[0].theme == OTHER
    assert found[0].scores == {"sea": 0.0, "bread": 0.0, OTHER: 1.0}
    assert [row.theme for row in found[1:]] == ["sea", "bread", "bread", OTHER]
    blind = np.vstack([np.zeros_like(vectors[:1]), vectors[1:]])
    again = fit_plan([SEA, BREAD], None, rows, features, blind, encoder=ENCODER)
    assert assign_plan(again, rows, features, blind) == found


def test_nothing_but_letterheads() -> None:
    rows, features, vectors = corpus()
    rows = [msgspec.structs.replace(row, part="other") for row in rows]
    plan = fit_plan([SEA], None, rows, features, vectors, encoder=ENCODER)
    assert {row.theme for row in assign_plan(plan, rows, features, vectors)} == {OTHER}


def test_discovered_themes_are_of_what_the_given_ones_leave_over() -> None:
    rows, features, vectors = repeated(40)
    vectors = vectors + np.random.default_rng(0).normal(scale=0.01, size=vectors.shape)
    plan = fit_plan([SEA], 2, rows, features, vectors, encoder=ENCODER)
    assert [theme.id for theme in plan.themes] == ["sea", "theme-1", "theme-2"]
    found = [row.theme for row in assign_plan(plan, rows, features, vectors)]
    assert set(found[::2]) == {"sea"}
    assert "sea" not in found[1::2]


@pytest.mark.parametrize(
    ("themes", "note"),
    [
        (None, "there are 20 sentences, it takes 30"),
        ([SEA], "there are 10 sentences that the given themes leave over, it takes 30"),
    ],
)
def test_too_few_sentences_to_discover_themes_in_are_noted(
    themes: list[Theme] | None, note: str
) -> None:
    plan = fit_plan(themes, 0, *repeated(10), encoder=ENCODER)
    assert plan.note == f"no themes were discovered: {note}"


def test_themes_of_noise_are_noted_and_steady_ones_are_not() -> None:
    rows, features, vectors = repeated(40)
    assert fit_plan(None, 2, rows, features, vectors, encoder=ENCODER).note is None
    noise = np.random.default_rng(0).normal(size=(80, 64)).astype(np.float32)
    noise /= np.linalg.norm(noise, axis=1, keepdims=True)
    note = fit_plan(None, 5, rows, features, noise, encoder=ENCODER).note
    assert note is not None
    assert note.startswith("the discovered themes are hardly steadier than chance (stability 0.")


def test_what_a_corpus_is_about_is_proposed_where_the_themes_cover_little() -> None:
    encoder = load_encoder()
    bread = "Upieczony chleb podano z zupą i bułką.", ("upiec", "chleb", "podać", "zupa", "bułka")
    waves = "Morze niosło statek na fali do portu.", ("morze", "nieść", "statek", "fala", "port")
    texts = [bread] * 40 + [waves] * 10
    rows = [
        msgspec.structs.replace(repeated(2)[0][0], doc=f"{n}.txt", text=text)
        for n, (text, _) in enumerate(texts)
    ]
    features = [SentenceFeatures(0, lemmas, 0) for _, lemmas in texts]
    vectors = np.repeat(encoder.encode([bread[0], waves[0]]), [40, 10], axis=0)
    plan = fit_plan([SEA], None, rows, features, vectors, encoder=encoder)
    assert plan.note is not None
    assert "cover 20% of the sentences" in plan.note
    assert plan.proposed[0].startswith("Gotowanie i potrawy: ")
    assert [theme.id for theme in plan.themes] == ["sea"]
    covered = fit_plan([SEA, BREAD], None, rows, features, vectors, encoder=encoder)
    assert (covered.note, covered.proposed) == (None, ())


def test_without_subjects_known_to_the_encoder_nothing_is_proposed() -> None:
    rows, features, vectors = repeated(80)
    taken = [n for n in range(len(rows)) if n % 2 or n % 8 == 0]
    few = [rows[n] for n in taken], [features[n] for n in taken], vectors[taken]
    plan = fit_plan([SEA], None, *few, encoder=ENCODER)
    assert (plan.note, plan.proposed) == (None, ())
