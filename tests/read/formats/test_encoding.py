"""Bytes to text."""

import pytest

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import decode

TEXT = "Zażółć gęślą jaźń – powiedział „minister” w Łodzi, po czym wyszedł."


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1250"])
def test_encodings(encoding: str) -> None:
    assert decode(TEXT.encode(encoding)) == TEXT


@pytest.mark.parametrize("encoding", ["iso8859-2", "cp1250"])
def test_code_pages_are_told_apart(encoding: str) -> None:
    text = "Rząd przyjął ustawę o ochronie środowiska, źródeł i łąk."
    assert decode(text.encode(encoding)) == text


def test_utf8_cut_inside_its_last_letter() -> None:
    assert decode("Łódź".encode()[:-1]) == "Łód"


@pytest.mark.parametrize(
    "data", [b"a\x00b" * 50, bytes(range(256)) * 4, b"\xff\xfe\x00", b"\x00\x01\x02\x03"]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableError):
        decode(data)
