"""What a corpus and a run are in a few words: the first lines of a report."""

from __future__ import annotations

from skrot.report.content.lookup import Lookup
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import decimal_text, iso_text


def summary_line(lookup: Lookup) -> tuple[str, ...]:
    """Return what the corpus is in a few words: documents, dates, sentences, themes."""
    messages = lookup.messages
    dates = (lookup.totals.first, lookup.totals.last)
    span = [iso_text(date, messages) for date in dict.fromkeys(dates) if date]
    items = [
        messages.n("document", lookup.totals.documents),
        " – ".join(span),
        messages.n("sentence", lookup.candidate_count()),
        messages.n("theme", len(lookup.themes)),
    ]
    return tuple(item for item in items if item)


def settings_view(lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """Return the model and the settings of the run as (name, value)."""
    messages, digest = lookup.messages, lookup.run.digest
    rows = [(messages.t("model"), digest.model)]
    rows += [
        (messages.label("setting", name), setting_text(value, messages))
        for name, value in digest.settings.items()
    ]
    return tuple(rows)


def setting_text(value: str | float | bool | list[str] | None, messages: Messages) -> str:
    """Return the value of a setting in words."""
    if value is None:
        return messages.t("setting_none")
    if isinstance(value, bool):
        return messages.t("setting_yes" if value else "setting_no")
    if isinstance(value, list):
        return ", ".join(value) or messages.t("setting_none")
    return value if isinstance(value, str) else decimal_text(value, messages)
