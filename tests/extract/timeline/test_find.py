"""Dated statements: when, how exact, as a fact or as a plan, by hand-tagged sentences."""

import datetime

import pytest
from spacy.tokens import MorphAnalysis

from skrot.extract import find_numbers, find_timeline
from tests.extract.quotes.helpers import document
from tests.extract.timeline.helpers import depend

OPENED = "otwarto/VERB/f/otworzyć"
DAY = datetime.date(2026, 5, 10)

Row = tuple[str | None, str]


def timeline(text: str, date: datetime.date | None = None) -> list[Row]:
    doc, _, _ = document(text)
    rows = find_timeline(doc, find_numbers(doc, date=date), date)
    for row in rows:
        assert doc.text[row.start : row.end] == row.text
        assert row.date_text in row.text
    return [(row.date, row.kind) for row in rows]


CASES: list[tuple[str, str, list[Row]]] = [
    ("nothing", "", []),
    ("no date", f"Most/NOUN/asm {OPENED} .", []),
    ("without a verb", "Most/NOUN/nsm w/ADP 2019 roku/NOUN/lsm/rok", []),
    (
        "a title between marks",
        f"Most/NOUN/asm {OPENED} po/ADP debacie/NOUN/lsf „ 2050 Most/NOUN/nsm dla/ADP Nas ” .",
        [],
    ),
    ("a year", f"Most/NOUN/asm {OPENED} w/ADP 2019 roku/NOUN/lsm/rok .", [("2019", "fact")]),
    (
        "an end",
        "Most/NOUN/nsm ma/VERB/fs3/mieć stać/VERB/i do/ADP końca/NOUN/gsm/koniec 2019 roku .",
        [("../2019-12-31", "plan")],
    ),
    (
        "up to a year",
        "Most/NOUN/nsm ma/VERB/fs3/mieć stać/VERB/i do/ADP 2033 roku .",
        [("../2033", "plan")],
    ),
    (
        "a beginning",
        "Most/NOUN/nsm stoi/VERB/fs3/stać od/ADP maja 2017 roku .",
        [("2017-05/..", "fact")],
    ),
    (
        "when something was",
        "Stoi/VERB/fs3/stać od/ADP 2010 roku , kiedy/ADV go otwarto/VERB/f/otworzyć .",
        [("2010", "fact")],
    ),
    (
        "a season after a year",
        f"Most/NOUN/asm {OPENED} w/ADP 2010 roku . Jesienią pada/VERB/fs3/padać deszcz/NOUN/nsm .",
        [("2010", "fact"), ("XXXX-23", "fact")],
    ),
    (
        "with a noun",
        "Umowa/NOUN/nsf z/ADP 1998 roku nie/PART będzie/AUX/fs3/być zmieniona/ADJ/nsf .",
        [("1998", "fact")],
    ),
    (
        "by whose day an act is called",
        "Ustawa/NOUN/nsf z/ADP dnia/NOUN/gsm 5 maja 2018 r. jest/AUX/fs3/być .",
        [],
    ),
    (
        "an adjective of a month",
        "Otwarto/VERB/f/otworzyć październikową/ADJ/asf/październikowy wystawę/NOUN/asf .",
        [("XXXX-10", "fact")],
    ),
    (
        "a year later",
        f"Most/NOUN/asm {OPENED} w/ADP 2009 roku . Rok/NOUN/nsm/rok później zamknięto/VERB/f .",
        [("2009", "fact"), ("2010", "fact")],
    ),
    (
        "after that",
        "Most/NOUN/nsm stoi/VERB/fs3 do/ADP końca/NOUN/gsm/koniec 2019 roku . Po/ADP tym czasie"
        " będzie/AUX/fs3/być tunel/NOUN/nsm .",
        [("../2019-12-31", "plan"), ("2020/..", "plan")],
    ),
    (
        "the same month again",
        f"Most/NOUN/asm {OPENED} 20 listopada 2017 r. W/ADP listopadzie też {OPENED} tunel .",
        [("2017-11-20", "fact"), ("2017-11", "fact")],
    ),
    (
        "a fact and a plan",
        f"Most/NOUN/asm {OPENED} w/ADP 2019 roku i/CCONJ ma/VERB/fs3/mieć stać/VERB/i do/ADP 2033"
        " roku .",
        [("2019", "fact"), ("../2033", "plan")],
    ),
    (
        "a proposal that was made",
        "Rząd/NOUN/nsm zaproponował/VERB/fsm/zaproponować most/NOUN/asm w/ADP listopadzie"
        " ubiegłego/ADJ/gsm/ubiegły roku/NOUN/gsm/rok .",
        [("XXXX-11", "fact")],
    ),
    (
        "a week to come",
        "Most/NOUN/asm otwiera/VERB/fs3/otwierać w/ADP przyszłym/ADJ/lsm/przyszły tygodniu/NOUN"
        "/lsm/tydzień rząd/NOUN/nsm .",
        [(None, "plan")],
    ),
    (
        "words of somebody about what is to come, before a hyphen",
        f"Most/NOUN/nsm będzie/AUX/fs3/być stał/VERB/fsm/stać - {OPENED} w/ADP 2019 roku .",
        [("2019", "fact")],
    ),
    (
        "a purpose",
        "Chcieli/VERB/fpm/chcieć , aby/SCONJ most/NOUN/nsm stał/VERB/fsm w/ADP 2019 roku .",
        [("2019", "plan")],
    ),
    ("a question", "Czy/PART mamy/VERB/fp1/mieć dziś/ADV decyzję/NOUN/asf ?", []),
    (
        "a clause that asks",
        "Pytał/VERB/fsm , czy/PART w/ADP 2019 roku/NOUN/lsm/rok głosował/VERB/fsm .",
        [],
    ),
    ("the age", "Europa/NOUN/nsf dziś/ADV nie/PART ma/VERB/fs3/mieć zgody/NOUN/gsf .", []),
    (
        "a year that is told of",
        "1983 rok/NOUN/nsm/rok to/AUX okres/NOUN/nsm , który/PRON trwał/VERB/fsm/trwać .",
        [],
    ),
    ("a day", "Rząd/NOUN/nsm dziś/ADV obraduje/VERB/fs3/obradować .", [(None, "fact")]),
    (
        "what had to be",
        "Prezes/NOUN/nsm musiał/VERB/fsm/musieć odejść/VERB/i w/ADP 2012 roku .",
        [("2012", "fact")],
    ),
    (
        "when it was said, after a purpose that was told",
        "Zrobiono/VERB/f/zrobić to , żeby/SCONJ pomóc - mówił/VERB/fsm/mówić w/ADP 2012 roku .",
        [("2012", "fact")],
    ),
    (
        "further from what it is compared with",
        "Spór/NOUN/nsm był/VERB/fsm/być większy/ADJ/nsm niż/SCONJ podczas/ADP kryzysu/NOUN/gsm"
        " w/ADP 1962 roku .",
        [],
    ),
    ("a year between marks", 'Daty/NOUN/npf są/VERB/fp3/być " 1918 " i/CCONJ " 2018 " .', []),
    (
        "a month before the exact day that a text ends with",
        "W/ADP maju/NOUN/lsm/maj wzrosło/VERB/fsn/wzrosnąć zaufanie/NOUN/nsn ."
        " Badano/VERB/f/badać 15 maja 2013 r.",
        [("2013-05", "fact"), ("2013-05-15", "fact")],
    ),
    (
        "a month before a day of an earlier year",
        "W/ADP maju/NOUN/lsm/maj wzrosło/VERB/fsn/wzrosnąć zaufanie/NOUN/nsn ."
        " Badano/VERB/f/badać 15 maja 2013 roku . Zakończono/VERB/f/zakończyć w/ADP 2016 roku .",
        [("XXXX-05", "fact"), ("2013-05-15", "fact"), ("2016", "fact")],
    ),
    ("relative to a day not known", f"Most/NOUN/asm {OPENED} wczoraj/ADV .", [(None, "fact")]),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in CASES], ids=[r[0] for r in CASES])
