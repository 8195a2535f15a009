import numpy as np
import pytest

from models.recipe.subjects import read_subjects
from skrot.cluster.subjects import (
    ThemeSubjects,
    directions,
    fit_subjects,
    packaged_subjects,
    subject_evidence,
    subject_shares,
    subjects_of,
    telling_subjects,
    theme_shares,
    with_subjects,
)
from skrot.encode import load_encoder
from skrot.records import Theme
from skrot.vectors import Vectors
from tests.encode.words import WordEncoder

FOOD = Theme(id="food", label="Jedzenie", keywords=("przepis", "kucharz", "obiad"))
FLIGHT = Theme(id="flight", label="Lotnictwo", keywords=("samolot", "pilot", "lotnisko"))
TEXTS = (
    "Upieczony chleb podano z zupą.",
    "Pasażerowie czekają w terminalu na lot.",
    "Puma zaatakowała owcę w lesie.",
)
LEMMAS = (("upiec", "chleb", "zupa"), ("pasażer", "terminal", "lot"), ("puma", "owca", "las"))


def place(name: str) -> int:
    return packaged_subjects().ids.index(name)


def vectors() -> Vectors:
    return load_encoder().encode(TEXTS)


def about(fitted: ThemeSubjects) -> np.ndarray:
    """The subjects of all texts."""
    return subject_shares(fitted.mixture, LEMMAS, vectors())


def unnamed(fitted: ThemeSubjects) -> np.ndarray:
    """No keyword in any of the texts."""
    return np.zeros((len(TEXTS), fitted.shares.shape[1]))


def test_what_ships_fits_the_thesaurus_and_the_encoder() -> None:
    subjects, known = read_subjects(), packaged_subjects()
    assert known.encoder == load_encoder().version, "make subjects computes it again"
    assert [row.id for row in subjects] == list(known.ids), "make subjects computes it again"
    assert [row.label for row in subjects] == list(known.labels)
    single = {word.lower(): n for n, row in enumerate(subjects) for word in row.words[:20]}
    there = [n in known.words.get(word, ()) for word, n in single.items() if " " not in word]
    assert np.mean(there) > 0.95, "make subjects computes it again"


def test_every_subject_is_named_once_and_has_words() -> None:
    subjects = read_subjects()
    assert len({row.id for row in subjects}) == len({row.label for row in subjects}) == 142
    for row in subjects:
        assert len(row.words) >= 60, row.id
        assert len(set(row.words)) == len(row.words), row.id
        assert all(word == " ".join(word.split()) for word in row.words), row.id


def test_words_and_phrases_speak_for_subjects() -> None:
    one, phrase, none = subject_evidence([("kucharz",), ("rzut", "karny"), ("xyz",)])
    assert one[place("restaurants")] > 0
    assert phrase[place("football")] >= 1
    assert none.sum() == 0


def test_a_word_of_several_subjects_counts_in_part() -> None:
    known = packaged_subjects()
    word = next(word for word, places in sorted(known.words.items()) if len(places) == 2)
    (found,) = subject_evidence([(word,)])
    assert found[list(known.words[word])].tolist() == [0.5, 0.5]


def test_shares_of_subjects_sum_to_one() -> None:
    fitted = fit_subjects(LEMMAS, vectors(), [FOOD], load_encoder())
    assert fitted is not None
    shares = subject_shares(fitted.mixture, LEMMAS, vectors())
    assert shares.shape == (3, len(packaged_subjects().ids))
    assert shares.sum(axis=1) == pytest.approx(1)


def test_keywords_reach_what_they_do_not_name_and_nothing_else() -> None:
    themes = [FOOD, FLIGHT]
    fitted = fit_subjects(LEMMAS, vectors(), themes, load_encoder())
    assert fitted is not None
    shares = theme_shares(fitted, about(fitted), unnamed(fitted))
    assert shares.argmax(axis=1).tolist() == [0, 1, 2]
    assert shares[0, 0] > 0.8
    _, told, _ = telling_subjects(fitted, about(fitted), [0, 1, 2])
    assert told is not None
    assert told[0] == "Lotnictwo"
    assert told[1] == pytest.approx(0.8 * np.log(3 * shares[1, 1]))


def test_examples_and_descriptions_are_of_subjects_too() -> None:
    theme = Theme(
        id="food", label="A", examples=("Kucharz podał zupę.",), description="Potrawy i przepisy."
    )
    fitted = fit_subjects(LEMMAS, vectors(), [theme, FLIGHT], load_encoder())
    assert fitted is not None
    assert theme_shares(fitted, about(fitted), unnamed(fitted))[0].argmax() == 0


def test_themes_that_cover_all_subjects_leave_little_to_others() -> None:
    known = packaged_subjects()
    broad = [
        Theme(id=row.id, label=row.label, keywords=row.words[:5]) for row in read_subjects()[::4]
    ]
    wide = fit_subjects(LEMMAS, vectors(), broad, load_encoder())
    narrow = fit_subjects(LEMMAS, vectors(), [FOOD], load_encoder())
    assert wide is not None
    assert narrow is not None
    assert wide.shares[:, -1].mean() < 0.1
    assert narrow.shares[:, -1].mean() > 0.8
    assert len(known.ids) == len(narrow.shares)


def test_in_little_text_a_keyword_is_a_subject() -> None:
    fitted = fit_subjects(LEMMAS, vectors(), [FOOD], load_encoder())
    assert fitted is not None
    named = unnamed(fitted)
    named[2, 0] = 1
    assert theme_shares(fitted, about(fitted), named)[2, 0] > 0.4
    much = fitted._replace(trust=0.01)
    assert theme_shares(much, about(much), named)[2, 0] < 0.2


def test_no_sentence_is_no_trouble() -> None:
    nothing = np.zeros((0, directions().shape[1]), dtype=np.float32)
    fitted = fit_subjects([], nothing, [FOOD], load_encoder())
    assert fitted is not None
    assert subject_shares(fitted.mixture, [], nothing).shape == (0, 142)
    assert subjects_of(fitted, [], nothing) is None


def test_other_vectors_have_no_subjects() -> None:
    given = WordEncoder().encode(TEXTS)
    assert fit_subjects(LEMMAS, given, [FOOD], WordEncoder()) is None
    found = np.full((3, 2), 0.5)
    assert subjects_of(None, LEMMAS, given) is None
    assert with_subjects(None, found, None, found) is found
    assert telling_subjects(None, None, [0, 0, 0]) == [None] * 3
