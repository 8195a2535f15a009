"""What holds for every text there is."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from skrot.read import read_bytes, read_text
from skrot.read.formats.registry import FORMATS
from skrot.records import Document, Failure
from tests.read.formats.files import examples
from tests.read.helpers import SENTENCES, wrap

_BULLETS = "-–—*·•▪◦●○■□►‣➢✓"
# Bits that the repairs look for, so that random texts meet them.
_BITS = st.sampled_from(
    [
        *SENTENCES, "Gospodarka. ", "- ", "– ", "• ", "1) ", "\n", "\n\n", "\f", "\r\n", "12",
        "2/7",
        "ﬁ", "mini-\nster", "polsko-\njapońska", "Szanowny Panie,", "Z poważaniem", "REKLAMA",
        "Marszałek:", "(Oklaski)", "tel. 22 555 01 02", "[1] Dz. U.", "\u00ad", "\u200b", "z\u0307",
        "\u00a0", "\t", "...", "2023 1 2 3 4",
        "Z tego artykułu dowiesz się", "Główne wnioski", "Ĺ‚",
        "Ăł", "\ud800", "\x00",
    ]
)  # fmt: skip
_TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.one_of(_BITS, st.text(max_size=5)), max_size=40).map("".join),
    st.lists(_BITS, max_size=30).map("\n".join),
    st.tuples(st.lists(st.sampled_from(SENTENCES), max_size=12), st.integers(20, 90)).map(
        lambda pair: wrap(" ".join(pair[0]), pair[1])
    ),
)
_FEWER = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def check(document: Document) -> None:
    text, raw = document.text, document.raw
    blocks = [text[part.start : part.end] for part in document.parts]
    assert text == "\n\n".join(blocks)
    assert all(block == block.strip() and block for block in blocks)
    assert not any(char in block for block in blocks for char in "\n\r\f\v\u2028\u2029")
    assert all(a.end <= b.start for a, b in pairwise(document.source_map))
    mapped = [False] * len(text)
    for span in document.source_map:
        assert 0 <= span.source_start <= span.source_end <= len(raw)
        assert 0 <= span.start < span.end <= len(text)
        mapped[span.start : span.end] = [True] * (span.end - span.start)
        clean, source = text[span.start : span.end], raw[span.source_start : span.source_end]
        if len(clean) == len(source):
            assert all(a == b or not _plain(b) for a, b in zip(clean, source, strict=True))
    for part in document.parts:
        assert all(mapped[part.start : part.end])
    for piece in document.dropped:
        assert raw[piece.source_start : piece.source_end] == piece.text


def _plain(char: str) -> bool:
    """A letter or digit that no repair touches by itself."""
    return char.isalnum() and char.isascii()


def letters(text: str) -> Counter[str]:
    return Counter(char for char in text if char.isalnum() and char.isascii())


@_FEWER
@given(_TEXTS)
def test_every_character_goes_back_to_the_source(text: str) -> None:
    check(read_text(text))


@_FEWER
@given(_TEXTS)
def test_no_letter_or_digit_is_lost(text: str) -> None:
    document = read_text(text)
    kept = letters(document.text) + letters("".join(piece.text for piece in document.dropped))
    if unicodedata.is_normalized("NFC", text) and text.isprintable():
        assert letters(text) - kept == Counter()


@_FEWER
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=10))
def test_clean_paragraphs_come_back_as_they_are(paragraphs: list[str]) -> None:
    document = read_text("\n\n".join(paragraphs))
    assert document.text == "\n\n".join(paragraphs)
    assert document.dropped == ()


@_FEWER
@given(
    st.binary(max_size=300),
    st.sampled_from([form.suffixes[0] for form in FORMATS]),
    st.sampled_from([b"", *(data[:16] for form in FORMATS for data in examples(form))]),
)
def test_no_bytes_raise(data: bytes, suffix: str, start: bytes) -> None:
    found = read_bytes(start + data, "x", suffix, accept_any_language=True)
    if isinstance(found, Failure):
        assert found.reason
        assert "\n" not in found.reason
    else:
        check(found)


@_FEWER
@given(_TEXTS)
def test_reading_is_deterministic(text: str) -> None:
    assert read_text(text) == read_text(text)
