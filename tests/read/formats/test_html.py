"""Web pages."""

from __future__ import annotations

import pytest

from skrot.read import read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND, SENTENCES, parts, reasons

PAGE = f"""<!doctype html><html lang="pl"><head><meta charset="{{charset}}">
<title>Szkoła w polu | Kurier Gminny</title><meta name="author" content="Ewa Mazur">
<meta property="og:site_name" content="Kurier Gminny">
<meta property="article:published_time" content="2026-03-02T10:00:00+01:00"></head><body>
<nav><a href="/">Start</a> <a href="/sport">Sport</a></nav>
<div class="cookie-wall">Ta strona używa plików cookie. <button>Zgadzam się</button></div>
<article><h1>Szkoła w polu</h1><p><b>{SENTENCES[0]}</b></p><p>{PARAGRAPH}</p>
<h2>Pieniądze z budżetu</h2><p>{SECOND}</p>
<ul><li>Szkoła dla 400 uczniów.</li><li>Sala i boisko.</li></ul>
<p>Czytaj także: Droga przez las</p><p>{PARAGRAPH}</p><p>{SECOND}</p>
<table><tr><td>Rok</td><td>Uczniowie</td></tr><tr><td>2025</td><td>3610</td></tr></table>
<p>Źródło: PAP</p></article>
<footer>Wszelkie prawa zastrzeżone</footer></body></html>"""


def examples() -> list[bytes]:
    page = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    html = f"<html><head><title>Szkoła</title></head><body><article>{page}</article></body></html>"
    return [html.encode()]


def hostile() -> Hostile:
    return {
        "deep.html": (b"<html><body>" + b"<div>" * 100_000 + GOOD.encode(), "no article"),
        "tags.html": (b"<" * MEGABYTE, "no article"),
        "long.html": (b"<p>" + b"a" * 11 * MEGABYTE, "too large: an HTML file"),
    }


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.html", ".html")
    assert isinstance(found, Document), found
    return found


def test_article_without_the_page_around_it() -> None:
    document = read(PAGE.format(charset="utf-8").encode())
    assert (document.title, document.date, document.author, document.source) == (
        "Szkoła w polu", "2026-03-02", "Ewa Mazur", "Kurier Gminny",
    )  # fmt: skip
    assert parts(document, "title") == ["Szkoła w polu"]
    assert parts(document, "lead") == [SENTENCES[0]]
    assert parts(document, "heading") == ["Pieniądze z budżetu"]
    assert parts(document, "body") == [
        PARAGRAPH, SECOND, "Szkoła dla 400 uczniów.", "Sala i boisko.", PARAGRAPH, SECOND,
    ]  # fmt: skip
    assert parts(document, "other") == ["Rok Uczniowie", "2025 3610", "Źródło: PAP"]
    assert reasons(document) == ["advert"]
    assert not any(word in document.text for word in ("cookie", "Sport", "zastrzeżone"))


def test_declared_code_page() -> None:
    page = PAGE.format(charset="iso-8859-2").replace("–", "-")
    assert read(page.encode("iso8859-2")).text == read(PAGE.replace("–", "-").encode()).text


def test_wrong_declaration() -> None:
    page = PAGE.format(charset="utf-8").encode("cp1250")
    assert parts(read(page), "lead") == [SENTENCES[0]]


def test_page_without_article() -> None:
    found = read_bytes(b"<html><body></body></html>", "x.html", ".html")
    assert isinstance(found, Failure)
    assert "no article" in found.reason


def test_entities_are_not_expanded_without_end() -> None:
    entities = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    data = f'<!DOCTYPE x [<!ENTITY a0 "lol">{entities}]><html><body><p>&a11;</p></body></html>'
    assert isinstance(read_bytes(data.encode(), "x.html", ".html"), Failure)


def test_page_of_punctuation_alone_is_a_failure() -> None:
    found = read_bytes(b"<html><body><p>!", "x", ".html", accept_any_language=True)
    assert isinstance(found, Failure)
    assert "no article text" in found.reason


def test_advertisements_and_short_quotations() -> None:
    advert = (
        '<div class="box ad"><span>REKLAMA</span><p>Kup dziś polisę od 19 zł. Sprawdź.</p></div>'
    )
    quote = "<blockquote><p>Stan alarmowy na 14 wodowskazach</p></blockquote>"
    page = PAGE.format(charset="utf-8").replace("<h2>", f"{advert}{quote}<h2>")
    document = read(page.encode())
    assert "polisę" not in document.text
    assert "Stan alarmowy na 14 wodowskazach" in parts(document, "body")
    assert parts(document, "heading") == ["Pieniądze z budżetu"]


@pytest.mark.parametrize("name", ["x.txt", "x.md"])
def test_a_page_that_is_called_text_is_a_failure(name: str) -> None:
    for data in (
        PAGE.encode(),
        b"\xef\xbb\xbf  <!-- a -->\n<HTML lang=pl>",
        b"<?xml version='1.0'?>",
    ):
        found = read_bytes(data, name, name[1:])
        assert isinstance(found, Failure)
        assert "not what its name says" in found.reason


def test_text_that_speaks_of_markup_is_text() -> None:
    text = f"<html> to znacznik strony. {PARAGRAPH}".replace("<html>", "Znak <html>")
    assert isinstance(read_bytes(text.encode(), "x.txt", ".txt"), Document)
