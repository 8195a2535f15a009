import math
from decimal import Decimal

import numpy as np
import pytest

from skrot.records import DocumentFacts, Mention, Number
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.scoring import centrality, commonness, logarithms, scaled
from skrot.summarise.weights import default_weights
from tests.summarise.helpers import given, vector

WEIGHTS = default_weights()
TEXTS = [
    "Port w Gdyni przyjął w maju rekordową liczbę statków.",
    "Rybacy z Helu łowią coraz mniej dorszy w zatoce.",
    "Nowa latarnia morska stanęła na końcu długiego falochronu.",
    "Stocznia zwodowała wczoraj prom dla szwedzkiego armatora.",
]


def parts(item: DocumentFacts) -> list[dict[str, float]]:
    """The parts of the scores of the sentences within their document."""
    return [
        dict(row.score_parts or {}) for row in summarise([item], [], SummarySettings()).sentences[0]
    ]


def test_what_shares_words_and_meaning_is_central() -> None:
    lemmas = [("port", "statek"), ("port", "statek", "prom"), ("kot",)]
    vectors = np.vstack([vector(1, 0), vector(1, 0.1), vector(0, 1)])
    found = centrality(lemmas, vectors)
    assert found[2] < min(found[0], found[1])
    assert np.all(found <= 1)


def test_it_is_the_mean_similarity_to_all_sentences() -> None:
    lemmas = [("port", "statek"), ("port",), ("port", "kot", "kot")]
    vectors = np.vstack([vector(1, 0), vector(1, 1), vector(0, 1)])
    rarity = {"port": np.log(2), "statek": np.log(4), "kot": np.log(4)}
    rows = np.array([[rarity[word] * (word in row) for word in rarity] for row in lemmas])
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    expected = ((rows @ rows.T + vectors @ vectors.T) / 2).mean(axis=1)
    assert centrality(lemmas, vectors) == pytest.approx(expected)


def test_a_sentence_without_words_counts_by_its_vector() -> None:
    found = centrality([(), ("port",)], np.vstack([vector(1, 0), vector(1, 0)]))
    assert found == pytest.approx([0.5, 0.75])


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("question", {"question": True}),
        ("unattributed", {"speaker": False, "speaker_n": 0}),
        ("leaning", {"leans_on": "to"}),
        ("adding", {"adds": True}),
        ("formal", {"formal": True}),
        ("evasive", {"evasive": True}),
    ],
)
def test_what_speaks_against_a_sentence_is_taken_off_once(part: str, change) -> None:
    plain = parts(given(TEXTS))
    changed = parts(given(TEXTS, changes={1: change}))
    assert changed[1].pop(part) == -getattr(WEIGHTS.penalty, part)
    assert changed == plain


def test_a_sentence_is_best_of_a_readable_length() -> None:
    lengths = [2, 8, 40, 50, 80, 100]
    found = parts(given([" ".join(["słowo"] * n) for n in lengths]))
    assert [row.get("length", 0.0) / WEIGHTS.penalty.length for row in found] == pytest.approx(
        [-0.75, 0.0, 0.0, -0.25, -1.0, -1.0]
    )


def test_marks_are_no_words() -> None:
    found = parts(given(["Jeden dwa – trzy … cztery 5 … 6 „siedem” [8]."]))
    assert "length" not in found[0]


def test_the_first_sentence_of_a_paragraph_opens_it() -> None:
    opening = WEIGHTS.reward.opening
    found = parts(given(TEXTS, changes={1: {"paragraph": 0}}))
    assert [row.get("opening") for row in found] == [opening, None, opening, opening]


def test_a_lead_counts_and_words_of_the_title_do() -> None:
    texts = ["Port i prom w Gdyni.", "Prom płynie.", "Port i prom w Gdyni czekają.", "Kot śpi."]
    found = parts(given(texts, parts=["title", "lead", "body", "body"]))
    assert [row.get("part") for row in found] == [None, WEIGHTS.reward.lead, None, None]
    title = [row.get("title", 0.0) / WEIGHTS.reward.title for row in found]
    assert title == pytest.approx([0.0, 1 / 3, 1.0, 0.0], abs=0.001)


def named(n: int, entity: str, label: str = "placeName") -> Mention:
    return Mention("a.txt", n, 0, 4, "Imię", label, entity)  # type: ignore[arg-type]


def test_names_count_each_once_up_to_four_and_no_dates() -> None:
    mentions = [
        *(named(0, entity) for entity in ("a", "b", "b")),
        *(named(1, entity) for entity in "abcdef"),
        named(2, "2024", "date"),
        named(2, "12:00", "time"),
    ]
    found = parts(given(TEXTS, mentions=mentions))
    worth = [row.get("names", 0.0) / WEIGHTS.reward.names for row in found]
    assert worth == pytest.approx([0.5, 1.0, 0.0, 0.0])


def figure(n: int, **fields) -> Number:
    return Number("a.txt", n, 0, 1, "5", fields.pop("kind", "quantity"), **fields)


def test_numbers_count_each_once_up_to_three_if_they_have_a_value() -> None:
    five, six = Decimal(5), Decimal(6)
    numbers = [
        *(figure(0, value=five, unit=unit) for unit in ("t", "t", "m")),
        *(figure(1, value=Decimal(value)) for value in range(5)),
        figure(2, kind="date", iso="2024"),
        figure(3, low=five, high=six),
        figure(3, value=five, kind="money", currency="PLN"),
    ]
    found = parts(given(TEXTS, numbers=numbers))
    worth = [row.get("numbers", 0.0) / WEIGHTS.reward.numbers for row in found]
    assert worth == pytest.approx([2 / 3, 1.0, 0.0, 2 / 3], abs=0.001)


def test_the_beginning_of_a_document_counts_most() -> None:
    found = [row.get("position", 0.0) / WEIGHTS.reward.position for row in parts(given(TEXTS))]
    assert found == pytest.approx([1.0, 9 / 16, 1 / 4, 1 / 16], abs=0.001)


def test_common_words_are_those_that_many_sentences_have() -> None:
    frequency = logarithms({"port": 9, "kot": 1, "prom": 3})
    assert commonness(["kot"], frequency) == 0
    assert commonness(["port", "kot", "port"], frequency) == pytest.approx(math.log(9) / 2)
    assert commonness([], frequency) == 0


def test_values_are_stretched_between_zero_and_one() -> None:
    assert scaled(np.array([3.0, 1.0, 2.0])) == pytest.approx([1.0, 0.0, 0.5])
    assert scaled(np.array([3.0, 3.0])) == pytest.approx([0.5, 0.5])
