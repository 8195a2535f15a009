"""What a stage is: its steps, done to each document, and what it does to the corpus as a whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from importlib import import_module
from typing import Any, NamedTuple, Protocol

from skrot.records import CorrectionKind
from skrot.run.document import State, WorkerSettings
from skrot.run.store import Store
from skrot.settings import Settings


class Lane(Protocol):
    """What a corpus-wide part may know of the process that it is done in, and of the other one."""

    @property
    def is_worth_it(self) -> bool:
        """Whether there is a second process, and work enough for it."""
        ...

    def doing(self, stages: Sequence[str]) -> AbstractContextManager[None]:
        """Let the second process do its parts of stages; they are done when the context ends."""
        ...

    def wait_for(self, stage: str) -> None:
        """Wait until the second process has done its part of a stage, if it does it now."""
        ...


Part = Callable[[Store, Settings, Lane], None]


def nothing(settings: Settings) -> None:
    """Ask for nothing, and depend on nothing."""


def importing(*modules: str) -> Callable[[int], None]:
    """Return what imports modules, whatever the number of documents."""

    def load(documents: int) -> None:
        for name in modules:
            import_module(name)

    return load


class Step(NamedTuple):
    """What a stage does to one document.

    `work` makes bytes of what the artifacts that it `takes` hold ("document" is what was read, once
    the corpus has been looked at); `settings` are the names of those its result depends on, and
    `version` tells of what else it does; `load` gives what it works with, kept from document to
    document; `wanted` tells whether it is to be done at all.
    """

    name: str
    work: Callable[[State], bytes]
    takes: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    version: Callable[[Settings], object] = nothing
    load: Callable[[WorkerSettings], Any] | None = None
    wanted: Callable[[Settings], bool] = lambda settings: True


class Stage(NamedTuple):
    """One stage.

    `needs` are the stages before it, `adds` the files it leaves in the output folder; `settings`
    the names of those that it takes, and `version` tells what else its result depends on; `steps`
    are what it does to each document, `finish` what it does to the corpus as a whole. Stages with a
    `lane` that stand together are done at once: those "here", and those "apart" in a second
    process, by `apart` where that is another part than `finish`. `load` loads what `finish` works
    with for so many documents, while others are at work. `check` raises a `UsageFault` before
    anything starts. `corrected` is the kind of the user's corrections that it heeds.
    """

    name: str
    help: str
    needs: tuple[str, ...]
    adds: tuple[str, ...]
    finish: Part
    steps: tuple[Step, ...] = ()
    settings: tuple[str, ...] = ()
    version: Callable[[Settings], object] = nothing
    lane: str | None = None
    apart: Part | None = None
    load: Callable[[int], None] = importing()
    check: Callable[[Settings], None] = nothing
    corrected: CorrectionKind | None = None
