"""Raised figures in web pages and in plain text: marks of notes go, powers stay."""

from __future__ import annotations

import pytest

from skrot.read import read_bytes, read_text
from skrot.records import Document
from tests.read.helpers import SENTENCES

PAGE = """<!DOCTYPE html><html lang="pl"><head><meta charset="utf-8">
<title>Szkoła w polu</title></head><body><article><h1>Szkoła w polu</h1>
<p>{first}</p><p>{text}</p><p>{last}</p>
</article></body></html>"""

HTML = [
    ("Urodziło się 5400<sup>1</sup> osób.", "Urodziło się 5400 osób."),
    ('W 2019<sup><a href="#p7">7</a></sup> r. było inaczej.', "W 2019 r. było inaczej."),
    ("Wydano 120<sup>3</sup> zł na osobę.", "Wydano 120 zł na osobę."),
    ("Zgodnie z art. 22<sup>1</sup> § 1 kodeksu pracy.", "Zgodnie z art. 22¹ § 1 kodeksu pracy."),
    ("Próbka ma 10<sup>6</sup> komórek.", "Próbka ma 10⁶ komórek."),
    ("Lokal ma 120 m<sup>2</sup> i ogród.", "Lokal ma 120 m2 i ogród."),
    ("Mówi o tym art. 139<sup>12</sup> ustawy.", "Mówi o tym art. 139¹² ustawy."),
    ('To 18,5<a href="#_ftn2"><sup>2</sup></a> proc. głosów.', "To 18,5 proc. głosów."),
    ("Masa to 2,5 × 10<sup>-3</sup> grama.", "Masa to 2,5 × 10⁻³ grama."),
    ("Spotkanie o godz. 17<sup>30</sup> w szkole.", "Spotkanie o godz. 17³⁰ w szkole."),
    ("Za było 35<sup>[4]</sup> proc. badanych.", "Za było 35 proc. badanych."),
    ("Tak było w 2023 r.<sup>5</sup> Potem nie.", "Tak było w 2023 r. Potem nie."),
    ("Ustawa o systemie oświaty<sup>6</sup> milczy.", "Ustawa o systemie oświaty milczy."),
    ("Stanowi tak § 5<sup>2</sup> rozporządzenia.", "Stanowi tak § 5² rozporządzenia."),
    ("Zgłosiło się 300<sup>*</sup> dzieci.", "Zgłosiło się 300 dzieci."),
    ("Wzrost o 12,5<sup>1)</sup> proc. w roku.", "Wzrost o 12,5 proc. w roku."),
    ("Jest 1 200<sup>2, 3</sup> szkół w kraju.", "Jest 1 200 szkół w kraju."),
    ("Było 20<sup>o</sup>C w cieniu.", "Było 20°C w cieniu."),
    ("Było 20<sup>0</sup>C w cieniu.", "Było 20°C w cieniu."),
    ("To 2<sup>10</sup> bajtów danych.", "To 2¹⁰ bajtów danych."),
    ('Było 45<span style="vertical-align: super">2</span> proc. osób.', "Było 45 proc. osób."),
    ('Art. 22<sup><a href="#fn1">1</a></sup> mówi o tym.', "Art. 22 mówi o tym."),
    ("Masa to 6,02 · 10<sup>23</sup> cząstek.", "Masa to 6,02 · 10²³ cząstek."),
    ("Kraj ma 312 679 km<sup>2</sup> i rośnie.", "Kraj ma 312 679 km2 i rośnie."),
    ('Padło 75<sup class="footnote"><a href="/x">12</a></sup> mm deszczu.', "Padło 75 mm deszczu."),
    ("Kosztuje 19<sup>99</sup> zł za sztukę.", "Kosztuje 19⁹⁹ zł za sztukę."),
    ("Mandat z art. 92a<sup>1</sup> kodeksu.", "Mandat z art. 92a¹ kodeksu."),
    ("Złoto, 37<sup>2</sup>. Tak podano.", "Złoto, 37. Tak podano."),
    ("W latach 2015–2019<sup>8</sup> rosło.", "W latach 2015–2019 rosło."),
    ("Zużycie wody to 45 dm<sup>3</sup> dziennie.", "Zużycie wody to 45 dm3 dziennie."),
    (
        'Jest 5400<sup id="cite_ref-3"><a href="#c"><span>[</span>3<span>]</span></a></sup> osób.',
        "Jest 5400 osób.",
    ),
    ("Mieszka tu 38 mln<sup>1</sup> ludzi.", "Mieszka tu 38 mln ludzi."),
    ("Zawarto 1,5<small><sup>4</sup></small> tys. umów.", "Zawarto 1,5 tys. umów."),
    ("Dług to 60%<sup>9</sup> PKB.", "Dług to 60% PKB."),
    ("Z art. 4<sup>1</sup>–4<sup>3</sup> wynika to samo.", "Z art. 4¹–4³ wynika to samo."),
    ("Pierwszy był 1<sup>st</sup> Street.", "Pierwszy był 1st Street."),
]  # fmt: skip

