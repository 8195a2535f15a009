"""Markdown, by markdown-it-py: CommonMark with tables, struck text and footnotes."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import decode
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.fields import describe
from skrot.read.formats.markup import read_markup
from skrot.read.limits import check_length

if TYPE_CHECKING:
    from markdown_it.token import Token

# YAML between lines of dashes, TOML between lines of plus signs.
_FRONT = re.compile(
    r"\ufeff?(---|\+\+\+)[ \t]*\r?\n(.*?)^(?:\1|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.S | re.M
)
_LONGEST_FRONT = 20_000
_FIELD = re.compile(r"([^\s:#-][^:\n]{0,60}):[ \t]+(.*)")
_DEEPEST = 40


def read_markdown(data: bytes) -> Extracted:
    """Read the text of a note: no marks, no addresses of links; its front matter is metadata.

    Raises
    ------
    UnreadableError
        If it is no text, or too long.
    """
    text = decode(data)
    check_length(text)
    front = _FRONT.match(text[:_LONGEST_FRONT])
    about, paragraphs = Metadata(), []
    if front is not None and (fields := _fields(front[1], front[2])):
        about = describe(fields)
        paragraphs = [Paragraph(front[0], left_out="front matter")]
        text = text[front.end() :]
    paragraphs += read_source(text)
    extracted = structure_paragraphs(paragraphs, about)
    if not extracted.structured.text:
        msg = "no text in it; remove it or give it a text"
        raise UnreadableError(msg)
    return extracted


def read_source(text: str) -> list[Paragraph]:
    """Give the paragraphs of Markdown without front matter."""
    from lxml.html import fragment_fromstring
    from markdown_it import MarkdownIt  # heavy: only where there is Markdown
    from mdit_py_plugins import footnote

    parser = MarkdownIt("commonmark", {"html": True, "maxNesting": _DEEPEST})
    # An indented paragraph is a paragraph of somebody who indents, not code.
    parser = parser.enable(["table", "strikethrough"]).disable("code").use(footnote.footnote_plugin)
    tokens = parser.parse(text)
    for token in tokens:
        if token.type == "inline":
            _keep_products(token.children or [])
        elif token.type == "heading_open" and token.markup in {"-", "="}:
            _unless_sentence(tokens, token)
    shown = parser.renderer.render(tokens, parser.options, {})
    return list(read_markup(fragment_fromstring(shown or "<p></p>", create_parent="div")))


def _keep_products(children: list[Token]) -> None:
    """Let the stars of "2*3*4" stand: they are no marks but signs of a product."""
    open_at: list[int] = []
    for i, token in enumerate(children):
        if token.type == "em_open":
            open_at.append(i)
        elif token.type == "em_close" and open_at:
            start = open_at.pop()
            if _ends(children, start)[-1:].isdigit() and _begins(children, i)[:1].isdigit():
                for mark in (children[start], token):
                    mark.type, mark.tag, mark.nesting, mark.content = "text", "", 0, mark.markup


def _ends(children: list[Token], i: int) -> str:
    return children[i - 1].content if i else ""


def _begins(children: list[Token], i: int) -> str:
    return children[i + 1].content if i + 1 < len(children) else ""


def _unless_sentence(tokens: list[Token], heading: Token) -> None:
    """Make a paragraph of a "heading" that is a sentence with a line of dashes under it."""
    at = tokens.index(heading)
    if tokens[at + 1].content.rstrip().endswith((".", "!", "?", ":", ";", ",")):
        for token in (heading, tokens[at + 2]):
            token.tag = "p"


def _fields(mark: str, front: str) -> dict[str, Any]:
    """The fields of front matter, as far as they stand on a line of their own."""
    if mark == "+++":
        try:
            return {key: _plain(value) for key, value in tomllib.loads(front).items()}
        except (tomllib.TOMLDecodeError, RecursionError):
            return {}
    found = (_FIELD.match(line) for line in front.splitlines())
    return {match[1].strip(): _unquoted(match[2].strip()) for match in found if match}


def _plain(value: Any) -> Any:
    return value if isinstance(value, str | int | list | dict) else str(value)


def _unquoted(value: str) -> Any:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        return value[1:-1]
    if value.startswith("[") and value.endswith("]"):
        return [_unquoted(item.strip()) for item in value[1:-1].split(",")]
    return value
