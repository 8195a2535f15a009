"""What several test modules share."""

import os
from pathlib import Path

import hypothesis
import pytest

from skrot.api import process_here
from skrot.run.runner import Outcome, run
from skrot.settings import Settings

# A busy machine is no fault of an example: no deadlines; in CI the same examples every time.
hypothesis.settings.register_profile("skrot", deadline=None, derandomize="CI" in os.environ)
hypothesis.settings.load_profile("skrot")

REPOSITORY = Path(__file__).parents[1]
SEEDS = REPOSITORY / "seeds"


class SeedsRun:
    """A finished run over the seeds: its folder and how it ended."""

    def __init__(self, folder: Path, outcome: Outcome) -> None:
        self.folder = folder
        self.outcome = outcome


@pytest.fixture(scope="session")
def seeds_run(tmp_path_factory: pytest.TempPathFactory) -> SeedsRun:
    """The seeds through every stage, once for all tests that only look at the result."""
    folder = tmp_path_factory.mktemp("seeds")
    outcome = run(Settings(corpus=SEEDS, out=folder), engine=process_here)
    return SeedsRun(folder, outcome)


def files(folder: Path) -> dict[str, bytes]:
    """Read all files that a run has left for others."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(folder).parts
    }
