"""Documents that a corpus has twice: exactly, or with small changes.

Source of the method: Broder, "On the resemblance and containment of documents", 1997 (MinHash of
word shingles); Leskovec, Rajaraman, Ullman, "Mining of Massive Datasets", chapter 3 (banding).
"""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from skrot.read.structure.letters import find_reference
from skrot.read.structure.phrases import matches
from skrot.read.structure.wording import wording
from skrot.records import Document
from skrot.shingles import MIX, WordNumbers, shingles
from skrot.toml import Table, load

_TOKEN = re.compile(r"\w+|[.!?…](?=\s)")
# Stands for the end of a sentence.
_STOP = 1
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
    dated: str
    empty: frozenset[str]


def find_duplicates(documents: Iterable[Document]) -> dict[str, str]:
    """Find the documents that repeat an earlier one.

    Two documents count as one if their words are the same, or if the resemblance of their
    four-word sequences (Jaccard) is estimated at 0.8 or more and the later one says nothing that
    the earlier one does not: each of its words follows the same word of a sentence there. Words
    that say nothing (``duplicates.toml``) do not count, nor do letterheads, footnotes and teasers,
    nor, here, titles, headings, what names a letter or an act, and the year of the document. The
    time is near linear in the number of documents; less than a kilobyte is kept for each, with four
    bytes for each of its words, so that `documents` may be a generator. `find_repeats` does it over
    sketches that were made elsewhere.

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
    sketches: list[Sketch] = []
    said: list[NDArray[np.uint32]] = []
    for document in documents:
        docs.append(document.doc)
        sketches.append(sketch(document))
        said.append(said_pairs(document))
    numbers = {doc: number for number, doc in enumerate(docs)}
    return find_repeats(docs, sketches, lambda some: (said[numbers[doc]] for doc in some))


class Sketch(NamedTuple):
    """What is compared of documents first: a hash of the words, the MinHash signature of sequences.

    What is too short to have a sequence has an empty signature.
    """

    key: bytes
    signature: Signature


def sketch(document: Document) -> Sketch:
    """Return the sketch of a document, half a kilobyte."""
    words, _ = _numbers(document)
    return Sketch(
        hashlib.blake2b(words.tobytes(), digest_size=16).digest(),
        # What is too short to have a sequence is compared word for word alone.
        _signature(words) if len(words) >= _SHINGLE else np.empty(0, np.uint32),
    )


def said_pairs(document: Document) -> NDArray[np.uint32]:
    """Return a number for each pair of words of a document that follow each other in a sentence."""
    return _numbers(document)[1]


def find_repeats(
    docs: Sequence[str],
    sketches: Sequence[Sketch],
    said: Callable[[Sequence[str]], Iterable[NDArray[np.uint32]]],
) -> dict[str, str]:
    """Find the documents that repeat an earlier one, as `find_duplicates` does.

    Parameters
    ----------
    docs : sequence of str
        In a fixed order.
    sketches : sequence of Sketch
        That of each document.
    said : callable
        Gives the `said_pairs` of some documents one after another. Those are asked for that have
        much in common with any other; they are kept of the first of several.
    """
    exact: dict[bytes, str] = {}
    buckets: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
    found: dict[str, str] = {}
    kept: dict[int, NDArray[np.uint32]] = {}
    signatures = [one.signature for one in sketches]
    shared = _shared_bands(signatures)
    pairs = iter(said([docs[i] for i in np.flatnonzero((shared >= 0).any(axis=1)).tolist()]))
    for i, row in enumerate(shared):
        bands = [(band, int(number)) for band, number in enumerate(row) if number >= 0]
        own = next(pairs) if bands else None
        original = exact.get(sketches[i].key)
        if original is None and own is not None:
            candidates = {j for band in bands for j in buckets[band][:_MOST_CANDIDATES]}
            original = next(
                (
                    docs[j]
                    for j in sorted(candidates)
                    if float(np.mean(signatures[j] == signatures[i])) >= _NEAR
                    and np.isin(own, kept[j]).all()
                ),
                None,
            )
        if original is not None:
            found[docs[i]] = original
            continue
        exact[sketches[i].key] = docs[i]
        if own is not None:
            kept[i] = own
        for band in bands:
            buckets[band].append(i)
    return found


def _shared_bands(signatures: Sequence[Signature]) -> NDArray[np.int32]:
    """Give the number of what each signature has in common with any other in a band, else -1."""
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
    return numbers


def _numbers(document: Document) -> tuple[NDArray[np.uint64], NDArray[np.uint32]]:
    """A number for each word of the text proper, and for each pair of words that say something.

    Pairs are of words of one sentence that follow each other, but for those that say nothing. The
    numbers are the same on every machine.
    """
    rules = _rules()
    numbers = WordNumbers(dict.fromkeys(".!?…", _STOP))
    words: list[int] = []
    content: list[int] = []
    for part in document.parts:
        if part.kind not in _TEXT_KINDS:
            continue
        text = document.text[part.start : part.end]
        counts = part.kind in _CONTENT_KINDS
        text = (_without_reference(text) if counts else text).casefold()
        found = [numbers[word] for word in _TOKEN.findall(text)]
        words += found
        content += [_STOP, *found] if counts else ()
    every = np.array(words, dtype=np.uint64)
    empty = [numbers[word] for word in {*rules.empty, (document.date or "")[:4]} if word in numbers]
    said = np.array(content, dtype=np.uint64)
    said = said[~np.isin(said, np.array(empty, dtype=np.uint64))]
    half = np.uint64(32)
    pairs = ((said[:-1] << half | said[1:]) * MIX >> half)[said[1:] != _STOP]
    return every[every != _STOP], pairs.astype(np.uint32)


def _without_reference(text: str) -> str:
    """Leave out what names a letter that is answered: "… nr 5 z dnia 3 maja pani poseł Lis"."""
    if matches("opening", text):
        reference = find_reference(text)
        if reference is not None:
            text = text[: reference[0]] + " " + text[reference[1] :]
    named = any(word in text for word in (*_rules().naming, _rules().dated))
    return _names().sub(r"\1", text) if named else text


@cache
def _rules() -> _Duplicates:
    return load("skrot.read", "data/duplicates.toml", _Duplicates)


@cache
def _names() -> re.Pattern[str]:
    """Match what names a letter after its word: "nr 123 z dnia 5 maja 2031 r."."""
    rules = _rules()
    naming = "|".join(map(re.escape, rules.naming))
    date = rf"{re.escape(rules.dated)} \d{{1,2}} \w{{3,12}} \d{{4}}(?: r\.)?"
    letters = "|".join(wording().answered)
    named = rf"(?: (?:(?:{naming}) \S{{1,40}}|{date})){{1,3}}"
    return re.compile(rf"((?:{letters})\w{{0,9}}){named}", re.IGNORECASE)


def _signature(words: NDArray[np.uint64]) -> Signature:
    """The MinHash signature: for each of 120 hash functions, the least value over all shingles."""
    sequences = np.unique(shingles(words, _SHINGLE))
    factors, offsets = _functions()
    least = np.full(len(factors), np.iinfo(np.uint64).max, dtype=np.uint64)
    for start in range(0, len(sequences), 4096):
        block = sequences[start : start + 4096, None] * factors + offsets
        least = np.minimum(least, block.min(axis=0))
    return (least >> np.uint64(32)).astype(np.uint32)


@cache
def _functions() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    random = np.random.default_rng(_SEED)
    size = _BANDS * _ROWS
    factors = random.integers(1, 2**63, size=size, dtype=np.uint64) * np.uint64(2) + np.uint64(1)
    return factors, random.integers(0, 2**63, size=size, dtype=np.uint64)
