"""Bytes to text: UTF-8, UTF-16 with a mark, and the one-byte code pages of Polish."""

from __future__ import annotations

import codecs
import re

from skrot.read.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1250", "iso8859-2", "cp852", "mac_latin2")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_TYPOGRAPHIC = frozenset("„”“’–—…«»§°€é ü")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_SAMPLE = 200_000
_START = 2048


def beginning(data: bytes) -> bytes:
    """Give the first bytes of a text, without what stands before its first character."""
    return data[:_START].removeprefix(codecs.BOM_UTF8).lstrip()


def decode(data: bytes) -> str:
    """Decode a text file.

    UTF-8 comes first (a sequence cut off at the end of the file is left out), then the code page
    under which the bytes above 127 are Polish letters and printable characters, then what
    charset-normalizer makes of it.

    Raises
    ------
    UnreadableError
        If the data is no text, or no encoding fits.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError as error:
                msg = f"not valid {name.upper()} although it begins with its mark; save it as UTF-8"
                raise UnreadableError(msg) from error
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    return _decode_code_page(data)


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if b"\0" in sample or len(_CONTROL.findall(sample)) > len(sample) / 50:
        msg = "not text (binary data); convert it to text or remove it"
        raise UnreadableError(msg)


def _decode_code_page(data: bytes) -> str:
    high = bytes(byte for byte in data[:_SAMPLE] if byte > 127)
    score, name = max((_fit(high, name), -i, name) for i, name in enumerate(_CODE_PAGES))[::2]
    if score > 0.5:
        return data.decode(name, errors="replace")
    from charset_normalizer import from_bytes  # heavy, and seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        msg = "unknown character encoding; save it as UTF-8"
        raise UnreadableError(msg)
    return data.decode(best.encoding, errors="replace")


def _fit(high: bytes, name: str) -> float:
    """The share of the bytes above 127 that are likely in Polish text under this code page."""
    text = high.decode(name, errors="replace")
    likely = sum(char in _POLISH for char in text) + 0.5 * sum(c in _TYPOGRAPHIC for c in text)
    return likely / len(text)
