"""What a corpus says about a name: rows of names apart, bearers of a surname, rare forms."""

from __future__ import annotations

import random
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.extract.names.keys import initials_of
from skrot.extract.names.link import link
from skrot.labels import EntityLabel
from skrot.records import Entity, Mention

Row = tuple[str, list[Mention], list[Entity]]
PERSON: EntityLabel = "persName"
ORG: EntityLabel = "orgName"
PLACE: EntityLabel = "placeName"


def document(doc: str, *named: tuple[str, EntityLabel, list[str]]) -> Row:
    """A document with entities, each given by its name, its label and its forms."""
    mentions: list[Mention] = []
    entities = []
    for n, (name, label, forms) in enumerate(named):
        for form in forms:
            start = 100 * len(mentions)
            mentions.append(Mention(doc, 0, start, start + len(form), form, label, f"e{n}"))
        entities.append(Entity(f"e{n}", name, label, (), len(forms), (doc,)))
    return doc, mentions, entities


def mentions_of(rows: list[Row]) -> list[tuple[str, str]]:
    """What is written and the name of its entity, over all documents."""
    index, ids = link(rows)
    names = {entity.entity: entity.name for entity in index}
    found = [
        (piece.text, names[piece.entity])
        for doc, mentions, entities in rows
        for mention in mentions
        for piece in ids.mentions(
            doc, mention, next(e for e in entities if e.entity == mention.entity)
        )
    ]
    assert len(found) == sum(entity.mentions for entity in index)
    return found


def often(name: str, label: EntityLabel, *forms: str, times: int = 4) -> list[Row]:
    """Several documents that have a name."""
    return [document(f"{name}{n}", (name, label, list(forms) or [name])) for n in range(times)]


GLUED = [
    # two people in different cases
    ("Roberta Malta Olaf Brekk", PERSON, ("Roberta Malta", "Robert Malt"), ("Olaf Brekk",)),
    ("Ewie Zarębie Olaf Brekk", PERSON, ("Ewie Zarębie", "Ewa Zaręba"), ("Olaf Brekk",)),
    ("Proroka Olaf Brekk", PERSON, ("Proroka", "Prorok"), ("Olaf Brekk",)),
    # a surname after a full name, two surnames
    ("Ewy Zaręby Brekk", PERSON, ("Ewy Zaręby", "Ewa Zaręba"), ("Brekk",)),
    ("Maltańskiego Brekkowi", PERSON, ("Maltańskiego", "Maltański"), ("Brekkowi", "Brekk")),
]
GLUED_OTHERS = [
    # an institution or a place and a person
    ("Ligi Rolnej Olaf Brekk", ORG, ("Ligi Rolnej", "Liga Rolna", ORG), ("Olaf Brekk", PERSON)),
    ("Zadarze Olaf Brekk", PLACE, ("Zadarze", "Zadar", PLACE), ("Olaf Brekk", PERSON)),
    ("Ligi Rolnej Unia Młynarzy", ORG, ("Ligi Rolnej", "Liga Rolna", ORG), ("Unia Młynarzy", ORG)),
]


@pytest.mark.parametrize(("row", "label", "first", "second"), GLUED)
def test_two_people_side_by_side_are_two(
    row: str, label: EntityLabel, first: tuple[str, ...], second: tuple[str, ...]
) -> None:
    left, right = first[-1], second[-1]
    rows = [
        *often(left, PERSON, first[0], left, times=12),
        *often(right, PERSON, second[0], right, times=12),
        document("row", (row, label, [row])),
    ]
    assert mentions_of(rows)[-2:] == [(first[0], left), (second[0], right)]


@pytest.mark.parametrize(("row", "label", "first", "second"), GLUED_OTHERS)
def test_an_institution_or_a_place_and_who_stands_beside_it_are_two(
    row: str, label: EntityLabel, first: tuple[str, str, EntityLabel], second: tuple[str, ...]
) -> None:
    other: EntityLabel = PERSON if second[1] == PERSON else ORG
    inflected = f"{second[0]}a"
    rows = [
        *often(first[1], first[2], first[0], first[1]),
        *often(second[0], other, second[0], inflected),
        document("row", (row, label, [row])),
    ]
    assert mentions_of(rows)[-2:] == [(first[0], first[1]), (second[0], second[0])]


