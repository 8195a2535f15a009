"""What the templates show of a digest: selected sentences, themes, documents and their texts."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from skrot.records import Selected, ThemeDigest
from skrot.report.content.input import SourceText
from skrot.report.content.lookup import OTHER, Badge, Key, Lookup, Theme, group_leaning
from skrot.report.wording.marks import Token, mark
from skrot.report.wording.values import decimal_text, iso_text, number_text, percent_text

THEME_FACTS = 8
NUMBER_CONTEXT = 36


class Place(msgspec.Struct, frozen=True):
    """A sentence's source: document title, date, place in it, and the link that opens it there.

    ``facets`` are the anchors of its theme and its document, by which a page can be filtered.
    """

    title: str
    date: str
    place: str
    href: str
    language: str
    facets: str = ""


class Pick(msgspec.Struct, frozen=True):
    """One selected sentence as shown.

    ``shown_from`` is the length of digest from which on it is shown: its rank, or the lower rank of
    a sentence that leans on it.
    """

    tokens: tuple[Token, ...]
    text: str
    rank: int
    shown_from: int
    source: Place
    part: str
    score: str
    score_parts: tuple[tuple[str, str, float], ...]
    facts: tuple[str, ...]
    theme: Theme
    theme_why: str


class NumberView(msgspec.Struct, frozen=True):
    """A number of a theme with the words around it, which say of what, and its sentence."""

    value: str
    before: str
    text: str
    after: str
    href: str


class Section(msgspec.Struct, frozen=True):
    """A list of selected sentences under a heading: a theme, a document, or the whole corpus."""

    anchor: str
    label: str
    css: str
    description: str
    total: int
    groups: tuple[tuple[Pick, ...], ...]
    names: tuple[tuple[str, str, str], ...] = ()
    numbers: tuple[NumberView, ...] = ()

    @property
    def n_selected(self) -> int:
        """How many sentences the section has."""
        return sum(len(group) for group in self.groups)


class Share(msgspec.Struct, frozen=True):
    """A theme's part of all sentences: ``x`` and ``width`` place it on a bar 1000 units long."""

    theme: Theme
    count: int
    percent: str
    x: float
    width: float


class TextPiece(msgspec.Struct, frozen=True):
    """A run of a document's text: a sentence (``n`` given), or what stands between sentences."""

    tokens: tuple[Token, ...]
    n: int | None = None
    badges: tuple[Badge, ...] = ()
    selected: bool = False
    css: str = ""
    facets: str = ""


class TextBlock(msgspec.Struct, frozen=True):
    """One block of a document's text and its kind (title, heading, body, …)."""

    kind: str
    pieces: tuple[TextPiece, ...]


class DocumentView(msgspec.Struct, frozen=True):
    """A document: what was selected of it and its whole text."""

    anchor: str
    doc: str
    title: str
    language: str
    meta: tuple[str, ...]
    page: str
    section: Section
    n_sentences: int
    date: str
    date_key: str
    n_selected: int
    duplicate_of: str
    facets: str


def place_of(lookup: Lookup, key: Key, *, base: str = "") -> Place:
    """Return the source line of a sentence."""
    source = lookup.sources.get(key[0])
    date = source.row.date if source else None
    return Place(
        title=lookup.title(key[0]),
        date=iso_text(date, lookup.messages) if date else "",
        place=lookup.place(key),
        href=lookup.href(key, base=base),
        language=source.row.language if source else "pl",
        facets=lookup.facets([key]),
    )


