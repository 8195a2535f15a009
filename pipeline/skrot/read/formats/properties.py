"""What the properties of a file say that a program has filled in, and not a person."""

from __future__ import annotations

import re
from functools import cache

from skrot.toml import Table, load

_FILE_NAME = re.compile(r"\S*\.(?:[a-z]{2,4}|docx|indd)", re.IGNORECASE)
_LETTERS = re.compile(r"[^\W\d_]{2}")


class _Invented(Table, frozen=True):
    titles: tuple[str, ...]
    numbered_titles: tuple[str, ...]
    title_starts: tuple[str, ...]
    authors: tuple[str, ...]


def property_title(title: str | None) -> str | None:
    """Give the title that a file names, or None if a program has put it there.

    File names, names of the program, "Document1" and titles without words are none.
    """
    title = " ".join((title or "").split())
    folded = title.casefold().strip("()")
    invented = (
        not _LETTERS.search(title)
        or folded in _invented().titles
        or folded.rstrip("0123456789 ") in _invented().numbered_titles
        or folded.startswith(_invented().title_starts)
        or _FILE_NAME.fullmatch(title) is not None
        or ("_" in title and " " not in title)
    )
    return None if invented else title


def property_author(author: str | None) -> str | None:
    """Give the author that a file names, or None if it is an account or a program."""
    author = " ".join((author or "").split())
    return author if author.casefold().strip("()") not in ("", *_invented().authors) else None


@cache
def _invented() -> _Invented:
    return load("skrot.read.formats", "data/properties.toml", _Invented)
