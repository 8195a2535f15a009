"""Books: chapters in the order of the spine."""

from __future__ import annotations

import io
import zipfile

import pytest

from skrot.read import read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND, SENTENCES, kinds, parts, reasons
from tests.read.hostile_files import entities, later

ABOUT = (
    "<dc:title>Szkoła w polu</dc:title><dc:creator>Ewa Mazur</dc:creator>"
    "<dc:date>2026-03-02T00:00:00+00:00</dc:date><dc:publisher>Kurier</dc:publisher>"
)
XHTML = 'xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"'


def page(body: str, head: str = "<title/>", start: str = "") -> str:
    inner = f"<html {XHTML}><head>{head}</head><body>{body}</body></html>"
    return f'<?xml version="1.0" encoding="utf-8"?>{start}{inner}'


def epub(
    *chapters: str, about: str = ABOUT, extra: dict[str, str] | None = None, nav: str = ""
) -> bytes:
    names = [f"tekst/r {i}.xhtml" for i in range(len(chapters))]
    kind = 'media-type="application/xhtml+xml"'
    items = "".join(
        f'<item id="c{i}" href="{name.replace(" ", "%20")}" {kind}/>'
        for i, name in enumerate(names)
    )
    refs = "".join(f'<itemref idref="c{i}"/>' for i in range(len(chapters)))
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": '<container><rootfiles><rootfile full-path="OPS/book.opf"/>'
        "</rootfiles></container>",
    }
    if nav:
        items += f'<item id="nav" href="nav.xhtml" properties="nav" {kind}/>'
        refs = f'<itemref idref="nav"/>{refs}'
        files["OPS/nav.xhtml"] = page(nav)
    files["OPS/book.opf"] = (
        '<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<metadata>{about}</metadata><manifest>{items}</manifest><spine>{refs}</spine></package>"
    )
    files |= {f"OPS/{name}": chapter for name, chapter in zip(names, chapters, strict=True)}
    files |= extra or {}
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def examples() -> list[bytes]:
    return [epub(page(f"<h1>Szkoła</h1><p>{PARAGRAPH}</p>"), page(f"<p>{SECOND}</p>"))]


def hostile() -> Hostile:
    damaged = "damaged or not an EPUB book"
    laughs = page(f"<p>{GOOD} &a9;</p>", start=entities().replace("<!DOCTYPE d", "<!DOCTYPE html"))
    inner = '<!DOCTYPE html [<!ENTITY e SYSTEM "/etc/passwd">]>'
    item = "<item id='a' href='../../../etc/passwd' media-type='application/xhtml+xml'/>"
    away = f"<package><manifest>{item}</manifest><spine><itemref idref='a'/></spine></package>"
    return {
        "laughs.epub": (epub(laughs), GOOD, "no text"),
        "file.epub": (epub(page(f"<p>{GOOD} &e;</p>", start=inner)), GOOD),
        "deep.epub": (epub("<div>" * 100_000), damaged, "no text", "more than is safe"),
        "bomb.epub": (epub(page(f"<p>{'a' * 60 * MEGABYTE}</p>")), "more than is safe"),
        "later.epub": (later(examples()[0]), damaged),
        "away.epub": (epub(extra={"OPS/book.opf": away}), damaged),
    }


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.epub", ".epub")
    assert isinstance(found, Document), found
    return found


def test_a_book() -> None:
    document = read(epub(
        page(f"<h1>Szkoła w polu</h1><h2>I</h2><p>{PARAGRAPH}</p>"),
        page(f"<h1>Rozdział drugi</h1><p>{SECOND}</p><ul><li>Sala.</li></ul>"),
        nav="<nav><ol><li><a href='r.xhtml'>Rozdział drugi</a></li></ol></nav>",
    ))  # fmt: skip
    assert (document.title, document.author, document.date, document.source) == (
        "Szkoła w polu",
        "Ewa Mazur",
        "2026-03-02",
        "Kurier",
    )
    assert kinds(document) == ["title", "heading", "body", "heading", "body", "body"]
    assert parts(document)[3:] == ["Rozdział drugi", SECOND, "Sala."]
    assert reasons(document) == ["table of contents"]


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("Zbadano 5400<sup><a href='#n1'>1</a></sup> osób.", "Zbadano 5400 osób."),
        ("Zgodnie z art. 22<sup>1</sup> § 1 kodeksu.", "Zgodnie z art. 22¹ § 1 kodeksu."),
        ("Rada&nbsp;gminy &ndash; &bdquo;przyj&#281;&#322;a&rdquo;.", "Rada gminy – „przyjęła”."),
        ("<span>Rada</span> <i>gminy</i><b>.</b>", "Rada gminy."),
        ("Rada gminy<br/>przyjęła plan.", "Rada gminy przyjęła plan."),
        ("<a id='x'/>Rada gminy przyjęła plan.", "Rada gminy przyjęła plan."),
        ("Rada <span style='display:none'>tajne 7</span>przyjęła plan.", "Rada przyjęła plan."),
    ],
)
def test_text_of_chapters(written: str, text: str) -> None:
    chapter = page(f"<p>{written}</p><p>{PARAGRAPH}</p><p>{SECOND}</p>")
    assert parts(read(epub(chapter)))[0] == text


def test_notes_tables_and_asides() -> None:
    document = read(epub(page(
        f"<p>{PARAGRAPH}</p><p>{SECOND}</p><table><tr><td>Lipa</td><td>4</td><td>230</td></tr></table>"
        "<aside epub:type='footnote'><p>Dane GUS.</p></aside>"
    )))  # fmt: skip
    assert parts(document, "other") == ["Lipa | 4 | 230", "Dane GUS."]


def test_a_protected_book_says_so() -> None:
    content = '<enc xmlns="x"><CipherReference URI="OPS/tekst/r%200.xhtml"/></enc>'
    data = epub(page(f"<p>{GOOD}</p>"), extra={"META-INF/encryption.xml": content})
    found = read_bytes(data, "x.epub", ".epub")
    assert isinstance(found, Failure)
    assert "DRM" in found.reason
    fonts = content.replace("tekst/r%200.xhtml", "a.otf")
    assert read(epub(page(f"<p>{SENTENCES[0]}</p>"), extra={"META-INF/encryption.xml": fonts}))
