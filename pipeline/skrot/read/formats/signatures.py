"""Is a file what its name says? Formats are told by their first bytes."""

from __future__ import annotations

import re

from skrot.read.errors import UnreadableError
from skrot.read.formats import registry
from skrot.read.formats.encoding import beginning
from skrot.read.formats.format import Signature

# What has no reader.
_OTHERS = (
    Signature(b"PK\x05\x06", "an empty zip archive"),
    Signature(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old or encrypted Office document"),
    Signature(b"\x89PNG", "a PNG picture"),
    Signature(b"\xff\xd8\xff", "a JPEG picture"),
    Signature(b"GIF8", "a GIF picture"),
    Signature(b"BZh", "bzip2 data"),
    Signature(b"7z\xbc\xaf", "a 7z archive"),
    Signature(b"Rar!", "a RAR archive"),
    Signature(b"\x7fELF", "a program"),
    Signature(b"MZ\x90", "a program"),
    Signature(b"SQLite format 3", "a database"),
)
_XML = re.compile(rb"<\?xml\b", re.I)


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
    form = registry.find_format(suffix)
    own = form.signature if form is not None else None
    known = (other.signature for other in registry.all_formats() if other.signature is not None)
    for signature in (*known, *_OTHERS):
        if data.startswith(signature.start):
            if signature == own:
                return
            msg = f"not what its name says: it is {signature.what}; rename or convert it"
            raise UnreadableError(msg)
    if form is None:
        return
    if form.prose:
        _refuse_markup(data)
    # A row of a table is no file any more.
    whole = own is not None and form.rows is None
    if whole and not (form.sniff is not None and form.sniff(data)):
        msg = f"not what its name says: it is not {form.what}; rename or convert it"
        raise UnreadableError(msg)


def _refuse_markup(data: bytes) -> None:
    for form in registry.all_formats():
        if form.signature is None and form.sniff is not None and form.sniff(data):
            advice = f"rename it to {form.suffixes[0]}"
            msg = f"not what its name says: it is {form.what}; {advice}"
            raise UnreadableError(msg)
    if _XML.match(beginning(data)):
        msg = "not what its name says: it is XML; convert it"
        raise UnreadableError(msg)


def guess_suffix(data: bytes) -> str:
    """Tell the format of data without a name, as a file name would end; text where nothing tells.

    Parameters
    ----------
    data : bytes
        All of it: what is in a zip archive stands at its end.
    """
    # What has a signature is told more surely than text that begins in some way.
    forms = sorted(registry.all_formats(), key=lambda form: form.signature is None)
    told = (form for form in forms if form.sniff is not None and form.sniff(data))
    return next((form.suffixes[0] for form in told), ".txt")
