"""digest.md: the content of the report without pictures, as CommonMark with tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from skrot.records import Failure
from skrot.report.content.contents import Contents
from skrot.report.content.facts import (
    ComparisonView,
    NameRow,
    NumberRow,
    relation_counts,
)
from skrot.report.content.lookup import Lookup
from skrot.report.content.statements import SpeakerView
from skrot.report.content.stories import StoryView
from skrot.report.content.summary import (
    corrections_line,
    corrections_view,
    settings_view,
    summary_line,
    title_of,
)
from skrot.report.content.view import (
    DocumentView,
    Pick,
    Place,
    Section,
    proposed_line,
    shares_view,
)
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import decimal_text

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~&$])")
_SPACE = re.compile(r"\s+")
_LIST_NUMBER = re.compile(r"\d{1,9}(?=[.)])")


def escape(text: str) -> str:
    """Return ``text`` on one line with everything escaped that Markdown could take for markup.

    Besides the characters that mean something anywhere, a beginning that would open a list or
    underline a heading is escaped.
    """
    line = _SPECIAL.sub(r"\\\1", _SPACE.sub(" ", text).strip())
    number = _LIST_NUMBER.match(line)
    if number:
        return f"{number[0]}\\{line[number.end() :]}"
    return f"\\{line}" if line.startswith(("-", "+", "=")) else line


def digest_markdown(lookup: Lookup, contents: Contents) -> bytes:
    """Return digest.md."""
    run, m = lookup.run, lookup.messages
    lines = [
        f"# {escape(m.t('title', corpus=title_of(lookup)))}",
        "",
        escape(" · ".join(summary_line(lookup))),
        "",
        *([m.t("added_note"), ""] if run.digest.settings.get("resolve") else []),
        *_headlines(m, contents.stories),
        *_section(lookup, contents.overall, 2),
        *_stories(m, contents.stories),
        *_shares(lookup),
    ]
    if lookup.themes:
        lines += [f"## {m.t('themes')}", ""]
    for theme in contents.themes:
        lines += _section(lookup, theme, 3)
    lines += _comparisons(lookup, contents.comparisons)
    lines += _statements(lookup, contents.speakers)
    lines += _numbers(lookup, contents.numbers)
    lines += _names(lookup, contents.names)
    lines += _documents(lookup, contents.documents)
    lines += _failures(m, run.digest.failures)
    lines += _corrections(lookup)
    lines += [f"## {m.t('settings')}", ""]
    lines += [f"- {escape(name)}: {escape(value)}" for name, value in settings_view(lookup)]
    lines += ["", escape(m.t("made_by")), ""]
    return "\n".join(lines).encode("utf-8", "replace")


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> list[str]:
    """Return a Markdown table; every cell is escaped."""
    names = [escape(name) for name in head]
    body = [f"| {' | '.join(escape(cell) or ' ' for cell in row)} |" for row in rows]
    return [f"| {' | '.join(names)} |", f"|{' --- |' * len(names)}", *body, ""]


def _section(lookup: Lookup, section: Section, level: int) -> list[str]:
    m = lookup.messages
    lines = [f"{'#' * level} {escape(section.label)}", ""]
    if section.description:
        lines += [escape(section.description), ""]
    if not section.groups:
        key = "nothing_selected" if section.total else "empty_theme"
        return [*lines, m.t("empty_corpus" if section.anchor == "overall" else key), ""]
    lines += _picks(section.groups)
    if section.names:
        names = ", ".join(name for name, *_ in section.names)
        lines += [f"{m.t('theme_names')}: {escape(names)}", ""]
    if section.numbers:
        lines += [f"{m.t('theme_numbers')}:", ""]
        for x in section.numbers:
            around = f"{escape(x.before)} **{escape(x.text)}** {escape(x.after)}"
            lines.append(f"- {escape(x.value)}: {around.strip()}")
        lines.append("")
    return lines


def _headlines(m: Messages, stories: tuple[StoryView, ...]) -> list[str]:
    lines = [f"## {m.t('stories')}", ""] if stories else []
    lines += [f"- **{escape(row.title)}** — {escape(' · '.join(row.meta))}" for row in stories]
    return [*lines, ""] if lines else []


def _stories(m: Messages, stories: tuple[StoryView, ...]) -> list[str]:
    lines = [f"## {m.t('stories_one_by_one')}", ""] if stories else []
    for story in stories:
        texts = "; ".join(
            f"{text.title} ({text.date})" if text.date else text.title for text in story.texts
        )
        more = [m.t("story_more", n=decimal_text(story.more, m))] if story.more else []
        lines += [f"### {escape(story.title)}", "", escape(" · ".join(story.meta)), ""]
        lines += _picks(story.section.groups)
        lines += _people(m, story)
        lines += _quantities(m, m.t("story_figures"), story.figures)
        lines += _sides(m, story)
        lines += _clashes(m, story)
        lines += _timeline(m, story)
        for label, linked in (("story_before", story.before), ("story_after", story.after)):
            if linked:
                lines += [f"{m.t(label)}: {escape('; '.join(row.title for row in linked))}", ""]
        lines += [f"{m.t('story_texts')}: {escape('; '.join([texts, *more]))}", ""]
    return lines


def _people(m: Messages, story: StoryView) -> list[str]:
    if not story.people:
        return []
    people = "; ".join(f"{row.name} ({row.role})" if row.role else row.name for row in story.people)
    return [f"{m.t('story_people')}: {escape(people)}", ""]


def _quantities(m: Messages, title: str, rows: Sequence[ComparisonView]) -> list[str]:
    lines = [f"#### {title}", ""] if rows else []
    for row in rows:
        said = "; ".join(
            f"{side.modifier} {side.value} ({side.source.title})".strip() for side in row.sides
        )
        about = ", ".join(item for item in (row.relation_label, row.difference) if item)
        lines.append(f"- **{escape(row.about)}** ({escape(about)}): {escape(said)}")
    return [*lines, ""] if lines else []


def _clashes(m: Messages, story: StoryView) -> list[str]:
    lines = _quantities(m, m.t("clashes"), story.clashes)[:-1]
    if story.clashing and not lines:
        lines = [f"#### {m.t('clashes')}", ""]
    for event in story.clashing:
        text = "".join(token.text for token in event.tokens)
        lines.append(f"- {escape(text)} — {escape(event.clashes)} — {_place(event.source)}")
    return [*lines, ""] if lines else []


def _timeline(m: Messages, story: StoryView) -> list[str]:
    lines = [f"#### {m.t('timeline')}", ""] if story.timeline.events else []
    for event in story.timeline.events:
        text = "".join(token.text for token in event.tokens)
        when = f"{event.when} ({event.kind})" if event.kind else event.when
        lines.append(f"- **{escape(when)}**: {escape(text)} — {_place(event.source)}")
        lines += [f"  {escape(note)}" for note in event.notes]
    return [*lines, ""] if lines else []


def _sides(m: Messages, story: StoryView) -> list[str]:
    lines = [f"#### {m.t('positions')}", ""] if story.sides else []
    for side in story.sides:
        for position in side.positions:
            said = position.statement
            text = "".join(token.text for token in said.tokens)
            about = ", ".join(word for word in (position.role, said.act) if word)
            said_by = f"- **{escape(side.name)}** ({escape(about)})"
            lines.append(f"{said_by}: {escape(text)} — {_place(said.source)}")
    return [*lines, ""] if lines else []


def limited(m: Messages, key: str, shown: int, total: int) -> str:
    """Say that not all rows are shown."""
    return m.t(key, shown=decimal_text(shown, m), total=decimal_text(total, m))


def _picks(groups: tuple[tuple[Pick, ...], ...], *, of: str = "") -> list[str]:
    """Quote sentences; those of one paragraph together, without the title they are `of`."""
    lines = []
    for group in groups:
        shared = [
            list(some)
            for _, some in groupby(
                group, key=lambda p: (p.source.title, p.source.date, p.source.place, p.part)
            )
        ]
        for picks in shared:
            last = picks[-1]
            lines += [f"> {escape(' '.join(pick.text for pick in picks))}", ">"]
            source = last.source
            title = "" if source.title == of else source.title
            lines.append(f"> — {_dotted(title, source.date, source.place, last.part)}")
            lines.append(">" if picks is not shared[-1] else "")
    return lines


def _place(place: Place) -> str:
    return _dotted(place.title, place.date, place.place)


def _dotted(*items: str | None) -> str:
    return escape(" · ".join(item for item in items if item))


def _shares(lookup: Lookup) -> list[str]:
    m, shares = lookup.messages, shares_view(lookup)
    if not shares:
        return []
    rows = [(s.theme.label, s.percent, decimal_text(s.count, m)) for s in shares]
    head = (m.t("theme"), m.t("shares"), m.t("sentences"))
    lines = [f"## {m.t('shares')}", "", *table(head, rows)]
    if said := proposed_line(lookup):
        lines += [escape(said), ""]
    return lines


def _comparisons(lookup: Lookup, rows: tuple[ComparisonView, ...]) -> list[str]:
    m = lookup.messages
    lines = [f"## {m.t('comparisons')}", ""]
    if not rows:
        return [*lines, m.t("no_comparisons"), ""]
    lines += [escape(", ".join(words) + ".") for words in [[w for _, w in relation_counts(lookup)]]]
    lines.append("")
    for row in rows:
        relation = ", ".join(x for x in (row.relation_label, row.difference) if x)
        lines += [f"### {escape(row.about)} ({escape(relation)})", ""]
        for side in row.sides:
            value = " ".join(x for x in (side.modifier, side.value) if x)
            text = "".join(token.text for token in side.tokens)
            lines.append(f"- **{escape(value)}**{f' ({escape(side.time)})' if side.time else ''}")
            lines += ["", f"  > {escape(text)}", "  >"]
            same = f"; {escape(side.same)}" if side.same else ""
            lines += [f"  > — {_place(side.source)}{same}", ""]
    return lines


def _statements(lookup: Lookup, speakers: tuple[SpeakerView, ...]) -> list[str]:
    m, total = lookup.messages, len(lookup.totals.statements)
    lines = [f"## {m.t('statements')}", ""]
    if not speakers:
        return [*lines, m.t("no_statements"), ""]
    if len(speakers) < total:
        lines += [limited(m, "speakers_limited", len(speakers), total), ""]
    for speaker in speakers:
        about = [speaker.label, m.n("statement", speaker.total)]
        lines += [f"### {escape(speaker.name)} ({escape(', '.join(about))})", ""]
        for row in speaker.statements:
            text = "".join(token.text for token in row.tokens)
            lines += [f"- **{escape(row.act)}**", "", f"  > {escape(text)}", "  >"]
            lines += [f"  > — {_place(row.source)}", ""]
    return lines


def _numbers(lookup: Lookup, rows: tuple[NumberRow, ...]) -> list[str]:
    m, total = lookup.messages, lookup.totals.numbers.total()
    lines = [f"## {m.t('numbers')}", ""]
    if not rows:
        return [*lines, m.t("no_numbers"), ""]
    if len(rows) < total:
        lines += [f"{limited(m, 'numbers_limited', len(rows), total)} tables/numbers.csv.", ""]
    head = [m.t(key) for key in ("value", "modifier", "kind", "what", "when", "theme", "where")]
    cells = [
        (r.value, r.modifier, r.kind_label, r.what, r.when, r.theme.label, r.source.title)
        for r in rows
    ]
    return [*lines, *table(head, cells)]


def _names(lookup: Lookup, rows: tuple[NameRow, ...]) -> list[str]:
    m, total = lookup.messages, lookup.totals.names
    lines = [f"## {m.t('names')}", ""]
    if not rows:
        return [*lines, m.t("no_names"), ""]
    if len(rows) < total:
        lines += [f"{limited(m, 'names_limited', len(rows), total)} tables/entities.csv.", ""]
    keys = ("name", "label", "mentions", "documents_short", "aliases", "seen_with")
    cells = [
        (
            r.name,
            r.label,
            decimal_text(r.mentions, m),
            decimal_text(r.documents, m),
            ", ".join(r.aliases),
            ", ".join(name for name, _ in r.together),
        )
        for r in rows
    ]
    return [*lines, *table([m.t(key) for key in keys], cells)]


def _documents(lookup: Lookup, rows: tuple[DocumentView, ...]) -> list[str]:
    m = lookup.messages
    lines = [f"## {m.t('documents')}", ""]
    if not rows:
        return [*lines, m.t("no_documents"), ""]
    if len(rows) < lookup.totals.documents:
        note = limited(m, "documents_limited", len(rows), lookup.totals.documents)
        lines += [f"{note} tables/documents.csv.", ""]
    for row in rows:
        lines += [f"### {escape(row.title)}", "", escape(" · ".join(row.meta)), ""]
        if row.duplicate_of:
            lines += [escape(m.t("duplicate", doc=row.duplicate_of)), ""]
        lines += _picks(row.section.groups, of=row.title)
    return lines


def _failures(m: Messages, failures: tuple[Failure, ...]) -> list[str]:
    if not failures:
        return []
    rows = [(f.called, m.label("stage", f.stage), f.reason) for f in failures]
    head = (m.t("document"), m.t("stage"), m.t("reason"))
    return [f"## {m.t('failures')}", "", m.t("failures_lead"), "", *table(head, rows)]


def _corrections(lookup: Lookup) -> list[str]:
    rows, m = corrections_view(lookup), lookup.messages
    if not rows:
        return []
    head = (m.t("line"), m.t("kind"), m.t("rule"), m.t("found"))
    cells = [(row.line, row.kind, row.text, row.found) for row in rows]
    return [
        f"## {m.t('corrections')}",
        "",
        escape(corrections_line(lookup)),
        "",
        *table(head, cells),
    ]
