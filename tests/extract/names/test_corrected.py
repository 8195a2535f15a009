"""A user's names: in a document, with hand-set marks, and over documents."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from skrot.corrections import NameRule
from skrot.extract import find_entities, find_names, link
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention
from tests.extract.names.entity_gold import GoldText, blank, gold_doc, locate
from tests.extract.names.test_link import Row, one, person


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


def marked(nlp: Language, text: str, *names: tuple[str, str]) -> Doc:
    return gold_doc(nlp, GoldText(text, locate(text, [[w, label, ""] for w, label in names])))


def rule(
    *forms: str, name: str | None = None, label: EntityLabel | None = None, apart: str = ""
) -> NameRule:
    return NameRule(forms, name, label, (apart,) if apart else ())


def found(doc: Doc, *rules: NameRule) -> list[tuple[str, str, str]]:
    mentions, entities, _ = find_names(doc, rules)
    names = {entity.entity: entity.name for entity in entities}
    assert [(m.start, m.end) for m in mentions] == sorted({(m.start, m.end) for m in mentions})
    return [(m.text, m.label, names[m.entity]) for m in mentions]


def test_without_rules_nothing_changes(nlp: Language):
    doc = marked(nlp, "Premier Ishiby mówił w Tokio.", ("Ishiby", "persName"))
    mentions, entities, corrected = find_names(doc, ())
    assert (mentions, entities) == find_entities(doc)
    assert corrected == ()


def test_a_form_has_the_name_and_label_it_was_given(nlp: Language):
    doc = marked(nlp, "Premier Ishiby mówił o firmie Qwax.", ("Ishiby", "placeName"))
    rules = (
        rule("Ishiby", name="Ishiba", label="persName"),
        rule("Qwax", name="Qwax SA", label="orgName"),
    )
    assert found(doc, *rules) == [
        ("Ishiby", "persName", "Ishiba"),
        ("Qwax", "orgName", "Qwax SA"),  # where the model marked nothing
    ]
    assert find_names(doc, rules).corrected == (1, 1)


def test_cases_of_the_name_are_its_forms_but_do_not_count_as_found(nlp: Language):
    doc = marked(nlp, "Byli w Gdyni. Gdynia kwitnie.")
    rules = [rule("Miasto z morza", name="Gdynia", label="placeName")]
    assert [text for text, *_ in found(doc, *rules)] == ["Gdyni", "Gdynia"]
    assert find_names(doc, rules).corrected == (0,)


def test_what_overlaps_a_form_goes(nlp: Language):
    text = "Wczoraj Rada Spółki Qwax obradowała."
    doc = marked(nlp, text, ("Rada Spółki Qwax", "orgName"))
    assert found(doc, rule("Spółki Qwax", name="Spółka Qwax", label="orgName")) == [
        ("Spółki Qwax", "orgName", "Spółka Qwax")
    ]


def test_a_form_inside_a_word_is_no_name(nlp: Language):
    doc = marked(nlp, "Qwaxowie i Qwax.")
    assert [t for t, *_ in found(doc, rule("Qwax", name="Qwax", label="orgName"))] == ["Qwax"]


def test_the_longest_form_wins(nlp: Language):
    doc = marked(nlp, "Bank Qwax i Qwax.")
    rules = (
        rule("Qwax", name="Qwax", label="orgName"),
        rule("Bank Qwax", name="Bank", label="orgName"),
    )
    assert [name for _, _, name in found(doc, *rules)] == ["Bank", "Qwax"]


def test_other_mentions_of_the_name_are_of_the_same_entity(nlp: Language):
    text = "Japończycy z Kraju Wiśni wrócili do Japonii."
    doc = marked(nlp, text)
    rules = [rule("Kraju Wiśni", name="Japonia", label="placeName")]
    assert {name for _, _, name in found(doc, *rules)} == {"Japonia"}
    (japan,) = find_names(doc, rules).entities
    assert (japan.code, japan.mentions) == ("JP", 3)


def test_apart_in_a_document(nlp: Language):
    text = "Jan Wrona wyszedł. Potem Wrona wrócił."
    doc = marked(nlp, text, ("Jan Wrona", "persName"), ("Wrona", "persName"))
    assert [name for _, _, name in found(doc)] == ["Jan Wrona", "Jan Wrona"]
    rules = [rule("Wrona", apart="Jan Wrona")]
    assert [name for _, _, name in found(doc, *rules)] == ["Jan Wrona", "Wrona"]
    assert find_names(doc, rules).corrected == (1,)


def names(*rows: Row, rules: list[NameRule]) -> list[tuple[str, str]]:
    entities, ids = link(rows, rules)
    assert {ids.of(entity) for *_, own in rows for entity in own} == {e.entity for e in entities}
    return [(entity.name, entity.label) for entity in entities]


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        # what would take it in, by each way of joining
        (one("a", "Wrona", "persName"), one("b", "Jan Wrona", "persName")),
        (one("a", "J. Wrona", "persName"), one("b", "Jan Wrona", "persName")),
        (one("a", "Ishib Shigeru", "persName", "Ishiby Shigeru"), person("b", "Ishiba Shigeru")),
        (one("a", "QXW", "orgName"), one("b", "Quasi Xero Wola", "orgName", aliases=("QXW",))),
        (one("a", "Qwax", "persName"), one("b", "Qwax", "placeName", *["Qwax"] * 9)),
    ],
)
def test_a_given_name_is_never_taken_in_nor_renamed(kept: Row, other: Row):
    (entity,) = kept[2]
    rules = [rule(entity.name, name=entity.name, label=entity.label)]
    assert (entity.name, entity.label) not in names(kept, other, rules=[])
    assert (entity.name, entity.label) in names(kept, other, rules=rules)
    assert (entity.name, entity.label) in names(other, kept, rules=rules)


@pytest.mark.parametrize(
    ("kept", "other"),
    [
        (one("a", "Jan Wrona", "persName"), one("b", "Wrona", "persName")),
        (one("a", "Jan Wrona", "persName"), one("b", "J. Wrona", "persName")),
        (person("a", "Ishiba Shigeru"), one("b", "Ishib Shigeru", "persName", "Ishiby Shigeru")),
        (one("a", "Quasi Xero Wola", "orgName", aliases=("QXW",)), one("b", "QXW", "orgName")),
        (one("a", "Qwax", "placeName", *["Qwax"] * 9), one("b", "Qwax", "persName")),
        (one("a", "Qwax", "orgName"), one("b", "Qwax Group", "orgName")),
    ],
)
def test_what_is_apart_is_never_joined(kept: Row, other: Row):
    (entity,), (absorbed,) = kept[2], other[2]
    assert len(names(kept, other, rules=[])) == 1
    given = rule(entity.name, name=entity.name, label=entity.label)
    assert len(names(kept, other, rules=[given])) == 1
    if absorbed.name != entity.name:
        apart = rule(entity.name, name=entity.name, label=entity.label, apart=absorbed.name)
        assert len(names(kept, other, rules=[apart])) == 2
        assert len(names(other, kept, rules=[apart])) == 2


def test_the_order_of_documents_does_not_matter():
    rows: list[tuple[str, list[Mention], list[Entity]]] = [
        person("a", "Jan Wrona"), person("b", "Wrona"), person("c", "Ewa Wrona"),
    ]  # fmt: skip
    rules = [rule("Wrona", apart="Ewa Wrona")]
    assert names(*rows, rules=rules) == names(*reversed(rows), rules=rules)
