"""Titles, leads, dates and authors that stand outside the container of an article's body."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest

from skrot.read import read_bytes
from skrot.records import Document
from tests.read.helpers import SENTENCES, parts

TITLE = "Szkoła w polu stanie przy torach"
LEAD = "Gmina wyda osiemnaście milionów na szkołę, której nie chcą mieszkańcy ulicy Leśnej."
BODY = "".join(f"<p>{a} {b}</p>" for a, b in pairwise(SENTENCES))
FIRST = f"{SENTENCES[0]} {SENTENCES[1]}"
AUTHOR = "Joanna Wilk"
DATE = "2026-03-02"
MENU = (
    '<nav><ul><li><a href="/">Start</a></li><li><a href="/sport">Sport w gminie</a></li></ul></nav>'
)
SHARE = '<div class="share"><a href="#f">Facebook</a> <a href="#x">X</a> Udostępnij</div>'
FOOT = "<footer><p>Wszelkie prawa zastrzeżone przez wydawcę portalu gminnego.</p></footer>"
PICTURE = (
    '<figure><img src="a.jpg"><figcaption>Działka przy torach. Fot. Adam Lis</figcaption></figure>'
)
RELATED = (
    '<aside><h3>Polecamy</h3><ul><li><a href="/1">Droga przez las będzie gotowa jesienią.</a>'
    '</li><li><a href="/2">Nowy most na rzece otworzy się wiosną, obiecuje wójt.</a></li></ul>'
    "</aside>"
)


def page(body: str, head: str = "", title: str = TITLE) -> str:
    return (
        f'<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8">'
        f"<title>{title} - Kurier</title>"
        f"{head}</head><body>{MENU}{body}{FOOT}</body></html>"
    )


CASES = tomllib.loads(Path(__file__).with_name("page_heads.toml").read_text("utf-8"))
VALUES = {
    "TITLE": TITLE, "LEAD": LEAD, "BODY": BODY, "SHARE": SHARE, "PICTURE": PICTURE,
    "AUTHOR": AUTHOR, "RELATED": RELATED,
}  # fmt: skip


def fill(text: str) -> str:
    for name, value in VALUES.items():
        text = text.replace("{" + name + "}", value)
    return text


def read(html: str) -> Document:
    found = read_bytes(html.encode(), "x.html", ".html")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("layout", CASES["layouts"])
@pytest.mark.parametrize("described", [False, True])
def test_leads_outside_the_body(layout: str, *, described: bool) -> None:
    head = f'<meta property="og:description" content="{LEAD}">' if described else ""
    document = read(page(fill(layout), head))
    assert document.title == TITLE
    assert parts(document, "title") == [TITLE]
    assert parts(document, "lead") == [LEAD]
    assert document.text.count(LEAD) == 1
    assert parts(document, "body")[0] == FIRST
    assert parts(document).index(LEAD) < parts(document).index(FIRST)
    quoted = " ".join(parts(document, "lead") + parts(document, "body"))
    for furniture in (
        "Facebook",
        "Droga przez las",
        "Nowy most",
        "Fot.",
        "Sport w gminie",
        "prawa zastrz",
    ):
        assert furniture not in quoted


@pytest.mark.parametrize(("head", "line"), [tuple(row) for row in CASES["lines"]])
def test_authors_and_dates_outside_the_body(head: str, line: str) -> None:
    body = (
        f'<main><h1>{TITLE}</h1>{line}<div class="lead">{LEAD}</div>'
        f'<div class="article-body">{BODY}</div></main>'
    )
    document = read(page(fill(body), fill(head)))
    assert (document.author, document.date) == (AUTHOR, DATE)
    assert parts(document, "lead") == [LEAD]
    assert AUTHOR not in " ".join(parts(document, "body"))


@pytest.mark.parametrize(("title", "heading"), [tuple(row) for row in CASES["titles"]])
def test_titles_outside_the_body(title: str, heading: str) -> None:
    body = f'{heading}<div class="lead">{LEAD}</div><div class="article-body">{BODY}</div>'
    html = page(fill(body)).replace(f"<title>{TITLE} - Kurier</title>", f"<title>{title}</title>")
    document = read(fill(html))
    assert document.title == TITLE
    assert parts(document, "title") == [TITLE]
    assert parts(document, "lead") == [LEAD]


@pytest.mark.parametrize(
    "order",
    [
        '<p class="l">{LEAD}</p><h1>{TITLE}</h1>{0}',
        '<h1>{TITLE}</h1>{0}<div class="l">{LEAD}</div>',
    ],
)
def test_a_lead_elsewhere_is_known_by_the_description(order: str) -> None:
    body = fill(order.replace("{0}", f'<div class="article-body">{BODY}</div>'))
    document = read(page(body, f'<meta name="description" content="{LEAD}">'))
    assert parts(document)[:3] == [TITLE, LEAD, FIRST]
    assert parts(document, "lead") == [LEAD]


def test_a_lead_that_the_text_begins_with_costs_no_text() -> None:
    lead = SENTENCES[0]
    body = f'<h1>{TITLE}</h1><div class="lead">{lead}</div><div class="article-body">{BODY}</div>'
    document = read(page(body))
    assert parts(document)[:3] == [TITLE, lead, FIRST]


def test_two_authors() -> None:
    body = f'<h1>{TITLE}</h1><p>Joanna Wilk, Jan Lis</p><div class="article-body">{BODY}</div>'
    assert read(page(body)).author == "Joanna Wilk, Jan Lis"


def test_what_is_no_lead_is_none() -> None:
    body = f'<h1>{TITLE}</h1><div class="article-body">{BODY}</div>{RELATED}'
    document = read(page(body))
    assert parts(document, "lead") == [FIRST]
    assert "Droga przez las" not in document.text


def test_a_caption_between_title_and_body_is_no_lead() -> None:
    body = f'<h1>{TITLE}</h1>{PICTURE}{SHARE}{RELATED}<div class="article-body">{BODY}</div>'
    document = read(page(body))
    quoted = " ".join(parts(document, "lead") + parts(document, "body"))
    assert not any(words in quoted for words in ("Fot.", "Droga przez las", "Facebook"))
