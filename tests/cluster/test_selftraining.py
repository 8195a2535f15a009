import numpy as np
import pytest

from skrot.cluster.selftraining import (
    ENOUGH_ROWS,
    Voters,
    WordCounts,
    find_lemmas,
    self_train,
    vote,
    word_votes,
)
from skrot.vectors import Matrix

SIZE = 300


def corpus() -> tuple[np.ndarray, list[tuple[str, ...]], np.ndarray, np.ndarray]:
    """Vectors that tell two classes apart, lemmas that tell all three."""
    generator = np.random.default_rng(0)
    truth: np.ndarray = np.arange(SIZE) % 3
    vectors = np.eye(3, 60)[np.minimum(truth, 1)] + generator.normal(0, 0.1, size=(SIZE, 60))
    lemmas: list[tuple[str, ...]] = [
        (f"słowo{label}", "wspólne", f"jedno{row}") for row, label in enumerate(truth)
    ]
    return vectors, lemmas, truth, np.zeros((SIZE, 3))


def mixture(truth: np.ndarray, right: float) -> np.ndarray:
    """What a mixture finds that is right for a share of the sentences and not sure."""
    generator = np.random.default_rng(1)
    wrong = generator.random(SIZE) > right
    found = np.where(wrong, generator.integers(0, 3, SIZE), truth)
    return np.eye(3)[found] * 0.4 + 0.2


def keywords(truth: np.ndarray) -> np.ndarray:
    """A keyword in every fifth sentence of the first two classes of four."""
    evidence = np.zeros((SIZE, 4))
    for code in (0, 1):
        evidence[np.flatnonzero(truth == code)[::5], code] = 1.0
    return evidence


def trained(right: float = 0.7) -> Voters:
    vectors, lemmas, truth, evidence = corpus()
    voters = self_train(vectors, lemmas, mixture(truth, right), evidence)
    assert voters is not None
    return voters


def test_vectors_and_words_together_correct_the_mixture() -> None:
    vectors, lemmas, truth, evidence = corpus()
    first = mixture(truth, 0.7)
    voters = trained()
    found = vote(voters, vectors, find_lemmas(voters.words, lemmas), first, evidence)
    assert (first.argmax(axis=1) == truth).mean() < 0.85
    assert (found.argmax(axis=1) == truth).mean() > 0.96
    assert np.allclose(found.sum(axis=1), 1)


def test_a_class_the_corpus_does_not_speak_of_keeps_its_keywords_alone() -> None:
    vectors, lemmas, truth, _ = corpus()
    four = np.insert(mixture(truth, 0.9), 2, 0.0, axis=1)  # class 2 is what nobody speaks of
    stray = np.arange(0, SIZE, 10)
    four[stray] = [0.2, 0.2, 0.4, 0.2]
    evidence = keywords(truth)
    evidence[stray[0], 2] = 1.0
    voters = self_train(vectors, lemmas, four, evidence, watched=[0, 1, 2])
    assert voters is not None
    assert voters.drifted == (2,)
    found = vote(voters, vectors, find_lemmas(voters.words, lemmas), four, evidence)
    assert np.flatnonzero(found[:, 2]).tolist() == [stray[0]]
    assert np.allclose(found.sum(axis=1), 1)


def test_a_class_without_keywords_cannot_be_said_to_drift() -> None:
    vectors, lemmas, truth, _ = corpus()
    four = np.insert(mixture(truth, 0.9), 2, 0.0, axis=1)
    four[::10] = [0.2, 0.2, 0.4, 0.2]
    voters = self_train(vectors, lemmas, four, keywords(truth), watched=[0, 1])
    assert voters is not None
    assert voters.drifted == ()


def test_a_class_whose_sentences_have_none_of_its_keywords_has_drifted() -> None:
    vectors, lemmas, truth, _ = corpus()
    evidence = keywords(truth)
    evidence[:, 1] = 0
    four = np.insert(mixture(truth, 0.9), 2, 0.0, axis=1)
    voters = self_train(vectors, lemmas, four, evidence, watched=[0, 1])
    assert voters is not None
    assert voters.drifted == (1,)


def test_a_sentence_does_not_bear_witness_to_itself() -> None:
    counted: dict[tuple[str, ...], int] = {("a", "b"): 0, ("b", "c"): 1}
    counts = np.array([[1.0, 0], [1, 1], [0, 1]])
    words = WordCounts({"a": 0, "b": 1, "c": 2}, counts, np.array([0.5, 0.5]), counted)
    mine, other = word_votes(words, find_lemmas(words, [("a", "b"), ("a",)]), 2)
    assert mine[0] < 0 < mine[1]  # "b" of the other class is all that is left
    assert other[0] > 0 > other[1]


@pytest.mark.parametrize("lemmas", [[], [()], [("nieznane",)]])
def test_unknown_words_have_no_vote(lemmas) -> None:
    words = trained().words
    votes = word_votes(words, find_lemmas(words, lemmas), len(lemmas))
    assert votes.shape == (len(lemmas), 3)
    assert not votes.any()


def test_a_lemma_counts_once_a_sentence_and_a_sentence_once_a_corpus() -> None:
    vectors, lemmas, truth, evidence = corpus()
    once = trained().words
    repeated = [(*row, row[0]) for row in lemmas]
    voters = self_train(vectors, repeated, mixture(truth, 0.7), evidence)
    assert voters is not None
    assert np.array_equal(voters.words.counts, once.counts)
    same = self_train(vectors, [("a",)] * SIZE, mixture(truth, 0.7), evidence)
    assert same is not None
    assert same.words.counts.sum() == 1


def test_few_sentences_or_one_class_train_nothing() -> None:
    vectors, lemmas, truth, evidence = corpus()
    few = slice(ENOUGH_ROWS - 1)
    first = mixture(truth, 0.7)
    assert self_train(vectors[few], lemmas[few], first[few], evidence[few]) is None
    assert self_train(vectors, lemmas, mixture(truth * 0, 1.0), evidence) is None


def test_the_same_corpus_gives_the_same_bits() -> None:
    vectors, lemmas, truth, evidence = corpus()
    first = mixture(truth, 0.7)

    def found() -> Matrix:
        voters = trained()
        return vote(voters, vectors, find_lemmas(voters.words, lemmas), first, evidence)

    assert np.array_equal(found(), found())
