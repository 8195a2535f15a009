"""What pages set between paragraphs, in texts whose paragraphs were run together."""

from __future__ import annotations

import pytest

from skrot.read import read_text
from tests.read.helpers import PARAGRAPH, SECOND, parts

TITLE = "Szkoła w polu"
MOST = "Nowy most na rzece będzie gotowy jesienią"

# What stands between two paragraphs of one line, and is kept as `other`.
INSERTS = [
    f". Jan Kowalski{MOST}",
    f". {MOST}",
    '. Jan KowalskiMost „czeka"',
    f"/ Ewa Lis{MOST}",
    f"AP Photo / Ewa Lis{MOST}",
    "Zdjęcie : Ewa Lis„Most to przyszłość. Tak”: wójt",
    "AP Photo / Ewa LisMost zbuduje UE",
    "https://t.co/aB1 — Ewa Lis (@ewalis) March 3, 2026",
]
# Where the next paragraph is a turn of a conversation, or begins with a name nobody knows.
TOUCHING = [
    "– Nie wiem, kto zbuduje most.",
    "- Tak będzie - mówi wójt.",
    "Kwermolonko wie, kto to zbuduje.",
]
LINKS = [
    f" {MOST} W środę... czytaj dalej »",
    " zobacz więcej wideo »",
    " CZYTAJ WIĘCEJ: Kto zbuduje most na rzece i za ile?",
    f" Zobacz też: {MOST} ",
    f" Przeczytaj również: Sondaż. {MOST} ",
    " Oglądaj Wideo: TVN24 Most nie dla wszystkich",
]
HEADINGS = ["Mieszkańcy czekają na most", '"Nie oddamy mostu"']
ENDS = [
    ("Autor: mw/ja / Źródło: PAP", "mw/ja", "PAP"),
    ("Źródło: Kurier Gminny, PAP", None, "Kurier Gminny, PAP"),
    ("PAP/mk", "mk", "PAP"),
    ("(PAP)", None, "PAP"),
    ("eko, ktu/mtom", "eko, ktu/mtom", None),
    ("Oprac. Ewa Lis", "Ewa Lis", None),
]
CALLS = [
    "Chcesz być na bieżąco z wiadomościami z gminy? Polub nas na Facebooku!",
    "Jeśli chcielibyście nas zainteresować, czekamy na Wasze sygnały. Piszcie na Kontakt24.",
    "Poglądy autora mogą być niezgodne ze stanowiskiem redakcji.",
]
# Sentences that look like it and stay whole.
STAY = [
    "Wójt zapytał: Zobacz, czy most już stoi?",
    "Firma YouTube i klub PiS-u nie chciały mówić o mostach ani o iPhonie.",
    "Organizacja Miłość Nie Wyklucza zbudowała most nad rzeką w gminie.",
    "Na placu Do Widzenia stanął most, o którym pisał tygodnik Do Rzeczy i inne gazety.",
    "Źródło: tak mieszkańcy nazywają staw, przy którym stanie most. Wójt go zasypie.",
    "Umowę z firmą U.S. Steel podpisał ks.Adam Lis na stronie Kurier.Pl i ul.Leśnej.",
    "To nie jest zwykły most . To jest próba (gminna - PAP) pokazania, kto tu rządzi.",
    "Most kosztuje 5 mln zł / km, a droga mniej niż połowę tego.",
]


def body(text: str) -> list[str]:
    return parts(read_text(f"{TITLE}\n\n{text}"), "body")


@pytest.mark.parametrize(
    ("call", "after"),
    [
        (
            'POLECAMY: Lis chce debaty z Kowalską. "Boi się spotkania ze mną"',
            "Radna Anna Nowak wezwała Ewę Kowalską do debaty o moście w tej gminie.",
        ),
        (
            "CZYTAJ WIĘCEJ: Ewa Lis wśród osób, które wstrząsną gminą w 2026 roku",
            "Adam Nowak z rady mówi o moście spokojnie, choć wie, ile on kosztuje.",
        ),
        (
            "Przeczytaj też: Wójt chce mostu, ale ryzykuje rozłam [OPINIA]",
            "Szef sztabu wójta Roberta Nowaka zdradza również część planów gminy.",
        ),
        (
            "ZOBACZ: Oficjalne wyniki w Krakowie, Gdańsku, Kielcach",
            "Planowane są wydarzenia – Dni Mostu, Święto Rzeki – i jarmark w maju.",
        ),
    ],
)
def test_what_follows_the_title_of_another_text_keeps_its_first_words(
    call: str, after: str
) -> None:
    found = body(f"{PARAGRAPH} {call} {after} {SECOND}")
    assert found == [PARAGRAPH, f"{after} {SECOND}"]


