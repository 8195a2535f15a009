"""Themes that a user has given to sentences."""

from skrot.cluster.assignment import Assignment
from skrot.cluster.corrected import ThemeCorrector
from skrot.corrections import ThemeRule
from skrot.records import OTHER, ThemeReason
from tests.summarise.helpers import row

ROWS = [row(0, "Wojsko kupi  czołgi."), row(1, "Pada deszcz."), row(2, "Czołgi i deszcz.")]
GIVEN = [Assignment("sea", {"sea": 0.7, "army": 0.1, OTHER: 0.2})] * 3


def test_a_sentence_with_the_text_is_of_the_theme():
    correct = ThemeCorrector([ThemeRule("kupi CZOŁGI", "army")])
    found = correct(ROWS, GIVEN)
    assert found[1:] == GIVEN[1:]
    reason = ThemeReason("correction", "kupi CZOŁGI", 0.0)
    assert found[0] == Assignment("army", {"sea": 0.0, "army": 1.0, OTHER: 0.0}, (reason,))
    assert correct.found == [1]


def test_the_first_rule_that_fits_gives_the_theme():
    correct = ThemeCorrector([ThemeRule("deszcz", OTHER), ThemeRule("czołgi", "army")])
    found = correct(ROWS, GIVEN)
    assert [given.theme for given in found] == ["army", OTHER, OTHER]
    assert found[1].reasons == ()  # what is of no theme has none
    assert correct.found == [2, 2]


def test_counts_go_on_over_documents():
    correct = ThemeCorrector([ThemeRule("deszcz", "sea"), ThemeRule("śnieg", "sea")])
    correct(ROWS, GIVEN)
    correct(ROWS, GIVEN)
    assert correct.found == [4, 0]


def test_without_rules_nothing_changes():
    assert ThemeCorrector([])(ROWS, GIVEN) == GIVEN