def pick_view(lookup: Lookup, pick: Selected, shown_from: int, *, base: str = "") -> Pick:
    """Return a selected sentence as shown."""
    key = (pick.doc, pick.n)
    messages = lookup.messages
    parts = sorted(pick.score_parts.items(), key=lambda item: (-abs(item[1]), item[0]))
    largest = max((abs(value) for _, value in parts), default=0.0) or 1.0
    facts = dict.fromkeys(
        [
            *(lookup.number_title(x) for x in lookup.numbers.get(key, [])),
            *(lookup.mention_title(x) for x in lookup.mentions.get(key, [])),
        ]
    )
    return Pick(
        tokens=lookup.tokens(key, pick.text, pick.left_out, pick.resolved),
        text=pick.shown or pick.text,
        rank=pick.rank,
        shown_from=shown_from,
        source=place_of(lookup, key, base=base),
        part=messages.label("part", pick.part) if pick.part not in ("body", "other") else "",
        score=decimal_text(round(pick.score, 2), messages),
        score_parts=tuple(
            (
                messages.label("score", name),
                decimal_text(round(value, 3), messages),
                100 * value / largest,
            )
            for name, value in parts
        ),
        facts=tuple(facts),
        theme=lookup.theme_of(key),
        theme_why=_theme_why(lookup, key),
    )


def _theme_why(lookup: Lookup, key: Key) -> str:
    """Return why a sentence has its theme, in words; empty for one without a theme."""
    messages, sentence = lookup.messages, lookup.sentences.get(key)
    if sentence is None or sentence.theme in (None, OTHER):
        return ""
    said: dict[str, list[str]] = {}
    for reason in sentence.theme_reasons:
        texts = said.setdefault(messages.label("reason", reason.kind), [])
        if reason.text is not None:
            texts.append(messages.t("quoted", text=reason.text))
    reasons = [f"{kind} {', '.join(texts)}".rstrip() for kind, texts in said.items()]
    return "; ".join(reasons) or messages.label("reason", "likeness")


def groups_view(
    lookup: Lookup, picks: tuple[Selected, ...], *, base: str = ""
) -> tuple[tuple[Pick, ...], ...]:
    """Return selected sentences as shown, those that lean on another together with it."""
    groups = []
    for group in group_leaning(picks):
        shown: list[Pick] = []
        needed = len(picks) + 1
        for pick in reversed(group):
            needed = min(pick.rank, needed)
            shown.append(pick_view(lookup, pick, needed, base=base))
        groups.append(tuple(reversed(shown)))
    return tuple(groups)


def overall_view(lookup: Lookup) -> Section:
    """Return the digest of the whole corpus."""
    label = lookup.messages.t("overall")
    groups = groups_view(lookup, lookup.run.digest.overall)
    return Section("overall", label, "c0", "", lookup.candidate_count(), groups)


def theme_view(lookup: Lookup, digest: ThemeDigest) -> Section:
    """Return a theme with its sentences, its most frequent names and its first numbers."""
    theme = lookup.theme(digest.id)
    names = []
    for entity_id in digest.entities[:THEME_FACTS]:
        entity = lookup.entities.get(entity_id)
        if entity is not None:
            label = lookup.messages.label("label", entity.label)
            names.append((entity.name, label, entity_id if lookup.mentioned[entity_id] else ""))
    numbers: dict[str, NumberView] = {}
    for x in digest.numbers:
        if x.kind in ("money", "percent", "percentage_point", "quantity") or x.of:
            value = number_text(x, lookup.messages)
            before, after = lookup.around(x, NUMBER_CONTEXT)
            numbers.setdefault(
                value, NumberView(value, before, x.text, after, lookup.href((x.doc, x.n)))
            )
    return Section(
        anchor=theme.anchor,
        label=theme.label,
        css=theme.css,
        description=digest.description or "",
        total=lookup.theme_counts[theme.id],
        groups=groups_view(lookup, digest.sentences),
        names=tuple(names),
        numbers=tuple(numbers.values())[:THEME_FACTS],
    )


