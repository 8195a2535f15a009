"""The greedy selection against itself written plainly: every candidate anew at every step."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.records import OTHER, Number
from skrot.summarise.scoring import Candidate
from skrot.summarise.selection import select
from skrot.summarise.weights import Choice
from tests.summarise.helpers import row, vector

WEIGHTS = Choice(
    redundancy=0.6,
    same=0.95,
    new_name=0.05,
    new_number=0.07,
    document=0.2,
    theme=0.1,
    story=0.3,
    topic=0.3,
)
NAMES = st.frozensets(st.sampled_from(["org:a", "org:b", "org:c", "person:d"]), max_size=3)


@st.composite
def pools(draw: st.DrawFn) -> list[Candidate]:
    """Candidates of up to three documents in display order; no persons named in short."""
    found = []
    for position in range(draw(st.integers(1, 3))):
        for n in range(draw(st.integers(1, 5))):
            values = draw(st.lists(st.sampled_from([0.1, 0.5, 1.0]), min_size=3, max_size=3))
            numbers = draw(st.frozensets(st.sampled_from(["5 zł", "7 %", "9 t"]), max_size=2))
            theme = draw(st.sampled_from([None, OTHER, "x", "y"]))
            found.append(
                Candidate(
                    position=position,
                    sentence=row(n, f"zdanie {position} {n}", theme=theme),
                    vector=vector(*values),
                    lemmas=draw(st.frozensets(st.sampled_from("abcd"), max_size=3)),
                    parts={"centrality": draw(st.sampled_from([0.1, 0.3, 0.30001, 0.7]))},
                    names=draw(NAMES),
                    full=frozenset(),
                    short=frozenset(),
                    numbers={key: Number("a.txt", n, 0, 1, key, "cardinal") for key in numbers},
                    needs=(n - 1,) if n and draw(st.booleans()) else (),
                    leans=False,
                    n_words=2,
                )
            )
    return found


def plainly(pool: list[Candidate]) -> list[tuple[tuple[int, int], ...]]:
    """The units in the order of their selection, as (position, n)."""
    at = {(one.position, one.sentence.n): one for one in pool}
    several = len({one.position for one in pool}) > 1
    alone = any(not one.needs for one in pool)
    chosen: list[Candidate] = []
    similar = dict.fromkeys(at, 0.0)
    found: list[tuple[tuple[int, int], ...]] = []

    def is_open(key: tuple[int, int]) -> bool:
        return at[key] not in chosen and similar[key] < WEIGHTS.same

    def step(count: int) -> float:
        return math.sqrt(count + 1) - math.sqrt(count)

    def gain(key: tuple[int, int]) -> float:
        one = at[key]
        news = coverage = 0.0
        if is_open(key):
            names = one.names.difference(*(other.names for other in chosen))
            numbers = set(one.numbers).difference(*(other.numbers for other in chosen))
            news = WEIGHTS.new_name * min(len(names), 3) + WEIGHTS.new_number * min(len(numbers), 3)
        if is_open(key) and several:
            coverage = WEIGHTS.document * step(sum(o.position == one.position for o in chosen))
            theme = one.sentence.theme
            if theme not in {None, OTHER}:
                coverage += WEIGHTS.theme * step(sum(o.sentence.theme == theme for o in chosen))
        return one.score + news + coverage - WEIGHTS.redundancy * similar[key]

    while True:
        best: tuple[tuple[int, int], ...] = ()
        most = -math.inf
        for key in filter(is_open, at):
            unit = sorted({key, *((key[0], n) for n in at[key].needs)})
            new = tuple(one for one in unit if at[one] not in chosen)
            if not chosen and alone and len(new) > 1:
                continue
            mean = sum(map(gain, new)) / len(new)
            if mean > most + 1e-12:
                best, most = new, mean
        if not best:
            return found
        found.append(best)
        still_open = set(filter(is_open, at))
        for key in best:
            one = at[key]
            chosen.append(one)
            still_open.discard(key)
            cosines = np.clip(np.array([other.vector for other in pool]) @ one.vector, 0, 1)
            for other, cosine in zip(at, cosines.astype(np.float64).tolist(), strict=True):
                lemmas = at[other].lemmas
                shared = 0.0
                if lemmas and other in still_open:
                    shared = len(lemmas & one.lemmas) / len(lemmas)
                similar[other] = max(similar[other], (cosine + shared) / 2)


@given(pool=pools())
def test_selection_is_that_of_the_plain_way(pool: list[Candidate]):
    units = [
        tuple((pick.candidate.position, pick.candidate.sentence.n) for pick in unit)
        for unit in select(pool, WEIGHTS)
    ]
    assert units == plainly(pool)


def candidate(n: int, worth: float, position: int = 0, **fields) -> Candidate:
    """A sentence unlike every other, with nothing new in it but what ``fields`` say."""
    axes = np.zeros(8)
    axes[n] = 1.0
    one = Candidate(
        position=position,
        sentence=row(n, f"zdanie {n}"),
        vector=vector(*axes),
        lemmas=frozenset({f"lemma {position} {n}"}),
        parts={"centrality": worth},
        names=frozenset(),
        full=frozenset(),
        short=frozenset(),
        numbers={},
        needs=(),
        leans=False,
        n_words=2,
    )
    return one._replace(**fields)


def persons(*names: str) -> frozenset[str]:
    return frozenset(f"person:{name}" for name in names)


def selected(*pool: Candidate) -> list[tuple[int, ...]]:
    return [tuple(pick.candidate.sentence.n for pick in unit) for unit in select(pool, WEIGHTS)]


def test_the_nearest_sentence_that_names_a_person_in_full_comes_along() -> None:
    a = persons("a")
    pool = [
        candidate(0, 0.1, full=a),
        candidate(1, 0.1, full=a),
        candidate(2, 0.5),
        candidate(3, 0.9, short=a),
    ]
    assert selected(*pool) == [(2,), (1, 3), (0,)]
    # Once the name has been given, it need not be given again.
    pool[0] = candidate(0, 0.95, full=a)
    assert selected(*pool) == [(0,), (3,), (2,), (1,)]


def test_a_full_name_further_on_in_the_digest_is_too_late() -> None:
    a = persons("a")
    first, before = candidate(0, 0.0), candidate(1, 0.9, short=a)
    after = candidate(2, 0.5, full=a)
    assert selected(first, before, after) == [(2,), (0,)]
    assert selected(before._replace(short=frozenset()), after) == [(1,), (2,)]


def test_a_name_given_in_full_only_where_nothing_can_be_selected_may_stay_short() -> None:
    a = persons("a")
    lost, short = candidate(0, 0.5, full=a, needs=(7,)), candidate(1, 0.9, short=a)
    assert selected(lost, short) == [(1,)]


def test_too_many_names_to_give_in_full_wait_until_some_are_given() -> None:
    names = "abcd"
    told = [candidate(n, 0.1, full=persons(name)) for n, name in enumerate(names)]
    crowd = candidate(4, 0.9, short=persons(*names))
    other = candidate(5, 0.05)
    assert selected(*told, crowd, other) == [(0,), (1, 2, 3, 4), (5,)]
    told[0] = candidate(0, -0.1, full=persons("a"))
    assert selected(*told, crowd, other) == [(1,), (0, 2, 3, 4), (5,)]


def test_where_nothing_stands_alone_the_first_unit_is_of_several() -> None:
    a = persons("a")
    first, second = candidate(0, 0.1, needs=(1,)), candidate(1, 0.9, needs=(0,))
    assert selected(first, second) == [(0, 1)]
    one, other = candidate(0, 0.1, full=a, needs=(1,)), candidate(1, 0.9, short=a)
    assert selected(one, other) == [(0, 1)]


def test_what_needs_a_sentence_that_is_not_there_is_not_selected() -> None:
    assert selected(candidate(0, 0.1), candidate(1, 0.9, needs=(0, 7))) == [(0,)]
    # A sentence of that number in another document is none.
    one, other = candidate(7, 0.1, position=1), candidate(1, 0.9, needs=(7,))
    assert selected(other, one) == [(7,)]


@pytest.mark.parametrize(("news", "found"), [(0, 0.0), (1, 0.05), (3, 0.15), (5, 0.15)])
def test_new_names_are_rewarded_up_to_three(news: int, found: float) -> None:
    names = frozenset(f"org:{n}" for n in range(news))
    ((pick,),) = select([candidate(0, 0.5, names=names)], WEIGHTS)
    assert pick.parts.get("novelty", 0.0) == pytest.approx(found)


def test_sentences_of_no_theme_make_no_theme_richer() -> None:
    def coverage(theme: str | None) -> list[float]:
        pool = [candidate(n, 0.5, position=n, sentence=row(n, "x", theme=theme)) for n in (0, 1)]
        return [pick.parts["coverage"] for unit in select(pool, WEIGHTS) for pick in unit]

    assert coverage(None) == coverage(OTHER) == pytest.approx([0.2, 0.2])
    assert coverage("x") == pytest.approx([0.3, 0.2 + 0.1 * (math.sqrt(2) - 1)], abs=0.001)
