"""What is fuzzed: every reader and the extractors, each a function of bytes that must not raise."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from spacy.language import Language

from skrot.read import read_bytes, read_text
from skrot.records import Document, Failure
from tests.read import hostile_files
from tests.read.helpers import SENTENCES
from tests.read.pdf_files import column, make_pdf

TEXT = "\n\n".join(SENTENCES)
_LONGEST_REASON = 1000
# Pieces that rules look for; a fuzzer puts them together as it likes.
WORDS = [
    "ok. ", "mln ", "55 tys. ", "2019 r. ", "12.03.2024", "r.", "proc.", "m.in. ", "5,8 mld zł",
    "dr hab. ", "A. ", "Jan Kowalski", "Kowalskiemu", "U.S. Steel", "od 3 do ", "–", "„", "”", "(",
    ")", "[1] ", "1) ", "http://", "@", "XXI w. ", "½", "²", "10:30", "dwadzieścia ", "pierwszego ",
    "\n", "\n\n", "\u00ad", "\u202e", "\0", "\ud800", "\u0301", "’", "-", ".", ",", " ", "0",
    "9" * 40,
]  # fmt: skip


def check(found: Document | Failure) -> None:
    """Assert what holds for whatever was read."""
    if isinstance(found, Failure):
        assert found.reason.isprintable()
        assert 0 < len(found.reason) < _LONGEST_REASON
        return
    found.text.encode("utf-8")  # no halves of surrogate pairs
    assert "\0" not in found.text
    assert all(0 <= part.start < part.end <= len(found.text) for part in found.parts)


def reader(suffix: str) -> Callable[[bytes], None]:
    """Read bytes as a file of a format."""

    def target(data: bytes) -> None:
        check(read_bytes(data, "x", suffix, accept_any_language=True))

    return target


@cache
def _nlp() -> Language:
    """A pipeline without a model: what the rules of the extractors see on bare words."""
    import spacy

    nlp = spacy.blank("pl")
    for name in ("pl_sentences", "pl_morfeusz"):
        nlp.add_pipe(name)
    return nlp


def extract(data: bytes) -> None:
    """Find numbers and entities in a text, as a user of the library would, on any characters."""
    from skrot.extract import find_entities, find_numbers

    text = read_text(data.decode("utf-8", "surrogatepass" if b"\xed" in data else "replace")).text
    doc = _nlp()(text)
    for number in find_numbers(doc):
        assert 0 <= number.start < number.end <= len(text)
        assert text[number.start : number.end] == number.text
    mentions, entities = find_entities(doc)
    ids = {entity.entity for entity in entities}
    for mention in mentions:
        assert text[mention.start : mention.end] == mention.text
        assert mention.entity in ids


def decoded(data: bytes) -> bytes:
    """Bytes that `extract` can decode."""
    return data.decode("utf-8", "replace").encode("utf-8")


@cache
def examples() -> dict[str, list[bytes]]:
    """A few valid files of every format, from which fuzzing begins."""
    page = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    html = f"<html><head><title>Szkoła</title></head><body><article>{page}</article></body></html>"
    body = "".join(hostile_files.run(sentence) for sentence in SENTENCES)
    lines = make_pdf(column(50, 800, [sentence[:80] for sentence in SENTENCES]))
    return {
        ".txt": [TEXT.encode(), TEXT.encode("cp1250", "replace"), TEXT.encode("utf-16")],
        ".html": [html.encode()],
        ".docx": [hostile_files.docx(body)],
        ".pdf": [lines, *hostile_files.looping_pdfs().values()][:4],
        ".jsonl": [b'{"id": 1, "title": "A", "text": "' + SENTENCES[0].encode() + b'"}'],
        "extract": ["".join(WORDS).encode("utf-8", "replace"), TEXT.encode()],
    }


def targets() -> dict[str, Callable[[bytes], None]]:
    """The functions that are fuzzed, by the name of what they read."""
    found: dict[str, Callable[[bytes], None]] = {
        suffix: reader(suffix) for suffix in examples() if suffix.startswith(".")
    }
    found["extract"] = lambda data: extract(decoded(data))
    return found
