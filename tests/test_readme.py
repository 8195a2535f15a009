"""The front page is short, and its figures are the measured ones."""

import re
import tomllib

from tests.conftest import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
FLOORS = tomllib.loads((REPOSITORY / "tests" / "quality" / "floors.toml").read_text("utf-8"))

# What a row of the table is about, and of which measurements its figures are, in their order.
ROWS = {
    "news leads": [("summaries_leads", "rouge_one")],
    "theme of a sentence": [("themes_news_kept", "macro_f1")],
    "copies among pairs": [("stories_copies_kept_back", "f")],
    "pairs of news about one story": [("stories_same_kept_back", "f_of_stories")],
    "sentences that need": [
        ("summaries_readable_news_kept_apart", "held_back_precision"),
        ("summaries_readable_news_kept_apart", "held_back_recall"),
    ],
    "names, exact": [("model_nkjp", "names_exact_f"), ("model_nkjp", "names_overlapping_f")],
    "numbers, span": [("numbers_test", "numbers_f")],
    "sentence boundaries": [
        ("model_nkjp", "sentences_f"),
        ("model_pdb", "lemma"),
        ("model_pdb", "pos"),
    ],
}


def rows() -> list[list[str]]:
    lines = re.findall(r"^\|(.*)\|$", README, re.MULTILINE)
    cells = [[cell.strip() for cell in line.split("|")] for line in lines]
    return [row for row in cells if row[-1] in ("held out", "in-sample")]


def test_it_is_short():
    assert len(README.split()) <= 900


def test_held_out_figures_come_first():
    marks = [row[-1] for row in rows()]
    assert marks == sorted(marks)
    assert "held out" in marks


def test_figures_are_the_measured_ones():
    """As many digits as the page gives; what is called held out is, and what is not, is not."""
    found = {name: row for name in ROWS for row in rows() if row[0].startswith(name)}
    assert found.keys() == ROWS.keys()
    for name, measured in ROWS.items():
        row = found[name]
        said = re.findall(r"\d\.\d+", row[1])
        for figure, (measurement, key) in zip(said, measured, strict=False):
            table = FLOORS["measurements"][measurement]
            digits = len(figure.partition(".")[2])
            assert figure == f"{table['floors'][key]['measured']:.{digits}f}", name
            assert table["held_out"] == (row[-1] == "held out"), name


def test_it_says_how_to_install_what_is_on_no_index_yet():
    assert "`pip install skrot` finds nothing" in README
    assert ". .venv/bin/activate" in README


def test_the_first_make_says_what_it_does_how_long_and_how_large():
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    size = re.search(r"Installing what a run needs .*a minute or two, (\d+) MB", makefile)
    assert size
    assert f"a minute or two, {size[1]} MB" in README