ONE = [
    # what depends on an institution, what belongs to a name in its case, what is found often
    ("Bank Malty", ORG, ("Bank", "Bank", ORG), ("Malty", "Malta", PLACE), 1),
    ("Wisła Zadar", ORG, ("Wisła", "Wisła", ORG), ("Zadar", "Zadar", PLACE), 1),
    ("Ewa Zaręba Olaf", PERSON, ("Ewa Zaręba", "Ewa Zaręba", PERSON), ("Olaf", "Olaf", PERSON), 5),
]


@pytest.mark.parametrize(("row", "label", "first", "second", "times"), ONE)
def test_a_name_of_two_names_stays_one(
    row: str,
    label: EntityLabel,
    first: tuple[str, str, EntityLabel],
    second: tuple[str, str, EntityLabel],
    times: int,
) -> None:
    rows = [
        *often(first[1], first[2], first[0]),
        *often(second[1], second[2], second[0]),
        *often(row, label, times=times),
    ]
    assert (row, row) in mentions_of(rows)


def test_a_rare_longer_form_never_renames() -> None:
    rows = [
        *often("Ewa Zaręba", PERSON, "Ewa Zaręba", "Ewy Zaręby", times=5),
        document("odd", ("Prorok Ewa Zaręba", PERSON, ["Proroka Ewa Zaręba"])),
        document("odder", ("Ewa Zaręba Mostowa", PERSON, ["Ewa Zaręba Mostowa"])),
    ]
    assert [(e.name, e.aliases, e.mentions) for e in link(rows)[0]] == [("Ewa Zaręba", (), 12)]


def test_a_surname_goes_to_the_bearer_with_clearly_more_evidence() -> None:
    rows = [
        *often("Ewa Zaręba", PERSON, times=4),
        document("other", ("Jan Zaręba", PERSON, ["Jan Zaręba"])),
        document("alone", ("Zaręba", PERSON, ["Zaręby"])),
    ]
    assert mentions_of(rows)[-1] == ("Zaręby", "Ewa Zaręba")


def test_a_surname_with_two_bearers_goes_to_the_one_in_its_company() -> None:
    rows = [
        document("a", ("Ewa Zaręba", PERSON, ["Ewa Zaręba"]), ("Liga Rolna", ORG, ["Liga Rolna"])),
        document("b", ("Jan Zaręba", PERSON, ["Jan Zaręba"]), ("Klub Skat", ORG, ["Klub Skat"])),
        document("c", ("Zaręba", PERSON, ["Zaręby"]), ("Klub Skat", ORG, ["Klubu Skat"])),
        document("d", ("Zaręba", PERSON, ["Zarębie"]), ("Liga Rolna", ORG, ["Ligi Rolnej"])),
        document("e", ("Zaręba", PERSON, ["Zarębą"])),
    ]
    found = dict(mentions_of(rows))
    assert (found["Zaręby"], found["Zarębie"]) == ("Jan Zaręba", "Ewa Zaręba")
    assert found["Zarębą"] == "Zaręba"
    assert [mentions_of(rows[:n]) for n in (3, 4)]


@pytest.mark.parametrize(
    ("rare", "usual", "joined"),
    [
        ("Aaron Barnay", "Arron Barnay", True),
        ("Mikel Verhofstad", "Mikel Verhofstadt", True),
        ("Marta Nowak", "Maria Nowak", False),
        ("Olaf Brekk", "Olaf Drekk", False),
    ],
)
def test_a_rare_spelling_of_a_foreign_name_is_a_slip(rare: str, usual: str, joined: bool) -> None:
    rows = [*often(usual, PERSON, times=5), document("slip", (rare, PERSON, [rare]))]
    assert len(link(rows)[0]) == (1 if joined else 2)


def test_what_is_written_alike_has_one_label() -> None:
    rows = [
        *often("Ewa Zaręba", PERSON, "Ewy Zaręby", times=3),
        document("odd", ("Ewy Zaręby", ORG, ["Ewy Zaręby"])),
        *often("Axeltra Bom", ORG, times=3),
        document("odder", ("Axeltra Bom", PERSON, ["Axeltra Bom"])),
    ]
    index, ids = link(rows)
    assert [(e.name, e.label, e.mentions) for e in index] == [
        ("Axeltra Bom", ORG, 4),
        ("Ewa Zaręba", PERSON, 4),
    ]
    doc, mentions, entities = rows[3]
    assert [m.label for m in ids.mentions(doc, mentions[0], entities[0])] == [PERSON]


