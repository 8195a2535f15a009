"""Files made to harm their reader, written by hand."""

from __future__ import annotations

import io
import zipfile
import zlib

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"
_PAGES = b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>"
_FONT = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"
_TEXT = b"BT /F0 10 Tf 50 700 Td (Rada gminy przyjela uchwale) Tj ET"


def entities(depth: int = 9) -> str:
    """Billion laughs: each entity is ten of the one before."""
    rows = (f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, depth + 1))
    return f'<!DOCTYPE d [<!ENTITY a0 "ha">{"".join(rows)}]>'


def docx(body: str, declarations: str = "") -> bytes:
    """A Word document with this XML as its body."""
    import docx

    plain, out = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    xml = (
        f'<?xml version="1.0"?>{declarations}<w:document {_W}><w:body>{body}</w:body></w:document>'
    )
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for item in source.infolist():
            changed = item.filename == "word/document.xml"
            made.writestr(item.filename, xml if changed else source.read(item.filename))
    return out.getvalue()


def later(package: bytes) -> bytes:
    """A zip archive that says that a version of the format is needed which there is not."""
    at = package.index(b"PK\x01\x02") + 6
    return package[:at] + b"\xff" + package[at + 1 :]


def nameless(package: bytes) -> bytes:
    """A zip archive whose first member has its name as its comment."""
    at = package.index(b"PK\x01\x02")
    name, comment = slice(at + 28, at + 30), slice(at + 32, at + 34)
    changed = bytearray(package)
    changed[name], changed[comment] = package[comment], package[name]
    return bytes(changed)


def run(text: str) -> str:
    """A paragraph of a Word document."""
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def pdf(*objects: bytes, trailer: bytes = b"") -> bytes:
    """A PDF of these objects, the first of which is its catalogue."""
    out = b"%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start, size = len(out), len(objects) + 1
    out += b"xref\n0 %d\n0000000000 65535 f \n%b" % (size, table)
    trailer = trailer.replace(b"HERE", b"%d" % start)
    end = b"trailer\n<< /Size %d /Root 1 0 R %b >>\nstartxref\n%d\n%%%%EOF\n"
    return out + end % (size, trailer, start)


def stream(data: bytes, about: bytes = b"") -> bytes:
    """A stream object."""
    return b"<< /Length %d %b >>\nstream\n%b\nendstream" % (len(data), about, data)


def page(*objects: bytes, resources: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF of one page whose content is the first of these objects (number 5)."""
    about = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources"
        b" << /Font << /F0 3 0 R >> %b >> /Contents 5 0 R >>" % resources
    )
    return pdf(_CATALOG, _PAGES, _FONT, about, *objects, trailer=trailer)


def form(content: bytes, number: int) -> bytes:
    """A form of a page that draws the form `number`."""
    about = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << /XObject"
    return stream(content, about + b" << /X %d 0 R >> >>" % number)


def looping_pdfs() -> dict[str, bytes]:
    """PDFs whose parts lead back to themselves."""
    tree = b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 100000 /Parent 2 0 R >>"
    kids = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    back = b"<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"
    return {
        "tree": pdf(_CATALOG, tree),
        "kids": pdf(_CATALOG, kids, back),
        "contents": page(b"6 0 R", b"5 0 R"),
        "length": page(b"<< /Length 5 0 R >>\nstream\n" + _TEXT + b"\nendstream"),
        "tables": page(stream(_TEXT), trailer=b"/Prev HERE"),
        "nested": page(stream(_TEXT), b"[" * 300_000),
        "form": page(
            stream(_TEXT + b" /X Do"),
            form(b"/X Do /X Do", 6),
            resources=b"/XObject << /X 6 0 R >>",
        ),
    }


def growing_pdf() -> bytes:
    """A PDF of 200 kB that unpacks to 200 MB of text."""
    packed = zlib.compress(b"BT /F0 10 Tf 50 700 Td (a) Tj ET " * 6_000_000, 9)
    return page(stream(packed, b"/Filter /FlateDecode"))


def archive(members: dict[str, bytes], links: dict[str, str] | None = None) -> bytes:
    """A zip archive, with symbolic links in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in members.items():
            made.writestr(name, data)
        for name, target in (links or {}).items():
            info = zipfile.ZipInfo(name)
            info.external_attr = 0o120777 << 16
            made.writestr(info, target)
    return out.getvalue()
