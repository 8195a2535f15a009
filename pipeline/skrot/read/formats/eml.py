"""Mails (.eml): subject, sender and day, what is written, and apart from it what is answered."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.parser import BytesParser
from email.utils import parseaddr
from functools import cache

from skrot.read.errors import UnreadableError
from skrot.read.formats.encoding import beginning, decode
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.fields import row_date
from skrot.read.formats.markup import read_markup
from skrot.read.limits import check_length, check_size
from skrot.read.structure.blocks import Line, split_lines
from skrot.read.structure.characters import repair_characters
from skrot.read.structure.draft import LeftOut
from skrot.read.structure.repair import structure_lines
from skrot.toml import Table, load

MAX_BYTES = 50_000_000
_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]{1,60}:[ \t]?[^\n]*\n")
_USUAL = (b"from:", b"subject:", b"date:", b"to:", b"message-id:", b"received:", b"return-path:")
_SIGNATURE = re.compile(r"--[ \u00a0]?")
_RULE = re.compile(r"[-_=*]{5,}")
_MOST_PARTS = 300
_MOST_HEADERS = 8
_LONGEST_WROTE = 300


class _Mail(Table, frozen=True):
    replies: tuple[str, ...]
    wrote_starts: tuple[str, ...]
    wrote_ends: tuple[str, ...]
    originals: tuple[str, ...]
    forwards: tuple[str, ...]
    headers: tuple[str, ...]
    signatures: tuple[str, ...]


def is_eml(data: bytes) -> bool:
    """Tell a mail by the names of its first headers."""
    start = beginning(data).lower()
    names = [name for name in _USUAL if start.startswith(name) or b"\n" + name in start]
    return _HEADER.match(beginning(data)) is not None and len(names) > 2


def read_eml(data: bytes) -> Extracted:
    """Read a mail: quoted history and signatures are ``other``, attachments listed as dropped.

    Raises
    ------
    UnreadableError
        If it has no text, or is too large.
    """
    check_size(len(data), MAX_BYTES, "a mail")
    message = BytesParser(policy=policy.default).parsebytes(data)
    plain, page, attached = _bodies(message)
    about = _about(message)
    if plain.strip() and (not page or len(plain) > len(page) / 20):
        check_length(plain)
        return _structure(plain, attached, about)
    if not page.strip():
        msg = "no text in the mail; it may hold only attachments"
        raise UnreadableError(msg)
    check_length(page)
    from lxml.html import document_fromstring

    paragraphs = list(_history(read_markup(document_fromstring(page), "other")))
    paragraphs += [Paragraph(name, left_out="attachment") for name in attached]
    return structure_paragraphs(paragraphs, about)


def _about(message: EmailMessage) -> Metadata:
    subject = " ".join(str(_header(message, "subject")).split())
    while (rest := _without_reply(subject)) != subject:
        subject = rest
    name, address = parseaddr(str(_header(message, "from")))
    date = str(_header(message, "date"))
    return Metadata(subject or None, row_date(date) if date else None, name or address or None)


def _header(message: EmailMessage, name: str) -> object:
    try:
        return message.get(name, "")
    # What the parsers of broken headers are known to raise.
    except (ValueError, IndexError, AttributeError, TypeError, OverflowError):
        return ""


def _without_reply(subject: str) -> str:
    label, colon, rest = subject.partition(":")
    return rest.strip() if colon and label.strip().casefold() in _words().replies else subject


def _bodies(message: EmailMessage) -> tuple[str, str, list[str]]:
    """The plain text, the page, and the names of what is attached."""
    plain: list[str] = []
    pages: list[str] = []
    attached: list[str] = []
    for number, part in enumerate(message.walk()):
        if number > _MOST_PARTS:
            break
        if part.is_multipart():
            continue
        name = part.get_filename()
        kind = part.get_content_type()
        if part.get_content_disposition() == "attachment" or kind not in {
            "text/plain",
            "text/html",
        }:
            attached.append(str(name or kind))
            continue
        (plain if kind == "text/plain" else pages).append(_text(part))
    return "\n\n".join(filter(None, plain)), "\n".join(pages), attached


def _text(part: EmailMessage) -> str:
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes):
        return ""
    text = decode(data, part.get_content_charset()) if data.strip() else ""
    text = text.replace("\r\n", "\n")
    if part.get_param("format") == "flowed":
        space = "" if str(part.get_param("delsp")).lower() == "yes" else " "
        text = re.sub(r"(?<!^--) \n(?!>)", space, text, flags=re.MULTILINE)
    return text


def _structure(text: str, attached: list[str], about: Metadata) -> Extracted:
    raw = "\n\n".join([text, *attached])
    repaired = repair_characters(raw)
    lines = split_lines(repaired.text)
    names = len(attached)
    left_out = [LeftOut("attachment", line.start, line.end) for line in lines[len(lines) - names :]]
    written = lines[: len(lines) - names] if names else lines
    marked = list(_mark(written))
    return Extracted(raw, structure_lines(marked, repaired, raw, about.title, left_out), about)


def _mark(lines: list[Line]) -> Iterator[Line]:
    """Mark what is quoted, the line that says of whom, signatures and the mail answered."""
    texts = [line.text for line in lines]
    end, passed_on = _history_at(texts)
    for i, line in enumerate(lines):
        aside = i >= end or i in passed_on or line.text.startswith(">") or _introduces(texts, i)
        yield line._replace(hint="other") if aside else line


def _history(paragraphs: Iterator[Paragraph]) -> Iterator[Paragraph]:
    found = list(paragraphs)
    texts = [paragraph.text.strip() for paragraph in found]
    end, passed_on = _history_at(texts)
    for i, paragraph in enumerate(found):
        introduces = _wrote(texts[i]) and i + 1 < len(found) and found[i + 1].kind == "other"
        aside = i >= end or i in passed_on or introduces
        yield paragraph._replace(kind="other") if aside else paragraph


def _history_at(texts: list[str]) -> tuple[int, set[int]]:
    """Where a signature or the mail that is answered begins, and the head of one passed on.

    A mail that is passed on without a word is what this one says.
    """
    written = False
    passed_on: set[int] = set()
    for i, text in enumerate(texts):
        folded = text.casefold().strip("-_* ")
        if i in passed_on:
            continue
        original = folded.startswith(_words().originals) or (
            _RULE.fullmatch(text) is not None and _headers(texts, i + 1)
        )
        head = _headers(texts, i) or _headers(text.split("\n"), 0)
        signed = written and folded.startswith(_words().signatures)
        rule = _SIGNATURE.fullmatch(text.partition("\n")[0].strip())
        if rule or signed or (written and (original or head)):
            return i, passed_on
        if not written and (original or folded.startswith(_words().forwards)):
            passed_on.add(i)
        elif not written and head:
            passed_on |= {
                at for at in range(i, min(i + _MOST_HEADERS, len(texts))) if _is_header(texts[at])
            }
        else:
            written = written or (any(map(str.isalpha, text)) and not text.startswith(">"))
    return len(texts), passed_on


def _headers(texts: list[str], i: int) -> bool:
    """Tell the head of a mail inside another: three of its lines are named as such lines are."""
    labels = [_is_header(text) for text in texts[i : i + _MOST_HEADERS]]
    return labels[:1] == [True] and sum(labels) >= 3


def _is_header(text: str) -> bool:
    return text.casefold().strip("* ").startswith(_words().headers)


def _introduces(texts: list[str], i: int) -> bool:
    """Tell the line over a quotation, which may run over two: "W dniu … Jan Nowak napisał:"."""
    after = [text for text in texts[i + 1 : i + 3] if text]
    quoted = any(text.startswith(">") for text in after)
    whole = texts[i] if _wrote(texts[i]) else " ".join(texts[i : i + 2])
    second = i > 0 and _wrote(" ".join(texts[i - 1 : i + 1])) and not texts[i].startswith(">")
    return quoted and (_wrote(whole) or second)


def _wrote(text: str) -> bool:
    folded = text.casefold().strip()
    return (
        len(text) <= _LONGEST_WROTE
        and folded.startswith(_words().wrote_starts)
        and folded.endswith(_words().wrote_ends)
    )


@cache
def _words() -> _Mail:
    return load("skrot.read.formats", "data/mail.toml", _Mail)
