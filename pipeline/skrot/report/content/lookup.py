"""The records of a run by document and sentence, with the places where things are shown."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PureWindowsPath

import msgspec

from skrot.labels import LABELS
from skrot.records import DocumentDigest, Entity, Mention, Number, Selected, Sentence
from skrot.report.content.input import (
    DocumentRecords,
    ReportInput,
    SourceText,
    Totals,
    totals_of,
)
from skrot.report.wording.marks import Span, Token, mark_shown
from skrot.report.wording.messages import Messages
from skrot.report.wording.values import iso_text, modifier_text, number_text

Key = tuple[str, int]
# What a path begins with there: a drive, another machine, or a folder that is relative or not.
_WINDOWS_PATH = re.compile(r"[A-Za-z]:[\\/]|\.{0,2}\\")
OTHER = "other"
THEME_COLOURS = 8
INLINE_CHARACTERS = 300_000
_NUMBER_MARK = {
    "money": "money",
    "percent": "percent",
    "percentage_point": "percent",
    "date": "date",
    "date_range": "date",
    "time": "date",
}
_NAME_MARKS = dict.fromkeys(label.mark for label in LABELS.values() if label.named)
MARK_KINDS = (*_NAME_MARKS, "money", "percent", "number", "date")


class Theme(msgspec.Struct, frozen=True):
    """A theme as shown: its name, its anchor and its colour class."""

    id: str
    label: str
    anchor: str
    css: str


class Badge(msgspec.Struct, frozen=True):
    """Where a sentence was selected: a theme (or the whole corpus) and its rank there."""

    label: str
    rank: int
    href: str
    css: str


@dataclass(frozen=True)
class Lookup:
    """Finds what belongs to a sentence, a document or a theme; built once for a report."""

    run: ReportInput
    messages: Messages

    @cached_property
    def inline(self) -> bool:
        """Whether the full texts fit into the report itself or go to pages of their own."""
        return self.totals.characters <= INLINE_CHARACTERS

    @cached_property
    def totals(self) -> Totals:
        """The counts of the whole run."""
        return self.run.totals or totals_of(self.run)

    @cached_property
    def sources(self) -> dict[str, SourceText]:
        """Documents by name."""
        return {source.row.doc: source for source in self.run.documents}

    @cached_property
    def doc_ids(self) -> dict[str, str]:
        """Short anchors of the documents that are listed, by their place in the run."""
        places = (
            (source.row.doc, i if source.place is None else source.place)
            for i, source in enumerate(self.run.documents, 1)
        )
        return {doc: f"d{place}" for doc, place in places if place}

    @cached_property
    def sentences(self) -> dict[Key, Sentence]:
        """Sentences by document and number."""
        return {(s.doc, s.n): s for s in self.run.sentences}

    @cached_property
    def by_document(self) -> dict[str, list[Sentence]]:
        """Sentences of each document in order."""
        found: dict[str, list[Sentence]] = defaultdict(list)
        for sentence in self.run.sentences:
            found[sentence.doc].append(sentence)
        return {doc: sorted(rows, key=lambda s: s.n) for doc, rows in found.items()}

    @cached_property
    def mentions(self) -> dict[Key, list[Mention]]:
        """Names by sentence."""
        found: dict[Key, list[Mention]] = defaultdict(list)
        for mention in self.run.mentions:
            found[mention.doc, mention.n].append(mention)
        return found

    @cached_property
    def mentioned(self) -> dict[str, list[Key]]:
        """The sentences that name an entity, in order and once each."""
        found: dict[str, dict[Key, None]] = defaultdict(dict)
        for mention in self.run.mentions:
            found[mention.entity][mention.doc, mention.n] = None
        return defaultdict(list, {entity: list(keys) for entity, keys in found.items()})

    @cached_property
    def numbers(self) -> dict[Key, list[Number]]:
        """Numbers by sentence."""
        found: dict[Key, list[Number]] = defaultdict(list)
        for number in self.run.numbers:
            found[number.doc, number.n].append(number)
        return found

    @cached_property
    def measured(self) -> dict[tuple[str, int], str]:
        """What numbers are of, by document and start; a compared one as its comparison says."""
        alone = {(doc, start): label for doc, start, label in self.run.labels}
        return alone | {
            (side.doc, side.start): comparison.about
            for comparison in self.run.digest.comparisons
            if comparison.about
            for side in comparison.statements
        }

    @cached_property
    def entities(self) -> dict[str, Entity]:
        """The entity index by id."""
        return {entity.entity: entity for entity in self.run.entities}

    @cached_property
    def themes(self) -> dict[str, Theme]:
        """Themes of the digest in its order, without the unassigned rest."""
        shown = [theme for theme in self.run.digest.themes if theme.id != OTHER]
        return {
            theme.id: Theme(theme.id, theme.label, f"t{i}", f"c{(i - 1) % THEME_COLOURS + 1}")
            for i, theme in enumerate(shown, 1)
        }

    @cached_property
    def rest(self) -> Theme:
        """The theme of what was given to none."""
        return Theme(OTHER, self.messages.t("other"), "t0", "c0")

    @cached_property
    def theme_counts(self) -> Counter[str]:
        """How many sentences each theme has; what is in no theme counts as ``other``.

        Counted are the sentences that may stand in a digest by their part.
        """
        counts: Counter[str] = Counter()
        for theme, count in self.totals.themes.items():
            counts[theme if theme in self.themes else OTHER] += count
        return counts

    @cached_property
    def badges(self) -> dict[Key, list[Badge]]:
        """Where each selected sentence was selected: themes first, then the whole corpus."""
        found: dict[Key, list[Badge]] = defaultdict(list)
        for digest in self.run.digest.themes:
            theme = self.theme(digest.id)
            for pick in digest.sentences:
                badge = Badge(theme.label, pick.rank, f"#{theme.anchor}", theme.css)
                found[pick.doc, pick.n].append(badge)
        for pick in self.run.digest.overall:
            badge = Badge(self.messages.t("overall"), pick.rank, "#overall", "c0")
            found[pick.doc, pick.n].append(badge)
        return found

    @cached_property
    def selected(self) -> set[Key]:
        """All sentences selected for a theme, a document or the whole."""
        documents = (p for d in self.run.digest.documents for p in d.sentences)
        return {*self.badges, *((p.doc, p.n) for p in documents)}

    @cached_property
    def selected_counts(self) -> Counter[str]:
        """How many sentences of each document were selected."""
        return Counter(doc for doc, _ in self.selected)

    @cached_property
    def digests(self) -> dict[str, DocumentDigest]:
        """The digests of documents by their names."""
        return {digest.doc: digest for digest in self.run.digest.documents}

    @cached_property
    def corpus(self) -> str:
        """The name of the corpus; of a path only what it ends with."""
        name = self.run.digest.corpus
        if name.startswith(("/", "./", "../")):
            name = name.rstrip("/").rpartition("/")[2] or name
        elif _WINDOWS_PATH.match(name):
            name = PureWindowsPath(name).name or name
        return name or "—"

    def theme(self, theme_id: str | None) -> Theme:
        """Return the theme as shown; unknown and missing ones are the rest."""
        return self.themes.get(theme_id or OTHER, self.rest)

    def theme_of(self, key: Key) -> Theme:
        """Return the theme of a sentence."""
        sentence = self.sentences.get(key)
        return self.theme(sentence.theme if sentence else None)

    def facets(self, keys: Sequence[Key]) -> str:
        """Return the anchors of the themes and the listed documents of sentences, once each."""
        themes = (self.theme_of(key).anchor for key in keys)
        docs = (self.doc_ids[doc] for doc, _ in keys if doc in self.doc_ids)
        return " ".join(dict.fromkeys((*themes, *docs)))

    def title(self, doc: str) -> str:
        """Return the title of a document, or its name."""
        source = self.sources.get(doc)
        return (source.row.title if source else None) or doc

    def href(self, key: Key, *, base: str = "") -> str:
        """Return the address of a sentence in its document; ``base`` leads to the report's folder.

        Empty when the document is not among the sources.
        """
        doc, n = key
        if doc not in self.doc_ids:
            return ""
        if self.inline:
            return f"{base and base + 'digest.html'}#{self.doc_ids[doc]}-s{n}"
        return f"{base}{self.page(doc)}#s{n}"

    def page(self, doc: str) -> str:
        """Return the path of a document's own page, relative to the report."""
        return f"documents/{self.doc_ids[doc][1:].zfill(4)}.html"

    def place(self, key: Key) -> str:
        """Say where in its document a sentence stands: its paragraph and the heading above it."""
        sentence, source = self.sentences.get(key), self.sources.get(key[0])
        if sentence is None or source is None:
            return ""
        paragraph, heading = 0, ""
        for part in source.row.parts:
            if part.start > sentence.start:
                break
            if part.kind in ("title", "heading"):
                heading = source.text[part.start : part.end] if part.kind == "heading" else ""
            else:
                paragraph += 1
        if not paragraph:
            return ""
        place = self.messages.t("paragraph", n=paragraph)
        if heading and sentence.part == "body":
            place += ", " + self.messages.t("under", heading=shorten(heading, 60).rstrip(".:"))
        return place

    def spans(self, key: Key) -> list[Span]:
        """Return the marks of a sentence: its numbers, and its names unless they are dates too."""
        numbers = self.numbers.get(key, [])
        spans = [
            Span(x.start, x.end, _NUMBER_MARK.get(x.kind, "number"), self.number_title(x))
            for x in numbers
        ]
        for mention in self.mentions.get(key, []):
            label = LABELS[mention.label]
            if label.named:
                title = self.mention_title(mention)
            elif not any(x.start < mention.end and mention.start < x.end for x in numbers):
                title = self.messages.label("label", mention.label)
            else:
                continue
            spans.append(Span(mention.start, mention.end, label.mark, title))
        return spans

    def tokens(
        self,
        key: Key,
        text: str,
        left_out: Sequence[tuple[int, int]] = (),
        resolved: Sequence[tuple[int, str]] = (),
    ) -> tuple[Token, ...]:
        """Return a sentence with its names and numbers marked; plain when it is not in the run."""
        sentence = self.sentences.get(key)
        if sentence is None or sentence.text != text:
            return (Token("text", text),)
        title = self.messages.t("added")
        return mark_shown(
            text, self.spans(key), left_out, resolved, start=sentence.start, title=title
        )

    def number_title(self, number: Number) -> str:
        """Say in words what a number is: its kind, modifier and value."""
        value = number_text(number, self.messages)
        modifier = modifier_text(number.modifier, self.messages)
        kind = self.messages.label("kind", number.kind)
        return f"{kind}: {modifier} {value}".replace(":  ", ": ")

    def around(self, number: Number, width: int) -> tuple[str, str]:
        """Return up to ``width`` characters before a number in its sentence and as many after."""
        sentence = self.sentences.get((number.doc, number.n))
        if sentence is None:
            return "", ""
        before = sentence.text[: number.start - sentence.start]
        after = sentence.text[number.end - sentence.start :]
        if len(before) > width:
            tail = before[-width:]
            space = tail.find(" ")
            before = "…" + (tail[space:] if 0 <= space < width // 2 else tail)
        return before, shorten(after, width)

    def mention_title(self, mention: Mention) -> str:
        """Say in words what a name is: its kind and the name of its entity."""
        entity = self.entities.get(mention.entity)
        kind = self.messages.label("label", mention.label)
        return f"{kind}: {entity.name if entity else mention.text}"

    def when(self, key: Key) -> str:
        """Return the dates that a sentence gives, in order and once each."""
        days = ("date", "date_range")
        dates = [x.iso for x in self.numbers.get(key, []) if x.iso and x.kind in days]
        return ", ".join(iso_text(iso, self.messages) for iso in dict.fromkeys(dates))

    def candidate_count(self) -> int:
        """Count the sentences that could be selected."""
        return self.theme_counts.total() if self.run.sentences else 0

    def of_document(self, records: DocumentRecords) -> Lookup:
        """Return the lookup of one document, which shares with this one what is the corpus's."""
        doc = records.row.doc
        place = int(self.doc_ids[doc][1:])
        alone = Lookup(
            ReportInput(
                self.run.digest,
                (SourceText(records.row, records.text(), place),),
                tuple(records.sentences),
                self.run.entities,
                tuple(records.mentions),
                tuple(records.numbers),
                totals=self.totals,
            ),
            self.messages,
        )
        for name in (
            "doc_ids",
            "entities",
            "themes",
            "rest",
            "badges",
            "selected",
            "selected_counts",
            "digests",
        ):
            alone.__dict__[name] = getattr(self, name)
        return alone


def shorten(text: str, limit: int) -> str:
    """Cut ``text`` after a word so that it has at most ``limit`` characters with the ellipsis."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    space = cut.rfind(" ")
    return (cut[:space] if space > limit // 2 else cut).rstrip(" ,;:–-") + "…"


def group_leaning(picks: tuple[Selected, ...]) -> list[list[Selected]]:
    """Put a sentence that leans on the one before it into one group with it, in reading order.

    Groups keep the order of their first member among ``picks``.
    """
    by_key = {(pick.doc, pick.n): pick for pick in picks}
    root: dict[Key, Key] = {}
    for key, pick in sorted(by_key.items()):
        before = (key[0], key[1] - 1)
        leans = pick.with_previous and before in by_key
        root[key] = root[before] if leans else key
    groups: dict[Key, list[Selected]] = {}
    for pick in picks:
        groups.setdefault(root[pick.doc, pick.n], []).append(pick)
    return [sorted(group, key=lambda pick: pick.n) for group in groups.values()]
