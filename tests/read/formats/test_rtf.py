"""Rich Text Format."""

from __future__ import annotations

import pytest

from skrot.read import guess_suffix, read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, PARAGRAPH, SECOND, SENTENCES, kinds, parts, reasons

HEAD = (
    r"{\rtf1\ansi\ansicpg1250\deff0{\fonttbl{\f0\fswiss\fcharset238 Arial;}{\f1\fcharset0 Times;}}"
    r"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 heading 1;}}"
)


def code(text: str) -> str:
    """Write letters of Polish as bytes of cp1250."""
    return "".join(c if c.isascii() else f"\\'{c.encode('cp1250')[0]:02x}" for c in text)


def rtf(*paragraphs: str, about: str = "") -> bytes:
    body = "".join(f"\\pard {text}\\par\n" for text in paragraphs)
    return f"{HEAD}{about}{body}}}".encode("ascii")


def examples() -> list[bytes]:
    return [rtf(*map(code, SENTENCES)), rtf(code(PARAGRAPH), code(SECOND))]


def hostile() -> Hostile:
    plain = code(GOOD).encode()
    return {
        "deep.rtf": (b"{\\rtf1" + b"{" * 1_000_000 + plain, "too deeply nested"),
        "bin.rtf": (b"{\\rtf1 " + plain + b"\\par\\bin9999999999 x}", "Rada gminy"),
        "skip.rtf": (b"{\\rtf1\\uc9999999999 " + plain + b"}", "Rada gminy"),
        "closed.rtf": (b"{\\rtf1" + b"}" * 100_000 + plain, "Rada gminy"),
        "object.rtf": (
            b"{\\rtf1{\\object{\\*\\objdata " + b"00" * 100_000 + b"}}" + plain + b"}", "Rada",
        ),
        "half.rtf": (b"{\\rtf1\\u-10240? " + plain + b"}", "Rada gminy"),
    }  # fmt: skip


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.rtf", ".rtf")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize(
    ("written", "text"),
    [
        (code("Zażółć gęślą jaźń."), "Zażółć gęślą jaźń."),
        (r"Rada przyj\u281?\u322?a plan.", "Rada przyjęła plan."),
        (r"\uc2 Rada przyj\u281 ??\u322 ??a plan.", "Rada przyjęła plan."),
        (r"Rada przyj\u281\'ea\u322\'b3a plan.", "Rada przyjęła plan."),
        (r"{\uc0 Rada przyj\u281 \u322 a plan.}", "Rada przyjęła plan."),
        (r"{\b Rada} {\i gminy} obraduje.", "Rada gminy obraduje."),
        (r"Zbadano 5400{\super 1} os\u243?b.", "Zbadano 5400 osób."),
        (r"Zbadano 5400\super 1\nosupersub  os\u243?b.", "Zbadano 5400 osób."),
        (r"Zgodnie z art. 22{\super 1} kodeksu.", "Zgodnie z art. 22¹ kodeksu."),
        (r"Ma 300 m{\up6 2} i stoi.", "Ma 300 m2 i stoi."),
        (r"Rada{\v  tajne 77} obraduje.", "Rada obraduje."),
        (r"\ldblquote Nie\rdblquote  \endash  m\u243?wi.", "“Nie” – mówi."),
        (r"A {\field{\*\fldinst HYPERLINK x}{\fldrslt z polem}} koniec.", "A z polem koniec."),
        (r"Koszt 1\~200 z\u322?.", "Koszt 1 200 zł."),
        (r"{\*\unknown nic}Rada {\pict 00ff}obraduje.", "Rada obraduje."),
        (r"Znaki \{a\} i \\.", "Znaki {a} i \\."),
    ],
)  # fmt: skip
def test_text(written: str, text: str) -> None:
    document = read(rtf(written, code(PARAGRAPH), code(SECOND)))
    assert parts(document)[0] == text


def test_fonts_have_code_pages() -> None:
    data = rtf("{\\f1 caf\\'e9 i \\f0 \\'b3awka} stoi.", code(PARAGRAPH), code(SECOND))
    assert parts(read(data))[0] == "café i ławka stoi."


def test_line_breaks_and_tables() -> None:
    table = r"\trowd\intbl kardiologia\cell\intbl 4\cell\intbl 230\cell\row"
    document = read(rtf(
        r"1,2 mln z\u322?\line Zatrudniano 12 os\u243?b", code(PARAGRAPH), table, code(SECOND)
    ))  # fmt: skip
    assert parts(document)[:2] == ["1,2 mln zł", "Zatrudniano 12 osób"]
    assert parts(document, "other") == ["kardiologia | 4 | 230"]


def test_notes_are_other() -> None:
    note = code("Rada przyjęła plan.") + r"{\footnote {\super 1} Dane GUS.}"
    document = read(rtf(note, code(PARAGRAPH), code(SECOND)))
    assert parts(document)[0] == "Rada przyjęła plan."
    assert kinds(document)[-1] == "other"
    assert "Dane GUS." in parts(document)[-1]


def test_headings_and_properties() -> None:
    about = (
        r"{\info{\title " + code("Szkoła w polu") + r"}{\author Ewa Mazur}"
        r"{\creatim\yr2026\mo3\dy2\hr10}{\*\company x}}"
    )
    document = read(rtf(r"\outlinelevel0 Koszty", code(PARAGRAPH), code(SECOND), about=about))
    assert (document.title, document.author, document.date) == (
        "Szkoła w polu",
        "Ewa Mazur",
        "2026-03-02",
    )
    assert parts(document, "heading") == ["Koszty"]


def test_hidden_text_and_marks_are_listed() -> None:
    document = read(rtf(r"Rada{\super 3} obraduje{\v  tajnie}.", code(PARAGRAPH)))
    assert reasons(document) == ["footnote mark", "hidden text"]


def test_pairs_of_halves_are_characters() -> None:
    document = read(rtf(r"Rada \u-10179?\u-8694? obraduje \u-10240? dalej.", code(PARAGRAPH)))
    assert parts(document)[0] == "Rada \U0001f60a obraduje \ufffd dalej."


def test_failures() -> None:
    empty = read_bytes(rtf(""), "x.rtf", ".rtf")
    assert isinstance(empty, Failure)
    assert "no text" in empty.reason
    assert guess_suffix(rtf("a")) == ".rtf"
