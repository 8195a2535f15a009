"""What offices, nouns and pronouns stand for, by hand-tagged sentences without a parser."""

from collections.abc import Sequence

import msgspec
import pytest

from skrot.extract import find_quotes, find_references
from tests.extract.quotes.helpers import document

JAN, ANNA, PAP, POLAND, GLOBEX = "Jan Nowak", "Anna Lis", "PAP", "Polska", "Globex"
NOWAK = "Jan/PROPN/nsm Nowak/PROPN/nsm"
LIS = "Anna/PROPN/nsf Lis/PROPN/nsf"
SAID = "powiedział/VERB/fsm/powiedzieć"
CAME = "przyjechał/VERB/fsm/przyjechać"
GREW = "rosła/VERB/fsf/rosnąć"
PREMIER = "premier/NOUN/nsm"

Row = tuple[str, str, str | None]


def references(text: str, arcs: Sequence[tuple[int, int, str]] = ()) -> list[Row]:
    doc, mentions, entities = document(text)
    for word, head, relation in arcs:
        doc[word].head, doc[word].dep_ = doc[head], relation
    entities = [
        msgspec.structs.replace(row, code="PL") if row.name == POLAND else row for row in entities
    ]
    found = find_references(doc, mentions, entities, find_quotes(doc, mentions, entities))
    for row in found:
        assert doc.text[row.start : row.end] == row.text
    return [(row.text, row.kind, row.entity) for row in found]


