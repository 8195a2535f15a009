"""The quality gate: figures against the floors of ``floors.toml``, which nothing else reads.

A floor stands beside the figure it was set at and the hash of the gold data it was measured on. A
figure that is no number, too few cases, another gold and an unknown name fail like a figure under
its floor. What makes the gate weaker than it was in any commit needs a row of the history with a
reason: a lower floor, fewer cases, other gold, another word on whether it is held out.
"""

from __future__ import annotations

import hashlib
import math
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct, toml

ROOT = Path(__file__).parents[2]
FLOORS = Path(__file__).with_name("floors.toml")
DATA = Path(os.environ.get("SKROT_DATA", ROOT.parent / "shared" / "data"))
IN_DATA = "$SKROT_DATA/"

Digest = Annotated[str, Meta(pattern="^[0-9a-f]{64}$")]
Reason = Annotated[str, Meta(min_length=20)]
Value = float | str


class Floor(Struct, frozen=True, forbid_unknown_fields=True):
    """The least a figure may be, and what it was when that was set."""

    floor: float
    measured: float


class Measurement(Struct, frozen=True, forbid_unknown_fields=True):
    """Figures of one gold; held out where nothing at all was chosen with that gold in view."""

    gold: Annotated[list[str], Meta(min_length=1)]
    cases: Annotated[int, Meta(ge=1)]
    held_out: bool
    seen: str
    floors: Annotated[dict[str, Floor], Meta(min_length=1)]


class Change(Struct, frozen=True, forbid_unknown_fields=True):
    """Why the gate became weaker: a row of the history; without ``now``, what is gone."""

    what: str
    reason: Reason
    was: Value | None = None
    now: Value | None = None


class Floors(Struct, frozen=True, forbid_unknown_fields=True):
    """What ``floors.toml`` holds."""

    gold: dict[str, Digest]
    measurements: dict[str, Measurement]
    history: list[Change] = []


class Row(NamedTuple):
    """A figure as measured in this run."""

    name: str
    figure: float
    floor: Floor | None
    cases: int
    held_out: bool


class Gate:
    """Compares figures with floors and remembers what was measured."""

    def __init__(self, floors: Floors, root: Path = ROOT, data: Path = DATA) -> None:
        self.floors = floors
        self.rows: list[Row] = []
        self.measured: set[str] = set()
        self._root = root
        self._data = data
        self._digests: dict[str, str | None] = {}

    def check(self, name: str, figures: Mapping[str, float], cases: int) -> None:
        """Keep the figures for the table; fail on whatever does not hold."""
        known = self.floors.measurements.get(name)
        assert known is not None, f"{name} has no floors"
        self.measured.add(name)
        wrong = [*self._gold(known)]
        if cases < known.cases:
            wrong.append(f"{cases} cases, {known.cases} when the floors were set")
        wrong += [f"{figure} was not measured" for figure in known.floors.keys() - figures.keys()]
        for figure, value in figures.items():
            floor = known.floors.get(figure)
            self.rows.append(Row(f"{name}.{figure}", float(value), floor, cases, known.held_out))
            if not math.isfinite(value):
                wrong.append(f"{figure} is {value}")
            elif floor is not None and value < floor.floor:
                wrong.append(f"{figure} {value:.4f} is under its floor {floor.floor}")
        assert not wrong, f"{name}: {'; '.join(sorted(wrong))}"

    def _gold(self, known: Measurement) -> list[str]:
        found = {path: self.digest(path) for path in known.gold}
        return [
            f"{path} has the hash {digest}, another than the floors were set on"
            for path, digest in found.items()
            if digest != self.floors.gold[path]
        ]

    def digest(self, path: str) -> str | None:
        """Return the hash of a gold file, None where it is not there."""
        if path not in self._digests:
            inside = path.removeprefix(IN_DATA)
            file = (self._root if inside == path else self._data) / inside
            self._digests[path] = (
                hashlib.sha256(file.read_bytes()).hexdigest() if file.exists() else None
            )
        return self._digests[path]

    def without_data(self) -> list[str]:
        """Return the measurements whose gold is not all here."""
        rows = self.floors.measurements.items()
        return [name for name, row in rows if None in map(self.digest, row.gold)]

    def unused(self) -> list[str]:
        """Return the measurements that nothing made, though their gold is here."""
        excused = {*self.measured, *self.without_data()}
        return [name for name in self.floors.measurements if name not in excused]

    def table(self) -> str:
        """Return the figures of this run as lines of text."""
        lines = [f"{'':44} {'figure':>9} {'floor':>7} {'was':>7} {'n':>7}"]
        for row in self.rows:
            floor, was = (row.floor.floor, row.floor.measured) if row.floor else ("-", "-")
            kind = "held out" if row.held_out else "in-sample"
            lines.append(
                f"{row.name:44} {row.figure:9.4f} {floor:>7} {was:>7} {row.cases:>7}  {kind}"
            )
        return "\n".join(lines)


