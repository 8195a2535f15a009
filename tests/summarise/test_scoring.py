from typing import Any

import numpy as np
import pytest

from skrot.records import DocumentFacts
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.shapes import default_shapes
from skrot.summarise.values import VALUES, sentence_values
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


def test_a_lead_counts_and_a_list_of_conclusions() -> None:
    texts = ["Port i prom w Gdyni.", "Prom płynie.", "Port i prom w Gdyni czekają.", "Kot śpi."]
    found = parts(given(texts, parts=["title", "lead", "body", "takeaway"]))
    reward = WEIGHTS.reward
    assert [row.get("part") for row in found] == [None, reward.lead, None, reward.takeaway]


def test_a_short_first_paragraph_is_a_lead_and_reads_on() -> None:
    changes: dict[int, dict[str, Any]] = {1: {"paragraph": 0, "leans_on": "to"}}
    changes[3] = {"leans_on": "to"}
    lead, leaning = WEIGHTS.reward.lead, -WEIGHTS.penalty.leaning
    found = parts(given(TEXTS, changes=changes))
    assert [row.get("part") for row in found] == [lead, lead, None, None]
    assert [row.get("leaning") for row in found] == [None, None, None, leaning]
    marked = parts(given(TEXTS, parts=["body", "body", "lead", "body"], changes=changes))
    assert [row.get("part") for row in marked] == [None, None, lead, None]
    for other in (changes | {0: {"formal": True}}, changes):
        texts = TEXTS if other != changes else [TEXTS[0] * 12, *TEXTS[1:]]
        found = parts(given(texts, changes=other))
        assert all("part" not in row for row in found)
        assert found[1]["leaning"] == leaning


def test_what_is_learned_is_a_part_by_its_name() -> None:
    texts = ["Port i prom w Gdyni.", "Prom płynie.", "Port i prom w Gdyni czekają.", "Kot śpi."]
    item = given(texts, parts=["title", "body", "body", "body"])
    values = sentence_values(item, [1, 2, 3], [2, 6, 2])
    learned = default_shapes().parts(values)
    for row, expected in zip(parts(item)[1:], learned, strict=True):
        for name in set(VALUES) - {"position"}:
            assert row.get(name, 0.0) == pytest.approx(expected[name], abs=0.001), name


def test_the_beginning_of_a_document_counts_most() -> None:
    found = [row.get("position", 0.0) for row in parts(given(TEXTS))]
    assert found == sorted(found, reverse=True)
    assert found[0] > found[1] > found[3]


def test_the_beginning_of_a_long_article_is_longer_and_counts_more() -> None:
    def positions(size: int, **change: Any) -> list[dict[str, float]]:
        return parts(given([f"Port {n}." for n in range(size)], changes={0: change}))

    short, long = positions(30), positions(60)
    assert "long" not in short[0]
    assert long[0]["long"] == pytest.approx(long[0]["position"], abs=0.001)
    assert [long[n]["position"] for n in (2, 10)] == [short[n]["position"] for n in (1, 5)]
    assert "long" not in positions(60, formal=True)[0]
    assert "long" not in positions(300)[0]


def test_a_sentence_of_another_story_counts_less_in_a_text_long_enough() -> None:
    texts = [f"Port w Gdyni przyjął statek numer {n}." for n in range(8)]
    vectors = np.tile(vector(1, 0), (9, 1))
    vectors[8] = vector(0, 1)
    item = given([*texts, "Taksówki drożeją."], vectors=vectors)
    assert [row.get("astray") for row in parts(item)] == [None] * 8 + [-WEIGHTS.penalty.astray]
    short = given([*texts[:6], "Taksówki drożeją."], vectors=vectors[2:])
    assert all("astray" not in row for row in parts(short))


def test_what_readers_could_hardly_read_alone_is_in_doubt_but_the_first() -> None:
    changes: dict[int, dict[str, Any]] = {n: {"alone": 0.1} for n in (0, 1)}
    changes[2] = {"alone": 0.1, "leans_on": "to"}
    found = parts(given(TEXTS, changes=changes))
    doubt = -WEIGHTS.penalty.doubtful
    assert [row.get("doubtful") for row in found] == [None, doubt, None, None]
