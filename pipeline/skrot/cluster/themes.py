"""Themes that a user asks for, and the TOML file they are written in."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from skrot.records import OTHER, Theme

_TEXT_KEYS = ("id", "label", "description")
_LIST_KEYS = ("keywords", "examples")
_KEYS = (*_TEXT_KEYS, *_LIST_KEYS)


class ThemesError(ValueError):
    """A themes file that cannot be used; the message is one line with file, line and remedy."""


def load_themes(path: str | Path) -> tuple[Theme, ...]:
    """Read a themes file.

    Parameters
    ----------
    path
        A TOML file of ``[[theme]]`` tables with ``id`` and at least one of ``label``,
        ``description``, ``keywords``, ``examples``.

    Returns
    -------
    tuple of Theme
        In the order of the file; a theme without a label is labelled by its id.

    Raises
    ------
    ThemesError
        If the file cannot be read or breaks a rule; the message names file and line.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise ThemesError(
            f"{path}: cannot be read ({reason}); give the path of a themes file"
        ) from error
    except UnicodeDecodeError as error:
        raise ThemesError(f"{path}: not UTF-8 text; save the file as UTF-8") from error
    return parse_themes(text, str(path))


def parse_themes(text: str, name: str = "themes") -> tuple[Theme, ...]:
    """Read the text of a themes file; ``name`` stands for the file in messages.

    Raises
    ------
    ThemesError
        See :func:`load_themes`.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        what = " ".join(str(error).split())
        raise ThemesError(f"{name}: not valid TOML: {what}; correct that line") from error
    lines = _Lines(text, name)
    for key in table:
        if key != "theme":
            raise lines.error(None, key, f"unknown key {key!r}; only [[theme]] may stand here")
    entries = table.get("theme", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise lines.error(None, "theme", "write each theme under [[theme]] with double brackets")
    if not entries:
        raise ThemesError(f"{name}:1: no themes; add a [[theme]] table with id and keywords")
    themes: list[Theme] = []
    for index, entry in enumerate(entries):
        theme = _theme(entry, index, lines)
        if any(theme.id == earlier.id for earlier in themes):
            raise lines.error(index, "id", f"theme id {theme.id!r} is used twice; choose another")
        themes.append(theme)
    return tuple(themes)


class _Lines:
    """Finds the line of a key in a themes file, for messages."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._keys: dict[tuple[int | None, str], int] = {}
        self._headers: list[int] = []
        quote: str | None = None
        table: int | None = None
        for number, line in enumerate(text.splitlines(), start=1):
            inside = quote is not None
            quote = _open_quote(line, quote)
            stripped = line.strip()
            if inside or not stripped or stripped.startswith("#"):
                continue
            if stripped.startswith("[["):
                self._headers.append(number)
                table = len(self._headers) - 1
            key = stripped.strip("[ ").split("=")[0].split("]")[0].strip().strip("\"'")
            self._keys.setdefault((None if stripped.startswith("[") else table, key), number)

    def error(self, index: int | None, key: str | None, message: str) -> ThemesError:
        """Return the error for a key of the theme at ``index`` (or of the whole file)."""
        line = self._keys.get((index, key)) if key is not None else None
        if line is None and index is not None and index < len(self._headers):
            line = self._headers[index]
        return ThemesError(f"{self._name}:{line or 1}: {message}")


def _open_quote(line: str, quote: str | None) -> str | None:
    """Tell which multi-line quote is open after ``line``."""
    position = 0
    while True:
        if quote is None:
            found = [(at, q) for q in ('"""', "'''") if (at := line.find(q, position)) >= 0]
            if not found:
                return None
            at, quote = min(found)
        else:
            at = line.find(quote, position)
            if at < 0:
                return quote
            quote = None
        position = at + 3


def _theme(entry: dict[str, Any], index: int, lines: _Lines) -> Theme:
    for key, value in entry.items():
        if key not in _KEYS:
            raise lines.error(index, key, f"unknown key {key!r}; known keys: {', '.join(_KEYS)}")
        if key in _TEXT_KEYS and not (isinstance(value, str) and value.strip()):
            raise lines.error(index, key, f"{key} must be a non-empty text in quotes")
        if key in _LIST_KEYS and not (
            isinstance(value, list)
            and value
            and all(isinstance(item, str) and item.strip() for item in value)
        ):
            raise lines.error(index, key, f'{key} must be a list of texts: ["handel", "cło"]')
    if "id" not in entry:
        raise lines.error(index, None, 'theme without id; add a line such as id = "economy"')
    name = entry["id"].strip()
    if name == OTHER:
        raise lines.error(index, "id", f"{OTHER!r} stands for sentences without a theme; rename it")
    if len(entry) == 1:
        raise lines.error(
            index, "id", f"theme {name!r} has only an id; add keywords, examples or a description"
        )
    return Theme(
        id=name,
        label=entry.get("label", name).strip(),
        description=" ".join(entry.get("description", "").split()),
        keywords=tuple(" ".join(item.split()) for item in entry.get("keywords", [])),
        examples=tuple(" ".join(item.split()) for item in entry.get("examples", [])),
    )
