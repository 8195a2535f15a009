import spacy
from spacy.tokens import Doc

from skrot.extract.discourse.words import Word, read_words


def test_a_word_has_what_its_token_has_and_spaces_are_left_out() -> None:
    doc = Doc(
        spacy.blank("pl").vocab,
        words=["Premierka", "\n", "Ona"],
        spaces=[True, False, False],
        lemmas=["Premierka", "\n", "on"],
        pos=["NOUN", "SPACE", "PRON"],
        morphs=["Case=Nom|Gender=Fem", "", "Gender=Fem,Neut"],
        ents=["B-persName", "O", "O"],
    )
    assert read_words(doc) == [
        Word(
            i=0,
            start=0,
            text="Premierka",
            space=" ",
            lower="premierka",
            lemma="Premierka",
            low_lemma="premierka",
            pos="NOUN",
            features={"Case": "Nom", "Gender": "Fem"},
            entity="persName",
            head=0,
            relation="",
        ),
        Word(2, 11, "Ona", "", "ona", "on", "on", "PRON", {"Gender": "Fem"}, "", 2, ""),
    ]


def test_a_word_without_a_singular_is_in_the_plural() -> None:
    doc = Doc(spacy.blank("pl").vocab, words=["Chiny"], pos=["PROPN"], morphs=["Number=Ptan"])
    assert read_words(doc)[0].features == {"Number": "Plur"}
