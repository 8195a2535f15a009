"""Companies told from people, products and measures, by what stands around a name."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc, MorphAnalysis

from skrot.extract.names.find import find_entities
from skrot.extract.names.nameless import is_half
from tests.extract.names.test_spans import found, marked


def dependent(text: str, name: str, label: str, *, head: str, case: str, lemma: str) -> Doc:
    """Make a Doc in which a name depends as a noun on another, which has the given case."""
    doc = marked(text, (name, label))
    noun = next(token for token in doc if token.text == head)
    noun.lemma_ = lemma
    noun.morph = MorphAnalysis(doc.vocab, f"Case={case}")
    span = doc.ents[0]
    for token in span:
        token.head, token.dep_ = (noun, "nmod") if token.i == span.start else (span[0], "flat")
    return doc


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Raport ogłosiła Duncairn Partnership.", "Duncairn Partnership"),
        ("Cytuje się Baker and Kenton.", "Baker and Kenton"),
        ("To raport firmy Oliver Wexman.", "Oliver Wexman"),
        ("Pisze o tym BuzzFleed.", "BuzzFleed"),
    ],
)
def test_a_company_by_its_words_and_by_the_firm_before_it(text: str, name: str) -> None:
    assert found(marked(text, (name, "persName"))) == [(name, "orgName", name)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("To dom firmy Jana Nowaka.", "Jana Nowaka"),
        ("Mówi to prezes firmy Oliver Wexman.", "Oliver Wexman"),
        ("Pisze o tym McKain.", "McKain"),
        ("Gra dziś Bill Centerson.", "Bill Centerson"),
    ],
)
def test_a_person_is_no_company(text: str, name: str) -> None:
    assert [label for _, label, _ in found(marked(text, (name, "persName")))] == ["persName"]


@pytest.mark.parametrize(
    ("head", "case", "lemma", "name", "label"),
    [
        ("prezes", "Nom", "prezes", "Work Flower", "orgName"),
        ("szefa", "Gen", "szef", "Jukuosu", "orgName"),
        ("prezesa", "Gen", "prezes", "Kaczyńskiego", "persName"),
        ("rzecznik", "Nom", "rzecznik", "Jana Nowaka", "persName"),
    ],
)
def test_whose_an_office_of_a_company_is(
    head: str, case: str, lemma: str, name: str, label: str
) -> None:
    text = f"Mówi {head} {name}."
    doc = dependent(text, name, "persName", head=head, case=case, lemma=lemma)
    assert [row[1] for row in found(doc)] == [label]


def test_nouns_and_verbs_that_speak_of_a_company() -> None:
    doc = dependent(
        "Stoją laptopy tanie Axeltry.",
        "Axeltry",
        "persName",
        head="laptopy",
        case="Nom",
        lemma="laptop",
    )
    doc[2].pos_ = "ADJ"
    assert [row[1] for row in found(doc)] == ["orgName"]
    doc = marked("Axeltra zatrudnia wielu ludzi.", ("Axeltra", "persName"))
    doc[0].head, doc[0].dep_, doc[1].lemma_ = doc[1], "nsubj", "zatrudniać"
    assert [row[1] for row in found(doc)] == ["orgName"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Kupuje to spółka Axeltra z Łodzi.", ["Axeltra"]),
        ("Kupuje to koncern „Axeltra Nova”.", ["Axeltra Nova"]),
        ("Kupuje to spółka Skarbu Państwa.", []),
        ("Kupuje to Axeltra SA z Łodzi.", ["Axeltra SA"]),
        ("Kupuje to Axeltra AG.", ["Axeltra AG"]),
        ("Pozwał Axeltra SA sąsiada.", ["Axeltra SA"]),
        ("Kupuje to stary sad.", []),
    ],
)
def test_companies_that_no_mark_has(text: str, names: list[str]) -> None:
    doc = marked(text)
    doc[0].pos_ = "VERB"
    mentions, _ = find_entities(doc)
    assert [m.text for m in mentions if m.label == "orgName"] == names


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jeździ Toyota bZ4X po mieście.", []),
        ("Lata Airbus A380.", []),
        ("Lata Airbus 20 lat.", ["Airbus"]),
        ("Buduje to Airbus i NATO.", ["Airbus", "NATO"]),
    ],
)
def test_a_maker_with_the_name_of_a_model_is_a_product(text: str, names: list[str]) -> None:
    assert [row[0] for row in found(marked(text))] == names


def test_things_of_a_maker_are_no_sign_of_a_thing() -> None:
    one = marked("Stare modele GAX stoją. Kupuje je GAX.", ("GAX", "orgName"), ("GAX", "orgName"))
    assert [row[0] for row in found(one)] == ["GAX", "GAX"]
    other = marked("Nowy model GAX stoi. Kupuje się GAX.", ("GAX", "orgName"), ("GAX", "orgName"))
    assert found(other) == []


def test_a_branch_is_one_name() -> None:
    doc = marked("Tak działa Adecco Polska.", ("Adecco Polska", "orgName"))
    assert [row[0] for row in found(doc)] == ["Adecco Polska"]


def test_a_known_company_that_begins_with_a_forename_is_no_person() -> None:
    doc = marked("Upada Amber Gold.", ("Amber Gold", "persName"))
    assert found(doc) == [("Amber Gold", "orgName", "Amber Gold")]


def test_a_known_company_is_no_person_however_often_it_is_marked_so() -> None:
    text = "Pisze portal Onet. Pisze Onet. Mówi Onet."
    doc = marked(text, *[("Onet", "persName")] * 3)
    assert {row[1:] for row in found(doc)} == {("orgName", "Onet")}


def test_an_acronym_in_brackets_is_what_is_before_it_everywhere() -> None:
    text = "Rządzi z Demokratyczną Partią Unionistów (DUP). Potem DUP odchodzi."
    assert [row[0] for row in found(marked(text))] == [
        "Demokratyczną Partią Unionistów",
        "DUP",
        "DUP",
    ]
    assert found(marked("Rządzi DUP od lat.")) == []


def test_initials_are_a_person() -> None:
    doc = marked("Pyta gazeta. Ł.D.: – Tak.", ("Ł.D.", "persName"))
    assert [row[1] for row in found(doc)] == ["persName"]


def test_a_noun_for_a_man_that_opens_a_sentence_is_no_institution() -> None:
    doc = marked("Pada deszcz. Europoseł mówi.", ("Europoseł", "orgName"))
    assert found(doc) == []
    names = [("Górnik", "orgName"), ("Górnik", "orgName")]
    assert len(found(marked("Górnik wygrał. Wygrał Górnik.", *names))) == 2


def test_a_city_after_its_president_is_a_city() -> None:
    doc = marked("Wita prezydenta Warszawy.", ("Warszawy", "placeName"))
    assert found(doc) == [("Warszawy", "placeName", "Warszawa")]


def test_an_unknown_word_beside_an_institution_is_one() -> None:
    def labels(text: str, *marks: tuple[str, str]) -> list[str]:
        doc = marked(text, *marks)
        first, second = doc.ents[0][0], doc.ents[1][0]
        second.head, second.dep_ = first, "conj"
        return [label for _, label, _ in found(doc)]

    assert labels("Copax i Cogeta milczą.", ("Copax", "orgName"), ("Cogeta", "persName")) == [
        "orgName",
        "orgName",
    ]
    assert labels("Copax i Nowak milczą.", ("Copax", "orgName"), ("Nowak", "persName")) == [
        "orgName",
        "persName",
    ]
    named = labels(
        "Copax i Cogeta milczą. Jan Cogeta wrócił.",
        ("Copax", "orgName"),
        ("Cogeta", "persName"),
        ("Jan Cogeta", "persName"),
    )
    assert named == ["orgName", "persName", "persName"]


@pytest.mark.parametrize(
    ("text", "word", "marks", "label"),
    [
        ("Obraduje Kneset w nocy.", "Kneset", [("Kneset", "placeName")], "orgName"),
        ("Pracuje w Stomilu od lat.", "Stomilu", [], "orgName"),
        ("Podziwia Koloseum nocą.", "Koloseum", [("Koloseum", "orgName")], "geogName"),
        ("Śpi dziś Ken z kotem.", "Ken", [("Ken", "persName")], "persName"),
        ("Mówi o tym Biały Dom.", "Biały Dom", [("Biały Dom", "orgName")], "geogName"),
        ("Pożar w hucie Nowina.", "Nowina", [("Nowina", "placeName")], "orgName"),
    ],
)
def test_words_that_the_dictionary_or_the_tables_have(
    text: str, word: str, marks: list[tuple[str, str]], label: str
) -> None:
    assert [row[:2] for row in found(marked(text, *marks))] == [(word, label)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Używa przeglądarki Foxer od lat.", "Foxer"),
        ("Rośnie indeks QPI (Quick Price Index).", "Quick Price Index"),
        ("Kupuje gaz LNG (Liquid Natural Gas).", "Liquid Natural Gas"),
    ],
)
def test_software_and_the_words_of_measures_are_no_institutions(text: str, name: str) -> None:
    assert found(marked(text, (name, "orgName"))) == []


def test_a_common_noun_at_the_end_of_a_title_is_no_institution() -> None:
    doc = marked("To cykl Wieczorów z Marketingiem w mieście.", ("Marketingiem", "orgName"))
    doc[3].pos_ = "ADP"
    assert found(doc) == []
    doc = marked("Powstaje sojusz z Lewicą w mieście.", ("Lewicą", "orgName"))
    doc[2].pos_ = "ADP"
    assert [row[0] for row in found(doc)] == ["Lewicą"]


def test_three_names_in_one_mark_are_three() -> None:
    text = (
        "Zarzut postawiła byłemu szefowi Agencji Wywiadu Zbigniewowi Lisowskiemu Komisja Lubelska."
    )
    name = "Agencji Wywiadu Zbigniewowi Lisowskiemu Komisja Lubelska"
    names = [row[:2] for row in found(marked(text, (name, "orgName")))]
    assert names[:2] == [("Agencji Wywiadu", "orgName"), ("Zbigniewowi Lisowskiemu", "persName")]


@pytest.mark.parametrize(
    "text",
    [
        "Sklep znajdzie aplikacja Google Maps w mieście.",
        "Serwerownia ma dwa procesory Intel Xeon w środku.",
        "Nowy jest model Nokia 6212 w sklepie.",
    ],
)
def test_the_product_of_a_maker_is_no_maker(text: str) -> None:
    assert found(marked(text)) == []


def test_a_maker_before_other_words_is_one() -> None:
    assert [row[0] for row in found(marked("Nowy jest program Google dla szkół."))] == ["Google"]


def test_a_particle_tells_a_person_of_three_strange_words() -> None:
    text = "Mówił o tym Jorp de Horp Schorper w mieście."
    (row,) = found(marked(text, ("Jorp de Horp Schorper", "persName")))
    assert row[1] == "persName"


def test_a_dash_between_the_halves_of_an_adjective_parts_no_name() -> None:
    name = "Banku Przemysłowo - Handlowego"
    (row,) = found(marked(f"Ekonomiści {name} milczą.", (name, "orgName")))
    assert row[:2] == (name, "orgName")


def test_half_an_adjective_is_one_in_capitals_too() -> None:
    assert is_half("Przemysłowo")
    assert is_half("PRZEMYSŁOWO")
    assert not is_half("Przemysł")
