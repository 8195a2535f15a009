"""Rows of named fields: which has the text, and what others say about it."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from email.utils import parsedate_to_datetime
from functools import cache

import msgspec

from skrot.read.dates import parse_date
from skrot.read.errors import UnreadableError, shown
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.text import structure_string
from skrot.read.limits import check_length
from skrot.toml import Table, load

DEFAULT = "text"
_MOST_NAMED = 8
_MOST_AUTHORS = 20
# "… [+2345 chars]": where an interface cuts its texts.
_CUT = re.compile(r"\[\+\d{1,9} (?:chars|znaków)\]$")
_SEPARATORS = re.compile(r"[\W_]+")
_BLANK_LINE = re.compile(r"\n[ \t\r]{0,9}\n")
_EPOCH = re.compile(r"\d{9,10}|\d{12,13}")
_MILLISECONDS = 100_000_000_000


class _Fields(Table, frozen=True):
    text: tuple[str, ...]
    description: tuple[str, ...]
    title: tuple[str, ...]
    date: tuple[str, ...]
    author: tuple[str, ...]
    source: tuple[str, ...]
    address: tuple[str, ...]
    id: tuple[str, ...]


def structure_row(row: object, text_field: str) -> Extracted:
    """Make a document of a row: its text, and title, date, author and source where it has them.

    Parameters
    ----------
    row : object
        The fields of the row by their names.
    text_field : str
        The field with the text; where it is the usual name and there is none, usual others.

    Raises
    ------
    UnreadableError
        If the row is no such object, has no text, or too long a one.
    """
    if not isinstance(row, dict):
        raise UnreadableError(_missing({}, text_field))
    folded = {_fold(name): value for name, value in reversed(row.items())}
    texts = {name: value for name, value in folded.items() if isinstance(value, str)}
    text = _first(texts, _fields().text) if text_field == DEFAULT else None
    description = _first(folded, _fields().description)
    own = row.get(text_field, folded.get(_fold(text_field)))
    text = own.strip() if isinstance(own, str) and own.strip() else text
    if text is None and text_field == DEFAULT:
        text = description
    if text is None:
        raise UnreadableError(_missing(row, text_field))
    if isinstance(own, str) and own.strip():
        text = own
    check_length(text)
    about = describe(row)
    cut = _CUT.search(text.rstrip())
    if cut is None:
        return structure_string(text, about)
    return structure_paragraphs(_cut_short(text.rstrip(), cut, description), about)


def describe(row: dict[str, object]) -> Metadata:
    """Give the title, date, author and source that fields say."""
    folded = {_fold(name): value for name, value in reversed(row.items())}
    dates = (row_date(folded[_fold(name)]) for name in _fields().date if _fold(name) in folded)
    return Metadata(
        _first(folded, _fields().title),
        next(filter(None, dates), None),
        _first(folded, _fields().author),
        _first(folded, _fields().source),
        address=_first(folded, _fields().address),
    )


def read_cells(data: bytes, text_field: str) -> Extracted:
    """Make a document of a row of a table that is given as a JSON object.

    Raises
    ------
    UnreadableError
        If it is none, or has no text.
    """
    try:
        row = msgspec.json.decode(data)
    except msgspec.DecodeError as error:
        msg = "not a row of a table; list its rows with find_documents"
        raise UnreadableError(msg) from error
    return structure_row(row, text_field)


def known_columns(names: Iterable[str]) -> list[str]:
    """Those of some names that say what is in a field."""
    known = {_fold(name) for names in msgspec.structs.astuple(_fields()) for name in names}
    return [name for name in names if _fold(name) in known]


def name_of(row: Mapping[str, object]) -> str | None:
    """The id of a row, if it has one."""
    folded = {_fold(name): value for name, value in row.items()}
    return _first(folded, _fields().id)


def row_date(value: object) -> str | None:
    """Read a day as fields have it: ISO 8601, "6.05.2024", the date of a mail, seconds since 1970.

    Returns
    -------
    str or None
        ISO 8601; the first characters of what is written otherwise.
    """
    if isinstance(value, bool) or value is None:
        return None
    text = str(int(value)) if isinstance(value, int | float) else _text(value)
    if text is None:
        return None
    if _EPOCH.fullmatch(text):
        seconds = int(text) / (1000 if int(text) >= _MILLISECONDS else 1)
        return datetime.datetime.fromtimestamp(seconds, datetime.UTC).date().isoformat()
    found = parse_date(text)
    if found is not None:
        return found
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return text[:10]


def _cut_short(text: str, cut: re.Match[str], description: str | None) -> Iterable[Paragraph]:
    """The beginning of a text, and the description of it that says something else."""
    start = text[: cut.start()].strip()
    if description and _fold(description)[:60] not in _fold(start):
        yield Paragraph(description, "lead")
    for paragraph in _BLANK_LINE.split(start):
        yield Paragraph(paragraph)
    yield Paragraph(cut[0], left_out="cut short")


def _first(folded: Mapping[str, object], names: Sequence[str]) -> str | None:
    found = (_text(folded[_fold(name)]) for name in names if _fold(name) in folded)
    return next(filter(None, found), None)


def _text(value: object) -> str | None:
    """What a field says: a text, the name of what it is about, or several of these."""
    if isinstance(value, str):
        return value.strip() or None
    if isinstance(value, bool | None):
        return None
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, dict):
        return next(filter(None, (_text(value.get(k)) for k in ("name", "title", "id"))), None)
    if isinstance(value, list):
        found = [_text(item) for item in value[:_MOST_AUTHORS] if isinstance(item, str | dict)]
        return ", ".join(filter(None, found)) or None
    return None


def _missing(row: Mapping[str, object], text_field: str) -> str:
    msg = f'the row has no text in its field "{shown(text_field)}"'
    texts = {name: value for name, value in row.items() if isinstance(value, str) and value.strip()}
    if not texts:
        return f"{msg}, nor in another; write one object with a text a line"
    longest = max(texts, key=lambda name: len(texts[name]))
    named = ", ".join(f'"{shown(name)}"' for name in list(texts)[:_MOST_NAMED])
    return f"{msg}; it has {named}: name the right one (--text-field {shown(longest)})"


def _fold(name: str) -> str:
    """A name without letter case, separators and accents."""
    plain = unicodedata.normalize("NFD", name.casefold().replace("ł", "l"))
    return _SEPARATORS.sub("", "".join(char for char in plain if not unicodedata.combining(char)))


@cache
def _fields() -> _Fields:
    return load("skrot.read.formats", "data/fields.toml", _Fields)
