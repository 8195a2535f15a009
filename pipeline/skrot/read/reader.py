"""Reading one document, whatever its format."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import lru_cache
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import BinaryIO

from skrot.read.corpus.address import Address, at_hand
from skrot.read.corpus.sources import Source
from skrot.read.dates import find_date, named_date, parse_date, today_in
from skrot.read.errors import ScanError, UnreadableError
from skrot.read.formats import registry
from skrot.read.formats.extracted import SCANNED, Extracted, Metadata
from skrot.read.formats.signatures import check_format
from skrot.read.formats.text import read_plain, structure_string
from skrot.read.language import detect_language
from skrot.read.limits import MAX_FILE_BYTES, check_size
from skrot.read.ocr import recognise
from skrot.read.structure.bylines import read_bylines
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.letters import find_subject
from skrot.read.structure.titles import find_author
from skrot.records import DateReason, Document, Failure, PartKind

_HEAD_LINES = 25
_STAGE = "read"


def read_source(source: Source) -> Document | Failure:
    """Read one document of a corpus.

    Returns
    -------
    Document or Failure
        A failure says in one line what is wrong and what to do; nothing is raised.
    """
    try:
        data = _load(source)
    except UnreadableError as error:
        return Failure(source.doc, _STAGE, str(error))
    except OSError as error:
        return Failure(source.doc, _STAGE, f"cannot be opened: {error.strerror or error}")
    return read_bytes(
        data,
        source.doc,
        source.suffix,
        text_field=source.text_field,
        accept_any_language=source.accept_any_language,
        ocr=source.ocr,
    )


def _load(source: Source) -> bytes:
    if source.problem is not None:
        raise UnreadableError(source.problem)
    form = registry.find_format(source.suffix)
    if form is not None and form.rows is not None and source.offset is not None:
        with _open(source) as file:
            return form.rows.load(file, source.offset, source.length or 0)
    if isinstance(source.path, Address) and source.member is None:
        check_size(source.path.size or 0, MAX_FILE_BYTES, "a file")
    path = at_hand(source.path)
    if source.member is not None:
        return registry.read_member(path, source.member)
    with path.open("rb") as file:
        check_size(path.stat().st_size, MAX_FILE_BYTES, "a file")
        return file.read(MAX_FILE_BYTES + 1)


def _open(source: Source) -> BinaryIO:
    path = at_hand(source.path)
    if source.member is None:
        return path.open("rb")
    return BytesIO(_unpack(path, source.member, path.stat().st_mtime_ns))


@lru_cache(maxsize=1)
def _unpack(path: Path, member: str, stamp: int) -> bytes:
    """Unpack a file of an archive once for all of its rows; `stamp` is when the archive changed."""
    return registry.read_member(path, member)


def read_bytes(
    data: bytes,
    doc: str,
    suffix: str = ".txt",
    *,
    text_field: str = "text",
    accept_any_language: bool = False,
    ocr: bool = False,
) -> Document | Failure:
    """Read the content of a file.

    Parameters
    ----------
    data : bytes
        The content of the file; for ``.jsonl``, one row.
    doc : str
        The name of the document.
    suffix : str
        The format, as a file name ends.
    text_field : str
        The field of a ``.jsonl`` row that has the text.
    accept_any_language : bool
        Whether a text that is not Polish is read too.
    ocr : bool
        Whether the text of scans is recognised, by a program that is installed.

    Returns
    -------
    Document or Failure
        A failure says in one line what is wrong and what to do; nothing is raised.
    """
    try:
        check_format(data, suffix)
        extracted = _extract(data, suffix, text_field, ocr)
        document = _document(doc, extracted, hashlib.sha256(data).hexdigest())
        _check_text(document, accept_any_language)
    except UnreadableError as error:
        return Failure(doc, _STAGE, str(error))
    except ModuleNotFoundError as error:
        return Failure(doc, _STAGE, registry.needs(error))
    except (MemoryError, RecursionError) as error:
        return Failure(doc, _STAGE, f"too large or too deeply nested to read ({error!r}); split it")
    return document


def _extract(data: bytes, suffix: str, text_field: str, ocr: bool) -> Extracted:
    form = registry.find_format(suffix)
    if form is None:
        return read_plain(data)
    if form.rows is not None:
        return form.rows.read(data, text_field)
    if form.read is None:
        msg = f"{form.what} holds documents and is none; list them with find_documents"
        raise UnreadableError(msg)
    try:
        extracted = form.read(data)
    except ScanError as error:
        if not ocr:
            raise
        return form.read(recognise(data, force=error.force))
    scanned = any(piece.reason == SCANNED for piece in extracted.structured.dropped)
    return form.read(recognise(data)) if ocr and scanned else extracted


def read_text(text: str, doc: str = "text") -> Document:
    """Read a string as a plain text file would be, in whatever language it is.

    Parameters
    ----------
    text : str
        Any string.
    doc : str
        The name of the document.
    """
    data = text.encode("utf-8", "surrogatepass")
    return _document(doc, structure_string(text), hashlib.sha256(data).hexdigest())


def _document(doc: str, extracted: Extracted, sha256: str) -> Document:
    raw, structured, metadata = extracted
    blocks = [(part.kind, structured.text[part.start : part.end]) for part in structured.parts]
    title = _one_line(metadata.title) or next((t for kind, t in blocks if kind == "title"), None)
    title = title or _one_line(metadata.named) or find_subject([text for _, text in blocks])
    date, reason = _date(doc, structured.text, blocks, metadata)
    author, source = read_bylines(_under(blocks))
    return Document(
        doc=doc,
        text=structured.text,
        raw=raw,
        parts=structured.parts,
        source_map=structured.source_map,
        sha256=sha256,
        title=title,
        date=date,
        date_reason=reason,
        author=_one_line(metadata.author) or find_author([text for _, text in blocks]) or author,
        source=_one_line(metadata.source) or source,
        language=detect_language(structured.text),
        dropped=structured.dropped,
    )


def _under(blocks: Sequence[tuple[PartKind, str]]) -> list[str]:
    """Give the lines of credits that stand under the text, the last paragraph apart."""
    under = takewhile(lambda block: block[0] == "other", reversed(blocks))
    return [text for _, text in under][::-1]


def _date(
    doc: str, text: str, blocks: Sequence[tuple[PartKind, str]], metadata: Metadata
) -> tuple[str | None, DateReason | None]:
    """Give the date of a document, and where it was found: what is surest first."""
    head = [line for kind, line in blocks[:_HEAD_LINES] if kind != "lead"]
    found: tuple[tuple[DateReason, str | None], ...] = (
        ("metadata", metadata.date and (parse_date(metadata.date) or metadata.date)),
        ("head", find_date(head)),
        ("address", metadata.address and named_date(metadata.address)),
        ("file name", named_date(doc)),
        ("content", today_in(text)),
        ("saved", metadata.saved),
    )
    return next(((date, reason) for reason, date in found if date), (None, None))


def _one_line(text: str | None) -> str | None:
    """Repair the characters of a name or title; None if nothing is left."""
    return " ".join(repair_characters(text).text.split()) or None if text else None


def _check_text(document: Document, accept_any_language: bool) -> None:
    if not any(map(str.isalpha, document.text)):
        msg = "no text in it; remove it or give it a text"
        raise UnreadableError(msg)
    if document.language != "pl" and not accept_any_language:
        language = document.language if document.language != "und" else "an unknown language"
        msg = f"not Polish ({language}); remove it or use --any-language"
        raise UnreadableError(msg)