def test_when_and_whether(text: str, wanted: list[Row]) -> None:
    assert timeline(text) == wanted


def test_the_date_of_the_document_tells() -> None:
    assert timeline(f"Most/NOUN/asm {OPENED} wczoraj/ADV .", DAY) == [("2026-05-09", "fact")]
    text = "Otwarcie/NOUN/nso jest/AUX/fs3/być 20 maja 2027 r ."
    assert timeline(text, DAY) == [("2027-05-20", "plan")]
    text = "Otwarto/VERB/f/otworzyć czerwcową/ADJ/asf/czerwcowy wystawę/NOUN/asf ."
    assert timeline(text, DAY) == [("2025-06", "fact")]


def test_what_is_not_known_says_why() -> None:
    doc, _, _ = document(f"Most/NOUN/asm {OPENED} wczoraj/ADV .")
    (row,) = find_timeline(doc, find_numbers(doc))
    assert row.reason == "relative to the date of the document, which is not known"
    assert row.story is None


def test_what_the_tree_tells_of_a_date() -> None:
    said = "Premier/NOUN/nsm/premier zapowiedział/VERB/fsm/zapowiedzieć to we/ADP wrześniu ."
    doc, _, _ = document(said)
    assert [row.kind for row in find_timeline(doc, find_numbers(doc))] == ["plan"]
    depend(doc, [1, 1, 1, 4, 1, 1])
    assert [row.kind for row in find_timeline(doc, find_numbers(doc))] == ["fact"]
    doc, _, _ = document(
        "Klub/NOUN/nsm/klub odrzucił/VERB/fsm/odrzucić sprawozdanie/NOUN/asn za/ADP 2013 rok/NOUN ."
    )
    depend(doc, [1, 1, 1, 5, 5, 2, 1])
    assert find_timeline(doc, find_numbers(doc)) == []


