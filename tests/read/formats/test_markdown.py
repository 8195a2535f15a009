"""Markdown: what is written, without its marks."""

from __future__ import annotations

import pytest

from skrot.read import read_bytes
from skrot.records import Document
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, PARAGRAPH, SECOND, SENTENCES, kinds, parts, reasons


def examples() -> list[bytes]:
    return [f"# Szkoła w polu\n\n{PARAGRAPH}\n\n## Koszty\n\n- {SENTENCES[4]}\n".encode()]


def hostile() -> Hostile:
    return {
        "quotes.md": (b">" * 100_000 + b" " + GOOD.encode(), GOOD, "too deeply nested", "no text"),
        "brackets.md": (b"[" * 50_000 + GOOD.encode(), GOOD, "took longer"),
        "stars.md": (b"*a **a " * 20_000 + GOOD.encode(), GOOD, "not Polish"),
        "lists.md": (b"- " * 5_000 + GOOD.encode(), GOOD, "too deeply nested", "no text"),
        "front.md": (b"---\na: &a [b, b]\nc: *a\n---\n" + GOOD.encode(), GOOD),
        "script.md": (f"<script>{GOOD}</script>\n\n{GOOD}\n".encode(), GOOD),
    }


def read(text: str) -> Document:
    found = read_bytes(text.encode(), "x.md", ".md")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Rada **przyjęła** _plan_.", "Rada przyjęła plan."),
        ("Rada [przyjęła](https://example.org/a_b) plan.", "Rada przyjęła plan."),
        ("Rada [przyjęła][1] plan.\n\n[1]: https://example.org", "Rada przyjęła plan."),
        ("Rada `przyjęła` plan.", "Rada przyjęła plan."),
        ("Koszt to 5\\*3 mln zł i\\_tyle.", "Koszt to 5*3 mln zł i_tyle."),
        ("Wynik 2*3*4 to 24.", "Wynik 2*3*4 to 24."),
        ("Wydano 1&nbsp;200 zł &amp; więcej.", "Wydano 1 200 zł & więcej."),
        ("Zbadano 5400[^1] osób.\n\n[^1]: Dane GUS.", "Zbadano 5400 osób."),
        ("Zbadano 5400<sup>1</sup> osób.", "Zbadano 5400 osób."),
        ("Działka ma 300 m<sup>2</sup>.", "Działka ma 300 m2."),
        ("Rada ![mapa](a.png) przyjęła plan.", "Rada przyjęła plan."),
        ("Pisz na <biuro@example.org> dziś.", "Pisz na biuro@example.org dziś."),
        ("Rada przyjęła\nplan na rok 2026.", "Rada przyjęła plan na rok 2026."),
        ("1989\\. rok przemian.", "1989. rok przemian."),
    ],
)  # fmt: skip
def test_marks_go(written: str, text: str) -> None:
    assert parts(read(f"{written}\n\n{PARAGRAPH}\n\n{SECOND}"))[0] == text


def test_headings_lists_quotations_and_tables() -> None:
    document = read(
        f"# Szkoła w polu\n\n{PARAGRAPH}\n\n## Koszty\n\n{SECOND}\n\nPlan\n----\n\n"
        f"3. Sala.\n4. Boisko.\n\n* Bieżnia.\n\n> {SENTENCES[5]}\n\n"
        f"| Gmina | 2025 | 2026 |\n|---|---|---|\n| Lipa | 4 | 230 |\n\n"
        f"```\nkod 12\n```\n\n    {SENTENCES[6]}\n"
    )
    assert document.title == "Szkoła w polu"
    assert list(zip(kinds(document), parts(document), strict=True)) == [
        ("title", "Szkoła w polu"),
        ("lead", PARAGRAPH),
        ("heading", "Koszty"),
        ("body", SECOND),
        ("heading", "Plan"),
        ("body", "3. Sala."),
        ("body", "4. Boisko."),
        ("body", "Bieżnia."),
        ("body", SENTENCES[5]),
        ("other", "Gmina | 2025 | 2026"),
        ("other", "Lipa | 4 | 230"),
        ("other", "kod 12"),
        ("body", SENTENCES[6]),
    ]


@pytest.mark.parametrize(
    "front",
    [
        '---\ntitle: "Szkoła w polu"\ndate: 2026-03-02\nauthor: Ewa Mazur\n'
        "source: Kurier\ntags: [a, b]\n---\n",
        "---\ntytuł: Szkoła w polu\ndata: 2.03.2026\nautor: [Ewa Mazur]\n"
        "źródło: Kurier\n---\n\n",
        '+++\ntitle = "Szkoła w polu"\ndate = 2026-03-02T10:00:00Z\n'
        'authors = ["Ewa Mazur"]\nsite = "Kurier"\n+++\n',
        "\ufeff---\r\nTitle: 'Szkoła w polu'\r\nDate: 2026-03-02 08:00\r\n"
        "Author: Ewa Mazur\r\nPublisher: Kurier\r\n---\r\n",
    ],
)  # fmt: skip
def test_front_matter_is_metadata(front: str) -> None:
    document = read(f"{front}{PARAGRAPH}\n\n{SECOND}\n")
    assert (document.title, document.date, document.author, document.source) == (
        "Szkoła w polu",
        "2026-03-02",
        "Ewa Mazur",
        "Kurier",
    )
    assert parts(document) == [PARAGRAPH, SECOND]
    assert reasons(document) == ["front matter"]


def test_dashes_that_are_no_front_matter() -> None:
    document = read(f"---\n\n{PARAGRAPH}\n\n---\n\n{SECOND}\n")
    assert parts(document) == [PARAGRAPH, SECOND]


def test_a_sentence_over_dashes_is_no_heading() -> None:
    document = read(f"{PARAGRAPH}\n---\n{SECOND}\n")
    assert kinds(document) == ["body", "body"]


def test_notes_are_other_and_marks_are_listed() -> None:
    document = read(f"{PARAGRAPH[:-1]}[^a].\n\n{SECOND}\n\n[^a]: Dane GUS z 2025 r.\n")
    assert parts(document, "body") == [PARAGRAPH, SECOND]
    assert parts(document, "other") == ["1. Dane GUS z 2025 r."]
    assert reasons(document) == ["footnote mark"]
