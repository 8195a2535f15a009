"""Bytes that are not what they are said to be: broken UTF-8, wrong declarations, no mark."""

from __future__ import annotations

import json

import pytest

from skrot.read import read_bytes
from skrot.records import Document

TEXT = (
    "Święcice przyjęły w piątek uchwałę o budżecie na następny rok.\n\n"
    "Wójt Łukasz Żądło powiedział, że każdy mieszkaniec może zgłosić własną uwagę "
    "do końca miesiąca, a urząd odpowie na nią w ciągu dziesięciu dni.\n\n"
    "Opozycja wątpi, czy pieniędzy wystarczy na nową ścieżkę wzdłuż rzeki. Źródłem sporu są ceny."
)
SIGN = "\ufffd"


def document(data: bytes, suffix: str = ".txt") -> Document:
    found = read_bytes(data, "x", suffix)
    assert isinstance(found, Document), found
    return found


def page(head: str, before: str = "") -> str:
    body = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n"))
    return (
        f"<!DOCTYPE html><html lang=pl><head>{before}{head}<title>Święcice mają budżet</title>"
        "</head>"
        f"<body><article><h1>Święcice mają budżet</h1>{body}</article></body></html>"
    )


BROKEN = [
    ("piątek", b"pi\xc4tek", f"pi{SIGN}tek"),
    ("budżecie", "budżecie".encode() + b"\xc3", f"budżecie{SIGN}"),
    ("urząd", b"urz\x85d", f"urz{SIGN}d"),
    ("uwagę", "uwagę ".encode() + b"\xff", f"uwagę {SIGN}"),
    ("mieszkaniec", b"mieszkaniec\xa0", f"mieszkaniec{SIGN}"),
    ("Łukasz", b"\xb3ukasz", f"{SIGN}ukasz"),
    ("rzeki", b"rzeki\xe2\x80", f"rzeki{SIGN}"),
    ("dni", b"dni\xed", f"dni{SIGN}"),
    ("Opozycja", b"Opozycja \xf0\x9f\x98", f"Opozycja {SIGN}"),
    ("końca", b"ko\xf1ca", f"ko{SIGN}ca"),
    ("ciągu", b"ci\xb9gu", f"ci{SIGN}gu"),
    ("wątpi", b"w\xc4 tpi", f"w{SIGN} tpi"),
    ("nową", b"now\xb1", f"now{SIGN}"),
]


@pytest.mark.parametrize(("word", "bad", "good"), BROKEN)
@pytest.mark.parametrize("kind", ["txt", "bom", "html", "jsonl", "long", "short"])
def test_one_bad_byte(word: str, bad: bytes, good: str, kind: str) -> None:
    if kind == "html":
        data, suffix = page('<meta charset="utf-8">').encode().replace(word.encode(), bad), ".html"
    elif kind == "jsonl":
        data, suffix = json.dumps({"text": TEXT}, ensure_ascii=False).encode(), ".jsonl"
        data = data.replace(word.encode(), bad)
    else:
        text = {"long": TEXT * 300, "short": next(p for p in TEXT.split("\n\n") if word in p)}
        data, suffix = text.get(kind, TEXT).encode().replace(word.encode(), bad, 1), ".txt"
        data = b"\xef\xbb\xbf" * (kind == "bom") + data
    found = document(data, suffix)
    whole = TEXT.replace(word, good)
    expected = next(part for part in whole.split("\n\n") if SIGN in part)
    assert expected in found.text
    assert found.text.count(SIGN) == 1
    assert [piece.reason for piece in found.dropped] == ["unreadable character"]
    piece = found.dropped[0]
    assert found.raw[piece.source_start : piece.source_end] == SIGN


def test_many_bad_bytes_are_counted_one_by_one() -> None:
    data = TEXT.encode().replace("ą".encode(), b"\xff", 3)
    found = document(data)
    assert found.text.count(SIGN) == 3
    assert [piece.reason for piece in found.dropped] == ["unreadable character"] * 3


