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

_COLUMNS = (
    "date",
    "kind",
    "text",
    "doc",
    "n",
    "start",
    "end",
    "date_text",
    "reason",
    "story",
    "predicate",
    "id",
)
# Lists of names, joined by blanks.
_LISTS = ("origins", "dates", "outcomes", "plans")


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
    writer.writerow((*_COLUMNS, *_LISTS))
    for row in entries:
        lists = (" ".join(getattr(row, name)) for name in _LISTS)
        writer.writerow([*(getattr(row, name) for name in _COLUMNS), *lists])
    return file.getvalue()


def _lines(entries: Sequence[TimelineEntry]) -> str:
    words = load_messages("pl")
    by_id = {row.id: row for row in entries if row.id is not None}
    lines = []
    for row in entries:
        mark = f" ({words.t('planned')})" if row.kind == "plan" else ""
        when = row.date or f"? {row.date_text}"
        others = [doc for doc in row.origins if doc != row.doc]
        docs = ", ".join(plain(doc) for doc in (row.doc, *others))
        lines.append(f"{when}{mark}: {plain(row.text)} [{docs}]\n")
        if row.dates:
            lines.append(f"    {words.t('dates_differ', dates=', '.join(row.dates))}\n")
        for other in (by_id[key] for key in row.outcomes if key in by_id):
            told = words.t("came_of_it", date=other.date or other.date_text)
            lines.append(f"    {told}: {plain(other.text)}\n")
    return "".join(lines)
