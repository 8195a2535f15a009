"""Tables as text: a row is a document."""

from __future__ import annotations

from pathlib import Path

import pytest

from skrot.read import find_documents, guess_suffix, read_source
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, PARAGRAPH, SECOND, SENTENCES, parts


def examples() -> list[bytes]:
    return [
        f'id;title;text\na;Szkoła;"{PARAGRAPH}"\nb;Most;"{SECOND}"\n'.encode(),
        f"tytuł,treść\nSzkoła,{SENTENCES[0]}\n".encode(),
    ]


def hostile() -> Hostile:
    return {
        "open.csv": (b'title,text\na,"' + GOOD.encode() + b"\n" * 1000, "Rada gminy"),
        "endless.csv": (b'title,text\na,"' + b"x\n" * 12_000_000, "the table is broken"),
        "wide.csv": (f"title,text\na,{GOOD},b,c\n".encode(), "more cells"),
        "wide16.csv": ("title,text\na,b\n".encode("utf-16"), "UTF-16"),
        "zero.csv": (b"title,text\na,\0\0\0\n", "UTF-16"),
    }


def read_all(data: bytes, tmp_path: Path, name: str = "a.csv", **options: str) -> list[Document]:
    path = tmp_path / name
    path.write_bytes(data)
    found = [read_source(source) for source in find_documents(path, **options)]  # type: ignore[arg-type]
    assert all(isinstance(document, Document) for document in found), found
    return [document for document in found if isinstance(document, Document)]


LONG = f"{PARAGRAPH}\n\n{SECOND}"
ROW = f'"Szkoła, most"{{0}}2026-03-02{{0}}Gazeta{{0}}"{LONG}"'


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1250", "iso8859-2"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_delimiters_and_encodings(delimiter: str, encoding: str, end: str, tmp_path: Path) -> None:
    rows = ["Tytuł|Data|Źródło|Treść".replace("|", delimiter), ROW.format(delimiter)]
    data = end.join([*rows, ""]).encode(encoding)
    (document,) = read_all(data, tmp_path)
    assert (document.title, document.date, document.source) == (
        "Szkoła, most",
        "2026-03-02",
        "Gazeta",
    )
    assert parts(document) == [PARAGRAPH, SECOND]
    assert guess_suffix(data) == ".csv"


@pytest.mark.parametrize(
    ("head", "row", "expected"),
    [
        ("text,title", f'"{GOOD}",Szkoła', ("Szkoła", None, None)),
        ("sep=;\ntext;date", f"{GOOD};2.03.2026", (None, "2026-03-02", None)),
        ("Full Text,Published At", f'"{GOOD}",2026-03-02T10:00:00Z', (None, "2026-03-02", None)),
        ("treść;autor", f"{GOOD};Ewa Mazur", (None, None, "Ewa Mazur")),
        ("TEKST\tData publikacji", f"{GOOD}\t2 marca 2026", (None, "2026-03-02", None)),
        ("id,article_body,byline", f'7,"{GOOD}",Ewa Mazur', (None, None, "Ewa Mazur")),
        ("opis,tytuł", f'"{GOOD}",Szkoła', ("Szkoła", None, None)),
        ("text", f'"{GOOD}"', (None, None, None)),
    ],
)
def test_names_of_columns(
    head: str, row: str, expected: tuple[str | None, ...], tmp_path: Path
) -> None:
    (document,) = read_all(f"{head}\n{row}\n".encode(), tmp_path)
    assert document.text == GOOD
    assert (document.title, document.date, document.author) == expected


def test_rows_are_named_by_id_or_number(tmp_path: Path) -> None:
    data = f'id,text\nk-7,"{PARAGRAPH}"\n\n,"{SECOND}"\n'.encode()
    found = read_all(data, tmp_path)
    assert [document.doc for document in found] == ["a.csv/3", "a.csv/k-7"]


def test_quotation_marks_and_line_breaks_in_cells(tmp_path: Path) -> None:
    text = f'{PARAGRAPH} Mówi: ""Nie; to nie tak"".\n\n{SECOND}'
    (document,) = read_all(f'title;text\nA;"{text}"\n'.encode(), tmp_path)
    assert parts(document) == [f'{PARAGRAPH} Mówi: "Nie; to nie tak".', SECOND]


def test_a_named_column(tmp_path: Path) -> None:
    data = f'title,notatka\nA,"{GOOD}"\n'.encode()
    (document,) = read_all(data, tmp_path, text_field="notatka")
    assert document.text == GOOD
    path = tmp_path / "b.csv"
    path.write_bytes(data)
    (failure,) = map(read_source, find_documents(path))
    assert isinstance(failure, Failure)
    assert "--text-field notatka" in failure.reason


def test_rows_in_an_archive(tmp_path: Path) -> None:
    import zipfile

    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.csv", f'title,text\nA,"{GOOD}"\n')
    (document,) = map(read_source, find_documents(tmp_path))
    assert isinstance(document, Document)
    assert document.text == GOOD
