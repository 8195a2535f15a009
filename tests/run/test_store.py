"""The store: whole files or none, a cache that survives, one run at a time."""

import os
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from skrot.records import Failure, Number
from skrot.run.store import Shelf, Store, StoreError


@pytest.fixture
def store(tmp_path: Path):
    with Store(tmp_path / "out") as opened:
        yield opened


def test_artifacts_come_back_in_the_order_asked(store: Store):
    store.put("read", [(f"doc-{n}", "key", bytes([n])) for n in range(250)])
    wanted = [f"doc-{n}" for n in range(249, -1, -1)]
    assert list(store.get("read", [*wanted, "absent"])) == [
        (doc, bytes([int(doc[4:])])) for doc in wanted
    ]
    assert len(store.keys("read")) == 250


def test_artifact_is_replaced_and_forgotten(store: Store):
    store.put("read", [("a", "old", b"1"), ("b", "old", b"2")])
    store.put("read", [("a", "new", b"3")])
    store.forget("read", ["b"])
    assert store.keys("read") == {"a": "new"}
    assert store.keys("annotate") == {}


def test_rows_round_trip_with_exact_numbers(store: Store):
    row = Number("a", 0, 1, 4, "0,1", "cardinal", value=Decimal("0.1000000000000000000001"))
    store.write_rows("numbers.jsonl", [row, row])
    assert list(store.read_rows("numbers.jsonl", Number)) == [row, row]
    assert b'"value":0.1000000000000000000001,' in store.path("numbers.jsonl").read_bytes()


def test_failed_write_leaves_what_was_there(store: Store):
    store.write("digest.md", b"whole")

    def pieces():
        yield b"half"
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        store.write_chunks("digest.md", pieces())
    assert store.path("digest.md").read_bytes() == b"whole"
    assert not list(store.path("work").glob("new-*"))


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_full_disk_names_the_file(store: Store, monkeypatch: pytest.MonkeyPatch):
    def full(fd: int) -> None:
        with Path("/dev/full").open("wb", buffering=0) as file:
            file.write(b"x")

    store.write("digest.md", b"whole")
    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(StoreError, match=r"digest\.md: cannot be written \(No space left"):
        store.write("digest.md", b"new")
    assert store.path("digest.md").read_bytes() == b"whole"


def test_second_run_over_the_same_folder_says_so(store: Store):
    with pytest.raises(StoreError, match="another run is using this folder"), Store(store.folder):
        pass


def test_lock_of_a_dead_process_is_free(tmp_path: Path):
    code = (
        "import os, sys; from pathlib import Path; from skrot.run.store import Store\n"
        "Store(Path(sys.argv[1])).__enter__(); os._exit(9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)  # noqa: S603
    with Store(tmp_path) as store:
        store.put("read", [("a", "k", b"")])


def test_damaged_cache_is_started_anew(tmp_path: Path):
    with Store(tmp_path) as store:
        store.put("read", [("a", "k", b"")])
    (tmp_path / "work" / "artifacts.sqlite").write_bytes(b"not a database" * 100)
    for name in ("artifacts.sqlite-wal", "artifacts.sqlite-shm"):
        (tmp_path / "work" / name).unlink(missing_ok=True)
    with Store(tmp_path) as store:
        assert store.keys("read") == {}


def test_keep_only_removes_what_has_gone(store: Store):
    for name in ("texts/a.txt.txt", "texts/sub/b.txt.txt", "texts/sub/c.txt.txt", "texts/d/e.txt"):
        store.write(name, b"x")
    store.keep_only("texts", {"texts/a.txt.txt", "texts/sub/c.txt.txt"})
    left = sorted(p.relative_to(store.folder).as_posix() for p in store.path("texts").rglob("*"))
    assert left == ["texts/a.txt.txt", "texts/sub", "texts/sub/c.txt.txt"]


def test_finished_stages_and_settings_are_remembered(tmp_path: Path):
    with Store(tmp_path) as store:
        store.finish("read", "k1", {"corpus": b'"seeds"'})
        store.finish("read", "k2")
    with Store(tmp_path) as store:
        assert store.finished("read") == "k2"
        assert store.finished("report") is None
        assert store.settings() == {"corpus": b'"seeds"'}


def test_rows_of_another_kind_are_refused(store: Store):
    store.write_rows("failures.jsonl", [Failure("a", "read", "empty")])
    with pytest.raises(ValueError, match="unknown field"):
        list(store.read_rows("failures.jsonl", Number))


def test_many_files_are_written_only_where_they_differ(store: Store):
    assert store.write_many([("texts/a.txt", b"a"), ("texts/b.txt", b"b")]) == {
        "texts/a.txt",
        "texts/b.txt",
    }
    before = store.path("texts/a.txt").stat().st_ino
    store.write_many([("texts/a.txt", b"a"), ("texts/b.txt", b"c")])
    assert store.path("texts/a.txt").stat().st_ino == before
    assert store.path("texts/b.txt").read_bytes() == b"c"


def test_scratch_file_keeps_what_is_put_in_it_and_leaves_nothing(store: Store):
    with store.scratch() as file:
        shelf = Shelf(file)
        for item in (b"a", b"", b"bcd" * 10_000):
            shelf.append(item)
        assert [shelf[n] for n in (2, 0, 1)] == [b"bcd" * 10_000, b"a", b""]
        shelf.append(b"e")  # after what was read it is at another place
        assert [shelf[n] for n in (0, 3)] == [b"a", b"e"]
        file.seek(0)
        assert b"".join(file) == b"a" + b"bcd" * 10_000 + b"e"
    assert not [path for path in store.path("work").iterdir() if path.name.startswith("tmp")]


def test_fault_while_a_scratch_file_is_open_is_not_taken_for_the_disk(store: Store):
    with pytest.raises(FileNotFoundError), store.scratch():
        Path("nie-ma").read_bytes()


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a full disk at hand")
def test_scratch_file_on_a_full_disk_is_refused(store: Store, monkeypatch: pytest.MonkeyPatch):
    full = Path("/dev/full").open("r+b", 0)  # noqa: SIM115  (closed by scratch)
    monkeypatch.setattr("tempfile.TemporaryFile", lambda dir: full)
    with pytest.raises(StoreError, match="work: cannot be written"), store.scratch() as file:
        file.write(b"a" * 100_000)


def test_scratch_file_that_cannot_be_opened_is_refused(
    store: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(store, "folder", store.folder / "nie-ma")
    with pytest.raises(StoreError, match="work: cannot be written"), store.scratch():
        pass
