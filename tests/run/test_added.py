"""A user's folder of resources (--resources): each try in a process of its own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from skrot.run.added import RESOURCES

UNIT = """
[[unit]]
symbol = "fathom"
pint = "fathom"
words = ["sążeń"]
symbols = []
"""


@pytest.fixture
def own(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "units.toml").write_text(UNIT)
    texts = tmp_path / "texts"
    texts.mkdir()
    (texts / "a.txt").write_text("Nowy kanał ma 12 sążni głębokości i długo go kopano.")
    return folder


def skrot(*arguments: str | Path, status: int = 0) -> str:
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-m", "skrot", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ},
    )
    assert done.returncode == status, done.stderr
    return done.stderr


def units(out: Path) -> list[str | None]:
    lines = (out / "numbers.jsonl").read_text().splitlines()
    return [json.loads(line)["unit"] for line in lines]


def test_a_unit_is_known_to_the_run_that_is_given_it_and_to_no_other(own: Path):
    texts, out = own.parent / "texts", own.parent / "out"
    skrot("run", texts, "--out", out, "--resources", own, "--until", "extract")
    assert units(out) == ["fathom"]
    skrot("run", texts, "--out", out, "--until", "extract")
    assert units(out) == [None]
    skrot("run", texts, "--out", out, "--until", "extract", "--resources", own)
    assert units(out) == ["fathom"]


def test_stages_alone_recall_the_folder(own: Path):
    texts, out = own.parent / "texts", own.parent / "out"
    skrot("read", texts, "--out", out, "--resources", own)
    skrot("annotate", "--out", out)
    skrot("extract", "--out", out)
    assert units(out) == ["fathom"]


def test_themes_and_corrections_of_the_folder_are_taken(own: Path):
    out = own.parent / "out"
    (own / "themes.toml").write_text('[[theme]]\nid = "canals"\nkeywords = ["kanał"]\n')
    (own / "corrections.toml").write_text('[[leave_out]]\ntext = "długo go kopano"\n')
    said = skrot("run", own.parent / "texts", "--out", out, "--resources", own)
    assert "corrections: 1 of 1 applied" in said
    digest = json.loads((out / "digest.json").read_text())
    assert [theme["id"] for theme in digest["themes"]] == ["canals"]


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("units.toml", UNIT.replace("words", "wrods"), "units.toml:5: unknown key 'wrods'"),
        ("units.toml", "[[unit]]\nwords = [1]", "units.toml:1: the key 'symbol' is missing"),
        ("unit.toml", UNIT, "unit.toml: unknown resource; known are abbreviations.toml, "),
    ],
)
def test_a_fault_names_the_users_file_and_line(own: Path, name: str, text: str, said: str):
    (own / name).write_text(text)
    out = own.parent / "out"
    error = skrot("run", own.parent / "texts", "--out", out, "--resources", own, status=2)
    assert f"{own}/{said}" in error
    assert not (out / "numbers.jsonl").exists()


def test_a_folder_that_is_not_there_is_refused(own: Path):
    said = skrot("digest", own.parent / "texts" / "a.txt", "--resources", own / "no", status=2)
    assert "no such folder" in said


def test_a_process_has_one_folder(own: Path):
    code = (
        "import skrot, spacy\n"
        f"skrot.use_resources({str(own)!r})\n"
        "nlp = spacy.blank('pl')\n"
        "nlp.add_pipe('pl_numbers')\n"
        "(number,) = nlp('Kanał ma 12 sążni.')._.numbers\n"
        "assert number.unit == 'fathom'\n"
        f"skrot.use_resources({str(own)!r})\n"
        "try:\n"
        "    skrot.use_resources(None)\n"
        "except Exception as error:\n"
        "    assert 'has been read already' in str(error), error\n"
        "else:\n"
        "    raise AssertionError\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603


@pytest.mark.parametrize("name", RESOURCES)
def test_what_may_be_added_to_is_read_by_the_function_that_is_named(name: str):
    code = (
        "import pkgutil; from skrot import toml; from skrot.run.added import RESOURCES\n"
        f"one = RESOURCES[{name!r}]\n"
        "pkgutil.resolve_name(one.loader)()\n"
        f"assert one.key({name!r}) in toml._loaded\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)  # noqa: S603
