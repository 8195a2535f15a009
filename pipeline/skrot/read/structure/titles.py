"""The head of an article: a kicker, the title, a second title, the author."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.polish.dictionary import FORENAME, analyse
from skrot.read.structure.blocks import Block
from skrot.read.structure.phrases import matches, phrases

_MOST_LINES = 6
_LONGEST_LINE = 160
_SHORTEST_PARAGRAPH = 80
_LONGEST_NAME = 60
_FEWEST, _MOST = 2, 4


def label_head(blocks: Sequence[Block]) -> None:
    """Mark the lines between the beginning of an article and its first paragraph.

    The first is the title, the rest are headings, a name is ``other``, and so is a line over the
    title that says whose the text is. Where there is a name, or the first line is all capitals, the
    shortest line of two words or more is the title: newspapers put a kicker and a longer second
    title over it. A title that the format marks is the title.
    """
    marked = next((i for i, b in enumerate(blocks[:_MOST_LINES]) if b.kind == "title"), None)
    above = 0
    while above < min(len(blocks) - 1, _MOST_LINES) and _is_byline(blocks, above, marked):
        blocks[above].kind = "other"
        above += 1
    blocks = blocks[above:]
    size = _size(blocks)
    if size < _FEWEST:
        return
    names = [i for i in range(1, size) if is_name(blocks[i].text)]
    kickers = [i for i in range(size) if i not in names and blocks[i].text.isupper()]
    for i in range(size):
        blocks[i].kind = "other" if i in names else "heading"
    titles = [i for i in range(size) if i not in names and i not in kickers]
    if titles and (names or 0 in kickers):
        several = [i for i in titles if len(blocks[i].text.split()) > 1] or titles
        title = min(several, key=lambda i: (len(blocks[i].text), i))
    else:
        title = 0
    blocks[title].kind = "title"


def _is_byline(blocks: Sequence[Block], i: int, marked: int | None) -> bool:
    """Tell whether a line over the title says whose the text is: "Autor: Jan Nowak", a name."""
    text = blocks[i].text
    if blocks[i].kind is not None or len(text) > _LONGEST_LINE:
        return False
    if matches("byline", text):
        return text[-1] not in ".!?" or len(text.split()) <= _MOST + 1
    after = blocks[i + 1]
    titled = len(after.text.split()) > 2 and (i + 1 == marked or _size(blocks[i:]) > 1)
    return is_name(text) and titled and not is_name(after.text)


def find_author(lines: Sequence[str]) -> str | None:
    """Give the name on a line that says whose the text is, among the first: "Autor: Jan Nowak"."""
    for line in lines[:_MOST_LINES]:
        label = next((s for s in phrases("byline").starts if line.casefold().startswith(s)), None)
        if label is not None and is_name(line[len(label) :].strip()):
            return line[len(label) :].strip()
    return None


def is_name(text: str) -> bool:
    """Tell whether a line is the name of a person: a first name and one to three words more."""
    words = text.split()
    if len(text) > _LONGEST_NAME or not _FEWEST <= len(words) <= _MOST:
        return False
    if not all(word[0].isupper() and word.replace("-", "").strip(".").isalpha() for word in words):
        return False
    return any(FORENAME in reading.names for reading in analyse(words[0].title()))


def _size(blocks: Sequence[Block]) -> int:
    for i, block in enumerate(blocks[: _MOST_LINES + 1]):
        text = block.text
        if block.kind is not None or block.item:
            return 0
        if len(text) >= _SHORTEST_PARAGRAPH and text[-1] in '.!?”"…)':
            return i
        if len(text) > _LONGEST_LINE or text[-1] in ".:;,…" or not text[0].isalpha() or block.full:
            return 0
    return 0
