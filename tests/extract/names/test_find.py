"""Names of a document and of a corpus, with hand-set marks and no trained model."""

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from skrot.extract.names.find import find_entities, link
from skrot.records import Entity, Mention
from tests.extract.names.entity_gold import GoldText, blank, gold_doc, locate, seed_texts


@pytest.fixture(scope="module")
def nlp() -> Language:
    return blank()


def names_at(mentions: list[Mention], entities: list[Entity]) -> dict[tuple[int, int], str]:
    names = {entity.entity: entity.name for entity in entities}
    return {(m.start, m.end): names[m.entity] for m in mentions}


def marked(nlp: Language, text: str, *names: tuple[str, str]) -> Doc:
    """Make a Doc in which the given words (in text order) carry the given labels."""
    return gold_doc(nlp, GoldText(text, locate(text, [[w, label, ""] for w, label in names])))


def found(doc: Doc) -> list[tuple[str, str]]:
    mentions, entities = find_entities(doc)
    names = {entity.entity: entity.name for entity in entities}
    return [(m.text, names[m.entity]) for m in mentions]


@pytest.mark.parametrize("index", [0, 1])
def test_every_name_of_the_seeds_has_its_canonical_name(nlp: Language, index: int) -> None:
    gold = seed_texts()[index]
    at = names_at(*find_entities(gold_doc(nlp, gold)))
    wrong = [
        (gold.text[n.start : n.end], n.name, at.get((n.start, n.end)))
        for n in gold.names
        if at.get((n.start, n.end)) != n.name
    ]
    assert wrong == []


def test_a_blank_doc_has_no_entities(nlp: Language) -> None:
    assert find_entities(nlp("")) == ([], [])


def test_adjectives_and_inhabitants_link_to_the_country_but_are_not_its_names(
    nlp: Language,
) -> None:
    mentions, entities = find_entities(nlp("Rozmawiali o japońskiej stali. Japończycy odmówili."))
    assert [m.text for m in mentions] == ["japońskiej", "Japończycy"]
    assert [(e.name, e.aliases, e.code) for e in entities] == [("Japonia", (), "JP")]


def test_adjectives_inhabitants_and_members_are_marked_as_relational(nlp: Language) -> None:
    text = "Rozmawiali Japończycy i Polska, a japoński rząd spotkał torysów na Morzu Bałtyckim."
    mentions, _ = find_entities(nlp(text))
    assert [(m.text, m.relational) for m in mentions] == [
        ("Japończycy", True),
        ("Polska", False),
        ("japoński", True),
        ("torysów", True),
        ("Morzu Bałtyckim", False),
    ]


@pytest.mark.parametrize(
    ("text", "word", "label", "relational"),
    [
        ("Spotkał Londyńczyka wczoraj.", "Londyńczyka", "placeName", True),
        ("Narzekały Gdańszczanki.", "Gdańszczanki", "placeName", True),
        ("Wygrali Republikanie w stanie.", "Republikanie", "orgName", True),
        ("Był na wyspie Wspólnota.", "Wspólnota", "geogName", False),
        # people whom their country has other forms for
        ("Dotyczy też Niemców.", "Niemców", "placeName", True),
        ("Dotyczy też Niemiec.", "Niemiec", "placeName", False),
        ("Mówi o Węgrach.", "Węgrach", "placeName", True),
        ("Mówi o Czechach.", "Czechach", "placeName", False),
    ],
)
def test_whoever_is_of_a_place_or_a_party_is_relational(
    nlp: Language, text: str, word: str, label: str, relational: bool
) -> None:
    doc = marked(nlp, text, (word, label))
    mention, *_ = [m for m in find_entities(doc)[0] if m.text == word]
    assert mention.relational is relational


def test_one_name_with_two_labels_is_one_entity(nlp: Language) -> None:
    doc = marked(
        nlp,
        "Zginęła Daphne Galizia. Sprawa Daphne Galizia trwa. Pisała o tym Daphne Galizia.",
        ("Daphne Galizia", "persName"),
        ("Daphne Galizia", "orgName"),
        ("Daphne Galizia", "persName"),
    )
    _, entities = find_entities(doc)
    assert [(entity.name, entity.label, entity.mentions) for entity in entities] == [
        ("Daphne Galizia", "persName", 3)
    ]


def test_two_people_with_one_surname_stay_two(nlp: Language) -> None:
    doc = marked(
        nlp,
        "Przemawiał Lech Wrona. Potem Ewa Wrona. Wrona odpowiedziała dziennikarzom.",
        ("Lech Wrona", "persName"),
        ("Ewa Wrona", "persName"),
        ("Wrona", "persName"),
    )
    assert found(doc) == [
        ("Lech Wrona", "Lech Wrona"),
        ("Ewa Wrona", "Ewa Wrona"),
        ("Wrona", "Ewa Wrona"),
    ]


@pytest.mark.parametrize("lemma", ["Bielsk", "Bielsko"])
def test_the_lemma_of_the_tagger_decides_between_homonyms(nlp: Language, lemma: str) -> None:
    doc = marked(nlp, "Byli w Bielsku wczoraj.", ("Bielsku", "placeName"))
    doc[2].lemma_ = lemma
    assert found(doc) == [("Bielsku", lemma)]


def test_link_does_not_depend_on_the_order_of_documents(nlp: Language) -> None:
    golds = seed_texts()
    rows = [
        (f"doc{i}", *find_entities(gold_doc(nlp, gold), f"doc{i}")) for i, gold in enumerate(golds)
    ]
    first = link(rows)
    assert link(reversed(rows)) == first


def test_link_puts_the_names_of_the_seeds_together(nlp: Language) -> None:
    rows = [
        (f"doc{i}", *find_entities(gold_doc(nlp, gold), f"doc{i}"))
        for i, gold in enumerate(seed_texts())
    ]
    entities, identifiers = link(rows)
    names = {entity.name: entity for entity in entities}
    assert len(names) == len(entities)
    assert names["Shinzo Abe"].docs == ("doc0", "doc1")
    assert names["Stany Zjednoczone"].aliases == ("USA",)
    assert names["Korea Południowa"].aliases == ("Korea Płd.", "Republika Korei")
    assert names["Struktura Gospodarcza Indo-Pacyfiku"].aliases == ("IPEF",)
    for _, _, local in rows:
        assert {identifiers.of(entity) for entity in local} <= {e.entity for e in entities}
    assert sum(e.mentions for e in entities) == sum(len(m) for _, m, _ in rows)


def test_link_takes_a_long_list_of_unknown_words_for_one_name() -> None:
    name = " ".join(f"Trom{letter}ka" for letter in "abcdefghijklmnoprstuwyzóęąłń")
    rows = [
        (
            doc,
            [Mention(doc, 0, 0, len(name), name, "orgName", "e")],
            [Entity("e", name, "orgName", (), 1, (doc,))],
        )
        for doc in ("a", "b")
    ]
    entities, _ = link(rows)
    assert [(entity.name, entity.docs) for entity in entities] == [(name, ("a", "b"))]


def test_link_joins_what_documents_guessed_differently() -> None:
    rows = [
        (
            doc,
            [Mention(doc, 0, 0, len(form), form, "persName", "e")] * times,
            [Entity("e", name, "persName", (), times, (doc,))],
        )
        for doc, form, name, times in (
            ("a", "Shigeru Ishiby", "Shigeru Ishib", 1),
            ("b", "Shigeru Ishiba", "Shigeru Ishiba", 3),
        )
    ]
    entities, _ = link(rows)
    assert [(entity.name, entity.docs) for entity in entities] == [("Shigeru Ishiba", ("a", "b"))]
