"""Inside a Word document: raised figures, breaks, formulas, hidden text, numbers of lists."""

from __future__ import annotations

import io
import re
import zipfile

import pytest

from skrot.read import read_bytes
from skrot.records import Document
from tests.read.helpers import PARAGRAPH, SECOND, parts, reasons

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
M = "http://schemas.openxmlformats.org/officeDocument/2006/math"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
KINDS = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def word(body: str, *, styles: str = "", numbering: str = "", core: str = "") -> bytes:
    """A Word document of this XML and no more."""
    main = f'<w:document xmlns:w="{W}" xmlns:m="{M}"><w:body>{body}</w:body></w:document>'
    parts = {"word/document.xml": main}
    parts["word/styles.xml"] = f'<w:styles xmlns:w="{W}">{styles}</w:styles>'
    own = [("styles", "styles.xml")]
    if numbering:
        parts["word/numbering.xml"] = f'<w:numbering xmlns:w="{W}">{numbering}</w:numbering>'
        own.append(("numbering", "numbering.xml"))
    top = [(f"{OFFICE}/officeDocument", "word/document.xml")]
    if core:
        parts["docProps/core.xml"] = (
            f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties"'
            ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
            f' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{core}</cp:coreProperties>'
        )
        top.append((f"{PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"))
    overrides = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>'
        for name, kind in (
            ("word/document.xml", f"{KINDS}.document.main+xml"),
            ("word/styles.xml", f"{KINDS}.styles+xml"),
            ("word/numbering.xml", f"{KINDS}.numbering+xml"),
            ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
        )
        if name in parts
    )
    rels = "application/vnd.openxmlformats-package.relationships+xml"
    parts["[Content_Types].xml"] = (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" ContentType="{rels}"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )
    parts["_rels/.rels"] = related(top)
    parts["word/_rels/document.xml.rels"] = related([(f"{OFFICE}/{a}", b) for a, b in own])
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in parts.items():
            package.writestr(name, f'<?xml version="1.0" encoding="UTF-8"?>{content}')
    return out.getvalue()


def related(links: list[tuple[str, str]]) -> str:
    rows = "".join(
        f'<Relationship Id="r{i}" Type="{kind}" Target="{target}"/>'
        for i, (kind, target) in enumerate(links)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{rows}</Relationships>'


def p(text: str, about: str = "") -> str:
    """A paragraph: {…} is raised, ~…~ hidden, | a line break."""
    runs = ""
    for piece in re.findall(r"\{[^}]*\}|~[^~]*~|\||[^{~|]+", text):
        if piece == "|":
            runs += "<w:r><w:br/></w:r>"
            continue
        how = {"{": '<w:vertAlign w:val="superscript"/>', "~": "<w:vanish/>"}.get(piece[0], "")
        inner = piece[1:-1] if how else piece
        runs += f'<w:r><w:rPr>{how}</w:rPr><w:t xml:space="preserve">{inner}</w:t></w:r>'
    return f"<w:p><w:pPr>{about}</w:pPr>{runs}</w:p>"


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.docx", ".docx", accept_any_language=True)
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("W badaniu wzięło udział 5400{1} osób.", "W badaniu wzięło udział 5400 osób."),
        ("Bilet kosztuje 120{3} zł.", "Bilet kosztuje 120 zł."),
        ("Tak stanowi art. 22{1} § 1 kodeksu.", "Tak stanowi art. 22¹ § 1 kodeksu."),
        ("Wynik to 10{6} bakterii.", "Wynik to 10⁶ bakterii."),
        ("Spis z 2019{7} roku.", "Spis z 2019 roku."),
        ("Działka ma 300 m{2} i stoi pusta.", "Działka ma 300 m2 i stoi pusta."),
        ("Rada{12} uchwaliła budżet.", "Rada uchwaliła budżet."),
        ("Wydano 1,5 mln{2,3} złotych.", "Wydano 1,5 mln złotych."),
        ("Na mocy § 4{2} statutu.", "Na mocy § 4² statutu."),
        ("Początek o godz. 10{30} w ratuszu.", "Początek o godz. 10³⁰ w ratuszu."),
        ("Cena spadła do 4{99} zł.", "Cena spadła do 4⁹⁹ zł."),
        ("Udział 45,3%{*} głosów.", "Udział 45,3% głosów."),
        ("Ceny z 2024 r.{4} są wyższe.", "Ceny z 2024 r. są wyższe."),
        ("Stężenie 2·10{-3} mola.", "Stężenie 2·10⁻³ mola."),
        ("Na mocy art. 49a{2} ustawy.", "Na mocy art. 49a² ustawy."),
        ("Wzrost do 1500{(2)} sztuk.", "Wzrost do 1500 sztuk."),
        ("Emisja CO{2} wzrosła.", "Emisja CO2 wzrosła."),
    ],
)
def test_raised_figures(text: str, expected: str) -> None:
    document = read(word(p(text)))
    assert document.text == expected
    gone = [
        figure
        for figure in re.findall(r"\{([^}]*)\}", text)
        if "mark" in "".join(reasons(document))
    ]
    assert [piece.text for piece in document.dropped] == gone


