"""Ratios recorded in ``ratios.toml``, and the one margin by which a measured one may be worse."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from pathlib import Path

RECORDED = Path(__file__).with_name("ratios.toml")
WORSE = 1.15


def recorded(table: str) -> dict[str, float]:
    """Return the ratios of a table of the file, by name."""
    found: dict[str, float] = tomllib.loads(RECORDED.read_text("utf-8"))[table]
    return found


def worse(found: Mapping[str, float], table: str) -> list[str]:
    """Return the ratios that are more than the margin above the recorded ones, or no numbers."""
    known = recorded(table)
    if found.keys() != known.keys():
        raise ValueError(f"measured {sorted(found)}, recorded {sorted(known)}")
    return [name for name, ratio in known.items() if not 0 < found[name] <= WORSE * ratio]


def shown(found: Mapping[str, float], table: str) -> str:
    """Return a line for each ratio: measured, recorded, name."""
    known = recorded(table)
    rows = (f"{found[name]:8.3f}  recorded {ratio:8.3f}  {name}" for name, ratio in known.items())
    return "\n".join(rows)
