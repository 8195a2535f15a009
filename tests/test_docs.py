"""Every example of the README and of the pages in docs/ runs."""

import pkgutil
import re
import shlex
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from skrot.cli import cli
from skrot.run.runner import run
from skrot.settings import Settings
from tests.conftest import REPOSITORY, SEEDS

PAGES = [REPOSITORY / "README.md", *sorted((REPOSITORY / "docs").rglob("*.md"))]


def blocks(language: str) -> list[Any]:
    found = []
    for page in PAGES:
        text = page.read_text("utf-8")
        for match in re.finditer(rf"^```{language}\n(.*?)^```", text, re.DOTALL | re.MULTILINE):
            line = text.count("\n", 0, match.start()) + 1
            found.append(pytest.param(page, match[1], id=f"{page.name}:{line}"))
    return found


@pytest.mark.parametrize(("page", "code"), blocks("python"))
def test_python_example_runs(page: Path, code: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(REPOSITORY)
    exec(compile(code, str(page), "exec"), {"__name__": "__example__"})  # noqa: S102


@pytest.fixture(scope="module")
def small_corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which the examples have been run before: what they share is not done anew."""
    folder = tmp_path_factory.mktemp("corpus")
    (folder / "texts").mkdir()
    shutil.copyfile(SEEDS / "001_78e3e586a5162025.txt", folder / "texts" / "article.txt")
    shutil.copyfile(SEEDS / "themes.toml", folder / "themes.toml")
    examples = REPOSITORY / "docs" / "examples"
    shutil.copyfile(examples / "corrections.toml", folder / "corrections.toml")
    run(Settings(corpus=folder / "texts", out=folder / "digest", themes=folder / "themes.toml"))
    return folder


@pytest.mark.parametrize(("page", "code"), blocks("sh"))
def test_shell_example_runs(
    page: Path, code: str, small_corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """`skrot` is run over a small corpus; of `make` the targets and variables must exist."""
    shutil.copytree(small_corpus, tmp_path, dirs_exist_ok=True)
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    monkeypatch.chdir(tmp_path)
    for line in code.splitlines():
        words = shlex.split(line, comments=True)
        if not words:
            continue
        if words[0] == "skrot":
            result = CliRunner().invoke(cli, words[1:], catch_exceptions=False)
            assert result.exit_code == 0, result.output
        else:
            assert words[0] == "make", f"{page.name}: an example of an unknown command: {line}"
            for word in words[1:]:
                name, is_variable, _ = word.partition("=")
                pattern = rf"^{name}\s*\?=" if is_variable else rf"^{name}:"
                assert re.search(pattern, makefile, re.MULTILINE), line


def test_links_lead_somewhere():
    for page in PAGES:
        for link in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", page.read_text("utf-8")):
            if "://" not in link:
                assert (page.parent / link).exists(), f"{page.name}: {link}"


def test_both_pages_give_the_same_figures_of_entities():
    accuracy, page = (
        (REPOSITORY / name).read_text("utf-8") for name in ("docs/accuracy.md", "docs/entities.md")
    )
    short = re.findall(
        r"^\| nominative name.*kept apart \| (\S+) / (\S+) \|", accuracy, re.MULTILINE
    )
    long = re.findall(r"^\| (?:marked|whole) \| (\S+) \| \S+ \| (\S+) \|", page, re.MULTILINE)
    assert short == long
    assert len(short) == 2


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_names_of_the_package_can_be_imported(page: Path):
    text = page.read_text("utf-8")
    for name in re.findall(r"`(skrot(?:\.\w+)+)(?:\(.*?\))?`", text):
        try:
            pkgutil.resolve_name(name)
        except (ImportError, AttributeError) as error:
            pytest.fail(f"{page.name}: {name}: {error}")
