"""What is fuzzed: every reader and the extractors, each a function of bytes that must not raise.

``python -m tests.fuzz.targets`` prints their names.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from spacy.language import Language

from skrot.read import find_documents, read_bytes, read_source, read_text
from skrot.read.formats.format import Format
from skrot.read.formats.registry import FORMATS
from skrot.records import Document, Failure
from tests.read.formats import files
from tests.read.helpers import SENTENCES

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


def reader(form: Format) -> Callable[[bytes], None]:
    """Read bytes as a file of a format: one document, or rows or members that are documents."""
    suffix = form.suffixes[0]

    def target(data: bytes) -> None:
        if form.archive is None:
            check(read_bytes(data, "x", suffix, accept_any_language=True))
        if form.read is None:
            with TemporaryDirectory(prefix="fuzz-") as folder:
                path = Path(folder) / f"x{suffix}"
                path.write_bytes(data)
                for source in find_documents(path, accept_any_language=True):
                    check(read_source(source))

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
    """A few valid files for every target, from which fuzzing begins."""
    found = {form.suffixes[0]: files.examples(form) for form in FORMATS}
    return {**found, "extract": ["".join(WORDS).encode("utf-8", "replace"), TEXT.encode()]}


def targets() -> dict[str, Callable[[bytes], None]]:
    """The functions that are fuzzed: every reader by the ending of its files, and `extract`."""
    found = {form.suffixes[0]: reader(form) for form in FORMATS}
    return {**found, "extract": lambda data: extract(decoded(data))}


if __name__ == "__main__":
    print(*targets())
