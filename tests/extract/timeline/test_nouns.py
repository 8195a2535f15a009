"""Dates of nouns: what a text names with its time beside what it tells."""

import pytest

from skrot.extract import find_numbers, find_timeline
from tests.extract.quotes.helpers import document
from tests.extract.timeline.helpers import depend

Row = tuple[str | None, str, str | None]


def told(text: str, heads: list[int], **relations: str) -> list[Row]:
    """The date, kind and predicate of each statement; relations by the form of the word."""
    doc, _, _ = document(text)
    depend(doc, heads, relations)
    rows = find_timeline(doc, find_numbers(doc))
    return [(row.date, row.kind, row.predicate) for row in rows]


CASES: list[tuple[str, str, list[int], list[Row]]] = [
    (
        "an event of last year that is spoken of",
        "Sędzia/NOUN/nsm skrytykował/VERB/fsm/skrytykować ubiegłoroczny/ADJ/asm/ubiegłoroczny"
        " wyrok/NOUN/asm .",
        [1, 1, 3, 1, 1],
        [(None, "fact", "wyrok")],
    ),
    (
        "an event that may have been or is to come",
        "Sędzia/NOUN/nsm skomentował/VERB/fsm/skomentować piątkowe/ADJ/apf/piątkowy"
        " wybory/NOUN/apf .",
        [1, 1, 3, 1, 1],
        [],
    ),
    (
        "an event that nobody sets a day",
        "Sędzia/NOUN/nsm podtrzymał/VERB/fsm/podtrzymać styczniową/ADJ/asf/styczniowy"
        " decyzję/NOUN/asf/decyzja .",
        [1, 1, 3, 1, 1],
        [("XXXX-01", "fact", "decyzja")],
    ),
    (
        "an event before which something is",
        "Sędzia/NOUN/nsm odszedł/VERB/fsm/odejść przed/ADP piątkowymi/ADJ/ipf/piątkowy"
        " wyborami/NOUN/ipf/wybory .",
        [1, 1, 4, 4, 1, 1],
        [(None, "plan", "wybory")],
    ),
    (
        "the land as it is now",
        "Kupcy/NOUN/npm przybyli/VERB/fpm/przybyć z/ADP terenów/NOUN/gpm dzisiejszej/ADJ/gsf"
        "/dzisiejszy Litwy/PROPN/gsf .",
        [1, 1, 3, 1, 5, 3, 1],
        [],
    ),
    (
        "the occasion of what is told",
        "W/ADP piątkowym/ADJ/lsm/piątkowy liście/NOUN/lsm sędzia/NOUN/nsm skrytykował/VERB/fsm"
        "/skrytykować rząd/NOUN/asm .",
        [2, 2, 4, 4, 4, 4, 4],
        [(None, "fact", "skrytykować")],
    ),
    (
        "a paper that writes",
        "Dzisiejszy/ADJ/nsm/dzisiejszy Dziennik/PROPN/nsm pisze/VERB/fs3/pisać o/ADP tym/PRON .",
        [1, 2, 2, 4, 2, 2],
        [(None, "fact", "pisać")],
    ),
    (
        "the land as it is now, in which something is",
        "Pokazali/VERB/fpm/pokazać go w/ADP dzisiejszych/ADJ/lpf/dzisiejszy granicach/NOUN/lpf .",
        [0, 0, 4, 4, 0, 0],
        [],
    ),
    (
        "what is only spoken of",
        "Mówili/VERB/fpm/mówić w/ADP sprawie/NOUN/lsf wtorkowego/ADJ/gsn/wtorkowy głosowania/NOUN"
        "/gsn/głosowanie .",
        [0, 4, 1, 4, 0, 0],
        [],
    ),
    (
        "what is announced, of all that its words tell",
        "Zapowiedzieli/VERB/fpm/zapowiedzieć reformę/NOUN/asf/reforma sprzedaży/NOUN/gsf/sprzedaż"
        " od/ADP 2033 roku/NOUN/gsm/rok .",
        [0, 0, 1, 5, 5, 2, 0],
        [("2033/..", "plan", "reforma")],
    ),
    (
        "a deed that somebody is charged with",
        "Oskarżono/VERB/f/oskarżyć go/PRON o/ADP udział/NOUN/asm w/ADP zabójstwie/NOUN/lsn"
        "/zabójstwo w/ADP 2014 roku/NOUN/lsm/rok .",
        [0, 0, 3, 0, 5, 3, 8, 8, 5, 0],
        [("2014", "fact", "zabójstwo")],
    ),
    (
        "a deed that somebody is to be charged with",
        "Chcą/VERB/fp3/chcieć zarzucić/VERB/i mu/PRON udział/NOUN/asm w/ADP zabójstwie/NOUN/lsn"
        "/zabójstwo w/ADP 2014 roku/NOUN/lsm/rok .",
        [0, 0, 1, 1, 5, 3, 8, 8, 5, 0],
        [("2014", "fact", "zabójstwo")],
    ),
    (
        "a thing of a year",
        "Pokazali/VERB/fpm/pokazać komedię/NOUN/asf z/ADP 2003 roku/NOUN/gsm/rok .",
        [0, 0, 4, 4, 1, 0],
        [],
    ),
    (
        "with what something is compared",
        "W/ADP porównaniu/NOUN/lsn/porównanie z/ADP wynikami/NOUN/ipm z/ADP kwietnia/NOUN/gsm"
        "/kwiecień ceny/NOUN/npf spadły/VERB/fpf/spaść .",
        [1, 7, 3, 1, 5, 3, 7, 7, 7],
        [],
    ),
    (
        "what is denied",
        "Ceny/NOUN/npf są/VERB/fp3/być bez/ADP zmian/NOUN/gpf/zmiana od/ADP maja/NOUN/gsm/maj .",
        [1, 1, 3, 1, 5, 3, 1],
        [],
    ),
    (
        "an era",
        "Pisał/VERB/fsm/pisać o/ADP czasach/NOUN/lpm/czas po/ADP 1989 roku/NOUN/lsm/rok .",
        [0, 2, 0, 5, 5, 2, 0],
        [],
    ),
    (
        "an age",
        "Pisał/VERB/fsm/pisać o/ADP świecie/NOUN/lsm/świat XXI/ADJ/gsm wieku/NOUN/gsm/wiek .",
        [0, 2, 0, 4, 2, 0],
        [],
    ),
    (
        "a noun that a verb only lets happen",
        "Finał/NOUN/nsm tegorocznej/ADJ/gsf/tegoroczny edycji/NOUN/gsf/edycja odbędzie/VERB/fs3"
        "/odbyć się/PRON tu/ADV .",
        [3, 2, 0, 3, 3, 3, 3],
        [(None, "fact", "odbyć")],
    ),
    (
        "what is still to be done",
        "Dano/VERB/f/dać czas/NOUN/asm na/ADP reformę/NOUN/asf/reforma do/ADP końca/NOUN/gsm"
        "/koniec 2033 roku/NOUN/gsm/rok .",
        [0, 0, 3, 1, 5, 3, 7, 5, 0],
        [("../2033-12-31", "plan", "reforma")],
    ),
    (
        "what another event is remembered in",
        "Wydano/VERB/f/wydać znaczek/NOUN/asm z/ADP okazji/NOUN/gsf rocznicy/NOUN/gsf/rocznica"
        " bitwy/NOUN/gsf/bitwa w/ADP 2020 roku/NOUN/lsm/rok .",
        [0, 0, 3, 1, 3, 4, 8, 8, 5, 0],
        [("2020", "fact", "rocznica")],
    ),
    (
        "a place that the tree takes it to",
        "Otwarto/VERB/f/otworzyć most/NOUN/asm w/ADP Gdańsku/PROPN/lsm w/ADP 2019 roku/NOUN/lsm"
        "/rok .",
        [0, 0, 3, 1, 6, 6, 3, 0],
        [("2019", "fact", "otworzyć")],
    ),
]