TEXT = [
    ("Urodziło się 5400¹ osób.", "Urodziło się 5400 osób."),
    ("W 2019⁷ przyjęto ustawę.", "W 2019 przyjęto ustawę."),
    ("Zgodnie z art. 22¹ § 1 kodeksu pracy.", None),
    ("Próbka ma 10⁶ komórek.", None),
    ("Lokal ma 120 m² i 5 m³ wody.", None),
    ("Wydano 120³ zł na osobę.", "Wydano 120 zł na osobę."),
    ("Przepis ustawy² z 2003 r. obowiązuje.", "Przepis ustawy z 2003 r. obowiązuje."),
    ("Masa to 10⁻⁶ grama.", None),
    ("Wzór E = mc² jest znany.", None),
    ("Ma 1,5·10⁹ lat.", None),
    ("Za było 52,4¹² proc. badanych.", "Za było 52,4 proc. badanych."),
    ("Tak było w 2023 r.⁵ Potem nie.", "Tak było w 2023 r. Potem nie."),
    ("Stanowi tak § 5² rozporządzenia.", None),
    ("Z badania (N = 1000)³ wynika co innego.", "Z badania (N = 1000) wynika co innego."),
    ("Jest 1 200²,³ szkół.", "Jest 1 200 szkół."),
    ("Przyspieszenie to 9,81 m/s² na równiku.", None),
    ("Zgodnie z art. 130¹ ust. 2 i art. 183³ᵃ kodeksu.", None),
    ("„Nie ma zgody”⁴ – napisał minister.", "„Nie ma zgody” – napisał minister."),
    ("Spotkanie o godz. 17³⁰ w szkole.", None),
    ("Wzrost o 12,5⁽¹⁾ proc. w roku.", "Wzrost o 12,5 proc. w roku."),
    ("Jest ich 2⁸, czyli 256.", None),
]


@pytest.mark.parametrize(("text", "right"), HTML)
def test_in_a_page(text: str, right: str) -> None:
    page = PAGE.format(first=SENTENCES[0], text=f"{text} {SENTENCES[1]}", last=SENTENCES[2])
    found = read_bytes(page.encode(), "x.html", ".html")
    assert isinstance(found, Document)
    assert f"{right} {SENTENCES[1]}" in found.text.split("\n\n")


@pytest.mark.parametrize(("text", "right"), TEXT)
def test_in_plain_text(text: str, right: str | None) -> None:
    found = read_text(f"{SENTENCES[0]} {text} {SENTENCES[1]}\n\n{SENTENCES[2]}")
    assert f"{SENTENCES[0]} {right or text} {SENTENCES[1]}" in found.text.split("\n\n")
    assert [piece.reason for piece in found.dropped] == ["footnote mark"] * (right is not None)


def test_a_mark_is_listed() -> None:
    page = PAGE.format(
        first=SENTENCES[0], text=f"Jest 5400<sup>1</sup> osób. {SENTENCES[1]}", last=""
    )
    found = read_bytes(page.encode(), "x.html", ".html")
    assert isinstance(found, Document)
    (piece,) = found.dropped
    assert (piece.reason, piece.text) == ("footnote mark", "¹")
    assert found.raw[piece.source_start : piece.source_end] == "¹"
