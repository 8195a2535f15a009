"""A Dask cluster of separate processes: what its workers keep, and what it costs to lose one."""

import os
import signal
from collections.abc import Iterator
from contextlib import closing
from itertools import chain
from pathlib import Path

import pytest

from skrot.errors import RunError
from skrot.run.document import WorkerSettings
from skrot.run.kept import Documents, Part
from skrot.run.runner import run
from skrot.run.stages import until
from skrot.run.store import Store
from skrot.settings import Settings
from tests.conftest import SEEDS, SeedsRun, files
from tests.run.test_engines import tasks

distributed = pytest.importorskip("distributed")
from skrot.run.engines import dask  # noqa: E402  (what is missing skips first)

DOCS = tuple(f"{number}.txt" for number in range(12))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dask.Cluster]:
    with closing(dask.Cluster(2, None, str(tmp_path_factory.mktemp("shards")))) as reached:
        yield reached


@pytest.fixture
def store(tmp_path: Path, cluster: dask.Cluster) -> Iterator[Store]:
    with Store(tmp_path / "out") as opened:
        opened.mapper = cluster.mapper
        yield opened


def double(documents: Documents, times: int) -> list[bytes]:
    """Keep what was read so many times over."""
    rows = [(doc, f"k{documents.given}", data * times) for doc, data in documents.get("read")]
    documents.put("document", rows)
    return [data for *_, data in rows]


def die_once(documents: Documents, note: Path) -> int:
    """Kill the worker that does it, the first time."""
    if documents.given == 1 and not note.exists():
        note.write_text("dead")
        os.kill(os.getpid(), signal.SIGKILL)
    return int(documents.given) * len(list(documents.get("read")))


def fail(documents: Documents) -> None:
    raise ValueError(documents.docs[0])


def parts() -> list[Part]:
    return [Part(DOCS[:5], 1), Part(DOCS[5:], 2)]


def test_workers_keep_what_they_make_and_tell_where(store: Store):
    store.put("read", [(doc, "k", doc.encode()) for doc in DOCS])
    found = list(store.map(double, parts(), ["read"], 2))
    assert [*chain(*found)] == [(doc * 2).encode() for doc in DOCS]
    assert store.here("document", DOCS) == {}
    assert len({place.shard for place in store.places("document", DOCS).values()}) == 2
    assert store.keys("document") == {doc: "k1" if doc in DOCS[:5] else "k2" for doc in DOCS}
    assert list(store.get("document", DOCS)) == [(doc, (doc * 2).encode()) for doc in DOCS]
    store.mapper = None  # and the run after is of this machine alone
    store.put("read", list(zip(DOCS, DOCS, [b"r"] * len(DOCS), strict=True)))
    assert [*chain(*store.map(double, parts(), ["read"], 1))] == [b"r"] * len(DOCS)
    assert len(store.here("document", DOCS)) == len(DOCS)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal there")
def test_worker_that_is_lost_costs_nothing(store: Store, tmp_path: Path):
    store.put("read", [(doc, "k", b"") for doc in DOCS])
    assert list(store.map(die_once, parts(), ["read"], tmp_path / "note")) == [5, 14]
    assert (tmp_path / "note").exists()


def test_fault_is_told_as_it_is_here(store: Store):
    with pytest.raises(ValueError, match=r"0\.txt"):
        list(store.map(fail, parts(), []))


def test_failures_come_back_whole(cluster: dask.Cluster):
    found = list(cluster.run_tasks(tasks("good", "die", "good"), WorkerSettings()))
    assert [result.doc for result in found] == ["0-good", "1-die", "2-good"]
    assert all(result.failure is not None for result in found)


def test_lost_shard_ends_the_run(store: Store, cluster: dask.Cluster):
    store.put("read", [(doc, "k", doc.encode()) for doc in DOCS])
    list(store.map(double, parts(), ["read"], 3))
    for place in store.places("document", DOCS).values():
        Path(place.shard.removeprefix("file://")).unlink(missing_ok=True)
    with pytest.raises(RunError, match="is gone; remove work/"):
        list(store.map(double, parts(), ["document"], 1))


def test_run_that_keeps_shards_has_the_same_bytes(seeds_run: SeedsRun, tmp_path: Path):
    """And the run after takes from them what it needs, without being told where they are."""
    out, shards = tmp_path / "out", tmp_path / "shards"
    settings = Settings(corpus=SEEDS, out=out, engine="dask", store=str(shards))
    run(settings)
    assert files(out) == files(seeds_run.folder)
    kept = {path.name for path in shards.iterdir()}
    with Store(out) as store:
        docs = list(store.keys("annotate"))
        for step in ("read", "document", "annotate", "extract", "encode", "frame"):
            assert store.places(step, docs).keys() == set(docs)
            assert store.here(step, docs) == {}
    run(Settings(corpus=SEEDS, out=out, sentences=3))
    assert {path.name for path in shards.iterdir()} == kept


def test_corpus_behind_an_address_is_read_by_the_workers(seeds_run: SeedsRun, tmp_path: Path):
    settings = Settings(
        corpus=Path(f"local://{SEEDS}"),
        out=tmp_path / "out",
        engine="dask",
        store=str(tmp_path / "shards"),
    )
    run(settings, until("read"))
    texts = {name: data for name, data in files(seeds_run.folder).items() if "texts/" in name}
    assert {n: data for n, data in files(tmp_path / "out").items() if "texts/" in n} == texts
