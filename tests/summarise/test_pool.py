"""The best candidates of a theme: all of a small one, those that score highest of a large one."""

from __future__ import annotations

import numpy as np
import pytest

from skrot.records import Sentence
from skrot.summarise.pool import Candidates, Group, best
from skrot.summarise.scoring import Candidate


def candidate(position: int, n: int, worth: float, needs: tuple[int, ...] = ()) -> Candidate:
    chance = np.random.default_rng(100 * position + n)
    vector = chance.standard_normal(8).astype(np.float32)
    text = f"Zdanie {position} {n}."
    return Candidate(
        position=position,
        sentence=Sentence(f"{position}.txt", n, 0, len(text), text, "body", (), 3, "a", {"a": 0.5}),
        vector=vector / np.linalg.norm(vector),
        lemmas=frozenset({"zdanie", f"słowo{n}"}),
        parts={"centrality": 0.1, "words": 0.1, "position": worth},
        names=frozenset(),
        full=frozenset({"person:jan"}),
        short=frozenset(),
        numbers={},
        needs=needs,
        leans=bool(needs),
        n_words=5,
    )


def taken(rows: list[Candidate]) -> list[Candidate]:
    candidates, group = Candidates([]), Group()
    for row in rows:
        group.add(candidates.add(row), row, 1.0)
    weights = {"centrality": 0.3, "words": 0.2}
    return best(
        candidates,
        group,
        lambda row: {"position": row.parts["position"]},
        lambda name, values: weights[name] * values,
    )


def places(rows: list[Candidate]) -> list[tuple[int, int]]:
    return [(row.position, row.sentence.n) for row in rows]


ROWS = [candidate(i // 4, i % 4, (7 * i % 100) / 10) for i in range(100)]


def test_a_candidate_comes_back_as_it_was_put_away() -> None:
    candidates = Candidates([])
    back = candidates.get(candidates.add(ROWS[3]))
    assert back._replace(vector=ROWS[3].vector) == ROWS[3]
    assert back.vector.tobytes() == ROWS[3].vector.tobytes()


def test_a_small_theme_is_taken_as_a_whole() -> None:
    assert places(taken(ROWS)) == places(ROWS)


def test_of_a_large_theme_those_are_taken_that_score_highest_within_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    whole = taken(ROWS)
    monkeypatch.setattr("skrot.summarise.pool.POOL", 20)
    some = taken(ROWS)
    ranked = sorted(whole, key=lambda row: -row.score)[:20]
    assert places(some) == sorted(places(ranked))
    scores = {place: row.score for place, row in zip(places(whole), whole, strict=True)}
    assert all(row.score == scores[place] for place, row in zip(places(some), some, strict=True))


def test_what_a_candidate_needs_is_taken_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skrot.summarise.pool.POOL", 1)
    rows = [*ROWS[:20], candidate(5, 0, -5.0), candidate(5, 1, -5.0), candidate(5, 2, 99.0, (1,))]
    assert places(taken(rows)) == [(5, 1), (5, 2)]
