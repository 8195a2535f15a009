"""Which documents a corpus has."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from skrot.read import Source, find_documents, read_source
from skrot.read.corpus.sources import safe_name
from skrot.records import Document, Failure
from tests.read.helpers import PARAGRAPH, SECOND, SENTENCES


def read_all(corpus: Path, *, accept: bool = False) -> dict[str, Document | Failure]:
    found = find_documents(corpus, accept_any_language=accept)
    return {source.doc: read_source(source) for source in found}


def why(found: Document | Failure) -> str:
    assert isinstance(found, Failure)
    return found.reason


def test_folder_tree(tmp_path: Path) -> None:
    (tmp_path / "b" / "c").mkdir(parents=True)
    (tmp_path / "b" / "c" / "ż.txt").write_text(PARAGRAPH, "utf-8")
    (tmp_path / "a.txt").write_text(SECOND, "utf-8")
    (tmp_path / "themes.toml").write_text("", "utf-8")
    (tmp_path / "corrections.toml").write_text("", "utf-8")
    (tmp_path / "tabela.key").write_bytes(b"PK\x03\x04")
    (tmp_path / ".ukryty").mkdir()
    (tmp_path / "pusty.txt").touch()
    found = read_all(tmp_path)
    assert list(found) == [".ukryty", "a.txt", "b/c/ż.txt", "pusty.txt", "tabela.key"]
    assert isinstance(found["b/c/ż.txt"], Document)
    assert "hidden" in why(found[".ukryty"])
    assert "empty" in why(found["pusty.txt"])
    assert "no reader for files that end in .key" in why(found["tabela.key"])


def test_one_file(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(PARAGRAPH, "utf-8")
    (source,) = find_documents(path)
    assert source == Source("a.txt", path, ".txt", called="a.txt")


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="no such file or folder"):
        find_documents(tmp_path / "nie-ma")


def test_links_are_not_followed(tmp_path: Path) -> None:
    outside = tmp_path / "tajne"
    outside.mkdir()
    (outside / "hasło.txt").write_text(PARAGRAPH, "utf-8")
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "plik.txt").symlink_to(outside / "hasło.txt")
    (corpus / "folder").symlink_to(outside)
    (corpus / "petla").symlink_to(corpus)
    found = read_all(corpus)
    assert set(found) == {"plik.txt", "folder", "petla"}
    assert all("a link is not followed" in why(failure) for failure in found.values())


def test_rows(tmp_path: Path) -> None:
    rows: list[object] = [
        {
            "id": "ust/1",
            "text": PARAGRAPH,
            "title": "Szkoła",
            "date": "2026-03-02",
            "author": "E. M.",
        },
        {"text": SECOND},
        {"id": 3, "notka": SECOND},
        [],
    ]
    lines = [json.dumps(row, ensure_ascii=False) for row in rows]
    (tmp_path / "a.jsonl").write_text("\n\n".join(lines) + "\n{zepsuty", "utf-8")
    found = read_all(tmp_path)
    first = next(d for name, d in found.items() if name.startswith("a.jsonl/ust_1"))
    assert isinstance(first, Document)
    assert (first.title, first.date, first.author) == ("Szkoła", "2026-03-02", "E. M.")
    assert isinstance(found["a.jsonl/3"], Document | Failure)
    assert len(found) == 5
    assert sum(isinstance(document, Document) for document in found.values()) == 2
    other = [read_source(s) for s in find_documents(tmp_path, text_field="notka")]
    assert sum(isinstance(document, Document) for document in other) == 1


def test_archive(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("dobry/tekst.txt", PARAGRAPH)
        archive.writestr("../../zly.txt", PARAGRAPH)
        archive.writestr("/etc/zly.txt", PARAGRAPH)
        archive.writestr("bomba.txt", "a" * 20_000_000)
        archive.writestr("inne.zip", b"PK\x05\x06")
        archive.writestr("obraz.png", b"\x89PNG")
    found = read_all(tmp_path)
    assert isinstance(found["a.zip/dobry/tekst.txt"], Document)
    assert "safe" in why(found["a.zip/bomba.txt"])
    assert "unpack the archive" in why(found["a.zip/inne.zip"])
    assert "no reader" in why(found["a.zip/obraz.png"])
    assert all(".." not in Path(doc).parts and not doc.startswith("/") for doc in found)
    assert len(found) == 6


def test_damaged_archives(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 to nie jest archiwum")
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("tekst.txt", " ".join(SENTENCES * 9))
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[60:90] = bytes(30)
    (tmp_path / "b.zip").write_bytes(data)
    with zipfile.ZipFile(tmp_path / "c.zip", "w"):
        pass
    assert {doc: "pack it again" in why(f) for doc, f in read_all(tmp_path).items()} == {
        "a.zip": True,
        "b.zip/tekst.txt": True,
        "c.zip": False,
    }


def test_other_languages_are_refused_unless_accepted(tmp_path: Path) -> None:
    text = "The council approved the building of a new school, which will cost eighteen million."
    (tmp_path / "a.txt").write_text(text * 2, "utf-8")
    assert "not Polish (en)" in why(read_all(tmp_path)["a.txt"])
    found = read_all(tmp_path, accept=True)["a.txt"]
    assert isinstance(found, Document)
    assert found.language == "en"


def test_file_that_is_gone(tmp_path: Path) -> None:
    assert "cannot be opened" in why(read_source(Source("a.txt", tmp_path / "a.txt", ".txt")))


@pytest.mark.parametrize(
    ("name", "safe"),
    [("a/b.txt", "a/b.txt"), ("Łódź i okolice.txt", "Łódź i okolice.txt"), ("./a//b", "a/b")],
)
def test_good_names_stay(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@pytest.mark.parametrize(
    "name", ["../x", "/etc/passwd", "a\x00b", "a\nb", "a/../../b", "a" * 5000, "\u202egpj.exe", ""]
)
def test_bad_names_become_safe(name: str) -> None:
    safe = safe_name(name)
    parts = safe.split("/")
    assert parts
    assert all(part not in {"", ".", ".."} for part in parts)
    assert safe.isprintable()
    assert all(len(part.encode()) < 200 for part in parts)


def test_different_names_stay_different() -> None:
    assert len({safe_name(name) for name in ("a:b", "a*b", "a_b", "a?b")}) == 4


def test_what_systems_leave_in_archives_and_folders_is_no_document(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("teksty/a.txt", PARAGRAPH)
        archive.writestr("__MACOSX/teksty/._a.txt", b"\0")
        archive.writestr("teksty/.DS_Store", b"\0")
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    assert list(read_all(tmp_path)) == ["a.zip/teksty/a.txt"]


def test_an_office_document_called_zip_is_one_failure(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", "<document/>")
    (found,) = read_all(tmp_path).values()
    assert "it is an Office document" in why(found)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (
            json.dumps([{"text": PARAGRAPH}], indent=1).encode(),
            "one JSON value over the whole file",
        ),
        (json.dumps({"text": PARAGRAPH}, indent=1).encode(), "one JSON value over the whole file"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 9, "it is a PNG picture"),
    ],
)
def test_rows_that_are_none_are_one_failure(tmp_path: Path, data: bytes, reason: str) -> None:
    (tmp_path / "a.jsonl").write_bytes(data)
    (found,) = read_all(tmp_path).values()
    assert reason in why(found)


def test_a_deeply_nested_row_is_its_own_failure(tmp_path: Path) -> None:
    rows = ['{"text": ' + "[" * 100_000 + "]" * 100_000 + "}", json.dumps({"text": PARAGRAPH})]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    found = read_all(tmp_path)
    assert "too deeply nested" in why(found["a.jsonl/1"])
    assert isinstance(found["a.jsonl/2"], Document)


def test_fields_of_other_names(tmp_path: Path) -> None:
    row = {"id": "x", "headline": "Szkoła", "notka": PARAGRAPH, "byline": "Ewa Mazur",
           "published_at": "2026-03-02T10:00:00Z", "link": "https://kurier.example/1"}  # fmt: skip
    (tmp_path / "a.jsonl").write_text(json.dumps(row), "utf-8")
    assert "name the right one (--text-field notka)" in why(read_all(tmp_path)["a.jsonl/x"])
    (source,) = find_documents(tmp_path, text_field="notka")
    found = read_source(source)
    assert isinstance(found, Document)
    assert (found.title, found.date, found.author, found.source) == (
        "Szkoła", "2026-03-02", "Ewa Mazur", "https://kurier.example/1",
    )  # fmt: skip


def test_rows_in_an_archive(tmp_path: Path) -> None:
    rows = [{"id": "a", "text": PARAGRAPH}, {"id": "b", "text": SECOND}, {"text": 5}]
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("2026/w.jsonl", "\n".join(map(json.dumps, rows)))
        archive.writestr("dalej.zip", b"PK")
    found = read_all(tmp_path)
    texts = [row.text for row in found.values() if isinstance(row, Document)]
    assert list(found)[:3] == [f"a.zip/2026/w.jsonl/{name}" for name in ("3", "a", "b")]
    assert texts == [PARAGRAPH, SECOND]
    assert "has no text" in why(found["a.zip/2026/w.jsonl/3"])
    assert "an archive inside an archive" in why(found["a.zip/dalej.zip"])


def test_numbered_names_are_not_taken_twice(tmp_path: Path) -> None:
    ids = ["a", "a", "a~2", "A", "b", "a"]
    rows = [json.dumps({"id": name, "text": PARAGRAPH}) for name in ids]
    (tmp_path / "d.jsonl").write_text("\n".join(rows), "utf-8")
    found = [source.doc.removeprefix("d.jsonl/") for source in find_documents(tmp_path)]
    assert found == ["A", "a~3", "a~4", "a~5", "a~2", "b"]


@pytest.mark.parametrize("name", ["a.b\nc", "a.\u202eb", "a." + "b" * 60])
def test_reason_names_an_ending_in_one_line(name: str, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr(name, PARAGRAPH)
    (found,) = read_all(tmp_path).values()
    assert "no reader for files that end in .b" in why(found).replace(". b", ".b")
    assert why(found).isprintable()
    assert len(why(found)) < 300


@pytest.mark.parametrize("name", ["CON", "nul.txt", "com1.tar.gz", "Lpt¹", "aux .txt"])
def test_names_of_devices_are_changed(name: str) -> None:
    changed = safe_name(f"a/{name}/b")
    assert changed.startswith(f"a/_{name}~")
    assert changed.endswith("/b")


@pytest.mark.parametrize("name", ["o.o.", "o.o. .", "..."])
def test_names_do_not_end_with_dots_or_spaces(name: str) -> None:
    changed = safe_name(f"{name}/b").split("/")[0]
    assert changed.startswith("o.o~" if name != "..." else "_~")


@pytest.mark.parametrize("name", ["console.txt", "com10", "null", "auxilium.txt", "a.con"])
def test_names_like_devices_are_left(name: str) -> None:
    assert safe_name(name) == name


def test_first_row_after_a_byte_order_mark_keeps_its_id(tmp_path: Path) -> None:
    row = json.dumps({"id": "pierwszy", "text": PARAGRAPH})
    (tmp_path / "a.jsonl").write_text(row, "utf-8-sig")
    (document,) = read_all(tmp_path).items()
    assert document[0] == "a.jsonl/pierwszy"
    assert isinstance(document[1], Document)


def test_truth_value_is_no_id(tmp_path: Path) -> None:
    rows = [json.dumps({"id": name, "text": PARAGRAPH}) for name in (True, 7)]
    (tmp_path / "a.jsonl").write_text("\n".join(rows), "utf-8")
    assert [source.doc for source in find_documents(tmp_path)] == ["a.jsonl/1", "a.jsonl/7"]