@pytest.mark.parametrize(
    ("text", "heads", "wanted"), [row[1:] for row in CASES], ids=[row[0] for row in CASES]
)
def test_whether_a_date_is_of_a_noun(text: str, heads: list[int], wanted: list[Row]) -> None:
    assert told(text, heads, Dziennik="nsubj", sprawie="fixed") == wanted


def test_the_predicate_is_where_the_meaning_is() -> None:
    kept = (
        "W/ADP 2019 roku/NOUN/lsm/rok obchodzona/ADJ/nsfp/obchodzić jest/AUX/fs3/być"
        " rocznica/NOUN/nsf ."
    )
    assert told(kept, [2, 2, 3, 3, 3, 3, 3], jest="aux") == [("2019", "fact", "obchodzić")]
    led = "W/ADP 2019 roku/NOUN/lsm/rok była/AUX/fsf/być liderem/NOUN/ism/lider ."
    assert told(led, [2, 2, 4, 4, 4, 4], była="cop") == [("2019", "fact", "lider")]
    stayed = "W/ADP 2019 roku/NOUN/lsm/rok była/AUX/fsf/być w/ADP mieście/NOUN/lsn/miasto ."
    assert told(stayed, [2, 2, 5, 5, 5, 5, 5], była="cop") == [("2019", "fact", "być")]
    managed = (
        "W/ADP 2019 roku/NOUN/lsm/rok udało/VERB/fsn/udać się/PRON uniknąć/VERB/i wojny/NOUN/gsf ."
    )
    assert told(managed, [2, 2, 3, 3, 3, 3, 5, 3]) == [("2019", "fact", "uniknąć")]


