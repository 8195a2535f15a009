"""What a user never wants to see quoted."""

import time

from skrot.corrections import (
    MOST_OPTIONAL,
    MOST_REPEATS,
    SEEN_BY_PATTERN,
    LeaveOutRule,
    parse_corrections,
)
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.never import NeverQuoted
from tests.summarise.helpers import SEA, given, row

TEXTS = [
    "Statek wpłynął rano do portu w Gdyni z ładunkiem węgla dla elektrowni.",
    "To był dziesiąty rejs tej jednostki w ciągu dwóch ostatnich miesięcy.",
    "Rybacy złowili w sobotę trzy tony śledzi na wysokości Jastarni.",
    "Armator kupi dwa holowniki, które wzmocnią flotę portu w Szczecinie.",
]


def chosen(*rules: LeaveOutRule) -> set[int]:
    documents = [given(TEXTS, leans=[1], theme="sea")]
    settings = SummarySettings(sentences=4, leave_out=rules)
    found = summarise(documents, [SEA], settings)
    picks = [*found.overall, *found.documents[0].sentences, *found.themes[0].sentences]
    assert [sentence.text for sentence in found.sentences[0]] == TEXTS
    return {pick.n for pick in picks}


def test_a_sentence_with_the_text_is_in_no_digest():
    assert chosen() == {0, 1, 2, 3}
    assert chosen(LeaveOutRule("TRZY tony")) == {0, 1, 3}


def test_a_sentence_with_a_match_is_in_no_digest():
    assert chosen(LeaveOutRule(pattern="^Rybacy|holowniki")) == {0, 1}


def test_what_leans_on_a_sentence_left_out_goes_with_it():
    """It would bring that sentence along."""
    assert chosen(LeaveOutRule("wpłynął rano")) == {2, 3}


def test_a_sentence_left_out_has_no_score():
    settings = SummarySettings(leave_out=(LeaveOutRule("trzy tony"),))
    found = summarise([given(TEXTS, theme="sea")], [SEA], settings)
    assert [sentence.score is None for sentence in found.sentences[0]] == [
        False,
        False,
        True,
        False,
    ]


def test_everything_may_be_left_out():
    assert chosen(LeaveOutRule(pattern="")) == set()


def test_counts_what_each_rule_has_found():
    never = NeverQuoted([LeaveOutRule("ryby"), LeaveOutRule(pattern="^Ryb"), LeaveOutRule("rak")])
    assert never.among([row(0, "Ryby."), row(1, "Lubię ryby."), row(2, "Wieloryb.")]) == {0, 1}
    assert never.among([row(0, "Rybacy.")]) == {0}
    assert never.found == [2, 2, 0]


def test_a_pattern_sees_the_beginning_of_a_long_sentence():
    never = NeverQuoted([LeaveOutRule(pattern="koniec")])
    assert never.among([row(0, "a" * SEEN_BY_PATTERN + "koniec")]) == frozenset()


def test_the_slowest_pattern_that_may_stand_takes_seconds_at_most():
    pattern = "a?" * MOST_OPTIONAL + "a*" * MOST_REPEATS + "b"
    rules = parse_corrections(f"[[leave_out]]\npattern = '{pattern}'\n").leave_out
    started = time.thread_time()
    assert NeverQuoted(rules).among([row(0, "a" * 10 * SEEN_BY_PATTERN)]) == frozenset()
    assert time.thread_time() - started < 20
