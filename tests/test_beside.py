"""Parts of the corpus-wide work in a process of their own."""

import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import beside, corpus
from pipeline.api import process_here
from pipeline.errors import RunError
from pipeline.run import run
from pipeline.settings import Settings
from pipeline.spawn import spawn
from pipeline.stages import STAGES
from pipeline.store import Store, StoreError
from tests.conftest import REPOSITORY
from tests.test_run import files, write_texts


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Of a small corpus that is worth a second process."""
    monkeypatch.setattr(beside, "_WORTH_A_PROCESS", 1)
    folder = write_texts(tmp_path / "corpus")
    return Settings(corpus=folder, out=tmp_path / "out", workers=2, parquet=True)


def test_parts_beside_leave_what_one_process_leaves(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    here: list[str] = []
    for name in corpus.FINISH:
        work = corpus.FINISH[name]

        def noted(*given, name=name, work=work):
            here.append(name)
            work(*given)

        monkeypatch.setitem(corpus.FINISH, name, noted)
    run(settings, engine=process_here)
    assert here == ["read", "annotate", "cluster", "summarise", "report"]
    alone = Settings(corpus=settings.corpus, out=tmp_path / "alone", parquet=True)
    run(alone, engine=process_here)
    assert files(settings.out) == files(alone.out)


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
    with (
        pytest.raises(RunError, match="by_document: ValidationError"),
        beside.beside(["by_document"], settings),
    ):
        pass
    digest.write_bytes(whole)
    for path in tables.iterdir():
        path.unlink()
    with beside.beside(["by_document"], settings):
        pass
    assert files(tables) == before


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be in the way there")
def test_file_that_cannot_be_written_is_named(settings: Settings):
    run(settings, engine=process_here)
    table = settings.out / "tables" / "numbers.csv"
    table.unlink()
    (table / "in the way").mkdir(parents=True)
    with (
        pytest.raises(StoreError, match=r"numbers\.csv: cannot be written"),
        beside.beside(["by_document"], settings),
    ):
        pass


def test_process_ends_with_the_body(settings: Settings, monkeypatch: pytest.MonkeyPatch):
    started: list[subprocess.Popen[bytes]] = []

    def noted(module: str) -> subprocess.Popen[bytes]:
        started.append(spawn(module))
        return started[-1]

    monkeypatch.setattr(beside, "spawn", noted)
    with pytest.raises(KeyboardInterrupt), beside.beside(["by_document"], settings):
        raise KeyboardInterrupt
    assert started[0].poll() is not None


def test_process_ends_when_the_run_is_killed(tmp_path: Path):
    program = (
        "import sys\n"
        "from pipeline import beside\n"
        "beside._do = lambda order: __import__('time').sleep(60)\n"
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
