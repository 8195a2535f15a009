import msgspec
import numpy as np
import pytest

from skrot.cluster.plan import assign_plan, fit_plan
from skrot.records import OTHER, Theme
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
    rows, features, vectors = repeated(80)
    vectors = vectors + np.random.default_rng(0).normal(scale=0.01, size=vectors.shape)
    taken = [n for n in range(len(rows)) if n % 2 or n % 8 == 0]  # of one theme a quarter
    few = [rows[n] for n in taken], [features[n] for n in taken], vectors[taken]
    plan = fit_plan([SEA], None, *few, encoder=ENCODER)
    assert plan.note is not None
    assert "cover 20% of the sentences" in plan.note
    assert "bułka" in plan.proposed[0]
    assert [theme.id for theme in plan.themes] == ["sea"]
    covered = fit_plan([SEA, BREAD], None, *few, encoder=ENCODER)
    assert (covered.note, covered.proposed) == (None, ())


def test_what_has_no_name_or_that_of_another_is_not_proposed(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows, features, vectors = repeated(80)
    taken = [n for n in range(len(rows)) if n % 2 or n % 8 == 0]
    few = [rows[n] for n in taken], [features[n] for n in taken], vectors[taken]
    word = msgspec.structs.replace(BREAD, label="sprawa", keywords=("sprawa",))
    found = [BREAD, word, msgspec.structs.replace(SEA, id="theme-2", label="theme-2"), BREAD]
    monkeypatch.setattr("skrot.cluster.plan.propose_themes", lambda *_, **__: found)
    assert fit_plan([SEA], None, *few, encoder=ENCODER).proposed == (BREAD.label,)
    monkeypatch.setattr("skrot.cluster.plan.propose_themes", lambda *_, **__: found[1:3])
    plan = fit_plan([SEA], None, *few, encoder=ENCODER)
    assert (plan.note, plan.proposed) == (None, ())