def test_what_something_is_compared_with_is_no_event() -> None:
    text = "Cena/NOUN/nsf jest/AUX/fs3/być wyższa/ADJ/nsf niż/SCONJ przed/ADP rokiem/NOUN/ism/rok ."
    assert timeline(text, DAY) == []


def test_the_infinitive_of_another_verb_makes_no_plan() -> None:
    text = (
        "Firma/NOUN/nsf miała/VERB/fsf/mieć w/ADP 2010 roku logo i/CCONJ chce/VERB/fs3/chcieć"
        " trwać/VERB/i ."
    )
    doc, _, _ = document(text)
    depend(doc, [1, 1, 4, 4, 1, 1, 7, 1, 7, 1])
    assert [row.kind for row in find_timeline(doc, find_numbers(doc))] == ["fact"]


def test_a_date_of_what_has_been_since() -> None:
    doc, _, _ = document(
        "Był/VERB/fsm/być największy/ADJ/nsm protest/NOUN/nsm od/ADP upadku/NOUN/gsm muru/NOUN/gsm"
        " w/ADP 1989 roku/NOUN/lsm/rok ."
    )
    depend(doc, [0, 2, 0, 4, 2, 4, 8, 8, 4, 0])
    assert not find_timeline(doc, find_numbers(doc))
    doc, _, _ = document(
        "Był/VERB/fsm/być protest/NOUN/nsm od/ADP czasu/NOUN/gsm/czas upadku/NOUN/gsm w/ADP"
        " 1989 roku/NOUN/lsm/rok ."
    )
    depend(doc, [0, 0, 3, 1, 1, 7, 7, 4, 0])
    assert not find_timeline(doc, find_numbers(doc))


