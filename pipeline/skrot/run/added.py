"""A user's folder of resources: what is added to the package's data files, without editing it."""

from __future__ import annotations

import pkgutil
from pathlib import Path
from typing import NamedTuple

import msgspec

from skrot.errors import UsageFault
from skrot.run.fingerprints import files_fingerprint
from skrot.settings import Settings
from skrot.toml import TomlError, add_files


class _Resource(NamedTuple):
    """A data file of a package that may be added to, and the function that reads it."""

    package: str
    loader: str

    def key(self, name: str) -> tuple[str, str]:
        return (self.package, f"data/{name}")


_NAMES = "skrot.extract.names"
_NUMBERS = "skrot.extract.numbers"

RESOURCES = {
    "abbreviations.toml": _Resource(
        "skrot.annotate", "skrot.annotate.abbreviations:load_abbreviations"
    ),
    "countries.toml": _Resource(_NAMES, "skrot.extract.names.known:known_forms"),
    "currencies.toml": _Resource(_NUMBERS, "skrot.extract.numbers.amounts.units:head_table"),
    "organisations.toml": _Resource(_NAMES, "skrot.extract.names.known:known_forms"),
    "media.toml": _Resource(_NAMES, "skrot.extract.names.quoted:media_forms"),
    "phrases.toml": _Resource("skrot.read.structure", "skrot.read.structure.phrases:load_phrases"),
    "places.toml": _Resource(_NAMES, "skrot.extract.names.known:known_forms"),
    "quotes.toml": _Resource("skrot.extract.quotes", "skrot.extract.quotes.vocabulary:vocabulary"),
    "timeline.toml": _Resource(
        "skrot.extract.timeline", "skrot.extract.timeline.vocabulary:vocabulary"
    ),
    "units.toml": _Resource(_NUMBERS, "skrot.extract.numbers.amounts.units:head_table"),
}

# What a folder may hold beside them: files of a user's own, as --corrections and --themes take.
_WHOLE = ("corrections", "themes")


def use_resources(folder: str | Path | None) -> None:
    """Add what the TOML files of a folder hold to the data files of their names.

    It holds for the rest of the process, so call it before anything else of skrót.

    Parameters
    ----------
    folder : str, Path or None
        With files such as ``units.toml``; None for the package's own data alone.

    Raises
    ------
    UsageFault
        When there is no such folder, a file of it has an unknown name or a fault, or another folder
        was used before.
    """
    files = {} if folder is None else _files(Path(folder))
    try:
        add_files({RESOURCES[name].key(name): path for name, path in files.items()})
        for name in files:
            pkgutil.resolve_name(RESOURCES[name].loader)()
    except TomlError as error:
        raise UsageFault(str(error)) from None


def with_resources(settings: Settings) -> Settings:
    """Return settings with the corrections and the themes of the folder, where none are given."""
    if settings.resources is None:
        return settings
    own = {
        name: settings.resources / f"{name}.toml"
        for name in _WHOLE
        if getattr(settings, name) is None and (settings.resources / f"{name}.toml").is_file()
    }
    return msgspec.structs.replace(settings, **own)


def added_key(settings: Settings, used: set[tuple[str, str]]) -> str | None:
    """Return a key of what is added to data files, given by package and name; None for nothing."""
    if settings.resources is None:
        return None
    files = _files(settings.resources)
    found = [path for name, path in files.items() if RESOURCES[name].key(name) in used]
    return files_fingerprint(found) if found else None


def _files(folder: Path) -> dict[str, Path]:
    if not folder.is_dir():
        raise UsageFault(f"{folder}: no such folder; give one with files such as units.toml")
    files = {path.name: path for path in sorted(folder.glob("*.toml"))}
    whole = {f"{name}.toml" for name in _WHOLE}
    unknown = sorted(files.keys() - RESOURCES.keys() - whole)
    if unknown:
        known = ", ".join(sorted({*RESOURCES, *whole}))
        raise UsageFault(f"{folder / unknown[0]}: unknown resource; known are {known}")
    return {name: path for name, path in files.items() if name not in whole}
