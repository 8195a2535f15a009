"""Every stage runs with its own packages alone, and the command line loads only what it uses."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from skrot.run.stages import STAGES
from tests.conftest import REPOSITORY, SEEDS

PAGE = (REPOSITORY / "docs" / "library.md").read_text("utf-8")
ROWS = re.findall(r"^\| `(skrot\.\w+)` \| \[(.+?)\]\(.+?\) \| (.+?) \|$", PAGE, re.MULTILINE)

# As if no package were installed but those allowed and what they require.
ALONE = """
import importlib.machinery, importlib.metadata, re, sys

def normal(name):
    return re.sub("[-_.]+", "-", re.match(r"[\\w.-]+", name)[0]).lower()

allowed, waiting = set(), [normal(name) for name in sys.argv[1].split()]
while waiting:
    name = waiting.pop()
    if name in allowed:
        continue
    allowed.add(name)
    try:
        needs = importlib.metadata.requires(name) or []
    except importlib.metadata.PackageNotFoundError:
        continue
    waiting += [normal(need) for need in needs if "extra ==" not in need]

class Without(importlib.machinery.PathFinder):
    packages = importlib.metadata.packages_distributions()

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        owners = {normal(owner) for owner in cls.packages.get(name.partition(".")[0], ())}
        if owners - {"skrot"} and not owners & allowed:
            return None
        return super().find_spec(name, path, target)

place = sys.meta_path.index(importlib.machinery.PathFinder)
sys.meta_path[place] = Without
"""
# What the command line itself takes.
COMMAND = "click filelock msgspec numpy threadpoolctl"


def run(code: str, packages: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [sys.executable, "-c", ALONE + code, packages],
        capture_output=True,
        text=True,
        check=False,
        cwd=REPOSITORY,
    )


def test_every_stage_has_a_row():
    assert {row[0] for row in ROWS} == {f"skrot.{stage.name}" for stage in STAGES}


@pytest.mark.parametrize(("stage", "page", "packages"), ROWS)
def test_examples_of_a_stage_run_with_its_own_packages(stage: str, page: str, packages: str):
    text = (REPOSITORY / "docs" / page).read_text("utf-8")
    examples = re.findall(r"^```python\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert any(stage in example or "add_pipe" in example for example in examples)
    done = run("\n".join(examples), packages.replace(",", " "))
    assert done.returncode == 0, done.stderr


def test_other_packages_are_not_there():
    done = run("import sklearn", "msgspec numpy")
    assert "No module named 'sklearn'" in done.stderr


def test_a_reader_without_its_package_is_a_failure_that_names_it():
    done = run(
        "from skrot.read import read_bytes; print(read_bytes(b'%PDF-1.4', 'a.pdf', '.pdf'))",
        "msgspec morfeusz2 numpy",
    )
    assert "pypdfium2" in done.stdout, done.stderr


def test_skrot_read_needs_no_other_stage(tmp_path: Path):
    arguments = f"['skrot', 'read', '-q', {str(SEEDS)!r}, '--out', {str(tmp_path / 'out')!r}]"
    code = f"sys.argv = {arguments}; from skrot.cli import main; main()"
    done = run(code, f"{COMMAND} morfeusz2")
    assert (done.returncode, done.stderr) == (0, "")


def test_help_and_version_load_little():
    code = "from skrot.cli import main\nsys.argv = ['skrot', '--help']\n"
    count = "import atexit; atexit.register(lambda: print(len(sys.modules), file=sys.stderr))\n"
    done = run(count + code + "main()", COMMAND)
    assert done.returncode == 0, done.stderr
    assert "Usage: skrot" in done.stdout
    # spaCy alone brings a thousand modules.
    assert int(done.stderr.split()[-1]) < 600


def test_a_worker_loads_no_scikit_learn():
    code = (
        "import sys; from skrot.run.document import WorkerSettings\n"
        "from skrot.run.steps import Worker\n"
        "Worker(WorkerSettings()).models.of('encode').encode(['Gdańsk'])\n"
        "print(sorted({'sklearn', 'scipy', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout == "[]\n"


def test_a_digest_loads_spacy_in_the_worker_alone_and_no_scikit_learn():
    code = (
        "import sys; from skrot import digest\n"
        "digest('Rada Ministrów przyjęła projekt ustawy. Premier podpisał go w środę.')\n"
        "print(sorted({'spacy', 'sklearn', 'pandas'} & set(sys.modules)))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=REPOSITORY
    )
    assert done.stdout == "[]\n"
