"""Plain text."""

from __future__ import annotations

from skrot.read import read_bytes
from skrot.records import Document
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, MEGABYTE, SENTENCES

TEXT = "\n\n".join(SENTENCES)


def examples() -> list[bytes]:
    return [TEXT.encode(), TEXT.encode("cp1250", "replace"), TEXT.encode("utf-16")]


def hostile() -> Hostile:
    return {
        "one.txt": (b"a" * 100 * MEGABYTE, "too large: a text"),
        "spaces.txt": (b"a" + b" " * 4 * MEGABYTE + b"a", "a a"),
        "lines.txt": (b"a" + b"\n" * 4 * MEGABYTE + b"a", "a\n\na"),
        "nulls.txt": (GOOD.encode().replace(b" ", b"\0"), "not text"),
        "halves.txt": (
            f"{GOOD}\ud800".encode("utf-8", "surrogatepass"),
            f"{GOOD}\ufffd\ufffd\ufffd",
        ),
        "turned.txt": (GOOD.replace("gminy", "\u202egminy\u202c\u2066").encode(), GOOD),
        "accents.txt": (GOOD.encode() + "\u0301".encode() * 200_000, "Rada gminy"),
    }


def test_encodings_make_no_difference() -> None:
    for data in examples():
        found = read_bytes(data, "x.txt", ".txt")
        assert isinstance(found, Document)
        assert found.text == TEXT


def test_data_without_a_known_ending_is_text() -> None:
    found = read_bytes(TEXT.encode(), "x.log", ".log")
    assert isinstance(found, Document)
    assert found.text == TEXT
