"""Encode: a vector for every sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from skrot.run.artifacts import EncoderFacts
from skrot.run.document import State, WorkerSettings
from skrot.run.packing import pack_vectors
from skrot.run.stages.base import Lane, Stage, Step
from skrot.run.store import Store
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.encode import Encoder


def _load(settings: WorkerSettings) -> Encoder:
    from skrot.encode import load_encoder

    return load_encoder()


def _encode(state: State) -> bytes:
    from skrot.encode import encode_sentences

    rows = state.annotated.sentences
    # Letterheads, addresses and the like have no theme, so that a vector would serve nobody.
    encoded = np.array([sentence.is_text for sentence in rows], dtype=bool)
    places = [(s.start, s.end) for s, wanted in zip(rows, encoded, strict=True) if wanted]
    vectors = encode_sentences(state.models.of("encode"), state.spacy_doc, places)
    return pack_vectors(vectors, encoded)


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Write which encoder the vectors are of, and what a reader should know about it."""
    from skrot.encode import load_encoder

    encoder = load_encoder()
    facts = EncoderFacts(encoder.name, encoder.version, encoder.note)
    store.write_rows("work/encoder.json", [facts])


def _version(settings: Settings) -> object:
    from skrot.encode import load_encoder

    encoder = load_encoder()
    return encoder.name, encoder.version


ENCODE = Stage(
    "encode",
    "Encode the sentences as vectors.",
    needs=("annotate",),
    adds=("work/encoder.json",),
    finish=_finish,
    steps=(Step("encode", _encode, takes=("annotate",), version=_version, load=_load),),
    version=_version,
    lane="here",
)
