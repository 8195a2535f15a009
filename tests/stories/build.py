"""Documents for the tests of stories, built by hand."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.records import DocumentFacts, PartKind, Sentence


def document(
    doc: str, sentences: Sequence[str], *, title: str | None = None, date: str | None = None
) -> DocumentFacts:
    """Make a document of sentences; what is known of their words is left open."""
    texts = [*([title] if title else []), *sentences]
    rows, at = [], 0
    for n, text in enumerate(texts):
        part: PartKind = "title" if title and n == 0 else "body"
        rows.append(Sentence(doc, n, at, at + len(text), text, part, (), len(text.split())))
        at += len(text) + 1
    return DocumentFacts(doc, rows, (), title=title, date=date)
