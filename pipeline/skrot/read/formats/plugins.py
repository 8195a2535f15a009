"""Formats of other packages, by the entry points ``skrot.formats``: each names a `Format`."""

from __future__ import annotations

from functools import cache
from importlib.metadata import EntryPoint, entry_points

from skrot.errors import UsageFault
from skrot.read.formats.format import Format

GROUP = "skrot.formats"


@cache
def plugged() -> tuple[Format, ...]:
    """Return the formats that installed packages add, in the order of their names.

    Raises
    ------
    UsageFault
        If one cannot be loaded, or is no `Format`.
    """
    return tuple(_loaded(point) for point in _points())


def format_versions() -> tuple[tuple[str, ...], ...]:
    """Return what tells one set of added formats from another: names and versions of packages."""
    return tuple((point.name, point.value, *_package(point)) for point in _points())


def _points() -> list[EntryPoint]:
    return sorted(entry_points(group=GROUP), key=lambda point: (point.name, point.value))


def _loaded(point: EntryPoint) -> Format:
    where = f"the format {point.name!r} of {' '.join(_package(point)) or point.value}"
    try:
        found = point.load()
    except Exception as error:  # whatever it does when it is imported
        reason = f"{type(error).__name__}: {' '.join(str(error).split())}"
        msg = f"{where} cannot be loaded ({reason}); mend or uninstall that package"
        raise UsageFault(msg) from error
    if not isinstance(found, Format):
        msg = f"{where} is no skrot.read.Format; mend or uninstall that package"
        raise UsageFault(msg)
    return found


def _package(point: EntryPoint) -> tuple[str, ...]:
    return (point.dist.name, point.dist.version) if point.dist is not None else ()
