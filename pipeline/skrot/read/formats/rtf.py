"""Rich Text Format (.rtf): its groups and words, read as a word processor shows them.

Source: Microsoft, "Rich Text Format Specification", version 1.9.1, 2008.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from skrot.read.errors import UnreadableError
from skrot.read.formats.extracted import CELLS, Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.properties import property_author, property_title
from skrot.read.formats.raised import judge_raised
from skrot.read.limits import check_length, check_size
from skrot.records import PartKind

MAX_BYTES = 50_000_000
_DEEPEST = 500
_TOKEN = re.compile(
    rb"\\([a-z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-z0-9])|([{}])|[\r\n]+"
    rb"|([^\\{}\r\n]+)"
)
# Groups whose text is none of the document; so are all that begin with "\*", but for a few.
_NO_TEXT = frozenset({
    "fonttbl", "colortbl", "stylesheet", "pict", "object", "header", "headerl", "headerr",
    "headerf", "footer", "footerl", "footerr", "footerf", "filetbl", "listtable", "revtbl",
    "listoverridetable", "rsidtbl", "themedata", "datastore", "xmlnstbl", "generator", "fldinst",
    "annotation", "atnid", "atnauthor", "bkmkstart", "bkmkend", "nonshppict", "pgdsctbl", "tc",
    "xe", "sp", "latentstyles", "colorschememapping", "datafield", "formfield", "pnseclvl",
})  # fmt: skip
_KEPT = frozenset({"shptxt", "shpinst", "shp", "fldrslt", "nesttableprops"})
_NOTES = frozenset({"footnote", "endnote"})
_ABOUT = frozenset({"title", "author", "creatim", "revtim"})
_DAYS = frozenset({"yr", "mo", "dy"})
_BREAKS = frozenset({"par", "sect", "page", "column"})
_INSTEAD = {
    "line": "\n", "softline": "\n", "tab": "\t", "emdash": "—", "endash": "–", "bullet": "•",
    "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "emspace": " ",
    "enspace": " ",
}  # fmt: skip
_FLAGS = {"v": "hidden", "deleted": "hidden", "super": "raised", "up": "raised", "intbl": "table"}
_SIGNS = {"~": "\u00a0", "_": "-", "-": "", "\n": "", "\r": ""}
# Character sets of fonts, as code pages.
_CHARSETS = {0: 1252, 77: 10000, 128: 932, 161: 1253, 162: 1254, 177: 1255, 178: 1256, 186: 1257,
             204: 1251, 238: 1250, 255: 437}  # fmt: skip


@dataclass(slots=True)
class _State:
    """What holds inside a group."""

    skipped: bool = False
    hidden: bool = False
    raised: bool = False
    note: bool = False
    table: bool = False
    about: str = ""
    page: str = "cp1250"
    unicode_length: int = 1
    heading: bool = False


def is_rtf(data: bytes) -> bool:
    """Tell such a file by how it begins."""
    return data.startswith(b"{\\rtf")


def read_rtf(data: bytes) -> Extracted:
    """Read the paragraphs, tables and notes of a file; pictures and objects are passed over.

    Raises
    ------
    UnreadableError
        If it is too large, too deeply nested, or has no text.
    """
    check_size(len(data), MAX_BYTES, "an RTF document")
    reader = _Reader()
    reader.read(data)
    check_length("".join(p.text for p in reader.paragraphs))
    about = Metadata(
        author=property_author(reader.about.get("author")),
        saved=reader.about.get("revtim") or reader.about.get("creatim"),
        named=property_title(reader.about.get("title")),
    )
    extracted = structure_paragraphs([*reader.paragraphs, *reader.notes], about)
    if not extracted.structured.text:
        msg = "no text in the RTF document; it may hold only pictures"
        raise UnreadableError(msg)
    return extracted


def _tokens(data: bytes) -> Iterator[tuple[bytes | None, ...]]:
    at = 0
    while match := _TOKEN.search(data, at):
        at = match.end()
        if match[1] == b"bin":  # so many bytes that are no text
            at += min(int(match[2] or 0), len(data)) if (match[2] or b"0").isdigit() else 0
        else:
            yield match.groups()


class _Reader:
    """The document as far as it is read, and what holds in the groups that are open."""

    def __init__(self) -> None:
        self.paragraphs: list[Paragraph] = []
        self.notes: list[Paragraph] = []
        self.about: dict[str, str] = {}
        self._state = _State()
        self._stack: list[_State] = []
        self._fonts: dict[int, str] = {}
        self._font = 0
        self._bytes = bytearray()
        self._skip = 0
        self._text = ""
        self._raised = ""
        self._left_out: list[Paragraph] = []
        self._cells: list[str] = []

    def read(self, data: bytes) -> None:
        """Read all tokens of a file."""
        opened = False
        for word, number, byte, sign, brace, plain in _tokens(data):
            if byte is not None:
                self._byte(bytes.fromhex(byte.decode()))
                continue
            self._settle_bytes()
            if brace is not None:
                self._group(opens=brace == b"{")
            elif word is not None:
                self._word(word.decode(), int(number) if number else None, opened)
            elif sign == b"*":
                self._state.skipped = self._state.skipped or opened
            elif sign is not None:
                mark = sign.decode("latin-1")
                self._add(_SIGNS.get(mark, mark))
            elif plain is not None:
                skipped = min(self._skip, len(plain))
                self._skip -= skipped
                self._add(plain[skipped:].decode(self._state.page, "replace"))
            opened = brace == b"{" or (opened and sign == b"*")
        self._settle_bytes()
        self._end()

    def _byte(self, byte: bytes) -> None:
        if self._skip:  # what stands in for a character of Unicode
            self._skip -= 1
        else:
            self._bytes += byte

    def _settle_bytes(self) -> None:
        if self._bytes:
            text = bytes(self._bytes).decode(self._state.page, "replace")
            self._bytes.clear()
            self._add(text)

    def _group(self, *, opens: bool) -> None:
        if opens:
            self._stack.append(replace(self._state))
            if len(self._stack) > _DEEPEST:
                msg = "too deeply nested to read; open it in a word processor and save it again"
                raise UnreadableError(msg)
        else:
            self._state = self._stack.pop() if self._stack else _State()

    def _word(self, name: str, value: int | None, opened: bool) -> None:
        if name == "u" and value is not None:
            self._add(chr(value % 0x10000))
            self._skip = self._state.unicode_length
        elif not (self._destination(name, opened) or self._set(name, value)):
            self._write(name)

    def _destination(self, name: str, opened: bool) -> bool:
        """Begin a group of another kind."""
        state = self._state
        if name in _NO_TEXT and (opened or state.skipped):
            state.skipped = True
        elif name in _KEPT and state.skipped:
            state.skipped = False
        elif name == "info" and opened:
            state.about = name
        elif name in _ABOUT and state.about:
            state.about = name
            self.about[name] = ""
        elif name in _NOTES:
            state.note = True
            self.notes.append(Paragraph("", "other"))
        else:
            return False
        return True

    def _set(self, name: str, value: int | None) -> bool:
        """Change how the text from here is set."""
        state = self._state
        if name in _FLAGS:
            setattr(state, _FLAGS[name], value != 0)
        elif name in {"nosupersub", "plain"}:
            state.raised = False
            state.hidden = state.hidden and name != "plain"
        elif name == "pard":
            state.table = state.heading = False
        elif name == "outlinelevel":
            state.heading = value is not None and value < 9
        elif name == "uc":
            state.unicode_length = value if value is not None and 0 <= value < 10 else 1
        elif value is not None and name in {"f", "fcharset", "ansicpg", *_DAYS}:
            self._set_number(name, value)
        else:
            return False
        return True

    def _set_number(self, name: str, value: int) -> None:
        state = self._state
        if name == "f":
            self._font, state.page = value, self._fonts.get(value, state.page)
        elif name == "fcharset":
            self._fonts[self._font] = _page(_CHARSETS.get(value, 1250), state.page)
        elif name == "ansicpg":
            state.page = _page(value, state.page)
        elif state.about in {"creatim", "revtim"}:
            known = self.about.get(state.about, "")
            self.about[state.about] = f"{known}-{value:02}" if known else f"{value:04}"

    def _write(self, name: str) -> None:
        if self._state.skipped or self._state.about:
            return
        if name in {"cell", "nestcell"}:
            self._settle()
            self._cells.append(self._text)
            self._text = ""
        elif name in {"row", "nestrow"}:
            self._row()
        elif name in _BREAKS:
            self._break()
        elif name in _INSTEAD:
            self._add(_INSTEAD[name])

    def _add(self, text: str) -> None:
        state = self._state
        if state.skipped or not text:
            return
        if state.about:
            if state.about in {"title", "author"}:
                self.about[state.about] += text
        elif state.hidden:
            self._left_out.append(Paragraph(text, left_out="hidden text"))
        elif state.note:
            self.notes[-1] = self.notes[-1]._replace(text=self.notes[-1].text + text)
        elif state.raised:
            self._raised += text
        else:
            self._settle(text)
            self._text += text

    def _settle(self, after: str = "") -> None:
        """Judge what was raised, now that what follows is known."""
        if self._raised:
            found = judge_raised(self._text, self._raised, after)
            self._text += found.text
            if found.mark:
                self._left_out.append(Paragraph(found.mark, left_out="footnote mark"))
            self._raised = ""

    def _break(self) -> None:
        if self._state.note:
            self.notes[-1] = self.notes[-1]._replace(text=f"{self.notes[-1].text} ")
        elif self._state.table:
            self._settle()
            self._text += " "
        else:
            self._end()

    def _end(self) -> None:
        self._row()
        self._settle()
        kind: PartKind | None = "heading" if self._state.heading else None
        self.paragraphs.append(Paragraph(self._text, kind))
        self.paragraphs += self._left_out
        self._text, self._left_out = "", []

    def _row(self) -> None:
        cells = [text for cell in self._cells if (text := " ".join(cell.split()))]
        if cells:
            kind: PartKind | None = "other" if len(cells) > 1 else None
            self.paragraphs.append(Paragraph(CELLS.join(cells), kind))
        self._cells = []


def _page(number: int, default: str) -> str:
    name = "mac_roman" if number == 10000 else f"cp{number}"
    try:
        codecs.lookup(name)
    except LookupError:
        return default
    return name