def test_raised_by_a_style() -> None:
    style = (
        '<w:style w:type="character" w:styleId="Przypis"><w:rPr><w:vertAlign w:val="superscript"/>'
        '</w:rPr></w:style><w:style w:type="character" w:styleId="Moj">'
        '<w:basedOn w:val="Przypis"/></w:style>'
    )
    run = '<w:r><w:rPr><w:rStyle w:val="Moj"/></w:rPr><w:t>8</w:t></w:r>'
    body = p("Zbadano 640").replace("</w:p>", f"{run}<w:r><w:t> gmin.</w:t></w:r></w:p>")
    assert read(word(body, styles=style)).text == "Zbadano 640 gmin."


def test_a_mark_over_two_runs() -> None:
    assert read(word(p("Zbadano 640{1}{2} gmin."))).text == "Zbadano 640 gmin."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Budżet: 1,2 mln zł|Zatrudniano 12 osób", ["Budżet: 1,2 mln zł", "Zatrudniano 12 osób"]),
        (
            "Rada uchwaliła plan,|który wchodzi w życie.",
            ["Rada uchwaliła plan, który wchodzi w życie."],
        ),
        ("Koszt wyniósł 18 mln.|Otwarcie w maju.", ["Koszt wyniósł 18 mln.", "Otwarcie w maju."]),
        ("Liczba łóżek: 40|230 pacjentów rocznie", ["Liczba łóżek: 40", "230 pacjentów rocznie"]),
        ("Gmina zleciła goto-|wą dokumentację.", ["Gmina zleciła gotową dokumentację."]),
    ],
)
def test_line_breaks(text: str, expected: list[str]) -> None:
    assert parts(read(word(p(text)))) == expected


def math(inner: str) -> str:
    return f"<m:oMath>{inner}</m:oMath>"


def mr(text: str) -> str:
    return f"<m:r><m:t>{text}</m:t></m:r>"


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (mr("7,5"), "7,5"),
        (f"<m:f><m:num>{mr('1')}</m:num><m:den>{mr('3')}</m:den></m:f>", "1/3"),
        (f"<m:sSup><m:e>{mr('10')}</m:e><m:sup>{mr('6')}</m:sup></m:sSup>", "10⁶"),
        (f"<m:f><m:num>{mr('a+b')}</m:num><m:den>{mr('2')}</m:den></m:f>", "(a+b)/2"),
        (f"<m:sSub><m:e>{mr('x')}</m:e><m:sub>{mr('1')}</m:sub></m:sSub>", "x1"),
    ],
)
def test_formulas(inner: str, expected: str) -> None:
    body = p("Składka wynosi ").replace(
        "</w:p>", f'{math(inner)}<w:r><w:t xml:space="preserve"> proc.</w:t></w:r></w:p>'
    )
    assert read(word(body)).text == f"Składka wynosi {expected} proc."


HIDDEN = ("hidden text", "po kłótni 77 radnych")


def test_hidden_text_is_listed_and_not_read() -> None:
    document = read(word(p("Rada przyjęła budżet~ po kłótni 77 radnych~ na rok 2026.") + p(SECOND)))
    assert parts(document)[0] == "Rada przyjęła budżet na rok 2026."
    assert [(d.reason, d.text) for d in document.dropped] == [
        ("hidden text", "po kłótni 77 radnych")
    ]


def test_a_deleted_paragraph_mark_joins() -> None:
    gone = "<w:rPr><w:del/></w:rPr>"
    document = read(word(p("Rada gminy przyjęła ", gone) + p("uchwałę o szkole.") + p(SECOND)))
    assert parts(document) == ["Rada gminy przyjęła uchwałę o szkole.", SECOND]


def levels(*shapes: tuple[str, str]) -> str:
    rows = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(shapes)
    )
    one = '<w:num w:numId="5"><w:abstractNumId w:val="0"/></w:num>'
    return f'<w:abstractNum w:abstractNumId="0">{rows}</w:abstractNum>{one}'


def item(text: str, level: int = 0, number: int = 5) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>')


