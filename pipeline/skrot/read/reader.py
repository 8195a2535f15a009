"""Reading one document, whatever its format."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from skrot.read.corpus.sources import Source
from skrot.read.dates import find_date, parse_date
from skrot.read.errors import UnreadableError
from skrot.read.formats.archive import read_member
from skrot.read.formats.extracted import Extracted
from skrot.read.formats.jsonl import MAX_ROW_BYTES, read_row
from skrot.read.formats.signatures import check_format
from skrot.read.formats.text import read_plain, structure_string
from skrot.read.language import detect_language
from skrot.read.limits import MAX_FILE_BYTES, check_size
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.letters import find_subject
from skrot.records import Document, Failure

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
    )


def _load(source: Source) -> bytes:
    if source.problem is not None:
        raise UnreadableError(source.problem)
    if source.offset is not None and source.length is not None:
        check_size(source.length, MAX_ROW_BYTES, "a row")
        return _load_row(source, source.offset, source.length)
    if source.member is not None:
        return read_member(source.path, source.member)
    with source.path.open("rb") as file:
        check_size(source.path.stat().st_size, MAX_FILE_BYTES, "a file")
        return file.read(MAX_FILE_BYTES + 1)


def _load_row(source: Source, offset: int, length: int) -> bytes:
    if source.member is not None:
        stamp = source.path.stat().st_mtime_ns
        return _unpack(source.path, source.member, stamp)[offset : offset + length]
    with source.path.open("rb") as file:
        file.seek(offset)
        return file.read(length)


@lru_cache(maxsize=1)
def _unpack(path: Path, member: str, stamp: int) -> bytes:
    """Unpack a file of an archive once for all of its rows; `stamp` is when the archive changed."""
    return read_member(path, member)


def read_bytes(
    data: bytes,
    doc: str,
    suffix: str = ".txt",
    *,
    text_field: str = "text",
    accept_any_language: bool = False,
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

    Returns
    -------
    Document or Failure
        A failure says in one line what is wrong and what to do; nothing is raised.
    """
    try:
        check_format(data, suffix)
        extracted = _reader(suffix, text_field)(data)
        document = _document(doc, extracted, hashlib.sha256(data).hexdigest())
        _check_text(document, accept_any_language)
    except UnreadableError as error:
        return Failure(doc, _STAGE, str(error))
    except ModuleNotFoundError as error:
        return Failure(doc, _STAGE, f"reading it needs the package {error.name}; install that")
    except (MemoryError, RecursionError) as error:
        return Failure(doc, _STAGE, f"too large or too deeply nested to read ({error!r}); split it")
    return document


def _reader(suffix: str, text_field: str) -> Callable[[bytes], Extracted]:
    if suffix in {".html", ".htm", ".xhtml"}:
        from skrot.read.formats.html import read_html

        return read_html
    if suffix == ".pdf":
        from skrot.read.formats.pdf import read_pdf

        return read_pdf
    if suffix == ".docx":
        from skrot.read.formats.docx import read_docx

        return read_docx
    if suffix in {".jsonl", ".ndjson"}:
        return lambda data: read_row(data, text_field)
    return read_plain


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
    title = title or find_subject([text for _, text in blocks])
    date = metadata.date and (parse_date(metadata.date) or metadata.date)
    head = [text for kind, text in blocks[:_HEAD_LINES] if kind != "lead"]
    return Document(
        doc=doc,
        text=structured.text,
        raw=raw,
        parts=structured.parts,
        source_map=structured.source_map,
        sha256=sha256,
        title=title,
        date=date or find_date(head) or metadata.saved,
        author=_one_line(metadata.author),
        source=_one_line(metadata.source),
        language=detect_language(structured.text),
        dropped=structured.dropped,
    )


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
