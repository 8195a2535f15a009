"""Surnames in the plural."""

import pytest
import spacy
from spacy.tokens import Doc, Span

from skrot.extract import find_entities, link

NLP = spacy.blank("pl")


def names(text: str, *marks: str, plural: bool = True) -> list[tuple[str, str]]:
    words = text.split()
    doc = Doc(
        NLP.vocab,
        words=words,
        morphs=[f"Number={'Plur' if plural and word in marks else 'Sing'}" for word in words],
        sent_starts=[place == 0 for place in range(len(words))],
    )
    doc.ents = [Span(doc, t.i, t.i + 1, "persName") for t in doc if t.text in marks]
    for token in doc:
        token.lemma_ = {"braci": "brat", "rodziny": "rodzina"}.get(token.text, token.text)
    mentions, entities = find_entities(doc)
    named = {entity.entity: entity.name for entity in entities}
    return [(mention.text, named[mention.entity]) for mention in mentions]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Sprawa majątku Kwaśniewskich trwa", "Kwaśniewskich", "Kwaśniewscy"),
        ("Rozmawiał z braci Karnowskimi wczoraj", "Karnowskimi", "Karnowscy"),
        ("Dawno temu Zawadzcy wyjechali", "Zawadzcy", "Zawadzcy"),
        ("Powstanie przeciw Habsburgom upadło", "Habsburgom", "Habsburgowie"),
        ("Krewny rodziny Bolmanów milczy", "Bolmanów", "Bolmanowie"),
        ("Wczoraj Beckhamowie przyjechali", "Beckhamowie", "Beckhamowie"),
    ],
)
def test_a_surname_in_the_plural_is_a_family(text: str, word: str, name: str) -> None:
    assert names(text, word) == [(word, name)]


@pytest.mark.parametrize("word", ["Walków", "Kwaśniewskim", "Abramow", "Kowal"])
def test_other_surnames_are_one_persons(word: str) -> None:
    (found,) = names(f"Wczoraj mówił {word} o tym", word, plural=False)
    assert not found[1].endswith(("owie", "scy"))


def test_a_family_is_not_its_member() -> None:
    text = "Aleksander Kwaśniewski pojechał , a majątek Kwaśniewskich badano"
    doc = NLP(text)
    doc.ents = [Span(doc, 0, 2, "persName"), Span(doc, 6, 7, "persName")]
    _, entities = find_entities(doc)
    assert [entity.name for entity in entities] == ["Aleksander Kwaśniewski", "Kwaśniewscy"]


def test_in_a_corpus_a_family_stays_apart_from_a_surname_alone() -> None:
    given = []
    for name, text in (("a", "Mówił Kwaśniewski o tym"), ("b", "Majątek Kwaśniewskich badano")):
        doc = NLP(text)
        doc.ents = [Span(doc, 1, 2, "persName")]
        given.append((name, *find_entities(doc, name)))
    entities, _ = link(given)
    assert [entity.name for entity in entities] == ["Kwaśniewscy", "Kwaśniewski"]
