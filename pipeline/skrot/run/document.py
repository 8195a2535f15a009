"""One document on its way through the steps: what a step is given, and what comes of a task.

A document is processed alone, never in a batch with others, so that its result cannot depend on its
neighbours: the same bytes whatever the number of workers and whatever was already done.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec

from skrot.corrections import LemmaRule, NameRule
from skrot.records import Document, Failure
from skrot.run.packing import (
    Annotated,
    Extracted,
    unpack_annotated,
    unpack_doc,
    unpack_document,
    unpack_extracted,
)
from skrot.run.shards import Place

if TYPE_CHECKING:
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

    from skrot.read import Source

# The reason of a failure for want of memory, by which a worker process knows it.
OUT_OF_MEMORY = "not enough memory for it"


class Task(msgspec.Struct, frozen=True):
    """One document to process: the steps to do, and what the steps before them left.

    That is given with it, or lies in `places`, where whoever does the steps looks it up.
    """

    doc: str
    steps: tuple[str, ...]
    source: Source | None = None
    have: dict[str, bytes] = {}
    places: dict[str, Place] = {}


class Result(msgspec.Struct, frozen=True):
    """What the steps made of a document; after a failure, what the steps before it made.

    A `passing` failure may come of what else the machine was doing: another run tries again.
    `places` tell where things are that are kept already, instead of the things.
    """

    doc: str
    made: dict[str, bytes]
    failure: Failure | None = None
    passing: bool = False
    places: dict[str, Place] = {}


class WorkerSettings(msgspec.Struct, frozen=True):
    """What a worker must know to process a document."""

    model: str | None = None
    text_field: str = "text"
    any_language: bool = False
    lemmas: tuple[LemmaRule, ...] = ()
    names: tuple[NameRule, ...] = ()
    resources: Path | None = None


class Models:
    """What steps work with: each is loaded when first needed, and kept."""

    def __init__(
        self,
        settings: WorkerSettings,
        loaders: Mapping[str, Callable[[WorkerSettings], Any]],
    ) -> None:
        self.settings = settings
        self._loaders = loaders
        self._loaded: dict[str, Any] = {}

    def of(self, step: str) -> Any:
        """Return what a step works with."""
        if step not in self._loaded:
            self._loaded[step] = self._loaders[step](self.settings)
        return self._loaded[step]

    def keep(self, step: str, loaded: Any) -> None:
        """Take what is there for what a step works with."""
        self._loaded[step] = loaded

    def prepare(self, steps: Sequence[str]) -> bool:
        """Load now what these steps need; tell whether anything was loaded."""
        had = len(self._loaded)
        for step in steps:
            if step in self._loaders:
                self.of(step)
        return len(self._loaded) > had

    @cached_property
    def vocab(self) -> Vocab:
        """A vocabulary to unpack Docs into; it carries its own strings, so no model is loaded."""
        return new_vocab()


def new_vocab() -> Vocab:
    """Return the vocabulary of Polish without a model."""
    import spacy

    return spacy.blank("pl").vocab


class State:
    """One document on its way through the steps; what is not in memory is unpacked on demand."""

    def __init__(self, models: Models, task: Task) -> None:
        self.models = models
        self.task = task

    @cached_property
    def document(self) -> Document:
        """The cleaned document."""
        return unpack_document(self.task.have["document"])

    @cached_property
    def annotated(self) -> Annotated:
        """What annotate left of it."""
        return unpack_annotated(self.task.have["annotate"])

    @cached_property
    def spacy_doc(self) -> Doc:
        """Its annotated Doc."""
        return unpack_doc(self.annotated, self.models.vocab)

    @cached_property
    def extracted(self) -> Extracted:
        """What extract left of it."""
        return unpack_extracted(self.task.have["extract"])
