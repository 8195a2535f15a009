"""Subtitles: what is said, without its times."""

from __future__ import annotations

import pytest

from skrot.read import guess_suffix, read_bytes
from skrot.records import Document, Failure
from tests.read.formats.files import Hostile
from tests.read.helpers import GOOD, SENTENCES, parts, reasons

FIRST = [
    "Rada gminy przyjęła we wtorek",
    "uchwałę o budowie nowej szkoły,",
    "która stanie przy ulicy Leśnej.",
]
WHOLE = " ".join(FIRST)


def srt(*cues: str, end: str = "\n", gap: int = 2) -> bytes:
    rows = []
    for i, cue in enumerate(cues):
        at = i * gap
        rows.append(f"{i + 1}\n00:00:{at:02},000 --> 00:00:{at + 2:02},500\n{cue}\n")
    return "\n".join(rows).replace("\n", end).encode()


def vtt(*cues: str) -> bytes:
    rows = [
        f"00:{i * 2:02}.000 --> 00:{i * 2 + 2:02}.500 line:0\n{c}\n" for i, c in enumerate(cues)
    ]
    head = "WEBVTT - Rozmowa\n\nNOTE autor\nnapisów\n\nSTYLE\n::cue {}\n\n"
    return (head + "\n".join(rows)).encode()


def micro(*cues: str) -> bytes:
    return "".join(f"{{{i * 50}}}{{{i * 50 + 60}}}{c}\n" for i, c in enumerate(cues)).encode()


def examples() -> list[bytes]:
    return [srt(*SENTENCES), vtt(*SENTENCES), micro(*SENTENCES)]


def hostile() -> Hostile:
    tags = "<i>" * 50_000
    return {
        "tags.srt": (srt(tags + GOOD), GOOD, "took longer"),
        "open.srt": (srt("<" * 100_000 + GOOD), GOOD, "took longer"),
        "frames.sub": (micro("|" * 100_000 + GOOD), GOOD),
        "long.srt": (b"1\n99999999999:00:00,000 --> 00:00:01,000\n" + GOOD.encode(), GOOD),
        "times.vtt": (b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n\n" * 10_000, "no subtitles"),
    }  # fmt: skip


def read(data: bytes, suffix: str = ".srt") -> Document:
    found = read_bytes(data, "x", suffix)
    assert isinstance(found, Document), found
    from tests.read.test_properties import check  # which asks this module for examples

    check(found)
    return found


@pytest.mark.parametrize("suffix", [".srt", ".vtt", ".sub"])
def test_sentences_go_on_over_frames(suffix: str) -> None:
    make = {".srt": srt, ".vtt": vtt, ".sub": micro}[suffix]
    data = make(*FIRST)
    assert guess_suffix(data) == ".srt"
    assert parts(read(data, suffix)) == [WHOLE]


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_line_ends(end: str) -> None:
    assert parts(read(srt(*FIRST, end=end))) == [WHOLE]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1250", "utf-16"])
def test_encodings(encoding: str) -> None:
    assert parts(read(srt(*FIRST).decode().encode(encoding))) == [WHOLE]


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("<i>Rada gminy</i> przyjęła plan.", "Rada gminy przyjęła plan."),
        ("Rada <b>gminy</b>, jak co roku.", "Rada gminy, jak co roku."),
        ("{\\an8}Rada gminy przyjęła plan.", "Rada gminy przyjęła plan."),
        ('<font color="#ff0000">Rada gminy przyjęła plan.</font>', "Rada gminy przyjęła plan."),
        ("<v Anna>Rada gminy przyjęła plan.</v>", "Rada gminy przyjęła plan."),
        ("/Rada gminy przyjęła plan.", "Rada gminy przyjęła plan."),
        ("[śmiech] Rada gminy przyjęła plan.", "Rada gminy przyjęła plan."),
        ("Rada gminy\nprzyjęła plan.", "Rada gminy przyjęła plan."),
        ("Rada gminy przyję-\nła plan.", "Rada gminy przyjęła plan."),
        ("Było ich 1200,\nczyli 5 < 7 proc.", "Było ich 1200, czyli 5 < 7 proc."),
    ],
)
def test_tags_and_lines(cue: str, text: str) -> None:
    assert parts(read(srt(cue, "Nikt nie był przeciw temu planowi.")))[0].startswith(text)


def test_no_empty_lines_between_frames_and_a_rate() -> None:
    close = srt(*FIRST).replace(b"\n\n", b"\n")
    assert parts(read(close)) == [WHOLE]
    assert parts(read(b"{1}{1}23.976\n" + micro(*FIRST), ".sub")) == [WHOLE]


def test_speakers_are_apart() -> None:
    document = read(
        srt("- Kiedy ruszą prace?\n- W marcu.", "– Skąd pieniądze?", "Z budżetu gminy.")
    )
    assert parts(document) == ["Kiedy ruszą prace?", "W marcu.", "Skąd pieniądze? Z budżetu gminy."]


def test_a_pause_after_a_sentence_parts() -> None:
    assert parts(read(srt(*SENTENCES[:2], gap=20))) == SENTENCES[:2]
    assert parts(read(srt(*FIRST, gap=19))) == [WHOLE]


def test_lines_of_microdvd() -> None:
    document = read(micro("{y:i}Rada gminy|przyjęła plan.", "Ruszą|prace."), ".sub")
    assert parts(document) == ["Rada gminy przyjęła plan. Ruszą prace."]


def test_what_goes_is_listed() -> None:
    document = read(srt("<i>Rada gminy</i> przyjęła plan na ten rok.", "♪", "Ruszą prace."))
    assert set(reasons(document)) == {"time code", "tag", "separator"}
    text = document.text + "".join(piece.text for piece in document.dropped)
    assert sorted(filter(str.isalnum, text)) == sorted(filter(str.isalnum, document.raw))


def test_numbers_of_frames_are_no_text() -> None:
    document = read(srt("Wynik to", "2027", "i tak zostanie do końca roku szkolnego."))
    assert parts(document) == ["Wynik to 2027 i tak zostanie do końca roku szkolnego."]


def test_no_subtitles() -> None:
    found = read_bytes(GOOD.encode(), "x", ".srt")
    assert isinstance(found, Document)
    assert found.text == GOOD
    empty = read_bytes(b"1\n00:00:01,000 --> 00:00:02,000\n\n", "x", ".srt")
    assert isinstance(empty, Failure)
