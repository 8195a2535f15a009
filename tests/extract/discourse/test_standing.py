import pytest

from skrot.extract.discourse.standing import AloneWeights, alone_weights, standing_values
from skrot.extract.discourse.words import read_words, words_of
from skrot.records import Sentence, SentenceFeatures
from tests.summarise.helpers import tagged


def values(text: str, **found: object) -> dict[str, float]:
    doc = tagged(text)
    row = Sentence("a", 0, 0, len(doc.text), doc.text, "body", (), 1)
    features = SentenceFeatures(0, (), 0, **found)  # type: ignore[arg-type]
    (found_values,) = standing_values([row], [features], words_of(read_words(doc), [row]))
    return found_values


def test_what_ships_has_a_weight_for_every_value() -> None:
    assert alone_weights().weights.keys() == values("Port działa .").keys()


def test_what_the_rules_find_is_a_value() -> None:
    plain = values("Port/NOUN działa/VERB .")
    leaning = values("Port/NOUN działa/VERB .", leans_on="Port", question=True)
    assert (plain["leans"], plain["question"]) == (0, 0)
    assert (leaning["leans"], leaning["question"]) == (1, 1)


def test_marks_and_persons_are_values() -> None:
    found = values("„ Wiem/VERB/+s1 , że … ”")
    assert found["first_person"] == found["ellipsis"] == found["quotation_opens"] == 1
    assert found["endless"] == 0


def test_a_sentence_without_words_has_values() -> None:
    assert values("…")["short"] == 1


def test_no_sentences() -> None:
    assert standing_values([], [], []) == []


def test_probabilities_are_logistic() -> None:
    weights = AloneWeights(0.0, {"leans": -2.0})
    low, even = weights.probabilities([{"leans": 1.0}, {"leans": 0.0}])
    assert even == pytest.approx(0.5)
    assert low == pytest.approx(0.1192, abs=1e-4)