CASES: list[tuple[str, str, list[Row]]] = [
    ("nothing", "", []),
    ("no office", f"{NOWAK} {CAME} . Kupca/NOUN/asm/kupiec nie/PART było/VERB/fso/być .", []),
    (
        "a part of a name",
        "Rząd/NOUN/nsm zmieni/VERB/fs3/zmienić Kartę/NOUN/asf Nauczyciela/NOUN/gsm/nauczyciel .",
        [],
    ),
    (
        "a title of a name further on",
        "Sekretarz/NOUN/nsm/sekretarz do/ADP spraw/NOUN/gpf domów/NOUN/gpm w/ADP rządzie/NOUN/lsm"
        f" {NOWAK} {CAME} .",
        [],
    ),
    (
        "one of several titles after a name",
        f"{CAME} {NOWAK} , minister/NOUN/nsm/minister , obecnie/ADV sekretarz/NOUN/nsm/sekretarz"
        " rady/NOUN/gsf .",
        [],
    ),
    (
        "anybody of whom a rule tells",
        f"{NOWAK} {CAME} . Nauczyciel/NOUN/nsm/nauczyciel musi/VERB/fs3/musieć wrócić/VERB/i .",
        [],
    ),
    (
        "an office after a phrase of time",
        f"Lider/NOUN/nsm/lider PAP/PROPN/gsf {NOWAK} {CAME} . Do/ADP niedawna/ADJ/nsm"
        f" lider/NOUN/nsm/lider PAP/PROPN/gsf {SAID} .",
        [("lider PAP", "office", JAN)],
    ),
    (
        "an office before a participle",
        f"Lider/NOUN/nsm/lider PAP/PROPN/gsf {NOWAK} {CAME} . Lider/NOUN/nsm/lider PAP/PROPN/gsf"
        f" pytany/ADJ/nsmp/pytać {SAID} .",
        [("Lider PAP", "office", JAN)],
    ),
    (
        "whom the bearer of another office serves",
        f"{NOWAK} , sekretarz/NOUN/nsm/sekretarz premiera/NOUN/gsm/premier , {CAME} ."
        f" Premier/NOUN/nsm/premier {CAME} .",
        [("Premier", "office", None)],
    ),
    (
        "an office before what it acts on",
        f"Prezydent/NOUN/nsm/prezydent Polski/PROPN/gsf {NOWAK} {CAME} ."
        " Prezydent/NOUN/nsm/prezydent Polski/PROPN/gsf zgody/NOUN/gsf odmówił/VERB/fsm/odmówić .",
        [("Prezydent Polski", "office", JAN)],
    ),
    ("nobody", f"{NOWAK} {CAME} .", []),
    (
        "an office that the text has given somebody",
        f"Premier/NOUN/nsm/premier {NOWAK} {CAME} . Premier/NOUN/nsm/premier {SAID} .",
        [("Premier", "office", JAN)],
    ),
    (
        "an office whose holder comes later",
        f"Premier/NOUN/nsm/premier {CAME} . Premier/NOUN/nsm/premier {NOWAK} {SAID} .",
        [("Premier", "office", JAN)],
    ),
    (
        "another word for it",
        f"Premier/NOUN/nsm/premier {NOWAK} {CAME} ."
        f" Szef/NOUN/nsm/szef rządu/NOUN/gsm/rząd {SAID} .",
        [("Szef rządu", "office", JAN)],
    ),
    (
        "an office whose deputy alone is named",
        f"Wicepremier/NOUN/nsm/wicepremier {NOWAK} {CAME} . Premier/NOUN/nsm/premier {SAID} .",
        [("Premier", "office", None)],
    ),
    (
        "an office whose deputy is called by it",
        f"Wiceminister/NOUN/nsm/wiceminister {NOWAK} {CAME} . Minister/NOUN/nsm/minister {SAID} .",
        [("Minister", "office", JAN)],
    ),
    (
        "an office of a part of what another is of",
        f"Szef/NOUN/nsm/szef klubu/NOUN/gsm/klub PAP/PROPN/gsf {NOWAK} {CAME} ."
        f" Szef/NOUN/nsm/szef PAP/PROPN/gsf {SAID} .",
        [("Szef PAP", "office", None)],
    ),
    (
        "an office of whom somebody works for",
        f"Doradca/NOUN/nsm/doradca prezydenta/NOUN/gsm/prezydent {NOWAK} {CAME} ."
        f" Prezydent/NOUN/nsm/prezydent {SAID} .",
        [("Prezydent", "office", None)],
    ),
    (
        "a woman's office that is not inflected",
        f"Minister/NOUN/nsm/minister {NOWAK} {CAME} . List/NOUN/nsm był/VERB/fsm/być do/ADP"
        " minister/NOUN/gsm .",
        [("minister", "office", None)],
    ),
    (
        "an office before its bearer's name",
        f"Minister/NOUN/nsm/minister {NOWAK} {CAME} . Krytykował/VERB/fsm/krytykować"
        " ministra/NOUN/asm/minister gospodarki/NOUN/gsf i/CCONJ rozwoju/NOUN/gsm Anny/PROPN/gsf"
        " Lis/PROPN/asf .",
        [],
    ),
    (
        "an office of somebody else",
        f"Minister/NOUN/nsm/minister {NOWAK} {CAME} . Była/VERB/fsf/być tam ministra/NOUN/nsf .",
        [("ministra", "office", None)],
    ),
    (
        "an office that nobody has",
        f"{NOWAK} {CAME} . Każdy/DET/nsm/każdy {PREMIER} {SAID} .",
        [],
    ),
    (
        "what somebody becomes",
        f"Premier/NOUN/nsm/premier {NOWAK} {CAME} ."
        " Lis został/VERB/fsm/zostać premierem/NOUN/ism/premier .",
        [],
    ),
    (
        "a bare noun for the institution that is called so",
        "Agencja/NOUN/nsf/agencja PAP/PROPN/nsf pisze/VERB/fs3/pisać . Agencja/NOUN/nsf/agencja"
        f" {GREW} .",
        [("Agencja", "noun", PAP)],
    ),
    (
        "a noun that says which one",
        "Agencja/NOUN/nsf/agencja PAP/PROPN/nsf pisze/VERB/fs3/pisać . Agencja/NOUN/nsf/agencja"
        f" ratingowa/ADJ/nsf/ratingowy {GREW} .",
        [],
    ),
    (
        "the only country close by",
        "Rząd/NOUN/nsm Polski/PROPN/gsf pracuje/VERB/fs3/pracować . W/ADP kraju/NOUN/lsm/kraj"
        " trwa/VERB/fs3/trwać spór/NOUN/nsm .",
        [("kraju", "noun", POLAND)],
    ),
    (
        "a country that nobody has named",
        f"{NOWAK} {CAME} do/ADP kraju/NOUN/gsm/kraj .",
        [("kraju", "noun", None)],
    ),
    (
        "the only organization close by",
        f"Globex/PROPN/nsm {GREW} . Firma/NOUN/nsf/firma {GREW} .",
        [("Firma", "noun", GLOBEX)],
    ),
    (
        "one of two organizations",
        f"Globex/PROPN/nsm i/CCONJ PAP/PROPN/nsf {GREW} . Firma/NOUN/nsf/firma {GREW} .",
        [("Firma", "noun", None)],
    ),
    (
        "an organization that is no firm",
        f"Agencja/NOUN/nsf/agencja PAP/PROPN/nsf {GREW} . Firma/NOUN/nsf/firma {GREW} .",
        [("Firma", "noun", None)],
    ),
    (
        "the only woman",
        f"Wczoraj/ADV {LIS} {CAME} . Skazano/VERB/f/skazać tam kobietę/NOUN/asf/kobieta .",
        [("kobietę", "office", ANNA)],
    ),
    (
        "a woman beside a man",
        f"{LIS} {CAME} . Mowa/NOUN/nsf o/ADP prawach/NOUN/lpn kobiety/NOUN/gsf/kobieta i/CCONJ"
        " mężczyzny/NOUN/gsm/mężczyzna .",
        [("kobiety", "office", None), ("mężczyzny", "office", None)],
    ),
    (
        "who is only known by an office",
        f"Prokurator/NOUN/nsm/prokurator {NOWAK} {CAME} . Mężczyzna/NOUN/nsm/mężczyzna {CAME} .",
        [("Mężczyzna", "office", None)],
    ),
    (
        "a word that is only quoted",
        f"Premier/NOUN/nsm/premier {NOWAK} {CAME} . Słowo/NOUN/nsn „ premier/NOUN/nsm/premier ”"
        " jest/AUX/fs3/być stare/ADJ/nsn .",
        [],
    ),
    (
        "who is appointed",
        f"Premier/NOUN/nsm/premier {NOWAK} {CAME} . Prezydent/NOUN/nsm/prezydent"
        " powołuje/VERB/fs3/powoływać premiera/NOUN/asm/premier .",
        [("Prezydent", "office", None)],
    ),
    (
        "whose opinion it is",
        f"{NOWAK} {SAID} , że/SCONJ dom/NOUN/nsm stoi/VERB/fs3/stać ."
        " Jego/DET/gsm/on zdaniem/NOUN/isn/zdanie"
        " dom/NOUN/nsm jest/AUX/fs3/być duży/ADJ/nsm .",
        [("Jego", "pronoun", JAN)],
    ),
    (
        "of another gender",
        f"{NOWAK} {CAME} . Mówiono/VERB/f/mówić o/ADP niej/PRON/lsf/on .",
        [("niej", "pronoun", None)],
    ),
    (
        "in a thing",
        f"{NOWAK} {CAME} . Jest/AUX/fs3/być w/ADP nim/PRON/lsm/on dom/NOUN/nsm .",
        [],
    ),
]