@pytest.mark.parametrize(
    ("shapes", "expected"),
    [
        (
            (("decimal", "%1."), ("lowerLetter", "%2)")),
            ["1. Sala.", "a) Boisko.", "b) Bieżnia.", "2. Parking."],
        ),
        (
            (("decimal", "§ %1."), ("decimal", "%1.%2.")),
            ["§ 1. Sala.", "1.1. Boisko.", "1.2. Bieżnia.", "§ 2. Parking."],
        ),
        (
            (("upperRoman", "%1."), ("bullet", "•")),
            ["I. Sala.", "Boisko.", "Bieżnia.", "II. Parking."],
        ),
    ],
)
def test_numbers_of_lists(shapes: tuple[tuple[str, str], ...], expected: list[str]) -> None:
    body = (
        p(PARAGRAPH) + item("Sala.") + item("Boisko.", 1) + item("Bieżnia.", 1) + item("Parking.")
    )
    assert parts(read(word(body, numbering=levels(*shapes))))[1:] == expected


def test_a_list_that_starts_again_and_one_by_its_style() -> None:
    again = (
        '<w:num w:numId="6"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0">'
        '<w:startOverride w:val="1"/></w:lvlOverride></w:num>'
    )
    style = (
        '<w:style w:type="paragraph" w:styleId="Par"><w:pPr><w:numPr><w:numId w:val="6"/>'
        "</w:numPr></w:pPr></w:style>"
    )
    body = p(PARAGRAPH) + item("Sala.") + item("Boisko.") + p("Parking.", '<w:pStyle w:val="Par"/>')
    numbering = levels(("decimal", "Art. %1.")) + again
    found = parts(read(word(body, numbering=numbering, styles=style)))
    assert found[1:] == ["Art. 1. Sala.", "Art. 2. Boisko.", "Art. 1. Parking."]


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{p(cell)}</w:tc>" for cell in row) for row in rows)
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def test_cells_make_no_number() -> None:
    body = p(PARAGRAPH) + table(("kardiologia", "4", "230"), ("", "12", "1 040"))
    assert parts(read(word(body)), "other") == ["kardiologia | 4 | 230", "12 | 1 040"]


def test_tabs_make_no_number() -> None:
    body = (
        p(PARAGRAPH)
        + "<w:p><w:r><w:t>kardiologia</w:t><w:tab/><w:t>4</w:t><w:tab/><w:t>230</w:t></w:r></w:p>"
    )
    assert parts(read(word(body)))[-1] == "kardiologia 4 | 230"


TITLED = '<w:style w:type="paragraph" w:styleId="Tytu"><w:name w:val="Title"/></w:style>'
HEADED = '<w:style w:type="paragraph" w:styleId="N1"><w:name w:val="heading 1"/></w:style>'
MADE = '<dcterms:modified xsi:type="dcterms:W3CDTF">2025-03-04T10:00:00Z</dcterms:modified>'


TITLE = p("Szkoła w polu", '<w:pStyle w:val="Tytu"/>')
MICROSOFT = "<dc:title>Microsoft Word - pismo.doc</dc:title>"
PERSON = "<dc:title>Szkoła pod lasem</dc:title><dc:creator>Ewa Mazur</dc:creator>"


@pytest.mark.parametrize(
    ("head", "core", "expected"),
    [
        ("", "", (None, None, None)),
        (TITLE, "<dc:title>Stary wzór</dc:title>", ("Szkoła w polu", None, None)),
        (p("Autor: Jan Nowak") + TITLE, "", ("Szkoła w polu", None, "Jan Nowak")),
        (p("Autor: Jan Nowak") + p("Szkoła w polu"), "", ("Szkoła w polu", None, "Jan Nowak")),
        (p("Jan Nowak") + p("Szkoła pod lasem"), "", ("Szkoła pod lasem", None, None)),
        (
            p("Szkoła w polu", '<w:pStyle w:val="N1"/>'),
            "<dc:title>Wzór pisma</dc:title>",
            ("Szkoła w polu", None, None),
        ),
        ("", PERSON + MADE, ("Szkoła pod lasem", "2025-03-04", "Ewa Mazur")),
        ("", "<dc:title>Word Document</dc:title>", (None, None, None)),
        ("", "<dc:creator>python-docx</dc:creator>", (None, None, None)),
        ("", MICROSOFT, (None, None, None)),
        ("", "<dc:creator>Użytkownik systemu Windows</dc:creator>", (None, None, None)),
        ("", "<dc:title>1330</dc:title><dc:creator>(anonymous)</dc:creator>", (None, None, None)),
    ],
)
def test_head(head: str, core: str, expected: tuple[str | None, ...]) -> None:
    document = read(word(head + p(PARAGRAPH) + p(SECOND), core=core, styles=TITLED + HEADED))
    assert (document.title, document.date, document.author) == expected