def test_a_name_may_have_two_hyphens() -> None:
    assert initials_of("Fundacja Nowak--Lis Polska") == {"fnlp"}


def test_an_acronym_is_the_name_with_its_initials_in_the_same_document() -> None:
    rows = [
        document("a", ("Liga Rolna Północy", ORG, ["Ligi Rolnej Północy"]), ("LRP", ORG, ["LRP"])),
        document("b", ("LRP", ORG, ["LRP"])),
    ]
    assert [(e.name, e.aliases) for e in link(rows)[0]] == [("Liga Rolna Północy", ("LRP",))]
    apart = [
        document("a", ("Liga Rolna Północy", ORG, ["Ligi Rolnej Północy"])),
        document("b", ("LRP", ORG, ["LRP"])),
    ]
    assert len(link(apart)[0]) == 2


def test_a_guess_gives_way_to_a_nominative_that_is_attested() -> None:
    rows = [
        document("a", ("Marek Zukker", PERSON, ["Marka Zukkera"])),
        *often("Mark Zukker", PERSON, "Mark Zukker", "Markowi Zukkerowi", times=2),
    ]
    assert {name for _, name in mentions_of(rows)} == {"Mark Zukker"}
    # the dictionary has Picek alone for the form
    rows = [
        document("a", ("Jan Picek", PERSON, ["Jana Picka"])),
        *often("Jan Pick", PERSON, "Jan Pick", "Janem Pickiem", times=2),
    ]
    assert {name for _, name in mentions_of(rows)} == {"Jan Pick"}


NAMES = ["Ewa Zaręba", "Jan Zaręba", "Zaręba", "Olaf Brekk", "Brekk", "Ewa Zaręba Olaf Brekk"]
NAMED = st.tuples(st.sampled_from(NAMES), st.sampled_from([PERSON, ORG]), st.integers(1, 4))


@given(st.lists(st.lists(NAMED, min_size=1, max_size=3, unique_by=lambda n: n[:2]), max_size=12))
@settings(deadline=None)
def test_the_order_of_documents_does_not_matter(
    texts: list[list[tuple[str, EntityLabel, int]]],
) -> None:
    rows = [
        document(str(n), *((name, label, [name] * times) for name, label, times in text))
        for n, text in enumerate(texts)
    ]
    shuffled = rows[:]
    random.Random(len(rows)).shuffle(shuffled)  # noqa: S311
    assert link(rows)[0] == link(shuffled)[0]
    assert sorted(mentions_of(rows)) == sorted(mentions_of(shuffled))


def test_time_is_in_proportion_to_the_documents() -> None:
    def corpus(size: int) -> list[Row]:
        return [
            document(
                f"{n}",
                (f"Ewa Zaręb{n}a", PERSON, [f"Ewa Zaręb{n}a"]),
                ("Zaręba", PERSON, ["Zaręby"]),
                ("Jan Zaręba", PERSON, ["Jan Zaręba"]),
                ("Ewa Zaręba", PERSON, ["Ewy Zaręby"]),
                (f"Liga{n} Rolna", ORG, [f"Liga{n} Rolna"]),
            )
            for n in range(size)
        ]

    def seconds(size: int) -> float:
        rows = corpus(size)
        link(rows)  # the dictionary remembers its words
        start = time.process_time()
        link(rows)
        return time.process_time() - start

    assert seconds(4000) < 12 * max(seconds(1000), 0.01)


def test_a_party_and_a_person_in_full_who_both_stand_alone_are_two() -> None:
    rows = [
        *often("Front Rolny", ORG, times=12),
        *often("Olaf Brekk", PERSON, "Olaf Brekk", "Olafa Brekka", times=12),
        document("row", ("Front Rolny Olaf Brekk", ORG, ["Front Rolny Olaf Brekk"])),
    ]
    assert mentions_of(rows)[-2:] == [("Front Rolny", "Front Rolny"), ("Olaf Brekk", "Olaf Brekk")]
