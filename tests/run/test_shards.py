"""Shards: what workers keep on shared storage, and the index of it."""

from pathlib import Path

import pytest

from skrot.errors import UsageFault
from skrot.run.kept import Part
from skrot.run.shards import Place, ShardError, folder_url, read_shard, write_shard
from skrot.run.store import Store
from skrot.settings import Settings, SettingsError

pytest.importorskip("pyarrow")
pytest.importorskip("fsspec")

DOCS = ("a.txt", "b.txt", "ż.txt")
MADE = {"read": {"a.txt": b"1", "b.txt": b"", "ż.txt": b"3"}, "encode": {"b.txt": b"\0\xff"}}


@pytest.mark.parametrize("kind", ["path", "file", "memory"])
def test_what_is_kept_comes_back_by_step_and_row(kind: str, tmp_path: Path):
    folder = folder_url({"path": str(tmp_path), "file": tmp_path.as_uri(),
                         "memory": "memory://shards/here"}[kind])  # fmt: skip
    url = write_shard(folder, DOCS, MADE)
    assert url.startswith(f"{folder}/")
    assert read_shard(url, ["read"], [2, 0]) == {"read": {"a.txt": b"1", "ż.txt": b"3"}}
    assert read_shard(url, ["encode", "read"], [0, 1]) == {
        "encode": {"b.txt": b"\0\xff"},
        "read": {"a.txt": b"1", "b.txt": b""},
    }


def test_what_is_written_twice_is_one_shard(tmp_path: Path):
    folder = folder_url(str(tmp_path / "new" / "folder"))
    assert write_shard(folder, DOCS, MADE) == write_shard(folder, DOCS, MADE)
    assert write_shard(folder, DOCS[:1], {"read": {"a.txt": b"2"}}).endswith(".arrow")
    assert len(list((tmp_path / "new" / "folder").iterdir())) == 2


def test_shard_that_cannot_be_put_in_place_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def full(here: str, there: str) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.replace", full)
    with pytest.raises(ShardError, match=r"\.arrow: cannot be written \(No space left"):
        write_shard(folder_url(str(tmp_path)), DOCS, MADE)
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("damage", ["gone", "cut", "other"])
def test_shard_that_is_lost_or_damaged_is_named(tmp_path: Path, damage: str):
    url = write_shard(folder_url(str(tmp_path)), DOCS, MADE)
    (path,) = tmp_path.iterdir()
    if damage == "gone":
        path.unlink()
    else:
        path.write_bytes(path.read_bytes()[:-20] if damage == "cut" else b"x" * 500)
    with pytest.raises(ShardError, match=r"\.arrow: (is gone|cannot be read).*to start anew"):
        read_shard(url, ["read"], [0])


@pytest.mark.parametrize("address", ["nosuch://bucket/run", "abfs://bucket/run"])
def test_address_of_no_storage_that_is_installed_is_told(address: str):
    with pytest.raises(UsageFault, match=f"--store {address}: "):
        folder_url(address)


def test_folder_has_one_address_from_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    assert folder_url("shards") == f"file://{tmp_path.as_posix()}/shards"


def test_store_goes_with_a_cluster():
    with pytest.raises(SettingsError, match="--store goes with --engine dask"):
        Settings(out=Path("out"), store="s3://bucket/run")


def test_what_lies_in_shards_and_what_lies_here_are_one(tmp_path: Path):
    folder = folder_url(str(tmp_path / "shards"))
    url = write_shard(folder, DOCS, {"read": {doc: doc.encode() for doc in DOCS}})
    with Store(tmp_path / "out") as store:
        store.put("read", [("a.txt", "k", b"here"), ("b.txt", "k", b"here")])
        store.put_places("read", [("b.txt", "k2", Place(url, 1)), ("ż.txt", "k3", Place(url, 2))])
        assert store.keys("read") == {"a.txt": "k", "b.txt": "k2", "ż.txt": "k3"}
        assert list(store.get("read", ["ż.txt", "x", "b.txt", "a.txt"])) == [
            ("ż.txt", "ż.txt".encode()),
            ("b.txt", b"b.txt"),
            ("a.txt", b"here"),
        ]
        store.put("read", [("ż.txt", "k4", b"again here")])
        assert dict(store.get("read", DOCS))["ż.txt"] == b"again here"
        store.forget("read", ["a.txt", "ż.txt"])
        store.keep_documents({"a.txt"})
        assert store.keys("read") == {}


def test_parts_are_looked_at_in_their_order(tmp_path: Path):
    with Store(tmp_path / "out") as store:
        store.put("read", [(doc, "k", doc.encode()) for doc in DOCS])

        def work(documents, more):
            found = [data for _, data in documents.get("read")]
            documents.put("document", [(doc, "k", b"made") for doc in documents.docs])
            return documents.given, found, more

        parts = [Part(DOCS[1:], 1), Part(DOCS[:1], 2)]
        assert list(store.map(work, parts, ["read"], "all")) == [
            (1, [b"b.txt", "ż.txt".encode()], "all"),
            (2, [b"a.txt"], "all"),
        ]
        assert list(store.get("document", DOCS)) == [(doc, b"made") for doc in DOCS]
