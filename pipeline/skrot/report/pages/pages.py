"""Pages beside digest.html: what a large corpus has too much of for one file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeVar

from skrot.report.content.facts import (
    NAME_ROWS,
    NUMBER_ORDER,
    NUMBER_ROWS,
    names_view,
    number_row,
    together_counts,
)
from skrot.report.content.input import DocumentRecords
from skrot.report.content.lookup import Lookup
from skrot.report.content.statements import SPEAKERS, STATEMENTS, statements_view
from skrot.report.content.stories import story_lines
from skrot.report.content.view import documents_view, shares_view, text_view
from skrot.report.pages.html import SEARCH_PAGE, frame, render, search_page

PAGE_ROWS = 3000
LISTED_NAMES = 30_000
LISTED_SPEAKERS = 2_000
PAGE_SPEAKERS = 200
Links = list[tuple[str, str]]
T = TypeVar("T")


def document_pages(
    lookup: Lookup, documents: Iterable[DocumentRecords]
) -> Iterator[tuple[str, bytes]]:
    """Yield a page for each listed document and one that searches them, with their paths.

    None when their texts are in digest.html.
    """
    if lookup.inline:
        return
    base = frame(lookup.messages)
    for records in documents:
        if records.row.doc not in lookup.doc_ids:
            continue
        alone = lookup.of_document(records)
        (document,) = documents_view(alone, base="../")
        text = text_view(alone, document.doc)
        context = {**base, "title": document.title, "document": document, "text": text}
        yield document.page, render("document.html.j2", context)
    yield SEARCH_PAGE, search_page(lookup)


def number_pages(lookup: Lookup) -> tuple[dict[str, bytes], Links]:
    """Return pages with the numbers, kind by kind, and the links to them; none for few numbers."""
    pages: dict[str, bytes] = {}
    links: Links = []
    if len(lookup.run.numbers) <= NUMBER_ROWS:
        return pages, links
    for kind in NUMBER_ORDER:
        numbers = [x for x in lookup.run.numbers if x.kind == kind]
        label = lookup.messages.label("kind", kind)
        for path, name, part in _parts(f"lists/numbers-{kind}", label, numbers):
            title = f"{lookup.messages.t('numbers')}: {name}"
            rows = [number_row(lookup, x, base="../") for x in part]
            extra = {"title": title, "numbers": rows, "names": (), "kinds": [kind]}
            pages[path] = _list_page(lookup, extra)
            links.append((name, path))
    return pages, links


def name_pages(lookup: Lookup) -> tuple[dict[str, bytes], Links]:
    """Return pages with the names and the links to them; none when digest.html has them all."""
    pages: dict[str, bytes] = {}
    links: Links = []
    if len(lookup.run.entities) <= NAME_ROWS:
        return pages, links
    names = names_view(lookup, together_counts(lookup), limit=LISTED_NAMES)
    for path, title, part in _parts("lists/names", lookup.messages.t("names"), names):
        extra = {"title": title, "numbers": (), "names": part, "kinds": ()}
        pages[path] = _list_page(lookup, extra)
        links.append((title, path))
    return pages, links


def statement_pages(lookup: Lookup) -> tuple[dict[str, bytes], Links]:
    """Return pages with all that is said, person by person; none when digest.html has it all."""
    pages: dict[str, bytes] = {}
    links: Links = []
    everything = statements_view(lookup, LISTED_SPEAKERS, PAGE_ROWS, base="../")
    if len(everything) <= SPEAKERS and all(len(s.statements) <= STATEMENTS for s in everything):
        return pages, links
    parts = [everything[i : i + PAGE_SPEAKERS] for i in range(0, len(everything), PAGE_SPEAKERS)]
    for place, part in enumerate(parts, 1):
        several = len(parts) > 1
        path = f"lists/statements-{place}.html" if several else "lists/statements.html"
        title = lookup.messages.t("statements")
        label = f"{part[0].name} – {part[-1].name}" if several else title
        extra = {"title": title, "numbers": (), "names": (), "kinds": (), "speakers": part}
        pages[path] = _list_page(lookup, extra)
        links.append((label, path))
    return pages, links


def story_pages(lookup: Lookup) -> tuple[dict[str, bytes], Links]:
    """Return a page with the stories that digest.html does not show; none when it shows all."""
    lines = story_lines(lookup, base="../")
    if not lines:
        return {}, []
    title = lookup.messages.t("more_stories")
    path = "lists/stories.html"
    extra = {"title": title, "numbers": (), "names": (), "kinds": (), "stories": lines}
    return {path: _list_page(lookup, extra)}, [(lookup.messages.n("story", len(lines)), path)]


def _parts(path: str, title: str, rows: Sequence[T]) -> list[tuple[str, str, Sequence[T]]]:
    """Cut rows into parts of `PAGE_ROWS`, each with the path and the title of its page."""
    parts = [rows[i : i + PAGE_ROWS] for i in range(0, len(rows), PAGE_ROWS)]
    if len(parts) == 1:
        return [(f"{path}.html", title, rows)]
    return [(f"{path}-{i}.html", f"{title} {i}", part) for i, part in enumerate(parts, 1)]


def _list_page(lookup: Lookup, extra: Mapping[str, object]) -> bytes:
    context = {
        **frame(lookup.messages, "tables.js"),
        "shares": shares_view(lookup),
        "search_page": "" if lookup.inline else SEARCH_PAGE,
        "speakers": (),
        "stories": (),
        **extra,
    }
    return render("list.html.j2", context)
