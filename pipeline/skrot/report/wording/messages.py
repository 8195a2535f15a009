"""The words of a report in one language, read from ``messages/<language>.toml``."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files

from babel import Locale
from msgspec.structs import asdict

from skrot.report.wording.values import decimal_text
from skrot.toml import Table, Toml, packaged

_APART = frozenset({"group_from", "plural"})


class _File(Table, frozen=True):
    group_from: int
    plural: dict[str, dict[str, str]]
    text: dict[str, str]
    kind: dict[str, str]
    label: dict[str, str]
    mark: dict[str, str]
    modifier: dict[str, str]
    role: dict[str, str]
    relation: dict[str, str]
    story_role: dict[str, str]
    act: dict[str, str]
    part: dict[str, str]
    unit: dict[str, str]
    score: dict[str, str]
    setting: dict[str, str]
    order: dict[str, str]
    correction: dict[str, str]
    stage: dict[str, str]
    part_of_year: dict[str, str]
    reason: dict[str, str]


@dataclass(frozen=True)
class Messages:
    """Labels, sentences and plural forms of one language.

    ``tables`` maps the name of a table of the file to its entries; ``plurals`` maps a counted noun
    to one pattern for each CLDR plural category of the language, with ``{n}`` for the number;
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

    def n(self, noun: str, count: int | Decimal) -> str:
        """Return ``count`` with ``noun`` in the plural form the language asks for."""
        category = str(self.locale.plural_form(count))
        return self.plurals[noun][category].format(n=decimal_text(count, self))

    def label(self, table: str, key: str | None) -> str:
        """Return the name of a record value, or the value itself where the table has none."""
        return "" if key is None else self.tables[table].get(key, key)


def parse_messages(language: str, file: Toml) -> Messages:
    """Read a messages file.

    Raises
    ------
    TomlError
        If a table is missing or unknown, a value is no string, or a plural category of the
        language is missing or unknown.
    """
    content = file.convert(_File)
    locale = Locale.parse(language)
    categories = sorted({*locale.plural_form.tags, "other"})
    for noun, forms in content.plural.items():
        if sorted(forms) != categories:
            message = f"plural.{noun} must have the forms {', '.join(categories)}; correct it"
            raise file.error(("plural", noun), message)
    tables = {name: table for name, table in asdict(content).items() if name not in _APART}
    return Messages(language, tables, content.plural, locale, content.group_from)


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
    return parse_messages(language, packaged("skrot.report", f"messages/{language}.toml"))
