"""What a user can set for a run: one keyword-only record, checked before anything starts."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

import msgspec

from skrot.records import PartKind

Order = Literal["source", "rank"]
Engine = Literal["local", "dask"]


class SettingsError(ValueError):
    """A setting that cannot be meant; the message says which and what to do."""


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The settings of a run.

    At most one of `sentences`, `words` and `ratio` says how long the digest of a theme, of a
    document and of the whole corpus is; without any it is `DEFAULT_SENTENCES` sentences. A shorter
    digest is a prefix of a longer one.
    """

    out: Path
    corpus: Path | None = None
    corrections: Path | None = None
    themes: Path | None = None
    resources: Path | None = None
    discover: int | None = None
    model: str | None = None
    sentences: int | None = None
    words: int | None = None
    ratio: float | None = None
    order: Order = "source"
    include: tuple[PartKind, ...] = ()
    exclude: tuple[PartKind, ...] = ()
    trim: bool = False
    resolve: bool = False
    text_field: str = "text"
    any_language: bool = False
    ocr: bool = False
    language: Literal["pl", "en"] = "pl"
    title: str | None = None
    docx: bool = False
    parquet: bool = False
    workers: int = 1
    engine: Engine = "local"
    scheduler: str | None = None
    store: str | None = None

    def __post_init__(self) -> None:
        lengths = [name for name in ("sentences", "words", "ratio") if getattr(self, name)]
        if len(lengths) > 1:
            raise SettingsError(f"--{lengths[0]} and --{lengths[1]} exclude each other; give one")
        for name in ("sentences", "words", "workers"):
            value = getattr(self, name)
            if value is not None and value < 1:
                raise SettingsError(f"--{name} must be at least 1, not {value}")
        both = sorted(set(self.include) & set(self.exclude))
        if both:
            raise SettingsError(f"--include {both[0]} and --exclude {both[0]} exclude each other")
        for name in ("scheduler", "store"):
            if getattr(self, name) is not None and self.engine != "dask":
                raise SettingsError(f"--{name} goes with --engine dask")
        if self.ratio is not None and not 0 < self.ratio <= 1:
            raise SettingsError(f"--ratio must be above 0 and at most 1, not {self.ratio}")
