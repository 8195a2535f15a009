"""digest.docx: a Word document with the content of the digest, the same bytes every time."""

from io import BytesIO

import msgspec
import pytest
from docx import Document

from skrot.records import Failure
from skrot.report import Lookup, ReportInput, digest_pages, load_messages
from tests.report.sample import empty_run, hostile_run, seeds_run


def word(run: ReportInput) -> bytes:
    return dict(digest_pages(Lookup(run, load_messages("pl")), docx=True))["digest.docx"]


def test_it_has_the_sentences_and_the_tables():
    run = seeds_run()
    given = Document(BytesIO(word(run)))
    texts = [paragraph.text for paragraph in given.paragraphs]
    assert texts[0] == "Stany Zjednoczone, Japonia, Donald Trump"
    assert {pick.text for pick in run.digest.overall} <= set(texts)
    heads = [tuple(cell.text for cell in table.rows[0].cells) for table in given.tables]
    assert ("Temat", "Udział tematów", "Zdania") in heads
    assert ("Wartość", "Data", "Czego dotyczy", "Źródło") in heads
    names = given.tables[
        heads.index(("Nazwa", "Rodzaj", "Wzmianki", "Dokumenty", "Formy w tekście"))
    ]
    assert "Stany Zjednoczone" in {row.cells[0].text for row in names.rows}
    assert "Heading 1" in {
        paragraph.style.name for paragraph in given.paragraphs if paragraph.style
    }


@pytest.mark.parametrize("make", [seeds_run, hostile_run, empty_run])
def test_the_same_bytes_every_time(make):
    assert word(make()) == word(make())


def test_characters_that_xml_does_not_hold_and_failures():
    run = seeds_run()
    failure = Failure("a\x00b.txt", "read", "zły \x0bplik")
    digest = msgspec.structs.replace(run.digest, failures=(failure,))
    given = Document(BytesIO(word(msgspec.structs.replace(run, digest=digest, title="T\x01"))))
    assert given.paragraphs[0].text == "T"
    assert [cell.text for cell in given.tables[-2].rows[1].cells][2] == "zły plik"


def test_it_is_only_made_when_asked_for():
    assert "digest.docx" not in dict(digest_pages(Lookup(seeds_run(), load_messages("pl"))))