@pytest.mark.parametrize("insert", INSERTS)
def test_captions_and_credits_are_cut_out(insert: str) -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH} {insert}{SECOND}")
    assert parts(document, "body") == [PARAGRAPH, SECOND]
    assert parts(document, "other") == [insert]


@pytest.mark.parametrize("second", TOUCHING)
def test_captions_end_where_the_next_paragraph_touches_them(second: str) -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH} AP Photo / Ewa Lis{MOST}{second} {SECOND}")
    assert parts(document, "body") == [PARAGRAPH, f"{second} {SECOND}"]


@pytest.mark.parametrize("link", LINKS)
@pytest.mark.parametrize("second", [f"Tymczasem {SECOND}", f"- {SECOND}"])
def test_links_inside_a_line_go(link: str, second: str) -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH}{link.rstrip()} {second}")
    assert " ".join(parts(document, "body")).replace("- ", "") == f"{PARAGRAPH} {second}".replace(
        "- ", ""
    )
    assert link.strip() in " ".join(piece.text for piece in document.dropped)


@pytest.mark.parametrize("heading", HEADINGS)
def test_headings_without_a_full_stop_get_a_line_of_their_own(heading: str) -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH} {heading} Tymczasem {SECOND}")
    assert parts(document, "heading") == [heading]
    assert parts(document, "body") == [PARAGRAPH, f"Tymczasem {SECOND}"]


def test_a_heading_glued_to_the_next_paragraph_gets_a_line_of_its_own() -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH} Most nie będzie działać{SECOND}")
    assert parts(document, "heading") == ["Most nie będzie działać"]
    assert parts(document, "body") == [PARAGRAPH, SECOND]


@pytest.mark.parametrize("end", ["Tak będzie.", "Wójt powiedział „tak”.", "Czy tak będzie?"])
@pytest.mark.parametrize("second", [SECOND, f"— {SECOND}", "W lecie będzie gotowy."])
def test_paragraphs_that_touch_are_parted(end: str, second: str) -> None:
    assert body(f"{PARAGRAPH} {end}{second}") == [f"{PARAGRAPH} {end}", second]


def test_a_link_after_a_byline_is_none_of_it() -> None:
    document = read_text(f"{TITLE}\n\n{PARAGRAPH} {SECOND} Autor: Jan Lis Polecamy: {MOST}")
    assert document.author == "Jan Lis"
    assert parts(document, "body") == [f"{PARAGRAPH} {SECOND}"]


def test_a_call_in_the_middle_goes() -> None:
    call = "Chcesz wiedzieć więcej o gminie? Polub nas na Facebooku!"
    assert body(f"{PARAGRAPH} {call} {SECOND}") == [PARAGRAPH, SECOND]


@pytest.mark.parametrize(("line", "author", "source"), ENDS)
def test_bylines_at_the_end_name_author_and_source(line: str, author: str, source: str) -> None:
    for text in (f"{PARAGRAPH} {SECOND} {line}", f"{PARAGRAPH} {SECOND}\n\n{line}"):
        document = read_text(f"{TITLE}\n\n{text}")
        assert (document.author, document.source) == (author, source)
        assert body(text) == [f"{PARAGRAPH} {SECOND}"]


@pytest.mark.parametrize("call", CALLS)
def test_calls_to_readers_at_the_end_go(call: str) -> None:
    assert body(f"{PARAGRAPH} {call}") == [PARAGRAPH]


@pytest.mark.parametrize("sentence", STAY)
def test_sentences_that_look_like_it_stay(sentence: str) -> None:
    assert body(f"{PARAGRAPH} {sentence} {SECOND}") == [f"{PARAGRAPH} {sentence} {SECOND}"]


@pytest.mark.parametrize(
    "text",
    [
        "Chcesz wiedzieć, dlaczego tak się stało?",
        "Zachęcamy do poznania naszej nowej aplikacji do czytania map.",
        "Zapraszamy do subskrypcji kanału YouTube.",
    ],
)
def test_a_text_that_is_nothing_else_stays(text: str) -> None:
    document = read_text(text)
    assert [part.kind for part in document.parts] == ["body"]
    assert document.text == text


def test_a_wish_goes_only_with_its_call() -> None:
    wish = "Chcesz wiedzieć więcej?"
    called = read_text(f"{PARAGRAPH} {wish} Polub nas na Facebooku.")
    assert wish not in called.text
    assert wish in read_text(f"{PARAGRAPH} {wish}").text
