"""make and skrot go by the same dependencies: a change of any file that counts wants work."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from skrot.run.dependencies import PACKAGE
from skrot.run.makefile import files_of, rules
from skrot.run.stages import STAGES
from tests.conftest import REPOSITORY, SEEDS

VENV = Path(sys.prefix)
pytestmark = pytest.mark.skipif(
    shutil.which("make") is None or not (VENV / "run.stamp").exists(),
    reason="needs make and an environment that it made",
)
FILES = sorted({path for stage in STAGES for path in files_of(stage)})


def make(out: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        ["make", f"OUT={out}", f"VENV={VENV}", f"CORPUS={SEEDS}", *arguments],  # noqa: S607
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder in which everything is as if it were made."""
    folder = tmp_path_factory.mktemp("made") / "out"
    (folder / "work").mkdir(parents=True)
    done = make(folder, "-t")
    assert done.returncode == 0, done.stderr
    assert make(folder, "-q").returncode == 0
    return folder


def test_every_file_that_a_stage_depends_on_is_a_prerequisite(out: Path):
    """By the rules as make has read them; some are tried below."""
    rules_read = make(out, "-pnq").stdout
    for stage in STAGES:
        target = f"{out}/{stage.adds[-1]}"
        (line,) = (row for row in rules_read.splitlines() if row.startswith(f"{target}: "))
        wanted = {path.relative_to(REPOSITORY).as_posix() for path in files_of(stage)}
        assert len(wanted) > 4
        assert wanted <= set(line.split()), stage.name


# One file of each stage's package.
FOLDERS = {path.relative_to(PACKAGE).parts[0]: path for path in FILES if path.parent != PACKAGE}


@pytest.mark.parametrize("path", FOLDERS.values(), ids=lambda path: path.name)
def test_change_in_any_folder_wants_work(out: Path, path: Path):
    assert make(out, "-q", "-W", path.relative_to(REPOSITORY).as_posix()).returncode == 1


@pytest.mark.parametrize(
    ("file", "first"),
    [
        ("extract/numbers/dates/days.py", "extract"),
        ("compare/labels.py", "compare"),
        ("report/templates/app.js", "report"),
        ("annotate/data/tagset.toml", "annotate"),
    ],
)
def test_work_begins_at_the_stage_of_the_file(out: Path, file: str, first: str):
    wanted = make(out, "-n", "-W", f"pipeline/skrot/{file}").stdout
    names = [stage.name for stage in STAGES]
    assert [name for name in names if f"--until {name} " in wanted] == names[names.index(first) :]


def test_a_changed_corrections_file_wants_work(tmp_path: Path):
    corpus = tmp_path / "texts here"
    corpus.mkdir()
    text, rules = corpus / "a.txt", corpus / "corrections.toml"
    shutil.copyfile(next(SEEDS.glob("001*.txt")), text)
    rules.write_text('[[leave_out]]\ntext = "Tokio"\n', "utf-8")
    mine = tmp_path / "my rules.toml"
    shutil.copyfile(rules, mine)
    for given in (
        [f"CORPUS={corpus}"],
        [f"CORPUS={text}"],
        [f"CORPUS={text}", f"CORRECTIONS={mine}"],
    ):
        wanted = mine if len(given) > 1 else rules
        (tmp_path / "out").mkdir(exist_ok=True)
        assert make(tmp_path / "out", "read", *given).returncode == 0
        assert make(tmp_path / "out", "read", "-q", *given).returncode == 0
        assert make(tmp_path / "out", "read", "-q", "-W", str(wanted), *given).returncode == 1


def test_what_runs_a_stage_wants_no_work(out: Path):
    assert make(out, "-q", "-W", "pipeline/skrot/cli.py").returncode == 0


def test_every_stage_is_a_goal():
    text = rules()
    for stage in STAGES:
        assert f"\n{stage.name}: $(OUT)/{stage.adds[-1]}\n" in text


def test_first_make_says_what_it_does(tmp_path: Path):
    done = make(tmp_path / "out", "-n", f"VENV={tmp_path}", "install")
    first = next(line for line in done.stdout.splitlines() if line.startswith("echo "))
    assert re.search(r"Installing .* into \S+, once: .*minute.* MB", first)
