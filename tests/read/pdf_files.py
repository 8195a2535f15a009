"""Small PDF files, written by hand: text at a place, in a size, with Polish letters."""

from __future__ import annotations

import math
import re
from typing import NamedTuple

_LETTERS = {
    "ą": "aogonek", "ć": "cacute", "ę": "eogonek", "ł": "lslash", "ń": "nacute", "ó": "oacute",
    "ś": "sacute", "ź": "zacute", "ż": "zdotaccent", "Ł": "Lslash", "Ś": "Sacute",
    "Ż": "Zdotaccent",
    "„": "quotedblbase", "”": "quotedblright", "–": "endash", "ﬁ": "fi",
}  # fmt: skip
_CODES = {letter: 128 + i for i, letter in enumerate(_LETTERS)}


class At(NamedTuple):
    """A line of text: its lower left corner in points, its size, whether it is bold.

    ``turn`` turns it by degrees against the clock; ``font`` is one whose letters are higher (2) or
    lack their names (3).
    """

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False
    turn: int = 0
    font: int = 0


def make_pdf(*pages: list[At], title: str = "", turn: int = 0) -> bytes:
    """Write a PDF with these pages; every character is half as wide as it is high."""
    names = " ".join(f"{code} /{_LETTERS[letter]}" for letter, code in _CODES.items())
    encoding = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{names}] >>"
    widths = " ".join(["500"] * 224)
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /FirstChar 32 /LastChar 255"
        f" /Widths [{widths}] /Encoding {encoding} >>"
        for base in ("Helvetica", "Helvetica-Bold")
    ]
    drawn = [_drawn_font(widths, "/ToUnicode 9 0 R"), _drawn_font(widths)]
    meant = "".join(f"<{code:02x}> <{ord(letter):04x}>" for letter, code in _CODES.items())
    cmap = f"1 begincodespacerange <00> <ff> endcodespacerange {len(_CODES)} beginbfchar"
    cmap += f" {meant} endbfchar"
    glyph = "500 0 0 0 500 700 d1 0 0 500 700 re f"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>", "", *fonts, f"<< /Title ({title}) >>", *drawn,
        *(f"<< /Length {len(s)} >>\nstream\n{s}\nendstream" for s in (glyph, cmap)),
    ]  # fmt: skip
    kids = []
    for page in pages:
        stream = "\n".join(_show(line) for line in page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font"
            " << /F0 3 0 R /F1 4 0 R /F2 6 0 R /F3 7 0 R >> >>"
            f" /Rotate {turn} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode("latin-1")
    table = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    trailer = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R /Info 5 0 R >>\n"
        f"startxref\n{len(out)}\n%%EOF\n"
    )
    return out + trailer.encode("latin-1")


def _drawn_font(widths: str, more: str = "") -> str:
    """A font whose glyphs are drawn in the file (object 8); their names say nothing."""
    shapes = " ".join(f"/g{code} 8 0 R" for code in _CODES.values())
    differences = " ".join(f"{code} /g{code}" for code in _CODES.values())
    return (
        "<< /Type /Font /Subtype /Type3 /FontBBox [0 -900 1000 1900]"
        " /FontMatrix [.001 0 0 .001 0 0]"
        f" /CharProcs << {shapes} >> /Encoding << /Type /Encoding /Differences [{differences}] >>"
        f" /FirstChar 32 /LastChar 255 /Widths [{widths}] {more} >>"
    )


def _show(line: At) -> str:
    codes = "".join(chr(_CODES[c]) if c in _CODES else c for c in line.text)
    escaped = codes.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    cos, sin = (
        round(math.cos(math.radians(line.turn)), 6),
        round(math.sin(math.radians(line.turn)), 6),
    )
    matrix = f"{cos} {sin} {-sin} {cos} {line.x} {line.y}"
    return f"BT /F{line.font or int(line.bold)} {line.size} Tf {matrix} Tm ({escaped}) Tj ET"


def turned(lines: list[At], turn: int) -> list[At]:
    """Turn a page by quarters against the clock, so that all of it stays on the sheet."""
    corner = {0: (0, 0), 90: (595, 0), 180: (595, 842), 270: (0, 842)}[turn]
    cos, sin = round(math.cos(math.radians(turn))), round(math.sin(math.radians(turn)))
    return [
        line._replace(
            x=corner[0] + line.x * cos - line.y * sin,
            y=corner[1] + line.x * sin + line.y * cos,
            turn=line.turn + turn,
        )
        for line in lines
    ]


def in_fonts(line: At, letters: str, font: int, *, size: float = 0, last: bool = False) -> list[At]:
    """Set some letters of a line in another font, in their places or after all others."""
    step = line.size / 2
    pieces = [
        line._replace(x=line.x + step * m.start(), text=m[0],
                      font=font if m[0][0] in letters else line.font,
                      size=(size or line.size) if m[0][0] in letters else line.size)
        for m in re.finditer(f"[{letters}]|[^{letters}]+", line.text)
    ]  # fmt: skip
    return sorted(pieces, key=lambda piece: piece.font == font) if last else pieces


def column(x: float, y: float, lines: list[str], size: float = 10) -> list[At]:
    """Set lines one under the other, 1.2 times their size apart."""
    return [At(x, y - 1.2 * size * i, text, size) for i, text in enumerate(lines)]
