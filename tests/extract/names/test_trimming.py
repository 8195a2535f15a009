"""What stands beside a name in its mark and is no part of it; what of a name was left out."""

import pytest

from tests.extract.names.test_spans import found, marked

CASES = [
    # a board has no name of its own
    (
        "Mówił prezes Zarządu Axeltra S.A. wczoraj.",
        [("Zarządu Axeltra S.A.", "orgName")],
        [("Axeltra S.A.", "orgName")],
    ),
    (
        "Mówił dyrektor Zarządu Dróg Miejskich wczoraj.",
        [("Zarządu Dróg Miejskich", "orgName")],
        [("Zarządu Dróg Miejskich", "orgName")],
    ),
    # what follows a known institution and is no part of it
    (
        "Zależy mu w Izbie Gmin torysów najbardziej.",
        [("Izbie Gmin torysów", "orgName")],
        [("Izbie Gmin", "orgName"), ("torysów", "orgName")],
    ),
    (
        "Odrzucono poprawki Izby Gmin ws. umowy.",
        [("Izby Gmin ws. umowy", "orgName")],
        [("Izby Gmin", "orgName")],
    ),
    (
        "Poseł Partii Konserwatywnej w Izbie Gmin milczy.",
        [("Partii Konserwatywnej w Izbie Gmin", "orgName")],
        [("Partii Konserwatywnej", "orgName"), ("Izbie Gmin", "orgName")],
    ),
    (
        "Był tam przewodniczący Parlamentu Europejskiego Ewanb Bolmox wczoraj.",
        [("Parlamentu Europejskiego Ewanb Bolmox", "orgName")],
        [("Parlamentu Europejskiego", "orgName"), ("Ewanb Bolmox", "persName")],
    ),
    # an adjective of what comes after the mark
    (
        "Poseł Partii Młynarzy miejskiego pochodzenia milczy.",
        [("Partii Młynarzy miejskiego", "orgName")],
        [("Partii Młynarzy", "orgName")],
    ),
    # a capital that is no initial; the noun that opens a heading; the month of a day
    (
        "Dzięki akcjom klasy B Bolmanowa mogła czekać.",
        [("B Bolmanowa", "persName")],
        [("Bolmanowa", "persName")],
    ),
    ("Poszło o plac 18 Marca w mieście.", [("Marca", "persName")], []),
    # two known words after a noun of institutions: what it is called, and who speaks for it
    (
        "Zarząd Goldman Sachs Ewan Brekk milczy.",
        [("Goldman Sachs Ewan Brekk", "persName")],
        [("Goldman Sachs", "orgName"), ("Ewan Brekk", "persName")],
    ),
    # what an institution is for
    (
        "Powołano wczoraj Biuro do spraw Młynów i sejmik.",
        [("Biuro", "orgName")],
        [("Biuro do spraw Młynów", "orgName")],
    ),
    (
        "Działa tam Kongres na rzecz Postępu Młynarzy.",
        [("Postępu Młynarzy", "orgName")],
        [("Kongres na rzecz Postępu Młynarzy", "orgName")],
    ),
    # a channel has its number
    (
        "Mówiła w telewizji Axeltra 24 wczoraj.",
        [("Axeltra", "orgName")],
        [("Axeltra 24", "orgName")],
    ),
    # a school is called after somebody with his title
    (
        "Wykłada tam Uniwersytet Kardynała Stefana Wrony w mieście.",
        [("Uniwersytet Kardynała Stefana Wrony", "orgName")],
        [("Uniwersytet Kardynała Stefana Wrony", "orgName")],
    ),
    # a known name in another case than the person after it
    (
        "Powiedział w rozmowie z Onetem Bolman wczoraj.",
        [("Onetem Bolman", "persName")],
        [("Onetem", "orgName"), ("Bolman", "persName")],
    ),
    # what opens the next clause; the prize before who got it; words of a page run together
    (
        "Sędzia Halina Bolman Uchylając wyrok mówiła.",
        [("Halina Bolman Uchylając", "persName")],
        [("Halina Bolman", "persName")],
    ),
    (
        "Pokojowego Nobla Bolmao otrzymał dawno.",
        [("Nobla Bolmao", "persName")],
        [("Bolmao", "persName")],
    ),
    ("Zdjęcie zrobił Leon BolmMałżeństwa w domu.", [("Leon BolmMałżeństwa", "persName")], []),
    # the title of a friar that opens a sentence
    ("O. Bolman chwalił to wczoraj.", [("O. Bolman", "persName")], [("Bolman", "persName")]),
    # a list, a policy, a day
    ("Gatunek wpisano do Czerwonej Księgi dawno.", [("Czerwonej Księgi", "placeName")], []),
    (
        "Trwa Wspólna Polityka Rolna w Unii.",
        [("Wspólna Polityka Rolna", "orgName")],
        [("Unii", "orgName")],
    ),
    ("Trwa Światowy Dzień Migranta.", [("Światowy Dzień Migranta", "orgName")], []),
    # an office of a see
    ("Przybył Metropolita Warszawski wczoraj.", [("Metropolita Warszawski", "orgName")], []),
    # a noun that opens a sentence and goes on small
    ("Solidarność społeczna trwa.", [("Solidarność społeczna", "orgName")], []),
]


@pytest.mark.parametrize(("text", "marks", "names"), CASES)
def test_bounds(text: str, marks: list[tuple[str, str]], names: list[tuple[str, str]]) -> None:
    assert [(word, label) for word, label, _ in found(marked(text, *marks))] == names


def test_a_known_name_with_another_form_of_its_adjective_is_that_name() -> None:
    text = "Na forum Parlamentu Europejskiej przemawiał premier."
    assert found(marked(text, ("Parlamentu Europejskiej", "orgName"))) == [
        ("Parlamentu Europejskiej", "orgName", "Parlament Europejski")
    ]


def test_a_company_that_is_told_by_its_kind_has_its_name_everywhere() -> None:
    text = "Sprawa firmy Bolmisma trwa. Był on w radzie dyrektorów Bolmisma."
    marks = [("Bolmisma", "orgName"), ("Bolmisma", "orgName")]
    assert {name for _, _, name in found(marked(text, *marks))} == {"Bolmisma"}


def test_a_kind_before_a_known_name_is_no_part_of_it() -> None:
    assert found(marked("Pisze Agencja RIA Nowosti.", ("Agencja RIA Nowosti", "orgName"))) == [
        ("Agencja RIA Nowosti", "orgName", "RIA Nowosti")
    ]


@pytest.mark.parametrize(
    ("written", "label", "name"),
    [
        ("UEFY", "orgName", "UEFA"),
        ("Gdańsku Wrzeszczu", "placeName", "Gdańsk Wrzeszcz"),
        ("Nowym Wiśniczu", "placeName", "Nowy Wiśnicz"),
    ],
)
def test_nominatives(written: str, label: str, name: str) -> None:
    doc = marked(f"Wczoraj mówili o {written} długo.", (written, label))
    assert [row[2] for row in found(doc)] == [name]


def test_an_acronym_may_be_spelt_out_in_brackets() -> None:
    text = "Działa BKP (Partia Pracujących Bolmów). Groźna jest BKP."
    marks = [("BKP", "orgName"), ("Partia Pracujących Bolmów", "orgName"), ("BKP", "orgName")]
    assert {name for _, _, name in found(marked(text, *marks))} == {"Partia Pracujących Bolmów"}
