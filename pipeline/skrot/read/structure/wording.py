"""How letters, contact lines and tables are written, from ``letters.toml``."""

from __future__ import annotations

from functools import cache

from skrot.toml import Table, load


class Wording(Table, frozen=True):
    """What ``letters.toml`` holds; the comments there say what each list means."""

    salutations: tuple[str, ...]
    bare_salutation: str
    answer: str
    subject_labels: tuple[str, ...]
    answered: tuple[str, ...]
    about: str
    subject_ends: tuple[str, ...]
    address: str
    contact_hints: tuple[str, ...]
    contact: tuple[str, ...]
    page: str
    pages_of: tuple[str, ...]
    table_units: tuple[str, ...]
    table_marks: tuple[str, ...]


@cache
def wording() -> Wording:
    """Give the words and patterns."""
    return load("skrot.read.structure", "data/letters.toml", Wording)
