"""A corpus behind an address of fsspec."""

from __future__ import annotations

import json
import uuid
import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from skrot.errors import UsageFault
from skrot.read import Address, find_documents, place_of, read_source
from skrot.records import Document, Failure
from tests.read.helpers import PARAGRAPH, SECOND

fsspec = pytest.importorskip("fsspec")


def packed() -> bytes:
    data = BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr("w środku.txt", PARAGRAPH)
    return data.getvalue()


FILES = {
    "a.txt": PARAGRAPH.encode(),
    "b/ż.txt": SECOND.encode(),
    "rows.jsonl": b"".join(
        json.dumps({"id": name, "text": text}).encode() + b"\n"
        for name, text in (("one", PARAGRAPH), ("two", SECOND))
    ),
    "zip.zip": packed(),
    ".hidden/c.txt": SECOND.encode(),
    "themes.toml": b"",
}


@pytest.fixture
def corpus() -> Path:
    """Return the address, as a path, of a folder with `FILES` in memory."""
    name = f"texts-{uuid.uuid4().hex}"
    fsspec.filesystem("memory").pipe({f"/{name}/{at}": data for at, data in FILES.items()})
    return Path(f"memory://{name}")


def read_all(corpus: Path | Address) -> dict[str, Document | Failure]:
    return {source.doc: read_source(source) for source in find_documents(corpus)}


def test_texts_elsewhere_are_read_as_those_of_a_folder(corpus: Path, tmp_path: Path):
    for name, data in FILES.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    here = read_all(tmp_path)
    assert "hidden" in getattr(here.pop(".hidden"), "reason", "")
    there = read_all(place_of(corpus))
    assert "hidden" in getattr(there.pop(".hidden/c.txt"), "reason", "")
    assert list(there) == ["a.txt", "b/ż.txt", "rows.jsonl/one", "rows.jsonl/two",
                           "zip.zip/w środku.txt"]  # fmt: skip
    assert there == here
    assert all(isinstance(found, Document) for found in there.values())


def test_one_file_is_a_corpus(corpus: Path):
    assert list(read_all(place_of(corpus / "b" / "ż.txt"))) == ["ż.txt"]


def test_a_file_that_has_changed_is_another_one(corpus: Path):
    before = {source.doc: source.path for source in find_documents(place_of(corpus))}
    fsspec.filesystem("memory").pipe_file(f"/{corpus.name}/a.txt", SECOND.encode())
    after = {source.doc: source.path for source in find_documents(place_of(corpus))}
    assert {doc for doc in before if before[doc] != after[doc]} == {"a.txt"}


def test_a_file_that_has_gone_is_a_failure(corpus: Path):
    (first, *_) = (s for s in find_documents(place_of(corpus)) if s.doc == "a.txt")
    fsspec.filesystem("memory").rm_file(f"/{corpus.name}/a.txt")
    found = read_source(first)
    assert isinstance(found, Failure)
    assert "cannot be fetched" in found.reason


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("s3://bucket/texts", "s3://bucket/texts"),
        ("memory://texts", "memory://texts"),
        ("file:///home/texts", "/home/texts"),
        ("local:///home/texts", "local:///home/texts"),
        ("texts/s3:x", "texts/s3:x"),
        ("C:/texts", "C:/texts"),
    ],
)
def test_an_address_is_known_as_a_path(path: str, place: str):
    assert str(place_of(Path(path))) == place


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("memory://nowhere", "memory://nowhere: no files there; give the address"),
        ("nosuch://bucket/texts", "nosuch://bucket/texts: Protocol not known"),
        ("abfs://bucket/texts", "abfs://bucket/texts: .*nstall adlfs"),
    ],
)
def test_what_is_not_there_is_told(address: str, message: str):
    with pytest.raises(UsageFault, match=message):
        find_documents(place_of(Path(address)))
