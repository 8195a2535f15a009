"""What the steps leave of a document, as bytes and back."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.records import (
    Document,
    Entity,
    Frame,
    Mention,
    Number,
    Quote,
    Record,
    Reference,
    Sentence,
    SentenceFeatures,
    TimelineEntry,
)

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

# Docs are five times smaller at a cost that does not show next to making them.
_FAST = 1

# What a packed Doc has of its tokens (as spaCy's DocBin): the keys of strings, and the rest.
_NAMED = ("NORM", "TAG", "DEP", "ENT_TYPE", "ENT_KB_ID", "ENT_ID", "LEMMA", "MORPH")
_ATTRIBUTES = ("LENGTH", "SPACY", *_NAMED, "HEAD", "ENT_IOB", "POS", "SENT_START")

Spans = tuple[tuple[int, int], ...]


class Annotated(Record, frozen=True):
    """What annotate leaves of a document: its spaCy Doc by `pack_doc`, its sentences.

    ``corrected`` counts what each of the user's rules has found.
    """

    doc: bytes
    sentences: tuple[Sentence, ...]
    corrected: tuple[int, ...] = ()


class Extracted(Record, frozen=True):
    """What extract leaves of a document; entity ids are local to it until the corpus is linked.

    ``corrected`` counts what each of the user's rules has found.
    """

    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    numbers: tuple[Number, ...]
    features: tuple[SentenceFeatures, ...]
    corrected: tuple[int, ...] = ()
    quotes: tuple[Quote, ...] = ()
    timeline: tuple[TimelineEntry, ...] = ()
    references: tuple[Reference, ...] = ()


class Linked(Record, frozen=True):
    """What a document names, under the entities of the corpus."""

    mentions: tuple[Mention, ...]
    quotes: tuple[Quote, ...]
    references: tuple[Reference, ...]


class _PackedDoc(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """What ``Doc.from_dict`` takes; `values` are uint64, one attribute after another."""

    text: str
    attributes: tuple[int, ...]
    values: bytes
    strings: tuple[str, ...]
    cats: dict[str, float]
    spans: bytes


pack = msgspec.msgpack.Encoder().encode
unpack_document = msgspec.msgpack.Decoder(Document).decode
unpack_annotated = msgspec.msgpack.Decoder(Annotated).decode
unpack_extracted = msgspec.msgpack.Decoder(Extracted).decode
unpack_linked = msgspec.msgpack.Decoder(Linked).decode
unpack_frames = msgspec.msgpack.Decoder(tuple[Frame, ...]).decode
unpack_starts = msgspec.msgpack.Decoder(tuple[int, ...]).decode
unpack_omissible = msgspec.msgpack.Decoder(tuple[Spans, ...]).decode
_packed_docs = msgspec.msgpack.Decoder(_PackedDoc)


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
