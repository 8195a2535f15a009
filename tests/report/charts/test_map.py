from __future__ import annotations

import numpy as np
import pytest

from skrot.report.charts.map import project

KEYS = [("d", n) for n in range(40)]


def test_what_differs_most_is_far_apart() -> None:
    random = np.random.default_rng(5)
    vectors = random.normal(0, 0.1, (40, 8))
    vectors[:20, 3] += 5
    places = project(KEYS, vectors)
    left = {p.x > 0 for p in places[:20]}
    right = {p.x > 0 for p in places[20:]}
    assert len(left) == len(right) == 1
    assert left != right
    assert project(KEYS, vectors) == places


def test_the_distances_of_a_plane_are_kept() -> None:
    flat = np.random.default_rng(6).normal(size=(40, 2))
    turn = np.linalg.qr(np.random.default_rng(7).normal(size=(5, 5)))[0]
    places = project(KEYS, np.hstack([flat, np.zeros((40, 3))]) @ turn)
    found = np.array([[p.x, p.y] for p in places])
    wanted = np.linalg.norm(flat[0] - flat[1:], axis=1)
    assert np.linalg.norm(found[0] - found[1:], axis=1) == pytest.approx(wanted, abs=1e-3)


def test_too_little_gives_no_map() -> None:
    assert project(KEYS[:2], np.eye(2)) == ()
    assert project([], np.zeros((0, 512))) == ()
    with pytest.raises(ValueError, match="40 sentences but 3"):
        project(KEYS, np.eye(3))
