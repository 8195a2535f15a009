"""What a step or a corpus-wide part depends on is what it runs, and no file is nobody's."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from skrot.api import process_here
from skrot.run import dependencies as module
from skrot.run.dependencies import PACKAGE, dependencies, library_versions
from skrot.run.keys import functions_of
from skrot.run.runner import run
from skrot.run.stages import STAGE, STAGES, STEPS, Stage, Step
from skrot.settings import Settings
from tests.conftest import SEEDS, SeedsRun

# The program around the stages: it decides when something is done, not what comes of it.
AROUND = {"document.py", "base.py", "second_process.py"}
ALL: list[Step | Stage] = [*STAGES, *STEPS.values()]


def files(made: Step | Stage) -> set[str]:
    found = dependencies(functions_of(made)).files
    return {path.relative_to(PACKAGE).as_posix() for path in found}


@contextmanager
def noting(run_: set[str]) -> Iterator[None]:
    """Note the files of the package whose functions are called."""

    def note(frame: FrameType, event: str, _: Any) -> None:
        if event == "call":
            run_.add(frame.f_code.co_filename)

    before = sys.getprofile()
    sys.setprofile(note)
    try:
        yield
    finally:
        sys.setprofile(before)


def test_what_is_run_is_what_is_depended_on(
    seeds_run: SeedsRun, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """After a first run everything is imported: what is called now is called for the result."""
    called: dict[str, set[str]] = {}

    def noted(name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def doing(*given: Any) -> Any:
            with noting(called.setdefault(name, set())):
                return work(*given)

        return doing

    for stage in STAGES:
        doing = noted(f"finish {stage.name}", stage.finish)
        monkeypatch.setitem(STAGE, stage.name, stage._replace(finish=doing))
    for step in STEPS.values():
        work = noted(f"step {step.name}", step.work)
        monkeypatch.setitem(STEPS, step.name, step._replace(work=work))
    run(Settings(corpus=SEEDS, out=tmp_path / "out", trim=True), engine=process_here)
    assert len(called) == len(STAGES) + len(STEPS)
    for made in ALL:
        name = f"{'step' if isinstance(made, Step) else 'finish'} {made.name}"
        ours = {Path(file) for file in called[name] if file.startswith(str(PACKAGE))}
        paths = {file.relative_to(PACKAGE).as_posix() for file in ours if file.name not in AROUND}
        assert paths, name
        assert paths - files(made) == set(), name


def test_every_data_file_is_somebodys():
    """But for what no result is made of: the schemas, and the marker of types."""
    there = {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*")
        if path.is_file() and path.suffix not in {".py", ".pyc"}
    }
    kept = {name for name in there if not name.startswith(("schemas/", "packaged/"))} - {"py.typed"}
    assert kept - set().union(*map(files, ALL)) == set()


@pytest.mark.parametrize(
    ("made", "file", "depends"),
    [
        (STEPS["extract"], "extract/numbers/data/units.toml", True),
        (STEPS["extract"], "extract/names/data/countries.toml", True),
        (STEPS["extract"], "extract/numbers/dates/days.py", True),
        (STEPS["extract"], "records/extracted.py", True),
        # A rule of trimming makes nothing again but what is trimmed, and only where that is asked.
        (STEPS["extract"], "extract/discourse/trimming.py", False),
        (STEPS["trim"], "extract/discourse/trimming.py", True),
        (STEPS["trim"], "extract/numbers/find.py", False),
        (STEPS["encode"], "extract/names/find.py", False),
        (STEPS["annotate"], "encode/encoders.py", False),
        (STAGE["summarise"], "report/charts/map.py", True),
        (STAGE["summarise"], "report/pages/tables.py", False),
        (STAGE["report"], "report/messages/pl.toml", True),
        (STAGE["report"], "report/templates/app.js", True),
        (STAGE["report"], "summarise/selection.py", False),
        (STAGE["compare"], "cluster/assignment.py", False),
    ],
)
def test_known_dependencies(made: Step | Stage, file: str, depends: bool):
    assert (PACKAGE / file).is_file()
    assert (file in files(made)) is depends


@pytest.mark.parametrize("stage", STAGES, ids=lambda stage: stage.name)
def test_every_corpus_wide_part_depends_on_how_it_is_kept(stage: Stage):
    assert "run/store.py" in files(stage)


def test_libraries_are_known_by_their_distribution():
    """A name that is not in the table is that of its distribution, or its version would be lost."""
    libraries = frozenset[str]().union(*(dependencies(functions_of(m)).libraries for m in ALL))
    versions = dict(library_versions(libraries))
    assert versions["sklearn"] == version("scikit-learn")
    assert {name for name, found in versions.items() if found == "absent"} == set()
    assert set(module._DISTRIBUTIONS) <= libraries


def test_function_of_elsewhere_adds_nothing():
    assert dependencies([len, files]).files == frozenset()
