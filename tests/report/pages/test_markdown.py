from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from skrot.report import report
from skrot.report.pages.markdown import escape
from tests.report.sample import hostile_run, seeds_run

COMMONMARK = MarkdownIt("commonmark").enable("table")


@pytest.mark.parametrize(
    "text",
    [
        "# nagłówek",
        "1. punkt",
        "- punkt",
        "+ punkt",
        "=====",
        "> cytat",
        "[a](javascript:alert(1))",
        "<b>x</b> & <script>",
        "**tłusto** _kursywa_ `kod`",
        "a | b",
        "~~~ ``` ~~~",
        "![x](y)",
        "&lt;script&gt;",
    ],
)
def test_markup_in_a_text_is_text(text: str) -> None:
    tokens = COMMONMARK.parse(escape(text))
    assert [t.type for t in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    shown = "".join(child.content for child in tokens[1].children or [])
    assert shown == text


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"]), max_size=40))
def test_any_text_is_one_paragraph_of_itself(text: str) -> None:
    plain = " ".join(text.split())
    tokens = COMMONMARK.parse(escape(text))
    shown = [c for t in tokens for c in t.children or []]
    assert all(child.type in ("text", "text_special") for child in shown)
    assert "".join(child.content for child in shown) == plain


def test_names_and_numbers_read_naturally() -> None:
    text = "Handel wyniósł 228 mld dol. (wzrost o 1,5%) – U.S. Steel."
    assert escape(text) == text


def test_the_digest_has_every_section() -> None:
    text = report(seeds_run())["digest.md"].decode()
    for heading in (
        "# Skrót: Stany Zjednoczone, Japonia, Donald Trump",
        "## W skrócie",
        "## Porównania",
        "## Liczby",
        "## Nazwy",
    ):
        assert f"{heading}\n" in text
    assert "| Gospodarka | 27% |" in text


def test_sentences_of_one_paragraph_stand_together_with_one_source() -> None:
    text = report(seeds_run())["digest.md"].decode()
    for block in re.findall(r"(?:^>.*\n)+", text, re.MULTILINE):
        sources = [line for line in block.splitlines() if line.startswith("> — ")]
        assert all(one != other for one, other in pairwise(sources))
    assert "ranking" not in text


def test_hostile_texts_bring_no_html() -> None:
    html = COMMONMARK.render(report(hostile_run())["digest.md"].decode())
    assert "<script" not in html
    assert "<img" not in html
    assert "javascript:" not in html.split("href=")[-1] or "href=" not in html
