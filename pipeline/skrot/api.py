"""`digest`: the whole way in one call, for a script or a notebook."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import msgspec

from skrot.errors import UsageFault
from skrot.records import Digest, Theme
from skrot.run.corrected import with_corrections
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.runner import Engine, run
from skrot.run.stages import until
from skrot.run.steps import Worker
from skrot.run.workers import Workers
from skrot.settings import Settings

if TYPE_CHECKING:
    from spacy.language import Language

    from skrot.encode import Encoder


class ShownDigest(Digest, frozen=True):
    """A digest that a notebook shows as a page."""

    def _repr_html_(self) -> str:
        """Return the selected sentences and the comparisons as HTML."""
        from skrot.report.pages.notebook import digest_fragment

        return digest_fragment(self)


# One word, or in one line what begins as a path ("../moje teksty").
_PATH = re.compile(r"\S+|(?:~|\.{0,2}|[A-Za-z]:)[/\\].*")

# A longer string is a text, not the name of a file.
_LONGEST_PATH = 4096


def digest(
    paths_or_texts: str | Path | Iterable[str | Path],
    *,
    themes: str | Path | Iterable[Theme] | None = None,
    corrections: str | Path | None = None,
    resources: str | Path | None = None,
    model: str | Path | Language | None = None,
    encoder: Encoder | None = None,
    **settings: Any,
) -> Digest:
    """Make a digest of files, folders or texts.

    Parameters
    ----------
    paths_or_texts
        One or several: a `Path`, or a string that names an existing file or folder, is read; any
        other string is a text (documents "text-1.txt", "text-2.txt", …), but for one that looks
        like a path: a single word, or one that begins or ends as the name of a file does.
    themes
        A themes file, or `skrot.records.Theme` objects; without it economy, security and critical
        minerals.
    corrections
        A corrections file; without it the ``corrections.toml`` of a folder or beside a file, when
        one path is given.
    resources
        A folder as in `skrot.use_resources`, which may hold a corrections and a themes file too.
    model
        As in `skrot.load`: a name, a folder, or a spaCy pipeline that is there.
    encoder
        What gives the vectors of sentences, instead of the encoder of our model.
    **settings
        Fields of `skrot.settings.Settings`: ``sentences``, ``words``, ``ratio``, ``order``,
        ``include``, ``exclude``, ``trim``, ``resolve``, ``any_language``, ``ocr``.

    Returns
    -------
    Digest
        With the fields of digest.json; documents that failed are in ``failures``.

    Raises
    ------
    UsageFault
        When there is no such file or folder, model, themes file or corrections file, or it is
        wrong.
    SettingsError
        When settings exclude each other.
    """
    nlp = None if isinstance(model, str | Path) else model
    given = [paths_or_texts] if isinstance(paths_or_texts, str | Path) else list(paths_or_texts)
    for item in given:
        _check(item)
    with TemporaryDirectory(prefix="skrot-") as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, item in enumerate(given, 1):
            _place(item, number, corpus)
        chosen = Settings(
            corpus=Path(given[0]) if len(given) == 1 and _is_path(given[0]) else None,
            out=Path(folder) / "out",
            themes=_themes_file(themes, Path(folder)),
            corrections=None if corrections is None else Path(corrections),
            resources=None if resources is None else Path(resources),
            model=None if nlp is not None or model is None else str(model),
            **settings,
        )
        given_objects = nlp is not None or encoder is not None
        from skrot.encode import standing_in

        with standing_in(encoder):
            run(
                msgspec.structs.replace(with_corrections(chosen), corpus=corpus),
                until("summarise"),
                engine=_process_with(nlp) if given_objects else None,
                keep=_kept,
                lasting=False,
            )
        data = (Path(folder) / "out" / "digest.json").read_bytes()
    names = ", ".join(_name(item, number) for number, item in enumerate(given, 1))
    found = msgspec.json.decode(data, type=ShownDigest)
    if not isinstance(themes, str | Path | None):  # the file was ours
        found = msgspec.structs.replace(found, settings={**found.settings, "themes": None})
    if nlp is not None:
        found = msgspec.structs.replace(found, model=f"{nlp.meta['lang']}_{nlp.meta['name']}")
    return msgspec.structs.replace(found, corpus=names)


def _themes_file(themes: str | Path | Iterable[Theme] | None, folder: Path) -> Path | None:
    """Return the file of themes; those that are given as objects are written to one."""
    if themes is None or isinstance(themes, str | Path):
        return None if themes is None else Path(themes)
    file = folder / "themes.toml"
    lines: list[str] = []
    for theme in themes:
        values = {key: value for key, value in msgspec.structs.asdict(theme).items() if value}
        # A text of JSON is one of TOML too.
        lines += [
            "[[theme]]",
            *(f"{key} = {json.dumps(values[key], ensure_ascii=False)}" for key in values),
        ]
    file.write_text("\n".join(lines), encoding="utf-8")
    return file


def _kept(settings: WorkerSettings) -> Workers:
    """Return the processes of the last call, of any thread, unless something has stopped them."""
    if _workers(settings).are_closed:
        _workers.cache_clear()
    return _workers(settings)


@lru_cache(maxsize=1)
def _workers(settings: WorkerSettings) -> Workers:
    """Keep the model of the last call: loading it is most of the time of a short text."""
    return Workers(settings)


def _process_with(nlp: Language | None) -> Engine:
    """Process tasks in this process, with a pipeline that is there: an object stays where it is."""

    def process(tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
        worker = Worker(settings)
        if nlp is not None:
            from skrot.annotate import load

            worker.models.keep("annotate", load(nlp))
        return (worker.process(task) for task in tasks)

    return process


def process_here(tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
    """Process tasks in this process: an engine without bounds, for a debugger or a profiler."""
    worker = _worker(settings)
    return (worker.process(task) for task in tasks)


@lru_cache(maxsize=1)
def _worker(settings: WorkerSettings) -> Worker:
    """Keep the model of the last call."""
    return Worker(settings)


def _check(item: str | Path) -> None:
    """Refuse what is meant as a path and names nothing, before it passes for a short text."""
    if isinstance(item, Path):
        if not _exists(str(item)):
            raise UsageFault(f"{item}: no such file or folder")
    elif _looks_like_a_path(item.strip()) and not _is_path(item):
        raise UsageFault(
            f"{item.strip()!r} looks like a path, and there is no such file or folder; a text has"
            " more than one word"
        )


def _looks_like_a_path(text: str) -> bool:
    from skrot.read.formats.registry import find_format

    ending = re.search(r"\w(\.\w+)$", text)
    is_file = "\n" not in text and ending is not None and find_format(ending[1].lower())
    return bool(is_file or _PATH.fullmatch(text))


def _is_path(item: str | Path) -> bool:
    if isinstance(item, Path):
        return True
    if not item.strip():  # as a path it would be this folder
        return False
    return len(item) < _LONGEST_PATH and "\n" not in item and "\0" not in item and _exists(item)


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # a name no file system takes
        return False


def _name(item: str | Path, number: int) -> str:
    return Path(item).name if _is_path(item) else f"text-{number}.txt"


def _place(item: str | Path, number: int, corpus: Path) -> None:
    place = corpus / _name(item, number)
    if place.exists():  # two files of one name from two folders
        place = corpus / f"{number}" / place.name
        place.parent.mkdir()
    if not _is_path(item):
        place.write_text(str(item), encoding="utf-8", errors="replace")
    elif Path(item).is_dir():
        shutil.copytree(item, place, symlinks=True)
    else:
        shutil.copyfile(item, place)
