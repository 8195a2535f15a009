"""Names in quotation marks."""

from __future__ import annotations

import pytest
from spacy.tokens import Doc

from tests.extract.names.test_spans import found, marked


def parsed(text: str, **lemmas: str) -> Doc:
    """Make a Doc with the lemmas of some words."""
    doc = marked(text)
    for token in doc:
        token.lemma_ = lemmas.get(token.text, token.text)
    return doc


@pytest.mark.parametrize(
    ("text", "form", "name"),
    [
        ("Pisał o tym wczoraj „Guardian”.", "Guardian", "The Guardian"),
        ('Źródło "Sunday Timesa" milczy.', "Sunday Timesa", "The Sunday Times"),
        ("Z doniesień „Wyborczej” nic nie wynika.", "Wyborczej", "Gazeta Wyborcza"),
        ("Powiedział to w rozmowie z „Faktem”.", "Faktem", "Fakt"),
        ("Czytał o tym w dzienniku „Fakt”.", "Fakt", "Fakt"),
        ("Na łamach „Polityki” ktoś temu przeczy.", "Polityki", "Polityka"),
    ],
)
def test_known_media(text: str, form: str, name: str) -> None:
    assert found(parsed(text)) == [(form, "orgName", name)]


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("Brytyjski dziennik „Daily Bugle” milczy.", "Daily Bugle"),
        ("Pracuje w fundacji pod nazwą „Nowy Brzeg”.", "Nowy Brzeg"),
        ("To członkowie kampanii „Best for Nowhere”.", "Best for Nowhere"),
    ],
)
def test_a_noun_says_what_a_quotation_names(text: str, form: str) -> None:
    assert (form, "orgName") in {(one, label) for one, label, _ in found(parsed(text))}


@pytest.mark.parametrize(
    ("text", "mark", "whole"),
    [
        (
            "Mówił prezes Stowarzyszenia Sędziów „Iustitia” wczoraj.",
            "Stowarzyszenia Sędziów",
            "Stowarzyszenia Sędziów „Iustitia”",
        ),
        ("Tak chce Bank Rolny „dla wszystkich” od dawna.", "Bank Rolny", "Bank Rolny"),
        ("Mówi o tym Adam Sędzia „Krzyk” od dawna.", "Adam Sędzia", "Adam Sędzia"),
    ],
)
def test_an_institution_may_end_in_quotation_marks(text: str, mark: str, whole: str) -> None:
    label = "persName" if mark.startswith("Adam") else "orgName"
    assert next(form for form, *_ in found(marked(text, (mark, label)))) == whole


def test_a_medium_is_the_subject_of_a_verb_of_reporting() -> None:
    verbs = {"ustalił": "ustalić", "pisze": "pisać"}
    assert found(parsed("Wczoraj „Fakt” ustalił, kto kłamał.", **verbs))
    assert found(parsed("Nikt nie wie, jak pisze „Fakt”, kto kłamał.", **verbs))


@pytest.mark.parametrize(
    "text",
    [
        "To dla niego „Fakt” i nic więcej.",
        "Mówi o tym film „Daily Bugle” z zeszłego roku.",
        "Dziennik napisał: „Nie ma zgody na to”.",
        "Rozmawiał z nim dziennikarz „Jan Nowak” z radia.",
    ],
)
def test_other_quotations_are_no_media(text: str) -> None:
    assert "orgName" not in {label for _, label, _ in found(parsed(text))}


def test_a_name_in_quotation_marks_is_one_with_what_is_marked_in_it() -> None:
    doc = marked("Tak podaje gazeta „Sunday Times”.", ("Times", "orgName"))
    assert found(doc) == [("Sunday Times", "orgName", "The Sunday Times")]
