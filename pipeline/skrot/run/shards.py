"""Shards: what the steps made of some documents, as one file of a folder that all machines see.

A shard is an Arrow file with a row for each document and a column for each step, so that a stage
reads the columns it takes. Its name is a hash of its content: who writes it twice writes the same.
Nothing in it is code: its bytes are decoded as those of the local database are.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from skrot.errors import RunError, UsageFault
from skrot.run.fingerprints import fingerprint

if TYPE_CHECKING:
    from fsspec import AbstractFileSystem
    from pyarrow import NativeFile, Table

# On 739 news articles Arrow's own format takes as much room as Parquet (50 kB a document, with
# zstd), is written in half of the time, and a column of it is read in a quarter.
_COMPRESSION = "zstd"
_SUFFIX = ".arrow"

_NEEDS = "--store needs the packages pyarrow and fsspec: pip install 'skrot[dask]'"


class ShardError(RunError):
    """A shard cannot be written or read; the message names it."""


class Place(NamedTuple):
    """Where something that a step made lies: the address of a shard, and the row in it."""

    shard: str
    row: int


def folder_url(folder: str) -> str:
    """Return the address of a folder of shards, the same from every working directory.

    Raises
    ------
    UsageFault
        If no installed package knows such addresses.
    """
    filesystem, path = _system(folder)
    return str(filesystem.unstrip_protocol(path)).rstrip("/")


def write_shard(
    folder: str, docs: Sequence[str], columns: Mapping[str, Mapping[str, bytes]]
) -> str:
    """Write what steps made of documents, whole or not at all; return the address of the shard.

    Parameters
    ----------
    folder : str
        An address by `folder_url`.
    docs : sequence of str
        The documents, in the order of the rows.
    columns : mapping of str to mapping of str to bytes
        For each step what it made, by document; some may have none.

    Raises
    ------
    ShardError
        If it cannot be written.
    """
    import pyarrow as pa

    given = {step: pa.array([made.get(doc) for doc in docs], pa.large_binary())
             for step, made in columns.items()}  # fmt: skip
    table = pa.table({"doc": pa.array(docs, pa.string()), **given})
    sink = pa.BufferOutputStream()
    with pa.ipc.new_file(
        sink, table.schema, options=pa.ipc.IpcWriteOptions(compression=_COMPRESSION)
    ) as writer:
        writer.write_table(table)
    data = sink.getvalue().to_pybytes()
    url = f"{folder}/{fingerprint(data)}{_SUFFIX}"
    try:
        _put(url, data)
    except OSError as error:
        raise ShardError(f"{url}: cannot be written ({error.strerror or error})") from error
    return url


def read_shard(
    url: str, steps: Collection[str], rows: Iterable[int]
) -> dict[str, dict[str, bytes]]:
    """Return what is in some rows of a shard: for each of the steps, by document.

    Raises
    ------
    ShardError
        If it is gone or damaged.
    """
    import pyarrow as pa

    try:
        filesystem, path = _system(url)
        with filesystem.open(path, "rb") as file:
            table = _columns(pa.PythonFile(file, "r"), steps).take(pa.array(rows, pa.int64()))
    except (OSError, pa.ArrowInvalid, IndexError, KeyError) as error:
        what = "is gone" if isinstance(error, FileNotFoundError) else f"cannot be read ({error})"
        raise ShardError(
            f"{url}: {what}; remove work/ in the output folder to start anew"
        ) from error
    docs = table.column("doc").to_pylist()
    found: dict[str, dict[str, bytes]] = {}
    for step in steps:
        values = table.column(step).to_pylist()
        found[step] = {
            doc: data for doc, data in zip(docs, values, strict=True) if data is not None
        }
    return found


def _columns(file: NativeFile, steps: Collection[str]) -> Table:
    import pyarrow as pa

    names = pa.ipc.open_file(file).schema.names
    wanted = [names.index("doc"), *(names.index(step) for step in steps)]
    file.seek(0)
    options = pa.ipc.IpcReadOptions(included_fields=sorted(wanted))
    return pa.ipc.open_file(file, options=options).read_all()


def _put(url: str, data: bytes) -> None:
    filesystem, path = _system(url)
    if filesystem.exists(path):  # a task that was run twice, or a run over the same texts
        return
    filesystem.makedirs(filesystem._parent(path), exist_ok=True)
    if "file" not in filesystem.protocol:  # an object of a store appears whole
        filesystem.pipe_file(path, data)
        return
    beside = f"{path}.{uuid.uuid4().hex}.new"
    try:
        with filesystem.open(beside, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(beside, path)  # noqa: PTH105  (a path of fsspec)
    finally:
        if filesystem.exists(beside):
            filesystem.rm_file(beside)


def _system(url: str) -> tuple[AbstractFileSystem, str]:
    try:
        import fsspec
        import pyarrow  # noqa: F401  (what is missing is told before anything starts)
    except ImportError:
        raise UsageFault(_NEEDS) from None
    try:
        filesystem, path = fsspec.url_to_fs(url)
    except (ImportError, ValueError) as error:
        raise UsageFault(f"--store {url}: {error}") from None
    return filesystem, str(path)


def read_places(places: Mapping[str, Mapping[str, Place]]) -> dict[str, dict[str, bytes]]:
    """Return what lies in places, by step and document; each shard is opened once.

    Raises
    ------
    ShardError
        As of `read_shard`.
    """
    rows: dict[str, dict[int, None]] = {}
    steps: dict[str, dict[str, None]] = {}
    for step, of_documents in places.items():
        for shard, row in of_documents.values():
            rows.setdefault(shard, {})[row] = None
            steps.setdefault(shard, {})[step] = None
    found: dict[str, dict[str, bytes]] = {step: {} for step in places}
    for shard, numbers in rows.items():
        for step, made in read_shard(shard, tuple(steps[shard]), tuple(numbers)).items():
            found[step].update((doc, made[doc]) for doc in made if doc in places[step])
    return found
