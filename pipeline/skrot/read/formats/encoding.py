"""Bytes to text: UTF-8, UTF-16 and UTF-32, and the one-byte code pages of Polish.

The bytes decide, by the words that a decoding makes of them; what a page declares only breaks ties.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence

from skrot.polish.dictionary import analyse
from skrot.read.errors import UnreadableError

_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WITHOUT_MARK = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
# What nearly all characters of a Polish text are.
_USUAL = re.compile("[\t\n\f\r -~\u00a0-\u024f\u2010-\u203a\u20ac]")
_NEARLY_ALL = 0.97
_CODE_PAGES = ("cp1250", "iso8859-2", "cp852", "mac_latin2")
_POLISH = frozenset("ąćęłńóśźżĄĆĘŁŃÓŚŹŻ")
_TYPOGRAPHIC = frozenset("„”“’–—…«»§°€é ü")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x1a\x1c-\x1f]")
_HIGH_WORD = re.compile(rb"[A-Za-z]{0,30}[\x80-\xff][A-Za-z\x80-\xff]{0,30}")
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 200_000
_MOST_WORDS = 300
_SURE = 3
_START = 2048


def beginning(data: bytes) -> bytes:
    """Give the first bytes of a text, without what stands before its first character."""
    return data[:_START].removeprefix(codecs.BOM_UTF8).lstrip()


def decode(data: bytes, declared: str | None = None) -> str:
    """Decode a text file.

    UTF-8 comes first: bytes that are none of it become a replacement sign each (a sequence cut off
    at the end of the file is left out), and lines with more of these than of letters are read in a
    code page. A text that is no UTF-8 is in the code page under which most of its words are in the
    dictionary, most of its bytes above 127 Polish letters; else as declared, or what
    charset-normalizer makes of it.

    Parameters
    ----------
    data : bytes
        The content of the file.
    declared : str, optional
        What it says about its encoding.

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
    data = data.removeprefix(codecs.BOM_UTF8)
    wide = _find_wide(data)
    if wide is not None:
        return data.decode(wide, errors="replace")
    _refuse_binary(data)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        if len(data) - error.start < 4 and error.reason == "unexpected end of data":
            return data[: error.start].decode("utf-8")
    return _decode_broken(data) or _decode_code_page(data, declared)


def _find_wide(data: bytes) -> str | None:
    """Tell a text in UTF-16 or UTF-32 that has no mark by what its characters are."""
    sample = data[: _SAMPLE - _SAMPLE % 4]
    if b"\0" not in sample:
        return None
    for name in _WITHOUT_MARK:
        text = sample[: len(sample) // 4 * 4 if "32" in name else len(sample) // 2 * 2]
        decoded = text.decode(name, errors="replace")
        if decoded and len(_USUAL.findall(decoded)) > _NEARLY_ALL * len(decoded):
            return name
    return None


def _refuse_binary(data: bytes) -> None:
    sample = data[:_SAMPLE]
    if b"\0" in sample or len(_CONTROL.findall(sample)) > len(sample) / 50:
        msg = "not text (binary data); convert it to text or remove it"
        raise UnreadableError(msg)


def _decode_broken(data: bytes) -> str | None:
    """Decode UTF-8 that has bytes of something else in it; None if most of it is something else."""
    if not _is_mostly_utf8(data):
        return None
    lines = data.split(b"\n")
    alien = [number for number, line in enumerate(lines) if not _is_mostly_utf8(line)]
    texts = [line.decode("utf-8", errors="replace") for line in lines]
    words, page = _best_page(b"\n".join(lines[number] for number in alien), _CODE_PAGES)
    if words >= _SURE:
        for number in alien:
            texts[number] = lines[number].decode(page, errors="replace")
    return "\n".join(texts)


def _is_mostly_utf8(data: bytes) -> bool:
    if data.isascii():
        return True
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    return not bad or sum(char > "\x7f" for char in text) >= 2 * bad


def _decode_code_page(data: bytes, declared: str | None) -> str:
    pages = [page for page in (_code_page(declared),) if page is not None]
    pages += [page for page in _CODE_PAGES if page not in pages]
    words, page = _best_page(data, pages)
    high = bytes(byte for byte in data[:_SAMPLE] if byte > 127)
    if words or _fit(high, page) > 0.5:
        return data.decode(page, errors="replace")
    if declared is not None:
        try:
            return data.decode(declared)
        except (LookupError, UnicodeDecodeError):
            pass
    from charset_normalizer import from_bytes  # heavy, and seldom needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        msg = "unknown character encoding; save it as UTF-8"
        raise UnreadableError(msg)
    return data.decode(best.encoding, errors="replace")


def _code_page(declared: str | None) -> str | None:
    """Give the name of a declared code page of one byte a character, as Python writes it."""
    if declared is None:
        return None
    try:
        name = codecs.lookup(declared).name
        one = len(bytes(range(0x80, 0x100)).decode(name, errors="replace")) == 0x80
    except (LookupError, UnicodeError):
        return None
    return name if one and not name.startswith("utf") else None


def _best_page(data: bytes, pages: Sequence[str]) -> tuple[int, str]:
    """Give the code page that makes most words of Polish, and how many; the first of equals."""
    found = dict.fromkeys(match[0] for match in _HIGH_WORD.finditer(data[:_SAMPLE]))
    words = list(found)[:_MOST_WORDS]
    high = bytes(byte for byte in data[:_SAMPLE] if byte > 127)
    scores = [(sum(_is_word(word, page) for word in words), _fit(high, page)) for page in pages]
    best = max(range(len(pages)), key=lambda i: (*scores[i], -i))
    return scores[best][0], pages[best]


def _is_word(data: bytes, page: str) -> bool:
    """Tell whether the dictionary knows what the bytes are under a code page."""
    words = [word for word in _WORD.findall(data.decode(page, "replace")) if not word.isascii()]
    return bool(words) and all(analyse(word) or analyse(word.lower()) for word in words)


def _fit(high: bytes, name: str) -> float:
    """The share of the bytes above 127 that are likely in Polish text under this code page."""
    text = high.decode(name, errors="replace")
    likely = sum(char in _POLISH for char in text) + 0.5 * sum(c in _TYPOGRAPHIC for c in text)
    return likely / max(len(text), 1)