def test_a_date_beside_that_of_the_predicate() -> None:
    doc, _, _ = document(
        "W/ADP 2017 roku/NOUN/lsm/rok odkryto/VERB/f/odkryć zdjęcie/NOUN/asn z/ADP pochodu/NOUN/gsm"
        " w/ADP 1978 roku/NOUN/lsm/rok ."
    )
    depend(doc, [2, 2, 3, 3, 3, 6, 4, 9, 9, 6, 3])
    rows = find_timeline(doc, find_numbers(doc))
    assert [(row.date, row.predicate) for row in rows] == [("2017", "odkryć")]


def test_a_verb_beside_the_date_has_it() -> None:
    doc, _, _ = document(
        "Wczoraj zmarł/VERB/fsm/umrzeć poeta/NOUN/nsm , który/PRON w/ADP 1989 roku/NOUN/lsm/rok"
        " wygrał/VERB/fsm/wygrać ."
    )
    depend(doc, [1, 1, 1, 4, 2, 7, 7, 2, 1, 1])
    rows = find_timeline(doc, find_numbers(doc, date=DAY))
    assert [row.date for row in rows] == ["2026-05-09", "1989"]


def test_a_date_of_a_participle_has_its_lemma() -> None:
    doc, _, _ = document(
        "Skazano/VERB/f/skazać go/PRON za/ADP czyn/NOUN/asm popełniony/ADJ/nsmp/popełnić"
        " w/ADP 2015 roku/NOUN/lsm/rok ."
    )
    depend(doc, [0, 0, 3, 0, 3, 7, 7, 4, 0])
    rows = find_timeline(doc, find_numbers(doc))
    assert [(row.date, row.predicate) for row in rows] == [("2015", "popełnić")]


def test_founding_is_no_plan() -> None:
    assert timeline("W/ADP 2001 roku zakładali/VERB/fpm/zakładać partię/NOUN/asf .") == [
        ("2001", "fact")
    ]
    assumed = "Zakładali/VERB/fpm/zakładać , że/SCONJ w/ADP 2020 roku wygrają/VERB/fp3/wygrać ."
    assert [date for date, _ in timeline(assumed)] == ["2020"]
    plan = "Plan/NOUN/nsm/plan zakładał/VERB/fsm/zakładać most/NOUN/asm w/ADP 2020 roku ."
    assert timeline(plan) == [("2020", "plan")]


def test_what_is_said_stands_with_who_said_it_when() -> None:
    doc, _, _ = document(
        "Most/NOUN/nsm stał/VERB/fsm/stać od/ADP 2010 roku/NOUN/gsm/rok , podał/VERB/fsm/podać"
        " w/ADP piątek/NOUN/asm tygodnik/NOUN/nsm ."
    )
    rows = find_timeline(doc, find_numbers(doc))
    assert [row.text == doc.text.strip() for row in rows] == [False, True]


def test_words_after_a_colon_are_not_of_the_date_before_it() -> None:
    doc, _, _ = document(
        "W/ADP piątek/NOUN/asm , jak/SCONJ zwykle/ADV , powiedział/VERB/fsm/powiedzieć :"
        " idę/VERB/fs1/iść ."
    )
    rows = find_timeline(doc, find_numbers(doc))
    assert [row.predicate for row in rows] == ["powiedzieć"]


def test_what_was_founded_is_no_plan() -> None:
    doc, _, _ = document(
        "Firma/NOUN/nsf została/AUX/fsf/zostać założona/ADJ/nsf/założyć"
        " w/ADP 1967 roku/NOUN/lsm/rok ."
    )
    for token in doc:
        if token.text == "założona":
            token.morph = MorphAnalysis(doc.vocab, "Aspect=Perf|Case=Nom|VerbForm=Part|Voice=Pass")
    assert [row.kind for row in find_timeline(doc, find_numbers(doc), None)] == ["fact"]
