"""Texts of LibreOffice."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from skrot.read import guess_suffix, read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, PARAGRAPH, SECOND, SENTENCES, parts, reasons
from tests.read.hostile_files import entities, later

SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (
        ("office", "office"), ("text", "text"), ("style", "style"), ("table", "table"),
        ("draw", "drawing"), ("meta", "meta"),
    )
) + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'  # fmt: skip
STYLES = (
    '<style:style style:name="R"><style:text-properties style:text-position="super 58%"/>'
    '</style:style><style:style style:name="H"><style:text-properties text:display="none"/>'
    '</style:style><style:style style:name="P9" style:parent-style-name="Title"/>'
    '<text:list-style style:name="L"><text:list-level-style-number text:level="1"'
    ' style:num-format="1" style:num-suffix="."/><text:list-level-style-number text:level="2"'
    ' style:num-format="a" style:num-suffix=")"/></text:list-style>'
    '<text:list-style style:name="B"><text:list-level-style-bullet text:level="1"/>'
    "</text:list-style>"
)


COMMENT = "<office:annotation><text:p>uwaga</text:p></office:annotation>"


def odt(body: str, *, meta: str = "", start: str = "", more: dict[str, str] | None = None) -> bytes:
    files = {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "content.xml": f'<?xml version="1.0" encoding="UTF-8"?>{start}<office:document-content'
        f" {SPACES}><office:automatic-styles>{STYLES}</office:automatic-styles><office:body>"
        f"<office:text>{body}</office:text></office:body></office:document-content>",
        "meta.xml": f"<office:document-meta {SPACES}><office:meta>{meta}</office:meta>"
        "</office:document-meta>",
        "META-INF/manifest.xml": "<manifest/>",
    } | (more or {})
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in files.items():
            package.writestr(name, content)
    return out.getvalue()


def p(text: str, style: str = "Standard") -> str:
    """A paragraph: {…} is raised, ~…~ hidden, | a line break."""
    text = re.sub(r"\{([^}]*)\}", r'<text:span text:style-name="R">\1</text:span>', text)
    text = re.sub(r"~([^~]*)~", r'<text:span text:style-name="H">\1</text:span>', text)
    return f'<text:p text:style-name="{style}">{text.replace("|", "<text:line-break/>")}</text:p>'


def examples() -> list[bytes]:
    return [odt("".join(map(p, SENTENCES)))]


def hostile() -> Hostile:
    damaged = "damaged or not an OpenDocument text"
    laughs = entities().replace("<!DOCTYPE d", "<!DOCTYPE x")
    inner = '<!DOCTYPE x [<!ENTITY e SYSTEM "/etc/passwd">]>'
    return {
        "laughs.odt": (odt(p(f"{GOOD} &a9;"), start=laughs), GOOD, damaged, "no text"),
        "file.odt": (odt(p(f"{GOOD} &e;"), start=inner), GOOD, damaged),
        "deep.odt": (odt("<text:section>" * 50_000), damaged, "no text", "more than is safe"),
        "bomb.odt": (odt(p("a" * 60 * MEGABYTE)), "more than is safe"),
        "spaces.odt": (odt(p(f'{GOOD}<text:s text:c="99999"/>')), GOOD),
        "later.odt": (later(examples()[0]), damaged),
    }


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.odt", ".odt")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Zbadano 5400{1} osób.", ["Zbadano 5400 osób."]),
        ("Zgodnie z art. 22{1} kodeksu.", ["Zgodnie z art. 22¹ kodeksu."]),
        ("Ma 300 m{2} i stoi.", ["Ma 300 m2 i stoi."]),
        ("Rada~ tajne 77~ obraduje.", ["Rada obraduje."]),
        ("1,2 mln zł|Zatrudniano 12 osób", ["1,2 mln zł", "Zatrudniano 12 osób"]),
        ("Rada uchwaliła plan,|który działa.", ["Rada uchwaliła plan, który działa."]),
        ("Rada<text:s text:c='3'/>obraduje.", ["Rada obraduje."]),
        ("Łóżek 4<text:tab/>230 osób.", ["Łóżek 4 | 230 osób."]),
        ("<text:a>Rada</text:a> <text:soft-page-break/>obraduje.", ["Rada obraduje."]),
        (f"Rada{COMMENT} obraduje.", ["Rada obraduje."]),
        ("Rada\n  gminy\nobraduje.", ["Rada gminy obraduje."]),
    ],
)  # fmt: skip
def test_text(written: str, expected: list[str]) -> None:
    document = read(odt(p(written) + p(PARAGRAPH) + p(SECOND)))
    assert parts(document)[: len(expected)] == expected


def test_lists_headings_tables_and_notes() -> None:
    def item(text: str, inner: str = "") -> str:
        return f"<text:list-item>{p(text)}{inner}</text:list-item>"

    inner = f"<text:list>{item('Boisko.')}{item('Bieżnia.')}</text:list>"
    numbered = (
        f'<text:list text:style-name="L">{item("Sala.", inner)}{item("Parking.")}</text:list>'
    )
    bullets = f'<text:list text:style-name="B">{item("Ławki.")}</text:list>'
    row = "".join(f"<table:table-cell>{p(c)}</table:table-cell>" for c in ("Lipa", "4", "230"))
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body>"
        f"{p('Dane GUS.')}</text:note-body></text:note>"
    )
    document = read(odt(
        p("Szkoła w polu", "P9") + p(f"{PARAGRAPH}{note}")
        + '<text:h text:outline-level="1">Koszty</text:h>'
        + p(SECOND) + numbered + bullets
        + f"<table:table><table:table-row>{row}</table:table-row></table:table>"
    ))  # fmt: skip
    assert document.title == "Szkoła w polu"
    assert parts(document, "heading") == ["Koszty"]
    assert parts(document, "other") == ["Dane GUS.", "Lipa | 4 | 230"]
    assert parts(document)[-6:-1] == [
        "1. Sala.",
        "a) Boisko.",
        "b) Bieżnia.",
        "2. Parking.",
        "Ławki.",
    ]


def test_changes_count_as_accepted() -> None:
    deleted = "<text:deletion><text:p>basen</text:p></text:deletion>"
    region = f"<text:changed-region>{deleted}</text:changed-region>"
    changes = f"<text:tracked-changes>{region}</text:tracked-changes>"
    assert "basen" not in read(odt(changes + p(PARAGRAPH))).text


def test_properties() -> None:
    meta = (
        "<dc:title>Szkoła pod lasem</dc:title>"
        "<meta:initial-creator>Ewa Mazur</meta:initial-creator>"
        "<dc:date>2026-03-02T10:00:00</dc:date>"
    )
    document = read(odt(p(PARAGRAPH) + p(SECOND), meta=meta))
    assert (document.title, document.author, document.date) == (
        "Szkoła pod lasem",
        "Ewa Mazur",
        "2026-03-02",
    )
    shown = read(odt(p("Szkoła w polu", "P9") + p(PARAGRAPH), meta=meta))
    assert shown.title == "Szkoła w polu"


def test_hidden_text_is_listed() -> None:
    document = read(odt(p("Rada{1} obraduje~ tajnie~.") + p(PARAGRAPH)))
    assert reasons(document) == ["footnote mark", "hidden text"]


def test_failures() -> None:
    locked = odt(p(GOOD), more={"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>"})
    found = read_bytes(locked, "x.odt", ".odt")
    assert isinstance(found, Failure)
    assert "encrypted" in found.reason
    assert guess_suffix(odt(p(GOOD))) == ".odt"
