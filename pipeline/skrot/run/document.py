"""What happens to one document: read, annotate, extract, encode; each step cached by its key.

A worker holds one `Worker` (the model and the encoder, loaded once, when first needed) and turns
`Task`s into `Result`s. A document is processed alone, never in a batch with others, so that its
result cannot depend on its neighbours: the same bytes whatever the number of workers and whatever
was already done.
"""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.records import (
    Document,
    Entity,
    Failure,
    Mention,
    Number,
    Record,
    Sentence,
    SentenceFeatures,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from skrot.encode import Encoder
    from skrot.read import Source

# The steps of one document, in order; each needs the one before it. Between "read" and "annotate"
# the corpus is looked at as a whole: what annotate takes is the artifact "document".
STEPS = ("read", "annotate", "extract", "encode")


# The reason of a failure for want of memory, by which a worker process knows it.
OUT_OF_MEMORY = "not enough memory for it"

# Docs are five times smaller at a cost that does not show next to making them.
_FAST = 1

# What a packed Doc has of its tokens (as spaCy's DocBin): the keys of strings, and the rest.
_NAMED = ("NORM", "TAG", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "LEMMA", "MORPH")
_ATTRIBUTES = ("LENGTH", "SPACY", *_NAMED, "HEAD", "ENT_IOB", "POS", "SENT_START")


class Annotated(Record, frozen=True):
    """What annotate leaves of a document: its spaCy Doc by `pack_doc`, its sentences."""

    doc: bytes
    sentences: tuple[Sentence, ...]


class _PackedDoc(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What ``Doc.from_dict`` takes; `values` are uint64, one attribute after another."""

    text: str
    attributes: tuple[int, ...]
    values: bytes
    strings: tuple[str, ...]
    cats: dict[str, float]
    spans: bytes


class Extracted(Record, frozen=True):
    """What extract leaves of a document; entity ids are local to it until the corpus is linked."""

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    numbers: tuple[Number, ...]
    features: tuple[SentenceFeatures, ...]


class Task(msgspec.Struct, frozen=True):
    """One document to process: the steps to do, and what the step before the first one left."""

    doc: str
    steps: tuple[str, ...]
    source: Source | None = None
    have: dict[str, bytes] = {}


class Result(msgspec.Struct, frozen=True):
    """What the steps made of a document; after a failure, what the steps before it made.

    A `passing` failure may come of what else the machine was doing: another run tries again.
    """

    doc: str
    made: dict[str, bytes]
    failure: Failure | None = None
    passing: bool = False


class WorkerSettings(msgspec.Struct, frozen=True):
    """What a worker must know to process a document."""

    model: str | None = None
    text_field: str = "text"
    any_language: bool = False


class StepError(Exception):
    """A document that cannot be processed further, with the reason a person can act on."""


pack = msgspec.msgpack.Encoder().encode
_documents = msgspec.msgpack.Decoder(Document)
_annotated = msgspec.msgpack.Decoder(Annotated)
_packed_docs = msgspec.msgpack.Decoder(_PackedDoc)
_extracted = msgspec.msgpack.Decoder(Extracted)


def unpack_document(data: bytes) -> Document:
    """The Document of a "read" or "document" artifact."""
    return _documents.decode(data)


def unpack_annotated(data: bytes) -> Annotated:
    """The content of an "annotate" artifact."""
    return _annotated.decode(data)


def pack_doc(doc: Doc) -> bytes:
    """A spaCy Doc as compressed bytes: what ``Doc.to_bytes`` keeps, but for tensor and user data.

    ``Doc.to_bytes`` takes about twice as long: it goes through the tokens for their strings.
    """
    from spacy.attrs import IDS

    strings = doc.vocab.strings
    columns = doc.to_array([*_ATTRIBUTES]).T
    # An empty column says nothing; the first three are always there.
    kept = [at for at, row in enumerate(columns) if at < 3 or row.any()]
    keys: set[int] = set()
    for at in kept:
        if _ATTRIBUTES[at] in _NAMED:
            keys.update(columns[at].tolist())
    for group in doc.spans.values():
        keys.update(key for span in group for key in (span.label, span.kb_id, span.id))
    packed = _PackedDoc(
        doc.text,
        tuple(IDS[_ATTRIBUTES[at]] for at in kept),
        columns[kept].astype("<u8").tobytes(),
        tuple(strings[key] for key in sorted(keys) if key in strings),  # type: ignore[operator]
        doc.cats,
        doc.spans.to_bytes(),
    )
    return zlib.compress(pack(packed), _FAST)


def unpack_doc(annotated: Annotated, vocab: Vocab) -> Doc:
    """The spaCy Doc of an "annotate" artifact."""
    from spacy.tokens import Doc

    packed = _packed_docs.decode(zlib.decompress(annotated.doc))
    columns = np.frombuffer(packed.values, dtype="<u8").reshape(len(packed.attributes), -1)
    content = {
        "text": packed.text,
        "array_head": packed.attributes,
        "array_body": columns.T.astype(np.uint64, order="C"),
        "strings": packed.strings,
        "cats": packed.cats,
        "spans": packed.spans,
    }
    return Doc(vocab).from_dict(content)


def unpack_extracted(data: bytes) -> Extracted:
    """The content of an "extract" artifact."""
    return _extracted.decode(data)


def pack_vectors(vectors: np.ndarray, encoded: np.ndarray) -> bytes:
    """An "encode" artifact: which sentences have a vector, and these, float32."""
    head = len(encoded).to_bytes(4, "little") + vectors.shape[1].to_bytes(4, "little")
    data: bytes = head + np.packbits(encoded).tobytes() + vectors.astype("<f4").tobytes()
    return data


def unpack_vectors(data: bytes) -> np.ndarray:
    """The vectors of all sentences, shape (sentences, dimensions); zeros where there is none."""
    size, width = (int.from_bytes(data[at : at + 4], "little") for at in (0, 4))
    start = 8 + -(-size // 8)
    encoded = np.unpackbits(np.frombuffer(data[8:start], dtype=np.uint8), count=size).astype(bool)
    vectors = np.zeros((size, width), dtype=np.float32)
    vectors[encoded] = np.frombuffer(data, dtype="<f4", offset=start).reshape(-1, width)
    return vectors


class Worker:
    """Processes documents one at a time with a model and an encoder that are loaded once."""

    def __init__(self, settings: WorkerSettings) -> None:
        self.settings = settings

    @cached_property
    def nlp(self) -> Language:
        """The spaCy pipeline, loaded when first needed."""
        from skrot.annotate import load

        return load(self.settings.model)

    @cached_property
    def vocab(self) -> Vocab:
        """A vocabulary to unpack Docs into; it carries its own strings, so no model is loaded."""
        import spacy

        return spacy.blank("pl").vocab

    @cached_property
    def encoder(self) -> Encoder:
        """The sentence encoder, loaded when first needed."""
        from skrot.encode import load_encoder

        return load_encoder()

    def prepare(self, steps: Sequence[str]) -> bool:
        """Load now what these steps need; tell whether anything was loaded."""
        had = len(vars(self))
        if "annotate" in steps:
            _ = self.nlp
        if "encode" in steps:
            _ = self.encoder
        return len(vars(self)) > had

    def process(self, task: Task) -> Result:
        """Do the steps of a task; a fault in a document is a `Failure`, never an exception."""
        self.prepare(task.steps)  # unguarded: a model that cannot be loaded is no document's fault
        made: dict[str, bytes] = {}
        state = _State(self, task)
        for step in task.steps:
            try:
                made[step] = getattr(state, step)()
            except StepError as error:
                return Result(task.doc, made, Failure(task.doc, step, str(error)))
            except MemoryError:
                failure = Failure(task.doc, step, OUT_OF_MEMORY)
                return Result(task.doc, made, failure, passing=True)
            except Exception as error:  # one bad document must not stop a batch
                reason = f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:300]}"
                return Result(task.doc, made, Failure(task.doc, step, reason))
        return Result(task.doc, made)


class _State:
    """One document on its way through the steps; what is not in memory is unpacked on demand."""

    def __init__(self, worker: Worker, task: Task) -> None:
        self.worker = worker
        self.task = task

    @cached_property
    def document(self) -> Document:
        return unpack_document(self.task.have["document"])

    @cached_property
    def annotated(self) -> Annotated:
        return unpack_annotated(self.task.have["annotate"])

    @cached_property
    def spacy_doc(self) -> Doc:
        return unpack_doc(self.annotated, self.worker.vocab)

    def read(self) -> bytes:
        from skrot.read import read_source

        if self.task.source is None:
            raise StepError("its source is gone; run again from the corpus")
        found = read_source(self.task.source)
        if isinstance(found, Failure):
            raise StepError(found.reason)
        return pack(found)

    def annotate(self) -> bytes:
        from skrot.annotate import annotate, sentences

        (self.spacy_doc,) = annotate(self.worker.nlp, [self.document])
        rows = tuple(sentences(self.spacy_doc, self.document))
        self.annotated = Annotated(pack_doc(self.spacy_doc), rows)
        return pack(self.annotated)

    def extract(self) -> bytes:
        from skrot.extract import find_entities, find_numbers, sentence_features

        day = self.document.date
        date = datetime.date.fromisoformat(day) if day and len(day) == len("2026-01-31") else None
        mentions, entities = find_entities(self.spacy_doc)
        return pack(
            Extracted(
                tuple(mentions),
                tuple(entities),
                tuple(find_numbers(self.spacy_doc, date=date)),
                tuple(sentence_features(self.spacy_doc, self.annotated.sentences, self.document)),
            )
        )

    def encode(self) -> bytes:
        rows = self.annotated.sentences
        # Letterheads, addresses and the like have no theme, so that a vector would serve nobody.
        encoded = np.array([sentence.is_text for sentence in rows], dtype=bool)
        texts = [sentence.text for sentence, wanted in zip(rows, encoded, strict=True) if wanted]
        return pack_vectors(self.worker.encoder.encode(texts), encoded)