def shares_view(lookup: Lookup) -> tuple[Share, ...]:
    """Return the share of every theme and of the rest; empty when there are no sentences."""
    counts = lookup.theme_counts
    total = counts.total()
    themes = [*lookup.themes.values(), lookup.rest] if total else []
    percents = whole_percents([counts[theme.id] for theme in themes])
    shares, x = [], 0.0
    for theme, whole in zip(themes, percents, strict=True):
        width = round(1000 * counts[theme.id] / total, 1)
        percent = percent_text(whole / 100, lookup.messages)
        if counts[theme.id] and not whole:
            percent = f"<{percent_text(0.01, lookup.messages)}"
        shares.append(Share(theme, counts[theme.id], percent, round(x, 1), width))
        x += width
    return tuple(shares)


def whole_percents(counts: Sequence[int]) -> list[int]:
    """Return shares in whole per cent that add up to 100, by the method of largest remainders."""
    total = sum(counts)
    if not total:
        return [0] * len(counts)
    found = [100 * count // total for count in counts]
    by_rest = sorted(range(len(counts)), key=lambda at: (-(100 * counts[at] % total), at))
    for at in by_rest[: 100 - sum(found)]:
        found[at] += 1
    return found


def proposed_line(lookup: Lookup) -> str:
    """Say that the themes cover little, and what else the texts are about; else empty."""
    labels = lookup.run.digest.proposed
    return lookup.messages.t("proposed", labels="; ".join(labels)) if labels else ""


def documents_view(lookup: Lookup, *, base: str = "") -> tuple[DocumentView, ...]:
    """Return all documents in the order of the run."""
    return tuple(
        _document_view(lookup, source, base)
        for source in lookup.run.documents
        if source.row.doc in lookup.doc_ids
    )


def _document_view(
    lookup: Lookup,
    source: SourceText,
    base: str,
) -> DocumentView:
    row, messages = source.row, lookup.messages
    digest = lookup.digests.get(row.doc)
    anchor = lookup.doc_ids[row.doc]
    date = iso_text(row.date, messages) if row.date else ""
    count = messages.n("sentence", row.n_sentences)
    groups = groups_view(lookup, digest.sentences, base=base) if digest else ()
    return DocumentView(
        anchor=anchor,
        doc=row.doc,
        title=row.title or row.doc,
        language=row.language,
        meta=tuple(x for x in (date, row.author, row.source, count, row.doc) if x),
        page="" if lookup.inline else lookup.page(row.doc),
        section=Section(f"{anchor}-digest", row.title or row.doc, "c0", "", 0, groups),
        n_sentences=row.n_sentences,
        date=date,
        date_key=row.date or "",
        n_selected=lookup.selected_counts[row.doc],
        duplicate_of=row.duplicate_of or "",
        facets=lookup.facets([(row.doc, pick.n) for pick in digest.sentences])
        if digest
        else anchor,
    )


def text_view(lookup: Lookup, doc: str) -> tuple[TextBlock, ...]:
    """Return the whole text of a document, block by block, its sentences marked."""
    source = lookup.sources[doc]
    sentences = lookup.by_document.get(doc, [])
    blocks, at = [], 0
    for part in source.row.parts:
        pieces, position = [], part.start
        while at < len(sentences) and sentences[at].start < part.end:
            sentence = sentences[at]
            at += 1
            if sentence.start < position:
                continue
            if position < sentence.start:
                pieces.append(TextPiece((Token("text", source.text[position : sentence.start]),)))
            key = (doc, sentence.n)
            text = source.text[sentence.start : sentence.end]
            theme = lookup.theme(sentence.theme)
            pieces.append(
                TextPiece(
                    tokens=mark(text, lookup.spans(key), start=sentence.start),
                    n=sentence.n,
                    badges=tuple(lookup.badges.get(key, ())),
                    selected=key in lookup.selected,
                    css=theme.css if theme.id != OTHER else "c0",
                    facets=lookup.facets([key]) if lookup.inline else "",
                )
            )
            position = sentence.end
        if position < part.end:
            pieces.append(TextPiece((Token("text", source.text[position : part.end]),)))
        blocks.append(TextBlock(part.kind, tuple(pieces)))
    return tuple(blocks)
