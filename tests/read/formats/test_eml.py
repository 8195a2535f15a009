"""Mails: what is written, and apart from it what is answered."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from skrot.read import guess_suffix, read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, PARAGRAPH, SECOND, SENTENCES, kinds, parts, reasons, wrap


def mail(text: str = "", page: str = "", subject: str = "Szkoła w polu", **more: Any) -> bytes:
    message = EmailMessage()
    message["From"] = "Ewa Mazur <ewa@example.org>"
    message["To"] = "redakcja@example.org"
    message["Subject"] = subject
    message["Date"] = "Mon, 02 Mar 2026 10:00:00 +0100"
    if text:
        message.set_content(text, **more)
    if page and text:
        message.add_alternative(page, subtype="html")
    elif page:
        message.set_content(page, subtype="html")
    return message.as_bytes(policy=SMTP)


def examples() -> list[bytes]:
    return [mail(f"{PARAGRAPH}\n\n{SECOND}\n"), mail(page=f"<p>{PARAGRAPH}</p>")]


def hostile() -> Hostile:
    head = b"From: a@example.org\nTo: b@example.org\nSubject: x\nDate: x\n"
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i) for i in range(2000)
    )
    return {
        "nested.eml": (head + nested + GOOD.encode(), "no text", "too deeply", "took longer"),
        "encoded.eml": (
            head + b"Content-Transfer-Encoding: base64\n\n" + b"!" * 100_000,
            "no text", "not text", "not Polish",
        ),
        "subject.eml": (
            head.replace(b"Subject: x", b"Subject: " + b"=?utf-8?B?!?= " * 5_000)
            + b"\n" + GOOD.encode(), GOOD, "took longer",
        ),
        "charset.eml": (head + b"Content-Type: text/plain; charset=nope\n\n" + GOOD.encode(), GOOD),
        "quotes.eml": (head + b"\n" + GOOD.encode() + b"\n" + b">" * 1_000_000, GOOD),
        "deep.eml": (
            head + b"Content-Type: text/html\n\n" + b"<div>" * 50_000 + GOOD.encode(), GOOD,
             "no text", "too deeply",
        ),
    }  # fmt: skip


def read(data: bytes) -> Document:
    found = read_bytes(data, "x.eml", ".eml")
    assert isinstance(found, Document), found
    return found


@pytest.mark.parametrize("data", examples())
def test_head(data: bytes) -> None:
    document = read(data)
    assert (document.title, document.date, document.author) == (
        "Szkoła w polu",
        "2026-03-02",
        "Ewa Mazur",
    )
    assert parts(document)[0] == PARAGRAPH
    assert guess_suffix(data) == ".eml"


@pytest.mark.parametrize(
    ("subject", "title"),
    [("Re: Szkoła", "Szkoła"), ("Odp: PD: Szkoła", "Szkoła"), ("FW: re: Szkoła", "Szkoła"),
     ("Pilne: szkoła", "Pilne: szkoła")],
)  # fmt: skip
def test_subjects(subject: str, title: str) -> None:
    assert read(mail(PARAGRAPH, subject=subject)).title == title


ANSWERED = "\n".join(f"> {line}" for line in wrap(SECOND, 60).split("\n"))
HEAD = "Od: Jan Nowak\nWysłano: 1 marca 2026\nDo: Ewa Mazur\nTemat: Szkoła\n\n"


@pytest.mark.parametrize(
    "rest",
    [
        f"W dniu 1.03.2026 o 10:00, Jan Nowak pisze:\n{ANSWERED}",
        f"W dniu 1 marca 2026 10:00 użytkownik Jan <jan@example.org>\nnapisał:\n\n{ANSWERED}",
        f"Dnia 1 marca 2026 10:00 Jan Nowak napisał(a):\n{ANSWERED}",
        f"niedz., 1 mar 2026 o 10:00 Jan Nowak <jan@example.org> napisał(a):\n\n{ANSWERED}",
        f"On Sun, Mar 1, 2026 at 10:00 AM Jan Nowak wrote:\n{ANSWERED}",
        f"-----Original Message-----\nFrom: Jan\nSent: Sunday\nTo: Ewa\nSubject: x\n\n{SECOND}",
        f"-----Oryginalna wiadomość-----\n{HEAD}{SECOND}",
        f"________________________________\n{HEAD}{SECOND}",
        f"{HEAD}{SECOND}",
        "-- \nEwa Mazur\nredaktorka, tel. 600 100 200",
        "Wysłano z iPhone'a",
        ANSWERED,
    ],
)  # fmt: skip
def test_history_and_signatures_are_other(rest: str) -> None:
    document = read(mail(f"{wrap(PARAGRAPH, 72)}\n\n{rest}\n"))
    assert parts(document, "body") == [PARAGRAPH]
    assert len(parts(document, "other")) > 0
    assert not set(kinds(document)) - {"body", "other"}


def test_an_answer_between_quotations() -> None:
    quoted = [f"> {sentence}" for sentence in SENTENCES[:2]]
    document = read(mail("\n\n".join([quoted[0], SENTENCES[4], quoted[1], SENTENCES[5]])))
    assert parts(document, "body") == [SENTENCES[4], SENTENCES[5]]
    assert len(parts(document, "other")) == 2


def test_a_mail_that_is_only_passed_on_is_read() -> None:
    text = f"{HEAD}{wrap(PARAGRAPH, 72)}\n\n{wrap(SECOND, 72)}\n"
    text = f"---------- Forwarded message ---------\n{text}"
    assert parts(read(mail(text)), "body")[-2:] == [PARAGRAPH, SECOND]


def test_flowed_lines() -> None:
    flowed = wrap(PARAGRAPH, 60).replace("\n", " \n")
    data = mail("x\n").replace(b'charset="utf-8"', b'charset="utf-8"; format=flowed')
    head, _, _ = data.partition(b"\r\n\r\n")
    head = head.replace(b"7bit", b"8bit")
    body = f"{flowed}\n\n{SECOND}\n".replace("\n", "\r\n").encode()
    assert parts(read(head + b"\r\n\r\n" + body)) == [PARAGRAPH, SECOND]


@pytest.mark.parametrize("charset", ["iso-8859-2", "windows-1250", "utf-8"])
@pytest.mark.parametrize("cte", ["quoted-printable", "base64", "8bit"])
def test_charsets(charset: str, cte: str) -> None:
    document = read(mail(f"{PARAGRAPH}\n", charset=charset, cte=cte))
    assert parts(document) == [PARAGRAPH]


def test_pages() -> None:
    page = (
        f"<html><head><style>p {{}}</style></head><body><p>{PARAGRAPH}</p><div>{SECOND}</div>"
        "<div>W dniu 1.03.2026 Jan Nowak pisze:</div>"
        f"<blockquote><p>{SENTENCES[4]}</p></blockquote>"
        "<div style='display:none'>podgląd 77</div></body></html>"
    )
    document = read(mail(page=page))
    assert parts(document, "body") == [PARAGRAPH, SECOND]
    assert parts(document, "other")[-1] == SENTENCES[4]
    assert reasons(document) == ["hidden text"]


def test_the_head_of_a_mail_in_one_paragraph_of_a_page() -> None:
    head = "<b>Od:</b> Jan<br><b>Wysłano:</b> x<br><b>Do:</b> y<br><b>Temat:</b> z"
    document = read(mail(page=f"<p>{PARAGRAPH}</p><div>{head}</div><p>{SECOND}</p>"))
    assert parts(document, "body") == [PARAGRAPH]


def test_the_plain_text_comes_before_the_page() -> None:
    document = read(mail(f"{PARAGRAPH}\n", f"<p>{PARAGRAPH}</p><p>Reklama</p>"))
    assert parts(document) == [PARAGRAPH]
    stub = read(mail("Zobacz w HTML.\n", f"<p>{PARAGRAPH}</p>" * 3))
    assert parts(stub)[0] == PARAGRAPH


@pytest.mark.parametrize("year", [b"2222222026", b"9" * 40])
def test_a_date_out_of_reach_is_none(year: bytes) -> None:
    found = read(mail(f"{PARAGRAPH}\n").replace(b"Mar 2026", b"Mar " + year))
    assert (found.date, found.author) == (None, "Ewa Mazur")


def test_attachments_are_listed() -> None:
    message = EmailMessage()
    message["From"], message["Subject"] = "a@example.org", "Szkoła"
    message.set_content(f"{PARAGRAPH}\n")
    message.add_attachment(b"%PDF-1.4", maintype="application", subtype="pdf", filename="plan.pdf")
    document = read(message.as_bytes(policy=SMTP))
    assert parts(document) == [PARAGRAPH]
    assert [(d.reason, d.text) for d in document.dropped] == [("attachment", "plan.pdf")]


def test_a_mail_without_text() -> None:
    found = read_bytes(mail(page="<img src='x'>"), "x.eml", ".eml")
    assert isinstance(found, Failure)
    assert "no text" in found.reason
