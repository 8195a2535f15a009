"""What a corpus and a run are in a few words: the first lines of a report."""

from __future__ import annotations

from collections import Counter
from pathlib import PurePath

import msgspec

from skrot.labels import LABELS
from skrot.report.content.lookup import Lookup
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import decimal_text, iso_text


def summary_line(lookup: Lookup) -> tuple[str, ...]:
    """Return what the corpus is in a few words: documents, dates, sentences, themes."""
    messages = lookup.messages
    totals = lookup.totals
    dates = dict.fromkeys((totals.first, totals.last))
    span = " – ".join(iso_text(date, messages) for date in dates if date)
    if span and 2 * totals.dated < totals.documents:
        # The dates of a few say little of when the texts are from.
        of = messages.n("of_documents", totals.documents)
        span = messages.t("dated", n=decimal_text(totals.dated, messages), of=of)
    items = [
        lookup.corpus,
        messages.n("document", lookup.totals.documents),
        span,
        messages.n("sentence", lookup.candidate_count()),
        messages.n("theme", len(lookup.themes)),
    ]
    return tuple(item for item in items if item)


# So many names say what a corpus is about.
_NAMES = 3


def title_of(lookup: Lookup) -> str:
    """Return the title of a report: what was given, the only text's, else whom and what it names.

    Names that the digest itself has come first, and of these the ones that most texts have; without
    names the corpus is called as its folder is.
    """
    run = lookup.run
    if run.title:
        return run.title
    if lookup.totals.documents == 1 and run.documents and run.documents[0].row.title:
        return run.documents[0].row.title
    named = [entity for entity in run.entities if LABELS[entity.label].named]
    told = {
        mention.entity
        for pick in run.digest.overall
        for mention in lookup.mentions.get((pick.doc, pick.n), ())
    }
    named.sort(
        key=lambda entity: (
            entity.entity not in told,
            -len(entity.docs),
            -entity.mentions,
            entity.name,
        )
    )
    return ", ".join(entity.name for entity in named[:_NAMES]) or lookup.corpus


def settings_view(lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """Return the model and the settings of the run as (name, value)."""
    messages, digest = lookup.messages, lookup.run.digest
    rows = [(messages.t("model"), digest.model)]
    rows += [
        (messages.label("setting", name), setting_text(value, messages, name))
        for name, value in digest.settings.items()
    ]
    return tuple(rows)


class CorrectionRow(msgspec.Struct, frozen=True):
    """A rule of the user's corrections as shown; ``found`` says it in words when it is nothing."""

    line: str
    kind: str
    text: str
    found: str


def corrections_view(lookup: Lookup) -> tuple[CorrectionRow, ...]:
    """Return the user's corrections in the order of their file."""
    m = lookup.messages
    return tuple(
        CorrectionRow(
            decimal_text(row.line, m),
            m.label("correction", row.kind),
            row.text,
            decimal_text(row.found, m) if row.found else m.t("found_nothing"),
        )
        for row in lookup.run.digest.corrections
    )


def corrections_line(lookup: Lookup) -> str:
    """Say how many corrections were applied, and how often those of each kind."""
    rows, m = lookup.run.digest.corrections, lookup.messages
    by_kind = Counter[str]()
    for row in rows:
        by_kind[row.kind] += row.found
    counts = (f"{m.label('correction', k)}: {decimal_text(n, m)}" for k, n in by_kind.items())
    applied = sum(row.found > 0 for row in rows)
    return m.t(
        "corrections_lead",
        applied=decimal_text(applied, m),
        total=decimal_text(len(rows), m),
        counts=", ".join(counts),
    )


def setting_text(
    value: str | float | bool | list[str] | None, messages: Messages, name: str = ""
) -> str:
    """Return the value of a setting in words; of a file its name."""
    if value is None:
        return messages.t("setting_none")
    if isinstance(value, bool):
        return messages.t("setting_yes" if value else "setting_no")
    if isinstance(value, list):
        said = value if name == "notes" else [messages.label("part", part) for part in value]
        return ", ".join(said) or messages.t("setting_none")
    if isinstance(value, str) and name == "order":
        return messages.label("order", value)
    if isinstance(value, str) and name in ("themes", "corrections"):
        return PurePath(value).name
    return value if isinstance(value, str) else decimal_text(value, messages)
