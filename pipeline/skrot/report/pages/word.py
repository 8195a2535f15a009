"""digest.docx: what digest.md has, as a Word document with styles, tables and headings.

Numbers and names come as tables of their first rows only: all are in the CSV files.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from skrot.report.content.contents import Contents
from skrot.report.content.glance import glance_view
from skrot.report.content.lookup import Lookup
from skrot.report.content.summary import settings_view, summary_line, title_of
from skrot.report.content.view import Pick, Place, Section, shares_view
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import decimal_text

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.table import _Cell

ROWS = 40
# What XML 1.0 does not hold.
_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
# When all files of a zip archive were made, so that the same digest has the same bytes.
_MADE = (1980, 1, 1, 0, 0, 0)


def digest_word(lookup: Lookup, contents: Contents) -> bytes:
    """Return digest.docx."""
    from docx import Document

    word, m = Document(), lookup.messages
    word.styles["Normal"].font.name = "Calibri"
    properties = word.core_properties
    properties.title, properties.author = _clean(title_of(lookup))[:250], "skrót"
    properties.comments, properties.language = "", m.language
    word.add_heading(_clean(title_of(lookup)), 0)
    _line(word, " · ".join(summary_line(lookup)))
    _glance(word, m, contents)
    for story in contents.stories:
        if story is contents.stories[0]:
            word.add_heading(m.t("stories"), 1)
        word.add_heading(_clean(story.title), 2)
        _line(word, " · ".join(story.meta))
        _picks(word, story.section)
        _line(word, f"{m.t('story_texts')}: {'; '.join(text.title for text in story.texts)}")
    word.add_heading(m.t("overall"), 1)
    _section(word, m, contents.overall)
    _shares(word, lookup)
    for theme in contents.themes:
        word.add_heading(_clean(theme.label), 2)
        _section(word, m, theme)
    _comparisons(word, m, contents)
    _statements(word, m, contents)
    _facts(word, lookup, contents)
    _documents(word, lookup, contents)
    word.add_heading(m.t("settings"), 1)
    _table(word, (m.t("name"), m.t("value")), settings_view(lookup))
    _line(word, m.t("made_by"))
    return _bytes(word)


def _glance(word: Word, m: Messages, contents: Contents) -> None:
    glance = glance_view(contents.stories, contents.overall, contents.comparisons)
    word.add_heading(m.t("happened"), 1)
    for headline in glance.happened:
        _item(word, headline.text, headline.note)
    word.add_heading(m.t("differs"), 1)
    if not glance.differs:
        _line(word, m.t("nothing_differs"))
    for row in glance.differs:
        _item(word, f"{row.about}: {' ↔ '.join(row.values)}", row.relation_label)


def _section(word: Word, m: Messages, section: Section) -> None:
    if section.description:
        _line(word, section.description)
    if not section.groups:
        key = "nothing_selected" if section.total else "empty_theme"
        _line(word, m.t("empty_corpus" if section.anchor == "overall" else key))
    _picks(word, section)
    if section.names:
        _line(word, f"{m.t('theme_names')}: {', '.join(name for name, *_ in section.names)}")
    for number in section.numbers:
        _item(word, number.value, f"{number.before}{number.text}{number.after}")


def _picks(word: Word, section: Section) -> None:
    for group in section.groups:
        for pick in group:
            word.add_paragraph(_clean(pick.text), "Quote")
            _source(word, pick)


def _source(word: Word, pick: Pick) -> None:
    paragraph = word.add_paragraph(style="Caption")
    paragraph.add_run(_clean(f"— {_place(pick.source)}"))


def _shares(word: Word, lookup: Lookup) -> None:
    m = lookup.messages
    word.add_heading(m.t("themes"), 1)
    rows = [(s.theme.label, s.percent, decimal_text(s.count, m)) for s in shares_view(lookup)]
    if rows:
        _table(word, (m.t("theme"), m.t("shares"), m.t("sentences")), rows)


def _comparisons(word: Word, m: Messages, contents: Contents) -> None:
    word.add_heading(m.t("comparisons"), 1)
    if not contents.comparisons:
        _line(word, m.t("no_comparisons"))
    for row in contents.comparisons:
        word.add_heading(_clean(row.about), 2)
        _line(word, ", ".join(x for x in (row.relation_label, row.difference) if x))
        sides = []
        for side in row.sides:
            value = " ".join(x for x in (side.modifier, side.value) if x)
            text = "".join(token.text for token in side.tokens)
            sides.append((value, side.time, text, _place(side.source)))
        _table(word, (m.t("value"), m.t("date"), m.t("what"), m.t("where")), sides)


def _statements(word: Word, m: Messages, contents: Contents) -> None:
    word.add_heading(m.t("statements"), 1)
    if not contents.speakers:
        _line(word, m.t("no_statements"))
    for speaker in contents.speakers:
        word.add_heading(_clean(speaker.name), 2)
        for row in speaker.statements:
            text = "".join(token.text for token in row.tokens)
            _item(word, f"{row.act}: {text}", _place(row.source))


def _facts(word: Word, lookup: Lookup, contents: Contents) -> None:
    m = lookup.messages
    word.add_heading(m.t("numbers"), 1)
    numbers = [
        (
            " ".join(x for x in (r.modifier, r.value) if x),
            f"{r.before}{r.text}{r.after}",
            r.theme.label,
            r.source.title,
        )
        for r in contents.numbers[:ROWS]
    ]
    _part(word, lookup, "numbers", ("value", "what", "theme", "where"), numbers)
    word.add_heading(m.t("names"), 1)
    names = [
        (
            r.name,
            r.label,
            decimal_text(r.mentions, m),
            decimal_text(r.documents, m),
            ", ".join(r.aliases),
        )
        for r in contents.names[:ROWS]
    ]
    keys = ("name", "label", "mentions", "documents_short", "aliases")
    _part(word, lookup, "names", keys, names)


def _part(
    word: Word, lookup: Lookup, what: str, keys: Sequence[str], rows: Sequence[Sequence[str]]
) -> None:
    m, totals = lookup.messages, lookup.totals
    total = totals.names if what == "names" else totals.numbers.total()
    if not rows:
        _line(word, m.t(f"no_{what}"))
        return
    if len(rows) < total:
        file = "entities" if what == "names" else what
        words = {"shown": decimal_text(len(rows), m), "total": decimal_text(total, m)}
        _line(word, f"{m.t(f'{what}_limited', **words)} tables/{file}.csv.")
    _table(word, [m.t(key) for key in keys], rows)


def _documents(word: Word, lookup: Lookup, contents: Contents) -> None:
    m = lookup.messages
    word.add_heading(m.t("documents"), 1)
    rows = [(d.title, d.date, decimal_text(d.n_sentences, m), d.doc) for d in contents.documents]
    _table(word, (m.t("document"), m.t("date"), m.t("sentences"), m.t("where")), rows)
    failed = [(f.called, m.label("stage", f.stage), f.reason) for f in lookup.run.digest.failures]
    if failed:
        word.add_heading(m.t("failures"), 1)
        _table(word, (m.t("document"), m.t("stage"), m.t("reason")), failed)


def _place(place: Place) -> str:
    return " · ".join(item for item in (place.title, place.date, place.place) if item)


def _line(word: Word, text: str) -> None:
    word.add_paragraph(_clean(text))


def _item(word: Word, text: str, note: str) -> None:
    paragraph = word.add_paragraph(_clean(text), "List Bullet")
    if note:
        paragraph.add_run(_clean(f" ({note})")).italic = True


def _table(word: Word, head: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    table = word.add_table(rows=1, cols=len(head), style="Light Grid Accent 1")
    _fill(table.rows[0].cells, head)
    for row in rows:
        _fill(table.add_row().cells, row)


def _fill(cells: Iterable[_Cell], texts: Iterable[str]) -> None:
    for cell, text in zip(cells, texts, strict=True):
        cell.text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("", text)


def _bytes(word: Word) -> bytes:
    """Return the file with the same bytes whenever it is made."""
    saved, made = BytesIO(), BytesIO()
    word.save(saved)
    with ZipFile(saved) as given, ZipFile(made, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            archive.writestr(ZipInfo(name, _MADE), given.read(name), ZIP_DEFLATED)
    return made.getvalue()
