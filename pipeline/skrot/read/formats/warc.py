"""Records of the web (WARC, ISO 28500): the pages that a crawl was given, and their texts (WET)."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any, BinaryIO

from skrot.read.errors import UnreadableError
from skrot.read.formats.extracted import Extracted
from skrot.read.formats.format import Row
from skrot.read.formats.html import read_html
from skrot.read.formats.text import read_plain
from skrot.read.limits import check_size

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

START = b"WARC/"
MAX_RECORD = 50_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_PLAIN = "text/plain"
_OK = "200"
_DAMAGED = "damaged, or no file of web records"


def is_warc(data: bytes) -> bool:
    """Tell records by the version that the first begins with."""
    return data.startswith(START)


def list_rows(file: BinaryIO) -> Iterator[Row]:
    """List the records that have a page or a text, by their addresses; others say nothing.

    Raises
    ------
    UnreadableError
        If it is damaged, or has no such record.
    """
    import warcio  # noqa: F401  (what is missing is told before what is damaged)
    from warcio.archiveiterator import ArchiveIterator

    found = False
    records = ArchiveIterator(file, no_record_parse=False)
    while (record := _next(records)) is not None:
        if _kind(record) is None:
            continue
        found = True
        name = record.rec_headers.get_header("WARC-Target-URI") or ""
        start = records.get_record_offset()
        _read_past(records)
        yield Row(name.strip() or str(start), start, records.get_record_length())
    if not found:
        msg = "no web page and no text in it; remove it"
        raise UnreadableError(msg)


def load_row(file: BinaryIO, offset: int, length: int) -> bytes:
    """Give one record of a file, as packed as it is there.

    Raises
    ------
    UnreadableError
        If it is too long.
    """
    check_size(length, MAX_RECORD, "a web record")
    file.seek(offset)
    return file.read(length)


def read_row(data: bytes, text_field: str) -> Extracted:
    """Read the page or the text of a record; its address and day are known from the record.

    Raises
    ------
    UnreadableError
        If it is damaged, unpacks to too much, or has no article.
    """
    from warcio.archiveiterator import ArchiveIterator

    record = _next(ArchiveIterator(BytesIO(data)))
    kind = None if record is None else _kind(record)
    if record is None or kind is None:
        raise UnreadableError(_DAMAGED)
    try:
        content = record.content_stream().read(MAX_RECORD + 1)
    except Exception as error:  # of several decoders
        raise UnreadableError(_DAMAGED) from error
    check_size(len(content), MAX_RECORD, "a web page")
    found = read_plain(content) if kind == _PLAIN else read_html(content)
    about = found.metadata
    address = record.rec_headers.get_header("WARC-Target-URI")
    day = (record.rec_headers.get_header("WARC-Date") or "")[:10]
    return found._replace(
        metadata=about._replace(
            address=about.address or address or None, saved=about.saved or day or None
        )
    )


def _next(records: Any) -> ArcWarcRecord | None:
    try:
        return next(records, None)
    except Exception as error:  # it lets whatever its parsers raise through
        raise UnreadableError(_DAMAGED) from error


def _read_past(records: Any) -> None:
    """Go to the end of a record: only there it is known how long it is."""
    try:
        records.read_to_end()
    except Exception as error:
        raise UnreadableError(_DAMAGED) from error


def _kind(record: ArcWarcRecord) -> str | None:
    """Return the media type of a record that is read."""
    if record.rec_type == "conversion":
        return _PLAIN
    headers = record.http_headers
    if record.rec_type != "response" or headers is None or headers.get_statuscode() != _OK:
        return None
    kind = (headers.get_header("Content-Type") or "").partition(";")[0].strip().lower()
    return kind if kind in _PAGES else None
