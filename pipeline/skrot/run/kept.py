"""What was made of each document, under a key of everything it was made from.

Here is the index of it, a database of the output folder, and the bytes themselves where there is
one machine. On a cluster the workers keep these in shards on shared storage, and the index tells
where: only keys and places go through the process of the run.
"""

from __future__ import annotations

import pickle
import sqlite3
import sys
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any, NamedTuple, Protocol, TypeVar

from skrot.run.shards import Place, read_places

R = TypeVar("R")
Item = TypeVar("Item")

# How many documents are looked up in the database at a time.
_BATCH = 200

# How many documents a corpus-wide stage looks at together.
PART = 256

TABLES = """
CREATE TABLE IF NOT EXISTS artifact (
    stage TEXT NOT NULL, doc TEXT NOT NULL, key TEXT NOT NULL, data BLOB NOT NULL,
    UNIQUE (stage, doc)
);
CREATE TABLE IF NOT EXISTS shard (id INTEGER PRIMARY KEY, url TEXT NOT NULL UNIQUE);
CREATE TABLE IF NOT EXISTS placed (
    stage TEXT NOT NULL, doc TEXT NOT NULL, key TEXT NOT NULL,
    shard INTEGER NOT NULL, place INTEGER NOT NULL, PRIMARY KEY (stage, doc)
) WITHOUT ROWID;
"""


class StoreError(Exception):
    """The output folder cannot be used: another run holds it, or the disk refused a file."""


class Part(NamedTuple):
    """Some documents that a corpus-wide stage looks at together, and what it gives with them."""

    docs: tuple[str, ...]
    given: Any = None


def parts(
    docs: Iterable[str], given: Callable[[Sequence[str]], Any] = lambda docs: None
) -> Iterator[Part]:
    """Take some hundred documents at a time, in order, with what is given of these."""
    for some in batches(docs, PART):
        yield Part(tuple(some), given(some))


def together(given: Iterable[Item], most: int, size: Callable[[Item], int]) -> Iterator[Part]:
    """Put what is looked at without documents together until it has so many rows."""
    some: list[Item] = []
    rows = 0
    for one in given:
        some.append(one)
        rows += size(one)
        if rows >= most:
            yield Part((), some)
            some, rows = [], 0
    if some:
        yield Part((), some)


class Documents(Protocol):
    """What was kept of the documents of a part, where that is looked at."""

    @property
    def docs(self) -> tuple[str, ...]:
        """The documents, in the order of the corpus."""
        ...

    @property
    def given(self) -> Any:
        """What the stage gives with them."""
        ...

    def get(self, step: str) -> Iterator[tuple[str, bytes]]:
        """``(doc, data)`` of each document of which the step has left something."""
        ...

    def put(self, step: str, rows: Sequence[tuple[str, str, bytes]]) -> None:
        """Keep ``(doc, key, data)`` rows of these documents."""
        ...


class Mapper(Protocol):
    """Looks at parts of the corpus elsewhere; results come in the order of the parts."""

    def __call__(
        self,
        kept: Kept,
        work: Callable[..., R],
        parts: Iterable[Part],
        takes: Sequence[str],
        given: Sequence[Any],
    ) -> Iterator[R]:
        """Do ``work(documents, *given)`` for each part."""
        ...


class _Here:
    """The `Documents` of a part in the process of the run."""

    def __init__(self, kept: Kept, part: Part) -> None:
        self.docs, self.given = part
        self._kept = kept

    def get(self, step: str) -> Iterator[tuple[str, bytes]]:
        return self._kept.get(step, self.docs)

    def put(self, step: str, rows: Sequence[tuple[str, str, bytes]]) -> None:
        self._kept.put(step, rows)


