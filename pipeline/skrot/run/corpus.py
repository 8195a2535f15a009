"""The corpus-wide part of every stage: from what was kept of each document to the files of a run.

Each ``finish_*`` takes what the stage needs from the store, calls the stage's pure functions over
all documents, and writes its files. Nothing here decides what is true of a text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.records import (
    Digest,
    Document,
    DocumentRow,
    Mention,
    Number,
    Sentence,
    SentenceFeatures,
    Theme,
)
from skrot.run.artifacts import (
    ManifestRow,
    Shard,
    ThemeRow,
    annotated,
    documents,
    extracted,
    failures,
    good,
    known,
    manifest,
    shards,
    themed,
)
from skrot.run.corpus_report import finish_report, write_by_document
from skrot.run.document import STEPS, pack, unpack_document
from skrot.run.inputs import themes_path
from skrot.run.second_process import Beside
from skrot.run.stages import digest_key
from skrot.run.store import Shelf, Store, encode_json, encode_pieces
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.encode.encoders import Encoder
    from skrot.encode.vectors import Vectors

# Themes are fitted to at most this many sentences, spread evenly over the corpus.
_FITTED = 20_000

# Themes are assigned to about this many sentences at a time.
_ASSIGNED = 1_000

# Documents are written to the cache in groups: one transaction for many.
_GROUP = 32

# The map shows about this many sentences beside the selected ones.
_MAPPED = 2_000


def write_failures(store: Store) -> None:
    """Write failures.jsonl as things stand."""
    store.write_rows("failures.jsonl", failures(store))


def finish_read(store: Store, settings: Settings) -> None:
    """Write the cleaned texts and what could not be read; find duplicates and repeated lines."""
    from skrot.read import find_duplicates, mark_repeated, repeated_lines

    rows = manifest(store)
    for step in (*STEPS, "document", "failure"):
        store.forget(step, sorted(set(store.keys(step)) - {row.doc for row in rows}))
    write_failures(store)

    def read() -> Iterator[Document]:
        return (unpack_document(data) for _, data in store.get("read", good(store)))

    kept = find_duplicates(read())
    lines = repeated_lines(document for document in read() if document.doc not in kept)
    content: dict[str, str] = {}
    before = store.keys("document")

    def texts() -> Iterator[tuple[str, bytes]]:
        changed: list[tuple[str, str, bytes]] = []
        for document in read():
            marked = mark_repeated(document, lines)
            data = pack(marked)
            key = content[marked.doc] = digest_key(data)
            if before.get(marked.doc) != key:
                changed.append((marked.doc, key, data))
            if len(changed) == _GROUP:
                store.put("document", changed)
                changed.clear()
            yield f"texts/{marked.doc}.txt", marked.text.encode()
        store.put("document", changed)

    store.keep_only("texts", store.write_many(texts()))
    store.write_rows(
        "work/read.jsonl",
        [
            ManifestRow(row.doc, row.fingerprint, content.get(row.doc), kept.get(row.doc))
            for row in rows
        ],
    )


def finish_annotate(store: Store, settings: Settings) -> None:
    """Write documents.jsonl."""
    write_failures(store)
    _write_documents(store)


def without_failed(store: Store) -> None:
    """Write failures.jsonl, and documents.jsonl again where other documents are good now."""
    write_failures(store)
    listed = [row.doc for row in store.read_rows("documents.jsonl", DocumentRow)]
    if listed != good(store):
        _write_documents(store)


def _write_documents(store: Store) -> None:
    duplicate_of = {row.doc: row.duplicate_of for row in manifest(store)}

    def rows() -> Iterator[DocumentRow]:
        for document, (_, kept) in zip(documents(store), annotated(store), strict=True):
            yield DocumentRow(
                doc=document.doc,
                title=document.title,
                date=document.date,
                sha256=document.sha256,
                n_chars=len(document.text),
                n_sentences=len(kept.sentences),
                language=document.language,
                parts=document.parts,
                author=document.author,
                source=document.source,
                duplicate_of=duplicate_of[document.doc],
                dropped=document.dropped,
            )

    store.write_rows("documents.jsonl", rows())


def finish_extract(store: Store, settings: Settings) -> None:
    """Link the entities of all documents and write entities, numbers and the entity index."""
    from skrot.extract import link

    index, ids = link((doc, kept.mentions, kept.entities) for doc, kept in extracted(store))

    def mentions() -> Iterator[Mention]:
        for doc, kept in extracted(store):
            names = {entity.entity: ids.of(entity) for entity in kept.entities}
            for mention in kept.mentions:
                yield msgspec.structs.replace(mention, doc=doc, entity=names[mention.entity])

    def numbers() -> Iterator[Number]:
        for doc, kept in extracted(store):
            for number in kept.numbers:
                yield msgspec.structs.replace(number, doc=doc)

    store.write_rows("entities.jsonl", mentions())
    store.write_rows("numbers.jsonl", numbers())
    store.write_rows("entity_index.jsonl", index)


def finish_cluster(store: Store, settings: Settings, beside: Beside) -> None:
    """Fit the themes to a sample of the corpus and give every sentence its theme.

    Each row of work/themes.jsonl is passed on as it is made; the other files are there by then.
    """
    from skrot.cluster import load_themes
    from skrot.cluster.plan import assign_plan, fit_plan
    from skrot.encode import load_encoder

    guided = settings.themes is not None or settings.discover is None
    themes = load_themes(themes_path(settings.themes)) if guided else None
    encoder = load_encoder()
    sentences, features, vectors = _sample(store, encoder)
    plan = fit_plan(themes, settings.discover, sentences, features, vectors, encoder=encoder)
    store.write_rows("work/theme_list.jsonl", plan.themes)
    store.write("work/discovery.json", msgspec.json.encode({"stability": plan.stability}))

    def rows() -> Iterator[bytes]:
        for batch in _batches(shards(store)):
            found = assign_plan(
                plan,
                [sentence for shard in batch for sentence in shard.sentences],
                [row for shard in batch for row in shard.extracted.features],
                np.concatenate([shard.vectors for shard in batch]),
            )
            at = 0
            for shard in batch:
                end = at + len(shard.sentences)
                row = encode_json(ThemeRow(shard.doc, tuple(found[at:end]))) + b"\n"
                beside.pass_on(row)
                yield row
                at = end

    store.write_chunks("work/themes.jsonl", rows())


def _batches(documents: Iterator[Shard]) -> Iterator[list[Shard]]:
    """Put documents together until they have `_ASSIGNED` sentences."""
    batch: list[Shard] = []
    size = 0
    for shard in documents:
        batch.append(shard)
        size += len(shard.sentences)
        if size >= _ASSIGNED:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sample(
    store: Store, encoder: Encoder
) -> tuple[list[Sentence], list[SentenceFeatures], Vectors]:
    """Sentences spread evenly over the corpus, at most `_FITTED`; duplicates are left out."""
    total = sum(row.n_sentences for row in store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-total // _FITTED) or 1
    sentences: list[Sentence] = []
    features: list[SentenceFeatures] = []
    vectors: list[Vectors] = []
    seen = 0
    for shard in shards(store, unique=True):
        rows = slice(-seen % stride, None, stride)
        sentences += shard.sentences[rows]
        features += shard.extracted.features[rows]
        vectors.append(shard.vectors[rows].copy())  # a view would keep the whole document
        seen += len(shard.sentences)
    return sentences, features, np.concatenate(vectors) if vectors else encoder.encode([])


def finish_compare(store: Store, settings: Settings) -> None:
    """Find statements about the same quantity; write comparisons.jsonl."""
    from skrot.compare import CompareInput, compare

    inputs = (
        CompareInput(
            doc.row.doc,
            doc.row.date,
            doc.sentences,
            doc.features,
            doc.numbers,
            doc.mentions,
            doc.vectors,
        )
        for doc in known(store)
        if doc.row.duplicate_of is None
    )
    with store.scratch() as file:
        store.write_rows("comparisons.jsonl", compare(inputs, Shelf(file)))


def finish_summarise(store: Store, settings: Settings) -> None:
    """Select the sentences of the digest; write sentences.jsonl and digest.json."""
    _summarise(store, settings, store.read_rows("work/themes.jsonl", ThemeRow))


def summarise_beside(store: Store, settings: Settings, rows: Iterator[bytes]) -> None:
    """As `finish_summarise`, while cluster gives the sentences their themes."""
    import skrot.report  # noqa: F401  (needed at its end: until the first row there is time)

    given = (msgspec.json.decode(row, type=ThemeRow) for row in rows)
    first = next(given, None)  # waits until all else is there that cluster leaves
    _summarise(store, settings, chain([] if first is None else [first], given))


def _summarise(store: Store, settings: Settings, themes: Iterable[ThemeRow]) -> None:
    from skrot.summarise import CorpusSummary, SummaryInput, SummarySettings

    with store.scratch() as digests, store.scratch() as shelf:
        summary = CorpusSummary(
            tuple(store.read_rows("work/theme_list.jsonl", Theme)),
            SummarySettings(
                sentences=settings.sentences,
                words=settings.words,
                ratio=settings.ratio,
                order=settings.order,
                include=settings.include,
                exclude=settings.exclude,
                trim=settings.trim,
            ),
            shelf=Shelf(shelf),
        )

        def rows() -> Iterator[Sentence]:
            for doc in themed(store, themes):
                if doc.row.duplicate_of is not None:  # counted once, where it stands first
                    yield from doc.sentences
                    continue
                scored, digest = summary.add(
                    SummaryInput(
                        doc.row.doc,
                        doc.row.title,
                        doc.row.date,
                        doc.sentences,
                        doc.features,
                        doc.vectors,
                        doc.mentions,
                        doc.numbers,
                    )
                )
                digests.write(encode_json(digest) + b"\n")
                yield from scored

        store.write_rows("sentences.jsonl", rows())
        digests.seek(0)
        store.write_chunks("work/digests.jsonl", digests)
        by_theme, overall = summary.finish()
    digest = Digest(
        corpus=str(settings.corpus),
        model=settings.model or "pl_skrot_sm",
        settings={
            "themes": str(settings.themes) if settings.themes else None,
            "discover": settings.discover,
            **msgspec.json.decode(store.path("work/discovery.json").read_bytes()),
            "sentences": settings.sentences,
            "words": settings.words,
            "ratio": settings.ratio,
            "order": settings.order,
            "include": list(settings.include),
            "exclude": list(settings.exclude),
            "trim": settings.trim,
        },
        themes=by_theme,
        documents=(),
        overall=overall,
        comparisons=(),
        failures=tuple(failures(store)),
    )
    _write_map(store, digest)
    store.write("work/digest.json", encode_json(digest) + b"\n")
    lists = {
        "documents": store.read_lines("work/digests.jsonl"),
        "comparisons": store.read_lines("comparisons.jsonl"),
    }
    store.write_chunks("digest.json", chain(encode_pieces(digest, lists), [b"\n"]))


def _write_map(store: Store, digest: Digest) -> None:
    """Write where the selected sentences, and a sample of the others, lie on a plane."""
    from skrot.report import chosen_sentences, project

    chosen = chosen_sentences(digest)
    total = sum(row.n_sentences for row in store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-total // _MAPPED) or 1
    keys: list[tuple[str, int]] = []
    vectors: list[Vectors] = []
    seen = 0
    for shard in shards(store, unique=True):
        for n, sentence in enumerate(shard.sentences):
            if not sentence.is_text:  # it has no vector
                continue
            seen += 1
            if seen % stride == 0 or (shard.doc, n) in chosen:
                keys.append((shard.doc, n))
                vectors.append(shard.vectors[n].copy())
    store.write_rows("work/map.jsonl", project(keys, np.array(vectors)) if keys else ())


Part = Callable[[Store, Settings], object]

# What finishes a stage.
FINISH: dict[str, Part] = {
    "read": finish_read,
    "annotate": finish_annotate,
    "extract": finish_extract,
    "compare": finish_compare,
    "summarise": finish_summarise,
}

# What finishes a stage and has something for the second process, if there is one.
FINISH_WITH: dict[str, Callable[[Store, Settings, Beside], None]] = {
    "cluster": finish_cluster,
    "report": finish_report,
}

# What may be done in the second process.
PARTS: dict[str, Part] = {
    "extract": finish_extract,
    "compare": finish_compare,
    "by_document": write_by_document,
}

# What may be done there with the rows that cluster passes on.
FOLLOWING: dict[str, Callable[[Store, Settings, Iterator[bytes]], None]] = {
    "summarise": summarise_beside,
}
