"""Marking names and numbers in a text: spans, which may overlap, become properly nested tokens."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

import msgspec


class Span(msgspec.Struct, frozen=True):
    """``[start, end)`` of a text is of ``kind``; ``title`` says what it is in words."""

    start: int
    end: int
    kind: str
    title: str


class Token(msgspec.Struct, frozen=True):
    """A piece of a marked text: a string, or the beginning or end of a mark."""

    type: Literal["text", "open", "close"]
    text: str = ""
    kind: str = ""
    title: str = ""


CLOSE = Token("close")
# The kind of what is no part of the text.
ADDED = "added"


def mark(text: str, spans: Iterable[Span], *, start: int = 0) -> tuple[Token, ...]:
    """Return ``text`` as tokens with every span opened and closed in proper nesting.

    A span inside another is nested in it. Of two spans that cross, the one that starts later is
    cut at the end of the earlier one and goes on behind it. Parts of a span outside the text are
    ignored. The text tokens always join to ``text``.

    Parameters
    ----------
    text
        The text to show.
    spans
        Spans in characters of the document.
    start
        Where ``text`` begins in the document.
    """
    inside = [
        Span(max(s.start - start, 0), min(s.end - start, len(text)), s.kind, s.title) for s in spans
    ]
    todo = sorted((s for s in inside if s.start < s.end), key=_order, reverse=True)
    return tuple(_tokens(text, todo))


def mark_shown(
    text: str,
    spans: Iterable[Span],
    left_out: Iterable[tuple[int, int]],
    resolved: Iterable[tuple[int, str]] = (),
    *,
    start: int = 0,
    title: str = "",
) -> tuple[Token, ...]:
    """Return ``text`` marked as by `mark`, with "[…]" where parts of it are left out.

    ``left_out`` are spans in characters of the document, in order; ``resolved`` the names to put
    in brackets, marked with ``title``, and where.
    """
    marks, at, gaps = list(spans), start, list(left_out)
    changes = [(begin, end, "") for begin, end in gaps]
    changes += [
        (place, place, name)
        for place, name in resolved
        if not any(begin < place <= end for begin, end in gaps)
    ]
    tokens: list[Token] = []
    for begin, end, name in sorted(changes):
        tokens += mark(text[at - start : begin - start], marks, start=at)
        if name:
            added = Token("open", kind=ADDED, title=title), Token("text", f"[{name}]"), CLOSE
            tokens += [Token("text", " "), *added]
        else:
            tokens.append(Token("text", " […]" if begin > start else "[…]"))
        at = end
    return (*tokens, *mark(text[at - start :], marks, start=at))


def _order(span: Span) -> tuple[int, int, str, str]:
    return (span.start, -span.end, span.kind, span.title)


def _tokens(text: str, todo: list[Span]) -> Iterator[Token]:
    position = 0
    stack: list[Span] = []
    while todo or stack:
        if stack and (not todo or stack[-1].end <= todo[-1].start):
            closing = stack.pop()
            if position < closing.end:
                yield Token("text", text[position : closing.end])
                position = closing.end
            yield CLOSE
            continue
        span = todo.pop()
        if stack and span.end > stack[-1].end:
            cut = stack[-1].end
            _insert(todo, Span(cut, span.end, span.kind, span.title))
            span = Span(span.start, cut, span.kind, span.title)
        if position < span.start:
            yield Token("text", text[position : span.start])
            position = span.start
        yield Token("open", kind=span.kind, title=span.title)
        stack.append(span)
    if position < len(text):
        yield Token("text", text[position:])


def _insert(todo: list[Span], span: Span) -> None:
    """Put ``span`` back where it belongs: ``todo`` is in reverse order, the next one last."""
    index = len(todo)
    while index and _order(todo[index - 1]) < _order(span):
        index -= 1
    todo.insert(index, span)
