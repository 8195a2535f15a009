"""Institutions that every state has, and peoples."""

from __future__ import annotations

import pytest

from skrot.extract.names.find import find_entities
from tests.extract.names.entity_gold import GoldText, blank, gold_doc, locate

NLP = blank()


def names(text: str, *marks: str) -> list[tuple[str, str, bool]]:
    doc = gold_doc(NLP, GoldText(text, locate(text, [[word, "orgName", ""] for word in marks])))
    mentions, entities = find_entities(doc)
    found = {entity.entity: entity.name for entity in entities}
    return [(m.text, found[m.entity], m.relational) for m in mentions]


BESIDE = [
    ("Orzekł pakistański Sąd Najwyższy.", "Sąd Najwyższy", "Sąd Najwyższy Pakistanu"),
    ("Orzekł Sąd Najwyższy Pakistanu.", "Sąd Najwyższy Pakistanu", "Sąd Najwyższy Pakistanu"),
    ("Orzekł Sąd Najwyższy w Pakistanie.", "Sąd Najwyższy", "Sąd Najwyższy Pakistanu"),
    ("Mówi o tym MSZ Ukrainy.", "MSZ", "Ministerstwo Spraw Zagranicznych Ukrainy"),
    ("Mówi o tym węgierski MSZ.", "MSZ", "Ministerstwo Spraw Zagranicznych Węgier"),
    ("Mówi o tym brytyjski MSZ.", "MSZ", "Ministerstwo Spraw Zagranicznych Wielkiej Brytanii"),
    ("Głosował Senat USA.", "Senat", "Senat Stanów Zjednoczonych"),
    ("Wezwano go do MSZ w Moskwie.", "MSZ", "Ministerstwo Spraw Zagranicznych Rosji"),
    ("Mówi o tym MSW w Zagrzebiu.", "MSW", "Ministerstwo Spraw Wewnętrznych Chorwacji"),
    # the home state, and none; Brussels is of the Union
    ("Spotkanie szefów MSZ w Brukseli.", "MSZ", "Ministerstwo Spraw Zagranicznych"),
    ("Wezwano go do MSZ w Warszawie.", "MSZ", "Ministerstwo Spraw Zagranicznych"),
    ("Orzekł polski Sąd Najwyższy.", "Sąd Najwyższy", "Sąd Najwyższy"),
    ("Orzekł Sąd Najwyższy.", "Sąd Najwyższy", "Sąd Najwyższy"),
    # what the text speaks of, unless it speaks of the home state, too
    (
        "Pakistan czeka. W Pakistanie strajk. Do Pakistanu wraca spokój. Orzekł Sąd Najwyższy.",
        "Sąd Najwyższy",
        "Sąd Najwyższy Pakistanu",
    ),
    (
        "Pakistan czeka. W Pakistanie strajk. Do Pakistanu jedzie Polak. Orzekł Sąd Najwyższy.",
        "Sąd Najwyższy",
        "Sąd Najwyższy",
    ),
    ("W Kenii wybory. Kenia czeka. Orzekł Sąd Najwyższy.", "Sąd Najwyższy", "Sąd Najwyższy Kenii"),
    ("Był w Kenii. Orzekł Sąd Najwyższy.", "Sąd Najwyższy", "Sąd Najwyższy"),
    # what the home state does not have, and what others do not
    (
        "Polska kupuje w USA. W Polsce o tym milczą. Zgodził się Kongres.",
        "Kongres",
        "Kongres Stanów Zjednoczonych",
    ),
    (
        "Iran grozi. Iran milczy. USA liczą na Iran, a Iran na USA. Zgodził się Senat.",
        "Senat",
        "Senat Stanów Zjednoczonych",
    ),
    (
        "USA sprzedają. W USA o tym piszą, że USA dostarczą. Kupuje MON.",
        "MON",
        "Ministerstwo Obrony Narodowej",
    ),
    ("Iran grozi, Iran milczy. Zgodził się Kongres.", "Kongres", "Kongres"),
]


@pytest.mark.parametrize(("text", "mark", "name"), BESIDE)
def test_an_institution_is_that_of_the_state_the_text_names(
    text: str, mark: str, name: str
) -> None:
    assert (mark, name, False) in names(text, mark)


def test_institutions_of_two_states_are_two() -> None:
    text = "Milczy MSZ Ukrainy. Zaprzecza MSZ Rosji. Inne MSZ też milczy."
    found = [name for word, name, _ in names(text, "MSZ", "MSZ", "MSZ") if word == "MSZ"]
    assert found == [
        "Ministerstwo Spraw Zagranicznych Ukrainy",
        "Ministerstwo Spraw Zagranicznych Rosji",
        "Ministerstwo Spraw Zagranicznych",
    ]


@pytest.mark.parametrize(
    ("text", "word", "name"),
    [
        ("Szukają Żydów z Polski.", "Żydów", "Żydzi"),
        ("Mówi o Słowianach.", "Słowianach", "Słowianie"),
        ("Oddano to Papuasom.", "Papuasom", "Papuasi"),
    ],
)
def test_a_people_is_relational_and_in_the_plural(text: str, word: str, name: str) -> None:
    assert (word, name, True) in names(text, word)
