"""Is a file what its name says? Formats are told by their first bytes."""

from __future__ import annotations

import codecs
import re

from skrot.read.errors import UnreadableError

_SIGNATURES = (
    (b"%PDF-", "a PDF", (".pdf",)),
    (b"PK\x03\x04", "a zip archive or an Office document", (".docx",)),
    (b"PK\x05\x06", "an empty zip archive", ()),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document", ()),
    (b"{\\rtf", "an RTF document", ()),
    (b"\x89PNG", "a PNG picture", ()),
    (b"\xff\xd8\xff", "a JPEG picture", ()),
    (b"GIF8", "a GIF picture", ()),
    (b"\x1f\x8b", "gzip data", ()),
    (b"BZh", "bzip2 data", ()),
    (b"7z\xbc\xaf", "a 7z archive", ()),
    (b"Rar!", "a RAR archive", ()),
    (b"\x7fELF", "a program", ()),
    (b"MZ\x90", "a program", ()),
    (b"SQLite format 3", "a database", ()),
)
_BINARY = {".pdf": "a PDF", ".docx": "a Word document"}
_JUNK_BEFORE_PDF = 1024
# How text that is no prose begins; the other readers see for themselves.
_TEXT = frozenset({".txt", ".text", ".md"})
_HTML = rb"(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)?<(!doctype\s+html|html|head|body)\b"
_MARKUP = (
    (re.compile(_HTML, re.I | re.S), "a web page", ".html"),
    (re.compile(rb"<\?xml\b", re.I), "XML", None),
    (re.compile(rb"\{\s*\"[^\"\n]{1,80}\"\s*:"), "JSON", ".jsonl"),
)
_START = 2048


def check_format(data: bytes, suffix: str) -> None:
    """Refuse an empty file, and one that is not what its name says.

    Raises
    ------
    UnreadableError
        The message names what the file is, as far as its first bytes tell.
    """
    if not data or data.isspace():
        msg = "the file is empty; remove it or give it a text"
        raise UnreadableError(msg)
    for signature, what, suffixes in _SIGNATURES:
        if data.startswith(signature):
            if suffix in suffixes:
                return
            msg = f"not what its name says: it is {what}; rename or convert it"
            raise UnreadableError(msg)
    start = data[:_START].removeprefix(codecs.BOM_UTF8).lstrip()
    for pattern, what, ending in _MARKUP if suffix in _TEXT else ():
        if pattern.match(start):
            advice = f"rename it to {ending}" if ending else "convert it"
            msg = f"not what its name says: it is {what}; {advice}"
            raise UnreadableError(msg)
    if suffix == ".pdf" and b"%PDF-" in data[:_JUNK_BEFORE_PDF]:
        return
    if suffix in _BINARY:
        msg = f"not what its name says: it is not {_BINARY[suffix]}; rename or convert it"
        raise UnreadableError(msg)


def guess_suffix(data: bytes) -> str:
    """Tell the format of data without a name, as a file name would end; text where nothing tells.

    Parameters
    ----------
    data : bytes
        All of it: what is in a zip archive stands at its end.
    """
    if b"%PDF-" in data[:_JUNK_BEFORE_PDF]:
        return ".pdf"
    if data.startswith(b"PK\x03\x04"):
        return ".docx" if b"word/document.xml" in data else ".zip"
    start = data[:_START].removeprefix(codecs.BOM_UTF8).lstrip()
    endings = (ending for pattern, _, ending in _MARKUP if pattern.match(start))
    return next(endings, None) or ".txt"