def load(text: str | None = None) -> Floors:
    """Read floors, by default the project's; refuse what could not hold."""
    floors = toml.decode(FLOORS.read_text("utf-8") if text is None else text, type=Floors)
    wrong = [f"{path} is empty" for path, digest in floors.gold.items() if digest == _NOTHING]
    used = {path for row in floors.measurements.values() for path in row.gold}
    wrong += [f"{path} is named and has no hash" for path in used - floors.gold.keys()]
    wrong += [f"{path} has a hash and no measurement" for path in floors.gold.keys() - used]
    for name, row in floors.measurements.items():
        for figure, floor in row.floors.items():
            if not -math.inf < floor.floor <= floor.measured < math.inf:
                wrong.append(f"{name}.{figure}: {floor.floor} is no floor of {floor.measured}")
    if wrong:
        raise ValueError("; ".join(sorted(wrong)))
    return floors


_NOTHING = hashlib.sha256(b"").hexdigest()


def unexplained(past: Floors, now: Floors) -> list[str]:
    """Return what is weaker now than in the past without a row of the history that says why."""
    weaker = [f"the history of {row.what}" for row in past.history if row not in now.history]
    for name, before in past.measurements.items():
        today = now.measurements.get(name)
        if today is None:
            if not any(row.what == name and row.now is None for row in now.history):
                weaker.append(name)
            continue
        values = {f"{name}.{key}": value for key, value in _values(today).items()}
        for key, was in _values(before).items():
            what = f"{name}.{key}"
            if not _explained(what, was, values.get(what), now.history):
                weaker.append(what)
        kept = {now.gold[path] for path in today.gold}  # a file may move
        for path in before.gold:
            digest = past.gold[path]
            if digest not in kept and not _explained(path, digest, now.gold.get(path), now.history):
                weaker.append(f"{path} ({name})")
    return weaker


def _values(row: Measurement) -> dict[str, Value]:
    fixed: dict[str, Value] = {
        "cases": row.cases,
        "kind": "held out" if row.held_out else "in-sample",
    }
    return fixed | {figure: floor.floor for figure, floor in row.floors.items()}


def _explained(what: str, was: Value, now: Value | None, history: list[Change]) -> bool:
    """Follow the rows of the history from a value of the past to the present one."""
    reached: Value | None = was
    for row in history:
        if row.what == what and _holds(row.was, reached) and not _holds(row.now, reached):
            reached = row.now
    return reached is None or _holds(now, reached)


def _holds(value: Value | None, other: Value | None) -> bool:
    """Whether a value is as strict as another: a number no less, anything else the same."""
    if isinstance(value, float | int) and isinstance(other, float | int):
        return value >= other
    return value == other


def share(part: float, whole: float) -> float:
    """Return a share, NaN of nothing: no figure at all, which the gate refuses."""
    return part / whole if whole else math.nan


GATE = Gate(load())
