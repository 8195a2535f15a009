"""`skrot.digest`: what it takes for a path and what for a text, and what a notebook shows of it."""

from pathlib import Path

import pytest

import skrot
from skrot.api import ShownDigest
from skrot.errors import UsageFault
from skrot.records import Failure, Theme
from skrot.report.pages.notebook import digest_fragment


@pytest.mark.parametrize(
    "given",
    [
        "sedes",
        "teksty.txt",
        "moje teksty/artykuł.txt",
        "../moje teksty",
        "/home/jan/moje teksty",
        "~/moje teksty",
        r"C:\\moje teksty",
        "raport za rok.pdf",
        ["seeds", "sedes"],
        Path("sedes"),
        Path("moje teksty"),
    ],
)
def test_path_that_names_nothing_is_no_text(given: str | Path | list[str]):
    with pytest.raises(UsageFault, match="no such file or folder"):
        skrot.digest(given)


@pytest.mark.parametrize(
    "text",
    [
        "Rząd przyjął budżet",
        "Sejm uchwalił ustawę o drogach.",
        "Zmiany w art. 5 obejmą 2 mln osób m.in.",
        "Sejm\n\nustawa.txt",
        "Ustawę podpisano w środę, podał onet.pl",
        "",
        "  ",
    ],
)
def test_other_strings_are_texts(text: str):
    digest = skrot.digest(["Rada gminy przyjęła w środę uchwałę o budżecie na drogi.", text])
    assert {row.doc for row in digest.failures} <= {"text-2.txt"}
    assert digest.corpus == "text-1.txt, text-2.txt"


def test_notebook_shows_what_failed():
    failure = Failure("a<b.txt", "read", "no text in it & nothing else")
    digest = ShownDigest("x", "m", {}, (), (), (), (), (failure,))
    assert "<li>a&lt;b.txt: no text in it &amp; nothing else</li>" in digest._repr_html_()
    whole = ShownDigest("x", "m", {}, (), (), (), (), ())
    assert "Nie przetworzono" not in digest_fragment(whole)


def test_themes_may_be_objects():
    themes = [Theme("roads", 'Drogi i "mosty" 🚗', keywords=("droga", "most"))]
    found = skrot.digest("Gmina zbuduje most za 5 mln zł. Wójt jest zadowolony.", themes=themes)
    assert [(theme.id, theme.label) for theme in found.themes] == [("roads", 'Drogi i "mosty" 🚗')]
    assert [pick.text for pick in found.themes[0].sentences] == ["Gmina zbuduje most za 5 mln zł."]
    assert found.settings["themes"] is None
