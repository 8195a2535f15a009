"""Extract: names, numbers, quotations, references, the timeline, features of sentences."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

import msgspec

from skrot.records import Mention, Number, Quote, Reference
from skrot.run.artifacts import extracted
from skrot.run.corrected import keep_found, rules_of
from skrot.run.document import State
from skrot.run.fingerprints import files_fingerprint
from skrot.run.packing import Extracted, pack
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings


def _extract(state: State) -> bytes:
    from skrot.extract import (
        find_names,
        find_numbers,
        find_quotes,
        find_references,
        find_timeline,
        sentence_features,
    )
    from skrot.extract.discourse.words import read_words

    day = state.document.date
    date = datetime.date.fromisoformat(day) if day and len(day) == len("2026-01-31") else None
    numbers = find_numbers(state.spacy_doc, date=date)
    names = find_names(state.spacy_doc, state.models.settings.names)
    words = read_words(state.spacy_doc)
    quotes = find_quotes(state.spacy_doc, names.mentions, names.entities, words=words)
    references = find_references(
        state.spacy_doc, names.mentions, names.entities, quotes, words=words
    )
    rows, document = state.annotated.sentences, state.document
    state.extracted = Extracted(
        tuple(names.mentions),
        tuple(names.entities),
        tuple(numbers),
        tuple(sentence_features(state.spacy_doc, rows, document, quotes, references, words=words)),
        names.corrected,
        tuple(quotes),
        tuple(find_timeline(state.spacy_doc, numbers, date, words=words)),
        tuple(references),
    )
    return pack(state.extracted)


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Link the entities of all documents and write what was found under their ids."""
    from skrot.extract import link

    rules = rules_of(settings).name
    keep_found(store, "name", rules, (kept.corrected for _, kept in extracted(store)))
    index, ids = link(
        ((doc, kept.mentions, kept.entities) for doc, kept in extracted(store)), rules
    )

    def mentions() -> Iterator[Mention]:
        for doc, kept in extracted(store):
            local = {entity.entity: entity for entity in kept.entities}
            for mention in kept.mentions:
                yield from ids.mentions(doc, mention, local[mention.entity])

    def numbers() -> Iterator[Number]:
        for doc, kept in extracted(store):
            for number in kept.numbers:
                yield msgspec.structs.replace(number, doc=doc)

    def quotes() -> Iterator[Quote]:
        for doc, kept in extracted(store):
            local = {entity.entity: entity for entity in kept.entities}
            for quote in kept.quotes:
                entity = local.get(quote.speaker) if quote.speaker is not None else None
                speaker = None if entity is None else ids.find(entity, doc)
                yield msgspec.structs.replace(quote, doc=doc, speaker=speaker)

    def references() -> Iterator[Reference]:
        for doc, kept in extracted(store):
            local = {entity.entity: entity for entity in kept.entities}
            for row in kept.references:
                meant = None if row.entity is None else ids.find(local[row.entity], doc)
                yield msgspec.structs.replace(row, doc=doc, entity=meant)

    store.write_rows("entities.jsonl", mentions())
    store.write_rows("numbers.jsonl", numbers())
    store.write_rows("quotes.jsonl", quotes())
    store.write_rows("references.jsonl", references())
    store.write_rows("entity_index.jsonl", index)


def _load(documents: int) -> None:
    from skrot.extract.names.known import known_forms

    known_forms()


def _version(settings: Settings) -> object:
    from skrot.extract.discourse.standing import PACKAGED

    return files_fingerprint([PACKAGED]), rules_of(settings).name or None


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
