"""A user's lemmas, on Docs that no model has seen."""

import spacy
from spacy.tokens import Doc

from skrot.annotate import correct_lemmas
from skrot.corrections import LemmaRule

WORDS = ["Zamówieniu", "uległ", "Orlen", ",", "zamówieniu"]


def doc() -> Doc:
    lemmas = ["zamówiyć", "ulec", "orlen", ",", "zamówiyć"]
    poses = ["VERB", "VERB", "X", "PUNCT", "VERB"]
    return Doc(spacy.blank("pl").vocab, words=WORDS, lemmas=lemmas, pos=poses)


def test_sets_the_lemma_of_a_form_in_any_letter_case():
    found = doc()
    assert correct_lemmas(found, [LemmaRule("zamówieniu", "zamówienie")]) == (2,)
    assert [token.lemma_ for token in found] == ["zamówienie", "ulec", "orlen", ",", "zamówienie"]
    assert found[0].pos_ == "VERB"


def test_sets_the_part_of_speech_where_it_is_given():
    found = doc()
    rules = [LemmaRule("ORLEN", "Orlen", "PROPN"), LemmaRule("orle", "orzeł")]
    assert correct_lemmas(found, rules) == (1, 0)
    assert (found[2].lemma_, found[2].pos_) == ("Orlen", "PROPN")


def test_without_rules_nothing_changes():
    found = doc()
    assert correct_lemmas(found, []) == ()
    assert found.to_array(["LEMMA", "POS"]).tolist() == doc().to_array(["LEMMA", "POS"]).tolist()
