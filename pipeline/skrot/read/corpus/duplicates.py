"""Documents that a corpus has twice: exactly, or with small changes.

Source of the method: Broder, "On the resemblance and containment of documents", 1997 (MinHash of
word shingles); Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3 (banding).
"""

from __future__ import annotations

import hashlib
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from skrot.records import Document
from skrot.toml import Table, load

_WORD = re.compile(r"\w+")
_SHINGLE = 4
_BANDS, _ROWS = 24, 5
_NEAR = 0.8
_MOST_CANDIDATES = 50
_SEED = 20260622
_CONTENT_KINDS = frozenset({"lead", "body", "takeaway"})
_TEXT_KINDS = _CONTENT_KINDS | {"title", "heading"}

Signature = NDArray[np.uint32]


class _Duplicates(Table, frozen=True):
    naming: tuple[str, ...]


def find_duplicates(documents: Iterable[Document]) -> dict[str, str]:
    """Find the documents that repeat an earlier one.

    Two documents count as one if their words are the same, or if the resemblance of their
    four-word sequences (Jaccard) is estimated at 0.8 or more and the later one has no figure, in
    digits, that the earlier one lacks. Letterheads, footnotes and teasers do not count; titles,
    headings, numbers that name a letter or an act, and the year of the document do not count as
    figures. The time is near linear in the number of documents; less than a kilobyte is kept for
    each, with four bytes for each of its figures, so that `documents` may be a generator.

    Parameters
    ----------
    documents : iterable of Document
        In a fixed order: of two that are alike, the first is kept.

    Returns
    -------
    dict of str to str
        For each document that repeats another, the ``doc`` of the one to keep.
    """
    docs: list[str] = []
    keys: list[bytes] = []
    signatures: list[Signature] = []
    figures: list[NDArray[np.uint32]] = []
    for document in documents:
        words = _words(document)
        docs.append(document.doc)
        keys.append(hashlib.blake2b(words.tobytes(), digest_size=16).digest())
        # What is too short to have a sequence is compared word for word alone.
        signatures.append(_signature(words) if len(words) >= _SHINGLE else np.empty(0, np.uint32))
        figures.append(_figures(document))
    exact: dict[bytes, str] = {}
    buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    for i, bands in enumerate(_shared_bands(signatures)):
        original = exact.get(keys[i])
        if original is None:
            candidates = {j for band in bands for j in buckets[band][:_MOST_CANDIDATES]}
            original = next(
                (
                    docs[j]
                    for j in sorted(candidates)
                    if float(np.mean(signatures[j] == signatures[i])) >= _NEAR
                    and not len(np.setdiff1d(figures[i], figures[j], assume_unique=True))
                ),
                None,
            )
        if original is not None:
            found[docs[i]] = original
            continue
        exact[keys[i]] = docs[i]
        for band in bands:
            buckets[band].append(i)
    return found


def _shared_bands(signatures: Sequence[Signature]) -> Iterator[list[tuple[int, int]]]:
    """Give the bands that each signature has in common with any other, as (band, number)."""
    long = [i for i, signature in enumerate(signatures) if len(signature)]
    numbers = np.full((len(signatures), _BANDS), -1, dtype=np.int32)
    for band in range(_BANDS if long else 0):
        part = slice(band * _ROWS, (band + 1) * _ROWS)
        rows = np.array([signatures[i][part] for i in long], dtype=np.uint32)
        _, number, count = np.unique(
            rows.view(f"V{rows.dtype.itemsize * _ROWS}").ravel(),
            return_inverse=True,
            return_counts=True,
        )
        numbers[long, band] = np.where(count[number] > 1, number, -1)
    for row in numbers:
        yield [(band, int(number)) for band, number in enumerate(row) if number >= 0]


def _words(document: Document) -> NDArray[np.uint64]:
    """A number for each word of the text proper, the same on every machine."""
    numbers: dict[str, int] = {}
    words: list[int] = []
    for part in document.parts:
        if part.kind in _TEXT_KINDS:
            for word in _WORD.findall(document.text[part.start : part.end].casefold()):
                number = numbers.get(word)
                if number is None:
                    number = numbers[word] = zlib.crc32(word.encode("utf-8", "replace"))
                words.append(number)
    return np.array(words, dtype=np.uint64)


def _figures(document: Document) -> NDArray[np.uint32]:
    """A number for each different figure of the content, but for the year of the document."""
    found: set[str] = set()
    for part in document.parts:
        if part.kind in _CONTENT_KINDS:
            found.update(_figure().findall(document.text[part.start : part.end].casefold()))
    found.discard((document.date or "")[:4])
    numbers = {zlib.crc32(re.sub(r"[ \xa0]", "", figure).encode()) for figure in found}
    return np.array(sorted(numbers), dtype=np.uint32)


@cache
def _figure() -> re.Pattern[str]:
    """Match digits with their groups and decimals.

    Digits inside a word and after a word that names a letter or an act are no figure ("K10INT123",
    "interpelacja nr 123 z dnia 5 maja"). What may not stand before one is asked after its first
    digit: the search goes from digit to digit then.
    """
    named = "".join(rf"(?<!\b{word} \d)" for word in _naming())
    return re.compile(rf"\d(?<!\w\d){named}\d*(?:[.,]\d+|[ \xa0]\d{{3}}(?!\d))*")


@cache
def _naming() -> tuple[str, ...]:
    return load("skrot.read", "data/duplicates.toml", _Duplicates).naming


def _signature(words: NDArray[np.uint64]) -> Signature:
    """The MinHash signature: for each of 120 hash functions, the least value over all shingles."""
    length = min(_SHINGLE, max(len(words), 1))
    shingles: NDArray[np.uint64] = np.zeros(max(len(words) - length + 1, 1), dtype=np.uint64)
    for i in range(length if len(words) else 0):
        shingles = shingles * np.uint64(0x9E3779B97F4A7C15) + words[i : i + len(shingles)]
    shingles = np.unique(shingles)
    factors, offsets = _functions()
    least = np.full(len(factors), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(shingles), 4096):
        block = shingles[start : start + 4096, None] * factors + offsets
        least = np.minimum(least, block.min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(_SEED)
    size = _BANDS * _ROWS
    factors = random.integers(1, 2**63, size=size, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, random.integers(0, 2**63, size=size, dtype=np.uint64)