META = [
    ('<meta charset="iso-8859-1">', "utf-8"),
    ('<meta charset="windows-1250">', "iso8859-2"),
    ('<meta charset="iso-8859-2">', "cp1250"),
    ('<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">', "utf-8"),
    ('<script charset="iso-8859-1" src="a.js"></script><meta charset="utf-8">', "utf-8"),
    ('<script charset="utf-8" src="a.js"></script><meta charset="iso-8859-2">', "iso8859-2"),
    ('<script charset="windows-1251"></script>', "cp1250"),
    ('<meta charset="utf-8">', "cp1250"),
    ('<meta charset="utf-8">', "iso8859-2"),
    ('<meta charset="windows-1252">', "cp1250"),
    ('<meta charset="iso-8859-1">', "iso8859-2"),
    ('<meta charset="ISO-8859-1">', "cp1250"),
    ('<link rel="stylesheet" href="a.css" charset="us-ascii">', "utf-8"),
    ('<meta charset="utf-16">', "utf-8"),
    ('<meta charset="windows-1257">', "cp1250"),
    ('<meta charset="ibm852">', "cp1250"),
    ('<meta charset="x-mac-ce">', "utf-8"),
    ("", "iso8859-2"),
    ("<meta name='x' content='charset=koi8-r'>", "utf-8"),
    ('<meta charset="iso-8859-16">', "iso8859-2"),
    ('<meta charset="windows-1250">', "cp1250"),
    ('<meta charset="iso-8859-2">', "iso8859-2"),
    ('<meta charset="cp852">', "cp852"),
    ('<meta charset="gb2312">', "utf-8"),
    ("<!-- charset=windows-1251 --><meta charset='iso-8859-2'>", "iso8859-2"),
]


@pytest.mark.parametrize(("head", "code_page"), META)
@pytest.mark.parametrize("short", [False, True])
def test_wrong_declarations(head: str, code_page: str, *, short: bool) -> None:
    html = page(head)
    if short:
        first, second = TEXT.split("\n\n")[:2]
        html = html.replace(f"<p>{first}</p>", "").replace("Święcice mają budżet", "Budżet")
        assert second in html
    found = document(html.encode(code_page), ".html")
    assert SIGN not in found.text
    for part in TEXT.split("\n\n")[int(short) :]:
        assert part in found.text
    assert found.title == ("Budżet" if short else "Święcice mają budżet")


CAPITALS = "ŚWIĘCICE MAJĄ BUDŻET, A ŁĄCZNE ŹRÓDŁO DŁUGU JEST JUŻ ZNANE KAŻDEMU MIESZKAŃCOWI GMINY."


@pytest.mark.parametrize(
    ("text", "code_page"),
    [
        (CAPITALS, "cp1250"),
        (CAPITALS, "iso8859-2"),
        (CAPITALS, "cp852"),
        (TEXT, "cp852"),
        (TEXT, "mac_latin2"),
        (TEXT, "cp1250"),
        (TEXT, "iso8859-2"),
        ("Ślusarz Łoś ma ząb.", "iso8859-2"),
        ("Ślusarz Łoś ma ząb.", "cp1250"),
        ("Źle się dzieje w państwie duńskim.", "cp1250"),
        ("Źle się dzieje w państwie duńskim.", "iso8859-2"),
        ("„Dość” – rzekł prezes i wyszedł, bo się śpieszył na pociąg.", "cp1250"),
    ],
)  # fmt: skip
def test_code_pages_without_a_declaration(text: str, code_page: str) -> None:
    assert document(text.encode(code_page)).raw == text


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (TEXT, "utf-16-le"),
        (TEXT, "utf-16-be"),
        (CAPITALS, "utf-16-le"),
        (CAPITALS, "utf-16-be"),
        (TEXT * 50, "utf-16-le"),
        ("Źle się dzieje w państwie duńskim.", "utf-16-be"),
        ("Źle się dzieje w państwie duńskim.", "utf-16-le"),
        (TEXT, "utf-32-le"),
        (TEXT, "utf-32-be"),
        ("„Ąęś” – 12 345,60 zł\r\nto cała kwota, którą gmina zapłaci za drogę.\r\n", "utf-16-le"),
        (TEXT, "utf-16"),
        ("„Ąęś” – 12 345,60 zł\r\nto cała kwota, którą gmina zapłaci za drogę.\r\n", "utf-16-be"),
    ],
)  # fmt: skip
def test_utf16_without_a_mark(text: str, encoding: str) -> None:
    assert document(text.encode(encoding)).raw.replace("\r\n", "\n") == text.replace("\r\n", "\n")
