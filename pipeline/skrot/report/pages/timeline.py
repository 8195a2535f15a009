"""The dated statements of a run as text, CSV or JSON Lines, in the order of time."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from typing import Literal

import msgspec

from skrot.polish.edtf import begin
from skrot.records import TimelineEntry
from skrot.report.pages.terminal import plain
from skrot.report.wording.messages import load_messages

Form = Literal["text", "csv", "jsonl"]

_COLUMNS = ("date", "kind", "text", "doc", "n", "start", "end", "date_text", "reason")


def timeline_text(entries: Iterable[TimelineEntry], form: Form) -> str:
    """Write dated statements in the order of time; what has no year or no date comes last.

    Parameters
    ----------
    entries
        The rows of timeline.jsonl.
    form
        "text": a line each for people, in Polish; "csv" with a header; "jsonl": the rows.
    """
    ordered = sorted(entries, key=lambda row: (begin(row.date), row.doc, row.start))
    if form == "jsonl":
        return "".join(msgspec.json.encode(row).decode() + "\n" for row in ordered)
    return _table(ordered) if form == "csv" else _lines(ordered)


def _table(entries: Sequence[TimelineEntry]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_COLUMNS)
    writer.writerows([getattr(row, name) for name in _COLUMNS] for row in entries)
    return file.getvalue()


def _lines(entries: Sequence[TimelineEntry]) -> str:
    words = load_messages("pl")
    lines = []
    for row in entries:
        mark = f" ({words.t('planned')})" if row.kind == "plan" else ""
        when = row.date or f"? {row.date_text}"
        lines.append(f"{when}{mark}: {plain(row.text)} [{plain(row.doc)}]\n")
    return "".join(lines)
