"""Parts of the corpus-wide work in a process of their own."""

import subprocess
import sys
from contextlib import closing
from pathlib import Path

import msgspec
import pytest

from skrot.api import process_here
from skrot.errors import RunError
from skrot.run import runner, second_process
from skrot.run.processes import spawn
from skrot.run.runner import run
from skrot.run.second_process import Beside
from skrot.run.stages import STAGE, STAGES
from skrot.run.store import Store, StoreError
from skrot.settings import Settings
from tests.conftest import REPOSITORY
from tests.run.test_runner import files, write_texts

PAGES = ("report",)


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a small corpus that is worth a second process."""
    monkeypatch.setattr(second_process, "_WORTH_A_PROCESS", 1)
    folder = write_texts(tmp_path / "corpus")
    return Settings(corpus=folder, out=tmp_path / "out", workers=2, parquet=True)


def test_parts_beside_leave_what_one_process_leaves(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    here: list[str] = []
    for stage in STAGES:

        def noted(*given, stage=stage):
            here.append(stage.name)
            stage.finish(*given)

        monkeypatch.setitem(STAGE, stage.name, stage._replace(finish=noted))
    run(settings, engine=process_here)
    assert here == ["read", "annotate", "encode", "cluster", "summarise", "report"]
    alone = Settings(corpus=settings.corpus, out=tmp_path / "alone", parquet=True)
    run(alone, engine=process_here)
    assert files(settings.out) == files(alone.out)


def test_a_process_loads_beforehand_what_its_parts_need(settings: Settings):
    with closing(Beside(settings)) as beside:
        beside.documents = 1
        beside.prepare(["compare"])
        first = beside._process
        with pytest.raises(RunError, match="compare: FileNotFoundError"), beside.doing(["compare"]):
            pass
        assert first is not None
        assert beside._process is None


def test_a_run_loads_beforehand_what_it_can(settings: Settings):
    """What cannot be loaded is for the part itself to tell."""
    loaded: list[int] = []

    def fail(documents: int) -> None:
        raise ValueError("no such file")

    broken, good = (STAGE["cluster"]._replace(load=load) for load in (fail, loaded.append))
    beside = Beside(msgspec.structs.replace(settings, workers=1))
    beside.documents = 3
    with runner._loading([broken, good], beside):
        pass
    assert loaded == [3]


def test_files_are_touched_in_the_order_of_the_stages(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
):
    """For make, what a stage leaves is no older than what it needs, also when nothing is done."""
    for _ in range(2):
        touched: list[tuple[str, ...]] = []
        monkeypatch.setattr(Store, "touch", lambda _, names, to=touched: to.append(names))
        run(settings, engine=process_here)
        assert touched == [stage.adds for stage in STAGES]


def test_fault_beside_is_raised_and_the_next_time_all_is_written(settings: Settings):
    run(settings, engine=process_here)
    tables = settings.out / "tables"
    before = files(tables)
    digest = settings.out / "work" / "digest.json"
    whole = digest.read_bytes()
    digest.write_bytes(b"{}")
    with closing(Beside(settings)) as other:
        with pytest.raises(RunError, match="report: ValidationError"), other.doing(PAGES):
            pass
        digest.write_bytes(whole)
        for path in tables.glob("*.parquet"):
            path.unlink()
        with other.doing(PAGES):
            pass
    assert files(tables) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be in the way there")
def test_file_that_cannot_be_written_is_named(settings: Settings):
    run(settings, engine=process_here)
    table = settings.out / "tables" / "numbers.parquet"
    table.unlink()
    (table / "in the way").mkdir(parents=True)
    with (
        closing(Beside(settings)) as other,
        pytest.raises(StoreError, match=r"numbers\.parquet: cannot be written"),
        other.doing(PAGES),
    ):
        pass


def test_process_ends_with_the_body(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    started: list[subprocess.Popen[bytes]] = []

    def noted(module: str) -> subprocess.Popen[bytes]:
        started.append(spawn(module))
        return started[-1]

    monkeypatch.setattr(second_process, "spawn", noted)
    with pytest.raises(KeyboardInterrupt), Beside(settings).doing(PAGES):
        raise KeyboardInterrupt
    assert started[0].poll() is not None


def test_process_ends_when_the_run_is_killed(tmp_path: Path):
    program = (
        "import sys\n"
        "from skrot.run import second_process as beside\n"
        "beside._do = lambda *given: __import__('time').sleep(60)\n"
        "beside.main()\n"
    )
    order = f'{{"parts": ["by_document"], "settings": {{"out": "{tmp_path.as_posix()}"}}}}\n'
    with subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", program],
        cwd=REPOSITORY,
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    ) as process:
        assert process.stdin is not None
        process.stdin.write(order.encode())
        process.stdin.flush()
        assert process.poll() is None
        process.stdin.close()
        assert process.wait(30) == 1


def test_parts_are_waited_for_one_by_one_up_to_one_that_fails(settings: Settings):
    run(settings, engine=process_here)
    (settings.out / "entity_index.jsonl").write_bytes(b"{}\n")
    waited: list[str] = []
    with closing(Beside(settings)) as other:

        def wait() -> None:
            with other.doing(["stories", "compare"]):
                for stage in ("cluster", "stories", "compare"):
                    other.wait_for(stage)
                    waited.append(stage)

        with pytest.raises(RunError, match="compare: "):
            wait()
    assert waited == ["cluster", "stories"]
