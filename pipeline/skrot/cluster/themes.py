"""Themes that a user asks for, and the TOML file they are written in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from skrot.records import OTHER, Theme
from skrot.toml import Toml, TomlError, read

_TEXT_KEYS = ("id", "label", "description")
_LIST_KEYS = ("keywords", "examples")
_KEYS = (*_TEXT_KEYS, *_LIST_KEYS)


class ThemesError(TomlError):
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
    return _themes(read(path, ThemesError))


def parse_themes(text: str, name: str = "themes") -> tuple[Theme, ...]:
    """Read the text of a themes file; ``name`` stands for the file in messages.

    Raises
    ------
    ThemesError
        See :func:`load_themes`.
    """
    return _themes(Toml(text, name, ThemesError))


def _themes(file: Toml) -> tuple[Theme, ...]:
    for key in file.data:
        if key != "theme":
            raise file.error((key,), f"unknown key {key!r}; only [[theme]] may stand here")
    entries = file.data.get("theme", [])
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise file.error(("theme",), "write each theme under [[theme]] with double brackets")
    if not entries:
        raise file.error((), "no themes; add a [[theme]] table with id and keywords")
    themes: list[Theme] = []
    for index, entry in enumerate(entries):
        theme = _theme(entry, index, file)
        if any(theme.id == earlier.id for earlier in themes):
            message = f"theme id {theme.id!r} is used twice; choose another"
            raise file.error(("theme", index, "id"), message)
        themes.append(theme)
    return tuple(themes)


def _theme(entry: dict[str, Any], index: int, file: Toml) -> Theme:
    place = ("theme", index)
    for key, value in entry.items():
        if key not in _KEYS:
            raise file.error((*place, key), f"unknown key {key!r}; known keys: {', '.join(_KEYS)}")
        if key in _TEXT_KEYS and not (isinstance(value, str) and value.strip()):
            raise file.error((*place, key), f"{key} must be a non-empty text in quotes")
        if key in _LIST_KEYS and not (
            isinstance(value, list)
            and value
            and all(isinstance(item, str) and item.strip() for item in value)
        ):
            raise file.error((*place, key), f'{key} must be a list of texts: ["handel", "cło"]')
    if "id" not in entry:
        raise file.error(place, 'theme without id; add a line such as id = "economy"')
    name = entry["id"].strip()
    if name == OTHER:
        raise file.error(
            (*place, "id"), f"{OTHER!r} stands for sentences without a theme; rename it"
        )
    if len(entry) == 1:
        raise file.error(
            (*place, "id"),
            f"theme {name!r} has only an id; add keywords, examples or a description",
        )
    return Theme(
        id=name,
        label=entry.get("label", name).strip(),
        description=" ".join(entry.get("description", "").split()),
        keywords=tuple(" ".join(item.split()) for item in entry.get("keywords", [])),
        examples=tuple(" ".join(item.split()) for item in entry.get("examples", [])),
    )
