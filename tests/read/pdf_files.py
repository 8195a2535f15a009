"""Small PDF files, written by hand: text at a place, in a size, with Polish letters."""

from __future__ import annotations

from typing import NamedTuple

_LETTERS = {
    "ą": "aogonek", "ć": "cacute", "ę": "eogonek", "ł": "lslash", "ń": "nacute", "ó": "oacute",
    "ś": "sacute", "ź": "zacute", "ż": "zdotaccent", "Ł": "Lslash", "Ś": "Sacute",
    "Ż": "Zdotaccent",
    "„": "quotedblbase", "”": "quotedblright", "–": "endash", "ﬁ": "fi",
}  # fmt: skip
_CODES = {letter: 128 + i for i, letter in enumerate(_LETTERS)}


class At(NamedTuple):
    """A line of text: its lower left corner in points, its size, whether it is bold."""

    x: float
    y: float
    text: str
    size: float = 10
    bold: bool = False


def make_pdf(*pages: list[At], title: str = "") -> bytes:
    """Write a PDF with these pages; every character is half as wide as it is high."""
    names = " ".join(f"{code} /{_LETTERS[letter]}" for letter, code in _CODES.items())
    encoding = f"<< /Type /Encoding /BaseEncoding /WinAnsiEncoding /Differences [{names}] >>"
    widths = " ".join(["500"] * 224)
    fonts = [
        f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /FirstChar 32 /LastChar 255"
        f" /Widths [{widths}] /Encoding {encoding} >>"
        for base in ("Helvetica", "Helvetica-Bold")
    ]
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", *fonts, f"<< /Title ({title}) >>"]
    kids = []
    for page in pages:
        stream = "\n".join(_show(line) for line in page)
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font"
            f" << /F0 3 0 R /F1 4 0 R >> >> /Contents {len(objects)} 0 R >>"
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


def _show(line: At) -> str:
    codes = "".join(chr(_CODES[c]) if c in _CODES else c for c in line.text)
    escaped = codes.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /F{int(line.bold)} {line.size} Tf {line.x} {line.y} Td ({escaped}) Tj ET"


def column(x: float, y: float, lines: list[str], size: float = 10) -> list[At]:
    """Set lines one under the other, 1.2 times their size apart."""
    return [At(x, y - 1.2 * size * i, text, size) for i, text in enumerate(lines)]
