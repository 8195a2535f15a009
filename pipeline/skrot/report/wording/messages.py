"""The words of a report in one language, read from ``messages/<language>.toml``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from babel import Locale

from skrot.report.wording.values import decimal_text

TABLES = (
    "text",
    "kind",
    "label",
    "mark",
    "modifier",
    "role",
    "relation",
    "part",
    "unit",
    "score",
    "setting",
    "stage",
    "part_of_year",
    "reason",
)


@dataclass(frozen=True)
class Messages:
    """Labels, sentences and plural forms of one language.

    ``tables`` maps a table name (see ``TABLES``) to its entries; ``plurals`` maps a counted noun to
    one pattern for each CLDR plural category of the language, with ``{n}`` for the number;
    ``group_from`` is the first number whose digits are written in groups.
    """

    language: str
    tables: dict[str, dict[str, str]]
    plurals: dict[str, dict[str, str]]
    locale: Locale = field(repr=False)
    group_from: int

    def t(self, key: str, **values: object) -> str:
        """Return the text ``key`` with its placeholders filled in.

        Raises
        ------
        KeyError
            If there is no such text.
        """
        return self.tables["text"][key].format(**values)

    def n(self, noun: str, count: int) -> str:
        """Return ``count`` with ``noun`` in the plural form the language asks for."""
        category = str(self.locale.plural_form(count))
        return self.plurals[noun][category].format(n=decimal_text(count, self))

    def label(self, table: str, key: str | None) -> str:
        """Return the name of a record value, or the value itself where the table has none."""
        return "" if key is None else self.tables[table].get(key, key)


def parse_messages(language: str, text: str) -> Messages:
    """Read a messages file.

    Raises
    ------
    ValueError
        If a table is missing or unknown, a value is no string, or a plural category of the
        language is missing or unknown.
    """
    data = tomllib.loads(text)
    plurals = data.pop("plural", {})
    group_from = data.pop("group_from", None)
    if sorted(data) != sorted(TABLES):
        raise ValueError(f"{language}: tables must be {sorted(TABLES)} and plural")
    strings = all(isinstance(v, str) for table in data.values() for v in table.values())
    if not strings or not isinstance(group_from, int):
        raise ValueError(f"{language}: messages must be strings and group_from a whole number")
    locale = Locale.parse(language)
    categories = sorted({*locale.plural_form.tags, "other"})
    for noun, forms in plurals.items():
        if sorted(forms) != categories:
            raise ValueError(f"{language}: plural.{noun} must have the forms {categories}")
    return Messages(language, data, plurals, locale, group_from)


@lru_cache(maxsize=4)
def load_messages(language: str) -> Messages:
    """Load the packaged messages of ``language`` ("pl" or "en").

    Raises
    ------
    ValueError
        If there are none for that language.
    """
    folder = files("skrot.report") / "messages"
    known = sorted(entry.name.removesuffix(".toml") for entry in folder.iterdir())
    if language not in known:
        raise ValueError(f"no report in the language {language!r}; there is {', '.join(known)}")
    return parse_messages(language, (folder / f"{language}.toml").read_text(encoding="utf-8"))
