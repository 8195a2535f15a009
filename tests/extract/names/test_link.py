"""One entity for all documents: which names of different documents are one."""

from __future__ import annotations

import msgspec
import pytest

from skrot.extract.names.link import link
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention

Row = tuple[str, list[Mention], list[Entity]]


def one(doc: str, name: str, label: EntityLabel, *forms: str, aliases: tuple[str, ...] = ()) -> Row:
    """A document with one entity, mentioned by its forms; by its name without any."""
    mentions = [
        Mention(doc, 0, 10 * i, 10 * i + len(form), form, label, "x")
        for i, form in enumerate(forms or [name])
    ]
    return doc, mentions, [Entity("x", name, label, aliases, len(mentions), (doc,))]


def person(doc: str, name: str) -> Row:
    return one(doc, name, "persName")


def linked(*rows: Row) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The name, the aliases and the documents of each entity of the corpus."""
    return [(e.name, e.aliases, e.docs) for e in link(rows)[0]]


def test_gives_a_surname_to_its_only_bearer() -> None:
    rows = [
        one("a", "Jan Wrona", "persName", "Jana Wrony"),
        one("b", "Wrona", "persName", "Wronie"),
    ]
    entities, ids = link(rows)
    assert [(e.name, e.aliases, e.docs) for e in entities] == [
        ("Jan Wrona", ("Wrona",), ("a", "b"))
    ]
    assert {ids.of(local) for _, _, (local,) in rows} == {"person:jan-wrona"}


def test_keeps_two_bearers_of_a_surname_apart() -> None:
    entities, _ = link(
        [
            one("a", "Jan Wrona", "persName", "Jan Wrona"),
            one("b", "Ewa Wrona", "persName", "Ewa Wrona"),
            one("c", "Wrona", "persName", "Wrona"),
        ]
    )
    assert [e.name for e in entities] == ["Ewa Wrona", "Jan Wrona", "Wrona"]


def test_puts_right_what_one_document_alone_guessed_wrong() -> None:
    entities, _ = link(
        [
            one("a", "Ishib Shigeru", "persName", "Ishiba Shigeru"),
            one("b", "Ishiba Shigeru", "persName", "Ishiby Shigeru", "Ishibą Shigeru"),
        ]
    )
    assert [e.name for e in entities] == ["Ishiba Shigeru"]


def test_joins_an_acronym_that_another_document_explains() -> None:
    entities, _ = link(
        [
            one("a", "Krajowa Rada Mostów", "orgName", "Krajowa Rada Mostów", aliases=("KRM",)),
            one("b", "KRM", "orgName", "KRM"),
        ]
    )
    assert [(e.name, e.docs) for e in entities] == [("Krajowa Rada Mostów", ("a", "b"))]


FULLER: list[tuple[str, list[str], bool]] = [
    ("J. Wrona", ["Jan Wrona"], True),
    ("Jan Rokita", ["Jan Maria Rokita"], True),
    # There are two whom it could be, or it is somebody else.
    ("J. Wrona", ["Jan Wrona", "Julia Wrona"], False),
    ("A. Wrona", ["Jan Wrona"], False),
    ("Jan Rokita", ["Ewa Maria Rokita"], False),
    # A forename alone is nobody.
    ("Jan", ["Jan Wrona"], False),
]


def test_a_name_with_a_hyphen_at_its_edge_is_linked() -> None:
    names = [name for name, *_ in linked(one("a", "Wydział Spraw -Krajowych --", "orgName"))]
    assert names == ["Wydział Spraw -Krajowych --"]


@pytest.mark.parametrize(("short", "full", "joined"), FULLER)
def test_a_shortened_name_is_that_of_the_only_fuller_one(
    short: str, full: list[str], joined: bool
) -> None:
    rows = [person("a", short), *(person(f"b{n}", name) for n, name in enumerate(full))]
    found = {name: aliases for name, aliases, _ in linked(*rows)}
    assert found == ({full[0]: (short,)} if joined else dict.fromkeys([short, *full], ()))


def test_an_acronym_that_two_institutions_have_is_neither() -> None:
    roads = one("a", "Krajowa Rada Mostów", "orgName", aliases=("KRM",))
    town = one("b", "Krakowska Rada Miasta", "orgName", aliases=("KRM",))
    alone = one("c", "KRM", "orgName")
    assert [docs for *_, docs in linked(roads, alone)] == [("a", "c")]
    assert [docs for *_, docs in linked(roads, town, alone)] == [("a",), ("b",), ("c",)]
    # Only acronyms are: "Rada" may be any council.
    council = one("a", "Krajowa Rada Mostów", "orgName", aliases=("Rada",))
    assert len(linked(council, one("b", "Rada", "orgName"))) == 2


@pytest.mark.parametrize(
    ("people", "places", "labels"),
    [
        (1, 1, ["persName", "placeName"]),
        (1, 3, ["persName", "placeName"]),
        (1, 4, ["placeName"]),
        (4, 1, ["persName"]),
    ],
)
def test_a_word_that_is_a_person_here_and_a_place_there_is_what_it_is_mostly(
    people: int, places: int, labels: list[str]
) -> None:
    rows = [
        one("a", "Wrona", "persName", *["Wrona"] * people),
        one("b", "Wrona", "placeName", *["Wronie"] * places),
    ]
    entities, ids = link(rows)
    assert sorted(entity.label for entity in entities) == labels
    assert len({ids.of(local) for _, _, (local,) in rows}) == len(labels)
    assert sum(entity.mentions for entity in entities) == people + places


def test_a_country_and_a_full_name_are_what_they_are() -> None:
    doc, mentions, (entity,) = one("b", "Czad", "placeName")
    country = doc, mentions, [msgspec.structs.replace(entity, code="TD")]
    found, _ = link([one("a", "Czad", "persName", *["Czad"] * 4), country])
    assert [(e.label, e.code) for e in found] == [("persName", None), ("placeName", "TD")]
    names = one("a", "Jan Wrona", "persName"), one("b", "Jan Wrona", "placeName", *["x"] * 4)
    assert len(linked(*names)) == 2
    wide = (
        one("a", "Wrona", "persName", aliases=("Wroniec",)),
        one("b", "Wrona", "placeName", *"abcd"),
    )
    assert len(linked(*wide)) == 2


def test_a_name_is_shown_as_it_is_mostly_written_but_not_in_capitals() -> None:
    loud = one("a", "POLSKA AGENCJA", "orgName", *["POLSKA AGENCJA"] * 3)
    plain = one("b", "Polska Agencja", "orgName")
    assert linked(loud, plain) == [("Polska Agencja", ("POLSKA AGENCJA",), ("a", "b"))]
    often, seldom = one("a", "Soft Bank", "orgName", "x", "y"), one("b", "SoftBank", "orgName")
    assert [name for name, *_ in linked(often, seldom)] == ["Soft Bank"]
    acronym, word = one("a", "PKN", "orgName", "x", "y"), one("b", "Pkn", "orgName")
    assert [name for name, *_ in linked(acronym, word)] == ["PKN"]


def test_the_label_is_the_most_frequent_one() -> None:
    rows = [one("a", "Most", "orgName"), one("b", "Most", "placeName", "Most", "Mostu")]
    assert [entity.label for entity in link(rows)[0]] == ["placeName"]


def test_the_words_of_a_person_stand_in_their_order() -> None:
    rows = [person("a", "Wrona Jan"), person("b", "Jan Wrona")]
    assert linked(*rows) == [("Jan Wrona", ("Wrona Jan",), ("a", "b"))]
    assert linked(*rows[:1]) == [("Jan Wrona", ("Wrona Jan",), ("a",))]


def test_a_form_that_the_better_name_can_not_have_keeps_its_name() -> None:
    other = one("b", "Ishiba Shigeru", "persName", "Ishiby Shigeru", "Ishibą Shigeru")
    own = one("a", "Ishib Shigeru", "persName", "Ishiba Shigeru", "Ishib Shigeru")
    assert len(linked(own, other)) == 2
    doc, forms, entities = own
    assert len(linked((doc, forms[:1], entities), other)) == 1


def test_what_is_called_as_a_person_who_is_named_much_more_often_is_that_person() -> None:
    person = one("a", "Asia Wrona", "persName", *["Asia Wrona"] * 8)
    assert [name for name, *_ in linked(person, one("b", "Asia Wrona", "orgName"))] == [
        "Asia Wrona"
    ]


def test_a_state_after_a_name_that_stands_alone_is_no_part_of_it() -> None:
    doc, mentions, (entity,) = one("c", "Czad", "placeName", *["Czad"] * 10)
    state = doc, mentions, [msgspec.structs.replace(entity, code="TD")]
    alone = one("b", "Bomtrex Line 2", "orgName", *["Bomtrex Line 2"] * 10)
    row = one("a", "Bomtrex Line 2 Czad", "orgName")
    assert [name for name, *_ in linked(row, alone, state)] == ["Bomtrex Line 2", "Czad"]
    few = one("b", "Bomtrex Line 2", "orgName", *["Bomtrex Line 2"] * 3)
    assert "Bomtrex Line 2 Czad" in [name for name, *_ in linked(row, few, state)]


def test_a_noun_that_says_what_a_company_is_does_not_tell_it_from_the_company() -> None:
    rows = [
        one("a", "Agencja Bomtrex", "orgName"),
        one("b", "Bomtrex", "orgName", "Bomtrex", "Bomtreksu"),
        one("c", "Agencja Rynku", "orgName"),
        one("d", "Rynek", "orgName", "Rynek", "Rynku"),
        one("e", "Radio Bomtrex", "orgName"),
    ]
    assert [name for name, _, _ in linked(*rows)] == ["Agencja Rynku", "Bomtrex", "Rynek"]


def test_words_in_another_order_and_an_article_from_abroad_make_no_other_institution() -> None:
    rows = [
        one("a", "Partia Bomtrecka", "orgName", "Partia Bomtrecka", "Partii Bomtreckiej"),
        one("b", "Bomtrecka Partia", "orgName"),
        one("c", "Der Zetrex", "orgName"),
        one("d", "Zetrex", "orgName"),
    ]
    assert [(name, aliases) for name, aliases, _ in linked(*rows)] == [
        ("Der Zetrex", ("Zetrex",)),
        ("Partia Bomtrecka", ("Bomtrecka Partia",)),
    ]


@pytest.mark.parametrize(
    ("short", "whole"),
    [
        ("Trybunał Rachunkowy", "Europejski Trybunał Rachunkowy"),
        ("Nowostis", "RIA Nowostis"),
        ("Komisja ds. Budżetu", "Komisja PE ds. Budżetu"),
    ],
)
def test_the_end_of_a_name_is_the_one_longer_name(short: str, whole: str) -> None:
    entities, _ = link([one("a", short, "orgName"), one("b", whole, "orgName")])
    assert [(entity.name, entity.mentions) for entity in entities] == [(whole, 2)]


@pytest.mark.parametrize(
    ("short", "others"),
    [
        ("Prokuratura Miejska", ["Wojskowa Prokuratura Miejska"]),
        ("Trybunał Rachunkowy", ["Niemiecki Trybunał Rachunkowy"]),
        ("Trybunał Rachunkowy", ["Europejski Trybunał Rachunkowy", "Światowy Trybunał Rachunkowy"]),
        ("Rachunki", ["Europejskie Rachunki"]),
    ],
)
def test_what_tells_institutions_apart_keeps_them_apart(short: str, others: list[str]) -> None:
    given = [one(f"{n}", name, "orgName") for n, name in enumerate([short, *others])]
    entities, _ = link(given)
    assert {entity.name for entity in entities} == {short, *others}


def test_two_forms_of_one_forename_are_a_slip_where_one_is_usual() -> None:
    usual = [person(f"{n}", "Michel Barnierski") for n in range(6)]
    entities, _ = link([*usual, person("x", "Michael Barnierski")])
    assert [entity.name for entity in entities] == ["Michel Barnierski"]
    other = [person(f"{n}", "Maria Barnierska") for n in range(6)]
    entities, _ = link([*other, person("x", "Marta Barnierska")])
    assert len(entities) == 2


def test_a_surname_alone_is_that_of_whom_its_form_can_be_of() -> None:
    rows = [
        one("a", "Ryszard Petru", "persName", "Ryszard Petru", "Petru", "Ryszarda Petru"),
        one("b", "Petr", "persName", "Petru"),
        one("c", "Petrowie", "persName", "Petrów"),
    ]
    assert linked(*rows) == [
        ("Petrowie", (), ("c",)),
        ("Ryszard Petru", ("Petr",), ("a", "b")),
    ]


def test_a_surname_alone_is_that_of_whom_its_form_names_much_more_often() -> None:
    often = [one(f"a{n}", "Ryszard Petru", "persName", "Ryszard Petru") for n in range(6)]
    rows = [*often, person("b", "Jan Petr"), one("c", "Petr", "persName", "Petru")]
    assert [(name, docs) for name, _, docs in linked(*rows)] == [
        ("Jan Petr", ("b",)),
        ("Ryszard Petru", (*(f"a{n}" for n in range(6)), "c")),
    ]


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Sebastian K.", "Sebastian K"),
        ("Marine Bolmen", "Marine Bolmen."),
        ("Zeid Raad Al Hassein", "Zeid Raad Al-Hassein"),
    ],
)
def test_a_full_stop_and_a_hyphen_make_no_other_person(usual: str, other: str) -> None:
    (found,) = linked(person("a", usual), person("b", usual), person("c", other))
    assert found[0] == usual


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("Rada Miejska w Łodzi", "Rada Miejska Łodzi"),
        ("Urząd Miasta Torunia", "Urząd Miasta w Toruniu"),
        ("Port Wojenny w Gdyni", "Port Wojenny Gdynia"),
        ("Rada NATO-Rosja", "Rada Rosja-NATO"),
        ("Związek Bolmanów RP", "Związek Bolmanów RP."),
        ("NDI sp. z o.o.", "NDI Sp.z o.o"),
    ],
)
def test_names_of_an_institution_that_are_written_in_two_ways(usual: str, other: str) -> None:
    rows = [one(f"a{n}", usual, "orgName") for n in range(2)]
    (found,) = linked(*rows, one("b", other, "orgName"))
    assert found[0] == usual


@pytest.mark.parametrize(
    ("name", "short", "names"),
    [
        ("Donald J. Trump", "Donald Trump", ["Donald Trump"]),
        ("Mariusz A. Wroński", "Mariusz Wroński", ["Mariusz A. Wroński", "Mariusz Wroński"]),
    ],
)
def test_an_initial_in_the_middle_tells_poles_apart(
    name: str, short: str, names: list[str]
) -> None:
    assert [row[0] for row in linked(person("a", name), person("b", short))] == names


def test_a_rare_label_gives_way_to_the_entity_that_is_written_so_more_often() -> None:
    rows = [
        one("a", "Asia Bolman", "persName", *["Asia Bolman"] * 6, *["Asii Bolman"] * 3),
        one("b", "Asii Bolman", "orgName", "Asii Bolman", "Asii Bolman"),
    ]
    assert linked(*rows) == [("Asia Bolman", (), ("a", "b"))]


@pytest.mark.parametrize(
    ("names", "label", "count"),
    [
        (["Marosz Szefczowicz", "Marosz Szefczovicz"], "persName", 1),
        (["Siergiej Brekkow", "Siergiej Brekkov"], "persName", 1),
        (["RIA Bolnowosti", "Ria Bolnovosti"], "orgName", 1),
        (["Gerhard Schröder", "Gerhard Schroeder"], "persName", 1),
        (["Bolmat 2", "Bolmat II", "Bolmat"], "orgName", 2),
        (["Bolmisma", "Bolmisma Holdings"], "orgName", 1),
        (["Bolmisma", "Bolmisma Building Society"], "orgName", 1),
        # two surnames, two forenames; a longer name that is another's
        (["Jan Nowak", "Jan Novak"], "persName", 2),
        (["Anna Kowal", "Hanna Kowal"], "persName", 2),
        (["The Atlantic", "The Atlantic Council"], "orgName", 2),
        (["Bank Młynarzy", "Bank Młynarzy Capital"], "orgName", 2),
    ],
)
def test_joins_what_sounds_alike_or_begins_a_company_and_nothing_else(
    names: list[str], label: EntityLabel, count: int
) -> None:
    rows = [one(f"{name}{n}", name, label) for name in names for n in range(2)]
    assert len(linked(*rows)) == count


def test_a_part_in_short_and_in_full_is_one() -> None:
    rows = [
        *(one(f"a{n}", "Instytut Axel ONZ", "orgName") for n in range(3)),
        one("b", "Instytut Axel Organizacji Narodów Zjednoczonych", "orgName"),
    ]
    (found,) = linked(*rows)
    assert found[0] == "Instytut Axel Organizacji Narodów Zjednoczonych"


@pytest.mark.parametrize(
    ("name", "seated", "count"),
    [
        ("Radio Bolmix", "Radio Bolmix w Gdyni", 1),
        ("Prokuratura Okręgowa", "Prokuratura Okręgowa w Gdyni", 2),
    ],
)
def test_a_seat_tells_institutions_apart_that_many_places_have(
    name: str, seated: str, count: int
) -> None:
    rows = [one(f"a{n}", name, "orgName") for n in range(10)]
    assert len(linked(*rows, one("b", seated, "orgName"))) == count


def both(doc: str, *names: str) -> Row:
    """A document with several institutions."""
    mentions = [
        Mention(doc, n, 0, len(name), name, "orgName", f"x{n}") for n, name in enumerate(names)
    ]
    return doc, mentions, [Entity(m.entity, m.text, m.label, (), 1, (doc,)) for m in mentions]


@pytest.mark.parametrize(
    ("name", "longer", "count"),
    [
        ("Wyższy Urząd Bolmański", ["Wyższy Urząd Bolmański w Gdyni"], 1),
        ("Wyższy Urząd Bolmański", ["Wyższy Urząd Bolmański Rosji"], 1),
        (
            "Wyższy Urząd Bolmański",
            ["Wyższy Urząd Bolmański Rosji", "Wyższy Urząd Bolmański Ukrainy"],
            3,
        ),
        ("Sąd Najwyższy", ["Sąd Najwyższy Rosji"], 2),
        # one that has been taken in has a seat, too
        ("Urząd Axel", ["Urząd Axel Rosji", "Urząd Axel Rosji w Gdyni"], 2),
    ],
)
def test_the_one_place_that_a_document_names_tells_no_two_apart(
    name: str, longer: list[str], count: int
) -> None:
    assert len(linked(both("a", name, *longer))) == count


def test_the_seat_of_what_is_known_is_no_part_of_its_name() -> None:
    court = "Europejski Trybunał Praw Człowieka"
    rows = [one("a", court, "orgName"), one("b", f"{court} w Strasburgu", "orgName")]
    assert [name for name, _, _ in linked(*rows)] == [court]


def test_a_diminutive_is_the_forename() -> None:
    assert linked(person("a", "Kuba Bolman"), person("b", "Jakub Bolman")) == [
        ("Jakub Bolman", ("Kuba Bolman",), ("a", "b"))
    ]


def in_one(doc: str, *names: tuple[str, int]) -> Row:
    """A document with people, each mentioned so often by the name."""
    mentions, entities = [], []
    for name, count in names:
        mentions += [
            Mention(doc, 0, 100 * i, 100 * i + len(name), name, "persName", name)
            for i in range(count)
        ]
        entities.append(Entity(name, name, "persName", (), count, (doc,)))
    return doc, mentions, entities


@pytest.mark.parametrize(
    ("slip", "joined"),
    [
        ("Bolmanfelnner", True),
        ("Gerald Bolmanfelnner", True),
        # another forename, another surname, a surname of some list
        ("Adam Bolmanfelnner", False),
        ("Bolmanwerter", False),
        ("Kowalski", False),
    ],
)
def test_a_slip_in_a_surname_is_the_person_of_the_document(slip: str, joined: bool) -> None:
    rows = [in_one("a", ("Gerald Bolmanfellner", 5), (slip, 1))]
    names = [name for name, _, _ in linked(*rows)]
    assert "Gerald Bolmanfellner" in names
    assert (len(names) == 1) == joined


def test_a_slip_in_another_document_stays() -> None:
    rows = [in_one("a", ("Gerald Bolmanfellner", 5)), in_one("b", ("Bolmanfelnner", 1))]
    assert len(linked(*rows)) == 2


def test_the_number_of_a_word_makes_no_other_institution() -> None:
    rows = [
        one("a", "Zespół Badania Zmiany Bolmatu", "orgName"),
        one("b", "Zespół Badania Zmian Bolmatu", "orgName", "Zespół", "Zespołu"),
        one("c", "Zespół Badania Zmiany Wronatu", "orgName"),
    ]
    assert [name for name, _, _ in linked(*rows)] == [
        "Zespół Badania Zmian Bolmatu",
        "Zespół Badania Zmiany Wronatu",
    ]


def test_places_of_the_same_words_are_one() -> None:
    rows = [
        one("a", "Plac Zielony", "geogName", "Placu Zielonego", "Plac Zielony"),
        one("b", "Zielony Plac", "geogName"),
    ]
    assert [name for name, _, _ in linked(*rows)] == ["Plac Zielony"]


def test_a_guess_gives_way_to_what_is_attested() -> None:
    rows = [
        one("a", "Aleksandr Bolm", "persName", "Aleksandra Bolma", "Aleksandrem Bolmem"),
        one("b", "Aleksander Bolm", "persName"),
    ]
    assert [name for name, _, _ in linked(*rows)] == ["Aleksander Bolm"]


def test_a_double_surname_without_its_hyphen_is_the_person_who_has_it() -> None:
    rows = [
        one("a", "Anna Bolmańska-Kowal", "persName"),
        one("b", "Bolmańska Kowal", "persName"),
        one("c", "Bolmańska Nowak", "persName"),
    ]
    assert linked(*rows) == [
        ("Anna Bolmańska-Kowal", ("Bolmańska Kowal",), ("a", "b")),
        ("Bolmańska Nowak", (), ("c",)),
    ]
