from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from skrot.annotate.morfeusz import Morfeusz
from tests.annotate.scorers import Fixed


def predicted(
    words: list[str], pos: list[str], morphs: list[str], spaces: list[bool] | None = None
) -> Doc:
    """A Doc as another pipeline would leave it, with the form as a poor lemma."""
    return Doc(
        Vocab(), words=words, spaces=spaces, pos=pos, morphs=morphs, lemmas=[w + "x" for w in words]
    )


@pytest.mark.parametrize(
    ("word", "pos", "morph", "lemma"),
    [
        ("lat", "NOUN", "Animacy=Inan|Case=Gen|Gender=Masc|Number=Plur", "rok"),
        ("lat", "NOUN", "Case=Gen|Gender=Neut|Number=Plur", "lato"),
        ("mam", "VERB", "Mood=Ind|Number=Sing|Person=1|VerbForm=Fin", "mieć"),
        ("mam", "NOUN", "Case=Gen|Gender=Fem|Number=Plur", "mama"),
        ("Chin", "PROPN", "Case=Gen|Number=Plur", "Chiny"),
        ("zrobiłem", "VERB", "Gender=Masc|Number=Sing", "zrobić"),
        ("zażartą", "ADJ", "Case=Acc|Gender=Fem", "zażarty"),
        ("okołowojskowego", "ADJ", "Case=Gen", "okołowojskowy"),
    ],
)
def test_lemma_follows_what_the_pipeline_predicted(
    word: str, pos: str, morph: str, lemma: str
) -> None:
    doc = Morfeusz()(predicted([word], [pos], [morph]))
    assert doc[0].lemma_ == lemma
    assert doc[0].pos_ == pos
    assert str(doc[0].morph) == morph


def test_part_of_speech_that_the_dictionary_rules_out_is_corrected() -> None:
    doc = Morfeusz()(predicted(["ponieważ"], ["NOUN"], ["Case=Nom"]))
    assert doc[0].pos_ == "SCONJ"


@pytest.mark.parametrize(
    ("words", "at", "lemma"),
    [
        (["Mówi", "Ishiba", ".", "Rząd", "Ishiby"], 4, "Ishiba"),
        (["Był", "Trump", ",", "Trumpowi"], 3, "Trump"),
        (["Rozmowa", "z", "Takaichi"], 2, "Takaichi"),
        (["Pomnik", "Qwertyka"], 1, "Qwertyk"),
    ],
)
def test_unknown_names(words: list[str], at: int, lemma: str) -> None:
    pos = ["PROPN"] * len(words)
    morphs = ["Animacy=Hum|Case=Gen|Gender=Masc|Number=Sing"] * len(words)
    doc = Morfeusz()(predicted(words, pos, morphs))
    assert doc[at].lemma_ == lemma


def test_unknown_word_without_support_is_its_own_lemma() -> None:
    doc = Morfeusz()(predicted(["qwertował"], ["VERB"], [""]))
    assert doc[0].lemma_ == "qwertował"


@pytest.mark.parametrize(
    ("words", "spaces", "lemma"),
    [
        (["tys", "."], [False, False], "tysiąc"),
        (["proc", "."], [False, False], "procent"),
        (["m.in", "."], [False, False], "między innymi"),
        (["ok", "."], [False, False], "około"),
        (["K", "."], [False, False], "K"),
        (["S", "."], [False, False], "S"),
        (["w", "."], [False, False], "wiek"),
        (["dol", "."], [False, False], "dolar"),
        (["polsko", "-", "niemiecki"], [False, False, False], "polski"),
    ],
)
def test_what_touches_a_token_decides(words: list[str], spaces: list[bool], lemma: str) -> None:
    doc = Doc(Vocab(), words=words, spaces=spaces)
    assert Morfeusz()(doc)[0].lemma_ == lemma


def test_learned_scores_choose_the_reading() -> None:
    labels = ("NOUN|subst:pl:gen:n", "NOUN|subst:pl:gen:m3")
    for label, lemma in zip(labels, ("lato", "rok"), strict=True):
        component = Morfeusz(Fixed("tags", labels, [{label: 5.0}]))
        doc = component(Doc(Vocab(), words=["lat"]))
        assert (doc[0].lemma_, doc[0].pos_) == (lemma, "NOUN")


def test_frequent_lemma_wins_between_equal_readings() -> None:
    labels = ("NOUN|subst:pl:gen:n", "NOUN|subst:pl:gen:m3")
    component = Morfeusz(Fixed("tags", labels, [{}]), {"rok": 9.0, "lato": 3.0})
    assert component(Doc(Vocab(), words=["lat"]))[0].lemma_ == "rok"


def test_figures_take_their_part_of_speech_from_context() -> None:
    labels = ("NUM|num:pl:acc:m3", "ADJ|adj:sg:loc:m3", "X|dig")
    component = Morfeusz(Fixed("tags", labels, [{"ADJ|adj:sg:loc:m3": 3.0}]))
    doc = component(Doc(Vocab(), words=["2019"]))
    assert (doc[0].lemma_, doc[0].pos_) == ("2019", "ADJ")
    assert doc[0].morph.to_dict()["NumType"] == "Ord"


def test_word_that_can_be_one_thing_alone_asks_no_scores() -> None:
    labels = ("ADP|prep:loc", "ADP|prep:acc")
    doc = Doc(Vocab(), words=["o", "\n\n", "?"])
    doc = Morfeusz(Fixed("tags", labels[:1], []))(doc)
    assert [token.pos_ for token in doc] == ["ADP", "SPACE", "PUNCT"]


def test_ending_after_an_apostrophe_is_no_word() -> None:
    labels = ("PROPN|subst:sg:gen:m1", "NOUN|subst:sg:gen:n")
    doc = Doc(Vocab(), words=["Colby", "’", "ego"], spaces=[False, False, False])
    doc = Morfeusz(Fixed("tags", labels, [{}, {}, {}]))(doc)
    assert (doc[0].lemma_, doc[2].lemma_, doc[2].pos_) == ("Colby", "ego", "X")


def test_name_prefers_a_capital_lemma() -> None:
    doc = Doc(Vocab(), words=["Polski"], pos=["PROPN"])
    doc.set_ents([Span(doc, 0, 1, label="placeName")])
    assert Morfeusz()(doc)[0].lemma_ == "Polska"


def test_component_runs_alone_and_keeps_the_text() -> None:
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_morfeusz")
    doc = nlp("Nikt  nie ma 3 myszy.\n\nTak!")
    assert doc.text == "Nikt  nie ma 3 myszy.\n\nTak!"
    assert [t.lemma_ for t in doc if t.is_alpha] == ["nikt", "nie", "mieć", "mysz", "tak"]