class Kept(ABC):
    """What the steps have made of each document."""

    # Looks at parts of the corpus where their shards are; null: here.
    mapper: Mapper | None = None

    @property
    @abstractmethod
    def db(self) -> sqlite3.Connection:
        """The open index."""

    def keys(self, stage: str) -> dict[str, str]:
        """Document to key, for all that `stage` has made."""
        rows = self.db.execute(
            "SELECT doc, key FROM artifact WHERE stage = ?1"
            " UNION ALL SELECT doc, key FROM placed WHERE stage = ?1",
            (stage,),
        )
        return dict(rows.fetchall())

    def keys_of(self, stage: str, docs: Sequence[str]) -> list[str | None]:
        """The keys of what `stage` has made of at most some hundred documents, null for none."""
        found: dict[str, str] = {}
        for table in ("artifact", "placed"):
            query = f"SELECT doc, key FROM {table} WHERE stage = ? AND doc IN ({{}})"  # noqa: S608
            found.update(self._select(query, stage, docs))
        return [found.get(doc) for doc in docs]

    def put(self, stage: str, rows: Sequence[tuple[str, str, bytes]]) -> None:
        """Keep ``(doc, key, data)`` rows here, replacing what there was, all or none."""
        with _writing(self.db):
            self._remove("placed", stage, [doc for doc, *_ in rows])
            self.db.executemany(
                "INSERT OR REPLACE INTO artifact (stage, doc, key, data) VALUES (?, ?, ?, ?)",
                [(stage, *row) for row in rows],
            )

    def put_places(self, stage: str, rows: Sequence[tuple[str, str, Place]]) -> None:
        """Keep in which shards things are, as ``(doc, key, place)`` rows, all or none."""
        with _writing(self.db):
            self._remove("artifact", stage, [doc for doc, *_ in rows])
            self.db.executemany(
                "INSERT OR IGNORE INTO shard (url) VALUES (?)",
                [(url,) for url in dict.fromkeys(place.shard for *_, place in rows)],
            )
            self.db.executemany(
                "INSERT OR REPLACE INTO placed (stage, doc, key, shard, place)"
                " SELECT ?, ?, ?, id, ? FROM shard WHERE url = ?",
                [(stage, doc, key, place.row, place.shard) for doc, key, place in rows],
            )

    def get(self, stage: str, docs: Iterable[str]) -> Iterator[tuple[str, bytes]]:
        """``(doc, data)`` in the order of `docs`; a document without data is left out."""
        for batch in batches(docs, _BATCH):
            found = self.here(stage, batch)
            if len(found) < len(batch) and (places := self.places(stage, batch)):
                found |= read_places({stage: places})[stage]
            yield from ((doc, found[doc]) for doc in batch if doc in found)

    def here(self, stage: str, docs: Sequence[str]) -> dict[str, bytes]:
        """What is kept in the index itself of at most some hundred documents."""
        query = "SELECT doc, data FROM artifact WHERE stage = ? AND doc IN ({})"
        return dict(self._select(query, stage, docs))

    def places(self, stage: str, docs: Sequence[str]) -> dict[str, Place]:
        """In which shards things of at most some hundred documents are."""
        query = (
            "SELECT doc, url, place FROM placed JOIN shard ON shard.id = placed.shard"
            " WHERE stage = ? AND doc IN ({})"
        )
        found = self._select(query, stage, docs)
        return {doc: Place(sys.intern(url), row) for doc, url, row in found}

    def _select(self, query: str, stage: str, docs: Sequence[str]) -> list[Any]:
        marks = ",".join("?" * len(docs))  # only question marks are pasted in
        return self.db.execute(query.format(marks), (stage, *docs)).fetchall()

    def keep_documents(self, docs: Collection[str]) -> None:
        """Remove what was made of other documents: they are no longer in the corpus."""
        for table in ("artifact", "placed"):
            rows = self.db.execute(f"SELECT DISTINCT doc FROM {table}").fetchall()  # noqa: S608
            gone = [(doc,) for (doc,) in rows if doc not in docs]
            with self.db:
                self.db.executemany(f"DELETE FROM {table} WHERE doc = ?", gone)  # noqa: S608

    def forget(self, stage: str, docs: Sequence[str]) -> None:
        """Remove what `stage` made of documents that are no longer in the corpus."""
        with self.db:
            for table in ("artifact", "placed"):
                self._remove(table, stage, docs)

    def _remove(self, table: str, stage: str, docs: Sequence[str]) -> None:
        self.db.executemany(
            f"DELETE FROM {table} WHERE stage = ? AND doc = ?",  # noqa: S608
            [(stage, doc) for doc in docs],
        )

    def map(
        self, work: Callable[..., R], parts: Iterable[Part], takes: Sequence[str], *given: Any
    ) -> Iterator[R]:
        """Do ``work(documents, *given)`` for parts of the corpus; results come in their order.

        On a cluster the parts are looked at by the workers. Everything then goes there and back by
        pickle: `work` is a function of a module, and `takes` are the steps it looks at.
        """
        if self.mapper is None:
            # Pickled arrays are laid out anew, and products of others differ in the last bit.
            same = pickle.loads(pickle.dumps(given))  # noqa: S301  (by this line)
            return (work(_Here(self, part), *same) for part in parts)
        return self.mapper(self, work, parts, takes, given)


@contextmanager
def _writing(db: sqlite3.Connection) -> Iterator[None]:
    """Change the index as a whole or not at all."""
    try:
        with db:
            yield
    except sqlite3.OperationalError as error:
        (_, _, path), *_ = db.execute("PRAGMA database_list")
        raise StoreError(f"{path}: {error}") from error


def batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    """Take so many things at a time, of the last ones fewer."""
    left = iter(items)
    while batch := list(islice(left, size)):
        yield batch
