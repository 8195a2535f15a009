"""Reading one document, whatever its format."""

from __future__ import annotations

import hashlib

from pipeline.read.characters import repair_characters
from pipeline.read.errors import UnreadableError
from pipeline.read.sources import Source
from pipeline.read.structure import Structured, structure_text
from pipeline.read.text import read_plain
from pipeline.records import Document, Failure


def read_source(source: Source) -> Document | Failure:
    """Read one document of a corpus; a document that cannot be read is a Failure."""
    if source.problem:
        return Failure(source.doc, "read", source.problem)
    try:
        return read_bytes(source.path.read_bytes(), source.doc, source.suffix)
    except OSError as error:
        return Failure(source.doc, "read", f"cannot be opened: {error.strerror}")


def read_bytes(data: bytes, doc: str, suffix: str = ".txt") -> Document | Failure:
    """Read the content of a file."""
    if not data.strip():
        return Failure(doc, "read", "the file is empty; remove it or give it a text")
    try:
        raw, structured = read_plain(data)
    except UnreadableError as error:
        return Failure(doc, "read", str(error))
    return _document(doc, raw, structured, hashlib.sha256(data).hexdigest())


def read_text(text: str, doc: str = "text") -> Document:
    """Read a string as a plain text file would be."""
    structured = structure_text(repair_characters(text), text)
    data = text.encode("utf-8", "surrogatepass")
    return _document(doc, text, structured, hashlib.sha256(data).hexdigest())


def _document(doc: str, raw: str, structured: Structured, sha256: str) -> Document:
    title = next(
        (structured.text[p.start : p.end] for p in structured.parts if p.kind == "title"), None
    )
    return Document(
        doc=doc,
        text=structured.text,
        raw=raw,
        parts=structured.parts,
        source_map=structured.source_map,
        sha256=sha256,
        title=title,
        dropped=structured.dropped,
    )
