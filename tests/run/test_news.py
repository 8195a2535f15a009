"""News of a folder that has grown."""

import shutil
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from skrot.api import process_here
from skrot.cli import cli
from skrot.errors import RunError
from skrot.records import Selected, StoryNews
from skrot.report.pages.terminal import news_text
from skrot.run.news import news
from skrot.run.runner import run
from skrot.settings import Settings

STRIKE = (
    "Motorniczowie z Kłobucka zaczęli w poniedziałek strajk, bo nie dostali obiecanych podwyżek."
    " Zajezdnia stoi pusta od rana."
)
FIRST = {"a.txt": f"Strajk motorniczych\n\n{STRIKE} Prezydent miasta Anna Lis prosi o rozmowę.\n"}
SECOND = {
    "b.txt": f"Strajk motorniczych trwa\n\n{STRIKE} Rozmowy poprowadzi mediator Jan Wrona.\n",
    "c.txt": "Powódź w Nysie\n\nRzeka wezbrała w nocy i zalała piwnice domów przy rynku w Nysie.\n",
}


def write(folder: Path, texts: dict[str, str]) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture(scope="module")
def grown(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results after two runs over a corpus that grew between them."""
    folder = tmp_path_factory.mktemp("news")
    settings = Settings(corpus=write(folder / "corpus", FIRST), out=folder / "out")
    run(settings, engine=process_here)
    write(folder / "corpus", SECOND)
    run(settings, engine=process_here)
    run(settings, engine=process_here)  # nothing has changed: the news stay
    return settings.out


def test_what_the_run_before_did_not_have_is_new(grown: Path) -> None:
    found = {row.docs: row for row in news(grown).stories}
    assert set(found) == {("b.txt",), ("c.txt",)}
    assert not found["b.txt",].new
    assert found["c.txt",].new
    assert "person:jan-wrona" in found["b.txt",].entities


def test_the_command_prints_it(grown: Path) -> None:
    result = CliRunner().invoke(cli, ["news", "--out", str(grown)], catch_exceptions=False)
    assert result.output.startswith("Przebieg 2: 2 nowe teksty\n")
    assert "CIĄG DALSZY: Strajk motorniczych" in result.output
    assert "NOWE: Powódź w Nysie" in result.output
    assert "1 nowy tekst: b.txt" in result.output
    assert "po raz pierwszy: Jan Wrona" in result.output


def test_a_text_that_says_nothing_new_is_said_to() -> None:
    row = StoryNews("s", "Strajk", False, ("b.txt",), (), (), ())
    assert "nic, czego nie mówią wcześniejsze teksty" in news_text([row], {}, 2)
    picks = tuple(Selected("b.txt", n, 5 - n, 1.0, f"Zdanie {n}.") for n in range(5))
    text = news_text([msgspec.structs.replace(row, sentences=picks)], {}, 2)
    assert "nic, czego" not in text
    assert [n for n in range(5) if f"Zdanie {n}." in text] == [2, 3, 4]


def test_of_a_first_run_everything_is_new(tmp_path: Path) -> None:
    settings = Settings(corpus=write(tmp_path / "corpus", FIRST), out=tmp_path / "out")
    run(settings, engine=process_here)
    assert [(row.new, row.docs) for row in news(settings.out).stories] == [(True, ("a.txt",))]


def test_since_a_day(grown: Path, tmp_path: Path) -> None:
    with pytest.raises(RunError, match="no document has a date; leave --since out"):
        news(grown, "2031-05-04")
    with pytest.raises(RunError, match="nothing summarised here; run `skrot run` first"):
        news(tmp_path)
    copy = shutil.copytree(grown, tmp_path / "copy")
    rows = (copy / "documents.jsonl").read_text("utf-8")
    assert '"date":null' in rows
    (copy / "documents.jsonl").write_text(rows.replace('"date":null', '"date":"2031-05-04"', 1))
    assert [row.docs for row in news(copy, "2031-05-04").stories] == [("a.txt",)]
    assert news(copy, "2031-05-05").stories == []
    output = CliRunner().invoke(cli, ["news", "--out", str(copy), "--since", "2031-06-01"]).output
    assert output == "Nic nowego.\n"


def test_since_a_run(grown: Path) -> None:
    assert [row.docs for row in news(grown, 2).stories] == [row.docs for row in news(grown).stories]
    everything = news(grown, 1)
    assert {doc for row in everything.stories for doc in row.docs} == {"a.txt", "b.txt", "c.txt"}
    assert all(row.new for row in everything.stories)
    with pytest.raises(RunError, match="no run 3 here; there were 2"):
        news(grown, 3)
    rows = CliRunner().invoke(
        cli, ["news", "--out", str(grown), "--since", "2", "--format", "jsonl"]
    )
    found = [msgspec.json.decode(line, type=StoryNews) for line in rows.output.splitlines()]
    assert found == news(grown).stories
    wrong = CliRunner().invoke(cli, ["news", "--out", str(grown), "--since", "maja"])
    assert "neither a date (YYYY-MM-DD) nor the number of a run" in wrong.output
