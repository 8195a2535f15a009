"""The documents of a corpus: which there are, under which name, and how to read each."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SUFFIXES = (".txt",)


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a corpus, not yet read.

    Attributes
    ----------
    doc : str
        The path relative to the corpus, with ``/``.
    path : Path
        The file it is in.
    suffix : str
        The format, as a file name ends: ``.txt``.
    problem : str or None
        Why it cannot be read, when that is known without reading it.
    """

    doc: str
    path: Path
    suffix: str
    text_field: str = "text"
    accept_any_language: bool = False
    problem: str | None = None


def find_documents(
    corpus: Path, *, text_field: str = "text", accept_any_language: bool = False
) -> list[Source]:
    """List the documents of a file or folder, in the order of their names."""
    files = [corpus] if corpus.is_file() else sorted(p for p in corpus.rglob("*") if p.is_file())
    base = corpus.parent if corpus.is_file() else corpus
    return [
        Source(
            path.relative_to(base).as_posix(),
            path,
            path.suffix.lower(),
            text_field,
            accept_any_language,
            None
            if path.suffix.lower() in SUFFIXES
            else f"no reader for {path.suffix or 'files without suffix'}",
        )
        for path in files
    ]
