"""Links to other texts, labels and notices between the paragraphs of an article."""

from __future__ import annotations

import pytest

from skrot.read import read_bytes, read_text
from skrot.records import Document, PartKind
from tests.read.helpers import PARAGRAPH, SECOND, parts

TEASER = "Nowy most na rzece będzie gotowy dopiero jesienią"
SENTENCE = "Wójt zapowiedział, że droga powstanie do końca roku."

# What stands between two paragraphs, one line a paragraph, and is no text of the article.
GONE = [
    f"Czytaj więcej\n{TEASER}",
    f"Zobacz także\n{TEASER}",
    f"Przeczytaj także:\n{TEASER}",
    f"CZYTAJ TAKŻE\n{TEASER}\n{TEASER} – mówi wójt",
    "Czytaj więcej",
    f"Czytaj także: {TEASER}",
    f"Zobacz: {TEASER}",
    f"Zobacz również » {TEASER}",
    f"Czytaj więcej → {TEASER}",
    f"Przeczytaj: {TEASER}",
    f"WIĘCEJ: {TEASER}",
    "Materiał chroniony prawem autorskim – wszelkie prawa zastrzeżone. Dalsze rozpowszechnianie "
    "artykułu za zgodą wydawcy.",
    "Materiał chroniony prawem autorskim.",
    "Tagi: szkoła, gmina, budżet",
    "Tagi:\nszkoła",
    "Słowa kluczowe: szkoła, gmina",
    "Czytasz właśnie artykuł z wydania premium.",
    "Czytasz właśnie: Szkoła w polu",
    "Kontynuuj czytanie",
    "Artykuł dostępny tylko dla prenumeratorów",
    "Dołącz do nas na Facebooku",
    "Śledź nas w Google News",
    "Wszelkie prawa zastrzeżone",
    "© Kurier Gminny 2026",
    "Oceń artykuł",
    "Polub nas na Facebooku!",
    "Podobne artykuły",
    f"Polecamy\n{TEASER}",
    f"Warto przeczytać:\n{TEASER}",
    "Dalszy ciąg materiału pod wideo",
    "Zobacz galerię",
    "Obejrzyj film",
    "CZYTAJ WIĘCEJ W RP.PL",
    "Dowiedz się więcej",
    "#szkoła #gmina",
]  # fmt: skip

# Credits: kept, but never quoted.
CREDITS = [
    "aja/PAP",
    "(PAP)",
    "PAP/mk",
    "kb/ PAP",
    "jk, PAP",
    "eko, ktu, ŁUD/mtom,kw",
    "bgr//kdj",
    "mp/ana/",
    "Źródło: PAP, Kurier Gminny",
    "PAP, IAR",
    "Kurier Gminny/PAP",
    "źródło: Kurier",
    "oprac. jk",
    "(aj)",
    "red. Ewa Mazur",
    "IAR/PAP/kb",
    "TVN24, PAP",
]

# A link that is glued to the end of a sentence.
GLUED = [
    f"{SENTENCE} Zobacz więcej",
    f"{SENTENCE} zobacz więcej",
    f"{SENTENCE} Czytaj więcej",
    f"{SENTENCE} Czytaj dalej",
    f"{SENTENCE} [zobacz więcej]",
    f"{SENTENCE} (czytaj więcej)",
    f"{SENTENCE} CZYTAJ WIĘCEJ >>",
    f"{SENTENCE} Czytaj więcej »",
    f"{SENTENCE} Więcej…",
    f"{SENTENCE} Czytaj całość",
    f"{SENTENCE} zobacz więcej »",
    f"{SENTENCE[:-1]}... czytaj dalej",
]

# Sentences of an article that begin alike.
STAY = [
    "Zobacz, jak zmieni się nasza gmina, mówił wójt do mieszkańców.",
    "Czytaj to, co podpisujesz, radzi prawnik każdemu klientowi.",
    "Więcej pieniędzy dostaną szkoły, które prowadzi gmina.",
    "Tagi na murach szkoły pojawiły się w nocy z soboty na niedzielę.",
    "Polecamy się na przyszłość, żartował wójt po sesji.",
    "Materiał chroniony folią leżał na budowie od wiosny.",
    "Czytasz właśnie te same słowa, które napisał przed wojną.",
    "Kto chce zobaczyć więcej, musi przyjechać do nas latem.",
    "PAP podała, że wójt zrezygnował ze stanowiska.",
    "Więcej – to nie zawsze znaczy lepiej, uważa wójt.",
    "Zobacz… to nie jest takie proste, odpowiada mu radny.",
    "Zobacz zdjęcia, na których widać, jak rosła nasza szkoła.",
    "Czy warto czytać książki? Pytają o to uczniowie.",
]


def texts(middle: str, *, web: bool) -> Document:
    rows = [PARAGRAPH, *middle.split("\n"), SECOND, f"{SECOND} {PARAGRAPH}"]
    if not web:
        return read_text("\n\n".join(["Szkoła w polu", *rows]))
    body = "".join(f"<p>{row}</p>" for row in rows)
    head = "<html><head><title>Szkoła w polu</title></head><body><article><h1>Szkoła w polu</h1>"
    found = read_bytes(f"{head}{body}</article></body></html>".encode(), "x.html", ".html")
    assert isinstance(found, Document)
    return found


QUOTED: tuple[PartKind, ...] = ("lead", "heading", "body", "takeaway")


def quoted(document: Document) -> list[str]:
    return [part for kind in QUOTED for part in parts(document, kind)]


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("middle", GONE)
def test_links_and_notices_go(middle: str, *, web: bool) -> None:
    document = texts(middle, web=web)
    assert sorted(quoted(document)) == sorted([PARAGRAPH, SECOND, f"{SECOND} {PARAGRAPH}"])
    kept = " ".join(piece.text for piece in document.dropped) + " ".join(parts(document))
    assert all(row in kept for row in middle.split("\n")) or web


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("middle", CREDITS)
def test_credits_are_never_quoted(middle: str, *, web: bool) -> None:
    document = texts(middle, web=web)
    assert sorted(quoted(document)) == sorted([PARAGRAPH, SECOND, f"{SECOND} {PARAGRAPH}"])
    assert middle in parts(document, "other")


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("middle", GLUED)
def test_a_link_at_the_end_of_a_sentence_goes(middle: str, *, web: bool) -> None:
    document = texts(middle, web=web)
    expected = f"{SENTENCE}.." if "..." in middle else SENTENCE
    assert expected in quoted(document)
    assert any(middle[len(expected) :].strip() in piece.text for piece in document.dropped)


@pytest.mark.parametrize("web", [False, True])
@pytest.mark.parametrize("middle", STAY)
def test_sentences_that_begin_alike_stay(middle: str, *, web: bool) -> None:
    assert middle in quoted(texts(middle, web=web))