def test_a_participle_before_the_date_has_it_whatever_the_tree() -> None:
    text = (
        "Mają/VERB/fp3/mieć mówić/VERB/i o/ADP uzgodnionym/ADJ/lsmp/uzgodnić w/ADP zeszłym/ADJ/lsm"
        "/zeszły tygodniu/NOUN/lsm/tydzień pakcie/NOUN/lsm ."
    )
    assert told(text, [0, 0, 7, 7, 6, 6, 1, 1, 0]) == [(None, "fact", "uzgodnić")]
    text = (
        "We/ADP wtorek/NOUN/asm mają/VERB/fp3/mieć mówić/VERB/i o/ADP uzgodnionym/ADJ/lsmp/uzgodnić"
        " w/ADP zeszłym/ADJ/lsm/zeszły tygodniu/NOUN/lsm/tydzień pakcie/NOUN/lsm ."
    )
    both = [(None, "plan", "mówić"), (None, "fact", "uzgodnić")]
    assert told(text, [1, 3, 2, 2, 9, 9, 8, 8, 3, 3, 2]) == both


def test_a_participle_that_the_tree_ties_a_date_to_has_it() -> None:
    after = "Klub/NOUN/nsm , powołany/ADJ/nsmp/powołać do/ADP życia/NOUN/gsn w/ADP 1978 roku/NOUN"
    assert told(
        f"{after}/lsm/rok , działa/VERB/fs3/działać .", [9, 2, 0, 4, 2, 7, 7, 2, 2, 9, 9]
    ) == [("1978", "fact", "powołać")]
    before = (
        "Obowiązuje/VERB/fs3/obowiązywać w/ADP 2015 roku/NOUN/lsm/rok przyjęta/ADJ/nsfp/przyjąć"
    )
    assert told(f"{before} ustawa/NOUN/nsf .", [0, 3, 3, 4, 5, 0, 0]) == [
        ("2015", "fact", "przyjąć")
    ]


def test_a_participle_with_an_infinitive_tells_of_it() -> None:
    text = (
        "Spotkał/VERB/fsm/spotkać posłów/NOUN/apm mających/ADJ/apmp/mieć w/ADP 2033 roku/NOUN/lsm"
        "/rok głosować/VERB/i ."
    )
    assert told(text, [0, 0, 1, 5, 5, 2, 2, 0]) == [("2033", "plan", "głosować")]


def test_a_participle_beside_a_copula_has_its_date() -> None:
    text = (
        "Ogłoszony/ADJ/nsmp/ogłosić w/ADP 2019 roku/NOUN/lsm/rok skład/NOUN/nsm jest/AUX/fs3/być"
        " mały/ADJ/nsm ."
    )
    assert told(text, [4, 3, 3, 0, 6, 6, 6, 6]) == [("2019", "fact", "ogłosić")]


def test_a_participle_before_its_noun_has_no_date_after_that() -> None:
    text = (
        "Połączone/ADJ/nsnp/połączyć kluby/NOUN/npm w/ADP 2019 roku/NOUN/lsm/rok wygrały/VERB/fpm"
        "/wygrać ."
    )
    assert told(text, [1, 5, 4, 4, 5, 5, 5]) == [("2019", "fact", "wygrać")]
