"""The documents of a corpus: which there are, under which name, and how each is read."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path, PurePosixPath
from typing import BinaryIO

from skrot.read.corpus.address import Address, at_hand
from skrot.read.errors import UnreadableError, shown
from skrot.read.formats import registry
from skrot.read.formats.encoding import beginning
from skrot.read.formats.format import Archive, Rows
from skrot.read.formats.signatures import check_format

_UNSAFE = re.compile(
    r"[\x00-\x1f\x7f\ud800-\udfff\\:*?\"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]"
)
# What Windows takes for a device, with any ending.
_DEVICE = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]) *(?:\.|$)", re.IGNORECASE)
# Settings that may lie beside the texts they are for, and what systems leave in folders.
_NOT_DOCUMENTS = frozenset(
    {"themes.toml", "corrections.toml", ".DS_Store", "Thumbs.db", "desktop.ini", "__MACOSX"}
)
_START = 4096
_LONGEST_NAME = 180
_LONGEST_DOC = 800


@dataclass(frozen=True, slots=True)
class Source:
    """One document of a corpus, not yet read.

    Attributes
    ----------
    doc : str
        The path relative to the corpus, with ``/``; a member of an archive or a row of a file
        counts as a path below it. It is safe as a path: no ``..``, no control characters.
    path : Path or Address
        The file it is in.
    suffix : str
        The format, as a file name ends: ``.txt``.
    member : str or None
        Its name in the archive.
    offset, length : int or None
        The bytes of its row.
    text_field : str
        The field of a row that has the text.
    accept_any_language : bool
        Whether a text that is not Polish is read too.
    ocr : bool
        Whether the text of scans is recognised.
    problem : str or None
        Why it cannot be read, where that is known without reading it.
    called : str
        The path as files and members are called, safe or not.
    """

    doc: str
    path: Path | Address
    suffix: str
    member: str | None = None
    offset: int | None = None
    length: int | None = None
    text_field: str = "text"
    accept_any_language: bool = False
    ocr: bool = False
    problem: str | None = None
    called: str = ""

    @property
    def other_name(self) -> str | None:
        """How a person knows the document, where ``doc`` differs; null if that cannot be shown."""
        name = unicodedata.normalize("NFC", self.called)
        return name if name != self.doc and name.isprintable() else None


def find_documents(
    corpus: Path | Address,
    *,
    text_field: str = "text",
    accept_any_language: bool = False,
    ocr: bool = False,
    skip: Callable[[Path], bool] = lambda folder: False,
) -> list[Source]:
    """List the documents of a corpus: a file, a folder tree, archives and rows in them.

    Hidden files, links and files of other formats are listed with the problem they have, so that
    nothing is passed over in silence.

    Parameters
    ----------
    corpus : Path or Address
        A file or a folder.
    text_field : str
        The field of ``.jsonl`` rows that has the text.
    accept_any_language : bool
        Whether texts that are not Polish are read too.
    ocr : bool
        Whether the text of scans is recognised.
    skip : callable
        Tells of a folder below `corpus` whether it is passed over, with all that is in it.

    Returns
    -------
    list of Source
        In the order of ``doc``; no ``doc`` twice.

    Raises
    ------
    FileNotFoundError
        If there is no such file or folder.
    UsageFault
        If there is nothing behind an address, or no package knows such addresses.
    """
    if isinstance(corpus, Address):
        files = [(file, name) for name, file in corpus.files() if _is_document(name)]
        return _completed(files, text_field, accept_any_language=accept_any_language, ocr=ocr)
    if not corpus.exists():
        msg = f"no such file or folder: {corpus}"
        raise FileNotFoundError(msg)
    here: Iterable[tuple[Path, str]] = [(corpus, corpus.name)]
    if corpus.is_dir():
        here = ((path, _name(path, corpus)) for path in _walk(corpus, skip))
    return _completed(here, text_field, accept_any_language=accept_any_language, ocr=ocr)


def _completed(
    files: Iterable[tuple[Path | Address, str]],
    text_field: str,
    *,
    accept_any_language: bool,
    ocr: bool,
) -> list[Source]:
    """Give the documents in files, by their names in the corpus."""
    found = [
        replace(source, text_field=text_field, accept_any_language=accept_any_language, ocr=ocr)
        for path, name in files
        for source in _in_file(path, name)
    ]
    return _unique(sorted(found, key=lambda source: (source.doc, source.offset or 0)))


def _is_document(name: str) -> bool:
    return _NOT_DOCUMENTS.isdisjoint(PurePosixPath(name).parts)


def _walk(folder: Path, skip: Callable[[Path], bool]) -> Iterator[Path]:
    for path in sorted(folder.iterdir()):
        if path.name in _NOT_DOCUMENTS:
            continue
        if path.is_dir() and not path.is_symlink() and not path.name.startswith("."):
            if not skip(path):
                yield from _walk(path, skip)
        else:
            yield path


def _name(path: Path, corpus: Path) -> str:
    return path.relative_to(corpus).as_posix()


def _in_file(path: Path | Address, name: str) -> Iterator[Source]:
    suffix = PurePosixPath(path.name).suffix.lower()
    source = Source(safe_name(name), path, suffix, called=name)
    form = registry.find_format(source.suffix)
    problem = _problem(path, name) or (_unknown(source.suffix) if form is None else None)
    if problem is not None or form is None:
        yield replace(source, problem=problem)
    elif form.archive is not None:
        yield from _in_archive(source, form.archive)
    elif form.rows is not None:
        yield from _in_rows(source, form.rows)
    else:
        yield source


def _problem(path: Path | Address, name: str) -> str | None:
    if any(part.startswith(".") for part in PurePosixPath(name).parts):
        return "a hidden file or folder is not read; rename it"
    if isinstance(path, Address):
        return path.problem
    if path.is_symlink():
        return "a link is not followed; copy the file it points to into the corpus"
    if not path.is_file():
        return "not a file"
    return None


def _unknown(suffix: str) -> str:
    known = ", ".join(known for form in registry.all_formats() for known in form.suffixes)
    what = f"files that end in {shown(suffix)}" if suffix else "files without an ending"
    return f"there is no reader for {what} (only for {known}); convert it"


def _in_archive(source: Source, archive: Archive) -> Iterator[Source]:
    try:
        members = list(archive.find(at_hand(source.path)))
    except UnreadableError as error:
        yield replace(source, problem=str(error))
        return
    members = [member for member in members if _is_document(member.name)]
    if not members:
        yield replace(source, problem="the archive is empty; remove it")
    for member in members:
        suffix = PurePosixPath(member.name).suffix.lower()
        form = registry.find_format(suffix)
        problem = member.problem or (_unknown(suffix) if form is None else None)
        if form is not None and form.archive is not None:
            problem = "an archive inside an archive is not read; unpack the archive"
        if any(part.startswith(".") for part in PurePosixPath(member.name).parts):
            problem = "a path with a hidden or parent folder is not read"
        found = Source(
            safe_name(f"{source.doc}/{member.name}"),
            source.path,
            suffix,
            member=member.name,
            problem=problem,
            called=f"{source.called}/{member.name}",
        )
        if form is not None and form.rows is not None and problem is None:
            yield from _in_rows(found, form.rows)
        else:
            yield found


def _in_rows(source: Source, rows: Rows) -> Iterator[Source]:
    try:
        with _open(source) as file:
            start = file.read(_START)
            file.seek(0)
            if beginning(start):
                check_format(start, source.suffix)
            empty = True
            for row in rows.find(file):
                empty = False
                name = safe_name(f"{source.doc}/{safe_name(row.name.replace('/', '_'))}")
                called = f"{source.called}/{row.name}"
                yield replace(source, doc=name, offset=row.offset, length=row.length, called=called)
        if empty:
            yield replace(source, problem="the file is empty; remove it")
    except UnreadableError as error:
        yield replace(source, problem=str(error))
    except OSError as error:
        yield replace(source, problem=f"cannot be opened: {error.strerror}")
    except ModuleNotFoundError as error:
        yield replace(source, problem=registry.needs(error))


def _open(source: Source) -> BinaryIO:
    path = at_hand(source.path)
    if source.member is None:
        return path.open("rb")
    return BytesIO(registry.read_member(path, source.member))


def safe_name(name: str) -> str:
    """Make a relative path safe: no ``..``, no absolute path, no control characters, not too long.

    Equal names stay equal, and a name that was changed gets a few letters of its hash, so that
    different names stay different.
    """
    parts = [
        part for part in unicodedata.normalize("NFC", name).split("/") if part not in {"", "."}
    ]
    safe = "/".join(_safe_part(part) for part in parts) or "_"
    if len(safe) > _LONGEST_DOC:
        safe = f"{safe[:_LONGEST_DOC]}~{_hash(name)}"
    return safe


def _safe_part(part: str) -> str:
    cleaned = _UNSAFE.sub("_", part).strip().rstrip(". ") or "_"
    if _DEVICE.match(cleaned):
        cleaned = f"_{cleaned}"
    if len(cleaned.encode("utf-8")) > _LONGEST_NAME:
        cleaned = cleaned.encode("utf-8")[:_LONGEST_NAME].decode("utf-8", "ignore")
    return cleaned if cleaned == part else f"{cleaned}~{_hash(part)}"


def _hash(name: str) -> str:
    return hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=4).hexdigest()


def _unique(sources: list[Source]) -> list[Source]:
    """Number names that come again; names count as equal that some file systems take for one."""
    taken = {source.doc.casefold() for source in sources}
    seen: dict[str, int] = {}
    result: list[Source] = []
    for source in sources:
        key, doc = source.doc.casefold(), source.doc
        count = seen.get(key, 0) + 1
        if count > 1:
            while (doc := f"{source.doc}~{count}").casefold() in taken:
                count += 1
            taken.add(doc.casefold())
        seen[key] = count
        result.append(replace(source, doc=doc))
    return result
