"""Extract: names, numbers, quotations, references, the timeline, features of sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

import msgspec

from skrot.records import Entity, Mention, Quote, Record, Reference
from skrot.resources import resource
from skrot.run.artifacts import good
from skrot.run.corrected import keep_found, rules_of
from skrot.run.document import State
from skrot.run.fingerprints import files_fingerprint, fingerprint
from skrot.run.kept import Documents, parts
from skrot.run.packing import Extracted, Linked, pack, unpack_extracted
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store, encode_json
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.extract.names.link import Identifiers


# Names of so many documents may be glued ones, for which known names are looked up: these are made
# while workers annotate. Fewer seldom need them.
_MANY = 20
# What the documents name, say and measure, under the entities of the corpus.
_ROWS = ("entities.jsonl", "numbers.jsonl", "quotes.jsonl", "references.jsonl")


def _extract(state: State) -> bytes:
    from skrot.extract import (
        find_names,
        find_numbers,
        find_quotes,
        find_references,
        find_timeline,
        sentence_features,
    )
    from skrot.extract.quotes.text import read

    day = state.document.date
    date = datetime.date.fromisoformat(day) if day and len(day) == len("2026-01-31") else None
    numbers = find_numbers(state.spacy_doc, date=date)
    names = find_names(state.spacy_doc, state.models.settings.names)
    text = read(state.spacy_doc, names.mentions)
    quotes = find_quotes(state.spacy_doc, names.mentions, names.entities, text=text)
    references = find_references(state.spacy_doc, names.mentions, names.entities, quotes, text=text)
    rows, document = state.annotated.sentences, state.document
    state.extracted = Extracted(
        tuple(names.mentions),
        tuple(names.entities),
        tuple(numbers),
        tuple(
            sentence_features(state.spacy_doc, rows, document, quotes, references, words=text.words)
        ),
        names.corrected,
        tuple(quotes),
        tuple(find_timeline(state.spacy_doc, numbers, date, text=text)),
        tuple(references),
    )
    return pack(state.extracted)


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Link the entities of all documents and write what was found under their ids."""
    from skrot.extract import link

    rules = rules_of(settings).name
    docs = good(store)
    found = [0] * len(rules)

    def named() -> Iterator[tuple[str, Sequence[Mention], Sequence[Entity]]]:
        for rows, counts in store.map(_named, parts(docs), ["extract"], len(rules)):
            found[:] = map(add, found, counts)
            for data in rows:
                row = _unpack_named(data)
                yield row.doc, row.mentions, row.entities

    index, ids = link(named(), rules)
    store.write_rows("entity_index.jsonl", index)
    del index  # it has the documents of each entity
    keep_found(store, "name", rules, [found])

    def before(some: Sequence[str]) -> list[str | None]:
        return store.keys_of("linked", some)

    store.write_together(_ROWS, store.map(_linked, parts(docs, before), ["extract"], ids))


class _Named(Record, frozen=True):
    """The names of a document."""

    doc: str
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]


_unpack_named = msgspec.msgpack.Decoder(_Named).decode


def _named(some: Documents, rules: int) -> tuple[list[bytes], list[int]]:
    """Give the names of documents; count what each of the user's rules has found."""
    rows: list[bytes] = []
    found = [0] * rules
    for doc, data in some.get("extract"):
        kept = unpack_extracted(data)
        rows.append(pack(_Named(doc, kept.mentions, kept.entities)))
        found = list(map(add, found, kept.corrected)) if rules else found
    return rows, found


def _linked(some: Documents, ids: Identifiers) -> tuple[bytes, ...]:
    """Keep what is new under the ids of the corpus; return the rows of `_ROWS`."""
    lines: tuple[list[bytes], ...] = ([], [], [], [])
    changed: list[tuple[str, str, bytes]] = []
    for (doc, data), before in zip(some.get("extract"), some.given, strict=True):
        kept = unpack_extracted(data)
        linked = _under(ids, doc, kept)
        numbers = (msgspec.structs.replace(number, doc=doc) for number in kept.numbers)
        rows = (linked.mentions, numbers, linked.quotes, linked.references)
        for written, of_kind in zip(lines, rows, strict=True):
            written.extend(encode_json(row) + b"\n" for row in of_kind)
        packed = pack(linked)
        key = fingerprint(packed)
        if before != key:
            changed.append((doc, key, packed))
    some.put("linked", changed)
    return tuple(map(b"".join, lines))


def _under(ids: Identifiers, doc: str, kept: Extracted) -> Linked:
    """Give what a document names under the ids of the corpus."""
    local = {entity.entity: entity for entity in kept.entities}
    mentions = (ids.mentions(doc, mention, local[mention.entity]) for mention in kept.mentions)
    quotes: list[Quote] = []
    for quote in kept.quotes:
        entity = local.get(quote.speaker) if quote.speaker is not None else None
        speaker = None if entity is None else ids.find(entity, doc)
        quotes.append(msgspec.structs.replace(quote, doc=doc, speaker=speaker))
    references: list[Reference] = []
    for row in kept.references:
        meant = None if row.entity is None else ids.find(local[row.entity], doc)
        references.append(msgspec.structs.replace(row, doc=doc, entity=meant))
    return Linked(tuple(chain.from_iterable(mentions)), tuple(quotes), tuple(references))


def _load(documents: int) -> None:
    if documents < _MANY:
        return
    from skrot.extract.names.known import known_forms

    known_forms()


def _version(settings: Settings) -> object:
    # By its path: a run would wait for the import of all that extracts, which its workers need.
    marks = resource("models/sentence_marks/alone.json")
    return files_fingerprint([marks]), rules_of(settings).name or None


EXTRACT = Stage(
    "extract",
    "Extract named entities, numbers, quotations, references and dated statements.",
    needs=("annotate",),
    adds=(
        "entities.jsonl",
        "numbers.jsonl",
        "quotes.jsonl",
        "references.jsonl",
        "entity_index.jsonl",
    ),
    finish=_finish,
    steps=(Step("extract", _extract, takes=("document", "annotate"), version=_version),),
    version=_version,
    lane="apart",
    load=_load,
    corrected="name",
)