@pytest.mark.parametrize(("text", "found"), [row[1:] for row in CASES], ids=[r[0] for r in CASES])
def test_what_is_meant(text: str, found: list[Row]) -> None:
    assert references(text) == found


def test_a_pronoun_close_to_two_people_is_left_open() -> None:
    text = (
        f"{NOWAK} {CAME} . Lis/PROPN/nsf i/CCONJ Kowal/NOUN/nsm/kowal byli/AUX/fpm/być z/ADP"
        " nim/PRON/ism/on ."
    )
    assert references(text) == [("nim", "pronoun", None)]


def test_who_is_asked_is_not_who_asks() -> None:
    text = (
        f"Dziennikarz/NOUN/nsm/dziennikarz {NOWAK} {CAME} . {NOWAK} pytany/ADJ/nsm/pytany przez/ADP"
        " dziennikarza/NOUN/asm/dziennikarz milczał/VERB/fsm/milczeć ."
    )
    arcs = [(1, 3, "nsubj"), (5, 9, "nsubj"), (7, 5, "acl"), (9, 9, "ROOT"), (8, 7, "obl:agent")]
    assert references(text) == [("dziennikarza", "office", JAN)]
    moved = [(word + 1, head + 1, relation) for word, head, relation in arcs[1:]]
    assert references(text, moved) == [("dziennikarza", "office", None)]


def test_what_somebody_is_said_to_be_among_others_has_no_row() -> None:
    text = f"{NOWAK} to/PART premier/NOUN/nsm/premier i/CCONJ minister/NOUN/nsm/minister ."
    assert references(text, [(0, 3, "nsubj"), (5, 3, "conj"), (4, 5, "cc")]) == []


def test_an_office_is_not_of_the_last_of_a_list() -> None:
    text = (
        f"Premier/NOUN/nsm/premier {NOWAK} i/CCONJ {LIS} byli/AUX/fpm/być ."
        " Premier/NOUN/nsm/premier milczy/VERB/fs3/milczeć ."
    )
    assert references(text, [(4, 0, "appos")]) == [("Premier", "office", JAN)]
