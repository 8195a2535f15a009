"""Words as the pieces that the encoder reads, and windows of them.

A piece never reaches over a blank, so that what stands between two blanks is cut once, wherever it
stands.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

WINDOW = 126
"""Pieces of a window, without its two ends, at most."""
_STOPS = (".", "?", "!", "…")
_CACHE = 1 << 16
_PART = 20_000
_BLANK = "\n\n"


class Pieces(NamedTuple):
    """The pieces of a text.

    Each array has a row a piece.
    """

    ids: Ints
    first: Ints
    """The token that a piece starts in."""
    last: Ints
    """The token that it ends in."""

    def starts(self, tokens: int) -> Ints:
        """Give the first piece of each token, or the next one, and the end, shape (tokens + 1,)."""
        found: Ints = np.searchsorted(self.first, np.arange(tokens + 1))
        return found

    def whole(self, tokens: int) -> NDArray[np.bool_]:
        """Mark the tokens before which no piece is cut apart, shape (tokens,)."""
        marked = np.ones(tokens + 1, dtype=np.bool_)
        for piece in np.nonzero(self.last > self.first)[0]:
            marked[self.first[piece] + 1 : self.last[piece] + 1] = False
        return marked[:tokens]

    def shares(self, begin: int, end: int, start: int, stop: int) -> Floats:
        """Give how much of each piece belongs to each token, shape (tokens, pieces).

        Of the tokens from `begin` to `end` and the pieces from `start` to `stop`; a piece that
        reaches over several tokens is shared among them.
        """
        tokens = np.arange(begin, end)[:, None]
        first, last = self.first[start:stop], self.last[start:stop]
        inside = (tokens >= first) & (tokens <= last)
        shared: Floats = (inside / (last - first + 1)).astype(np.float32)
        return shared


class Cutter:
    """Cuts texts into pieces.

    Parameters
    ----------
    tokenizer : Tokenizer
        What knows the pieces.
    """

    def __init__(self, tokenizer: Tokenizer) -> None:
        self._tokenizer = tokenizer
        self._group = lru_cache(_CACHE)(self._cut)

    def __call__(self, forms: Sequence[str], spaces: Sequence[bool]) -> Pieces:
        """Cut a text.

        Parameters
        ----------
        forms : sequence of str
            Its tokens.
        spaces : sequence of bool
            Whether a blank follows each.
        """
        cuts, begins = [_NOTHING], [0]
        begin = 0
        for at, form in enumerate(forms):
            blank = form.isspace()
            if blank or spaces[at] or at + 1 == len(forms) or forms[at + 1].isspace():
                if not blank:
                    cuts.append(self._group(tuple(forms[begin : at + 1])))
                    begins.append(begin)
                begin = at + 1
        ids, first, last = map(np.concatenate, zip(*cuts, strict=True))
        shift = np.repeat(begins, [len(cut.ids) for cut in cuts])
        return Pieces(ids, first + shift, last + shift)

    def _cut(self, forms: tuple[str, ...]) -> Pieces:
        encoding = self._tokenizer.encode("".join(forms))
        ends = np.cumsum([len(form) for form in forms])
        rows = len(encoding.ids)
        offsets = np.array(encoding.offsets, dtype=np.int64).reshape(rows, 2)
        first = np.searchsorted(ends, offsets[:, 0], side="right")
        last = np.searchsorted(ends, np.maximum(offsets[:, 1] - 1, offsets[:, 0]), side="right")
        most = len(forms) - 1
        return Pieces(
            np.array(encoding.ids, dtype=np.int64)[:WINDOW],
            np.minimum(first, most)[:WINDOW],
            np.minimum(last, most)[:WINDOW],
        )


_NOTHING = Pieces(*(np.zeros(0, dtype=np.int64) for _ in range(3)))


def windows(
    sizes: Ints, places: NDArray[np.bool_], most: int, whole: NDArray[np.bool_] | None = None
) -> list[tuple[int, int]]:
    """Cut a text into windows, before a token where a sentence may begin if there is one.

    Parameters
    ----------
    sizes : ndarray of int, shape (tokens,)
        How much room each token takes.
    places : ndarray of bool, shape (tokens,)
        Before which tokens a sentence may begin.
    most : int
        How much room there is in a window; a token that takes more has one for itself.
    whole : ndarray of bool, shape (tokens,), optional
        Before which tokens a window may begin at all; any if not given.

    Returns
    -------
    list of (int, int)
        The first token of each window and the one after its last.
    """
    count = len(sizes)
    ends = np.concatenate([[0], np.cumsum(sizes)])
    possible = np.ones(count, dtype=np.bool_) if whole is None else whole
    found: list[tuple[int, int]] = []
    begin = 0
    while begin < count:
        end = int(np.searchsorted(ends, ends[begin] + most, side="right")) - 1
        end = max(min(end, count), begin + 1)
        if end < count:
            inside = np.arange(begin + 1, end + 1)
            inside = inside[possible[inside]]
            good = inside[places[inside]]
            good = good if len(good) else inside
            end = int(good[-1]) if len(good) else end
        found.append((begin, end))
        begin = end
    return found


def breaks(forms: Sequence[str], spaces: Sequence[bool]) -> NDArray[np.bool_]:
    """Mark the tokens before which a sentence may begin, as far as marks tell, shape (tokens,)."""
    found = np.zeros(len(forms), dtype=np.bool_)
    stopped = blank = False
    for at, form in enumerate(forms):
        if form.isspace():
            stopped, blank = stopped or "\n" in form, True
            continue
        found[at] = stopped and blank and not form[0].islower()
        stopped = form.endswith(_STOPS) or (stopped and not form[0].isalnum())
        blank = spaces[at]
    return found


def parts(text: str) -> Iterator[int]:
    """Cut a text after blank lines into parts of a bounded length, each read by itself.

    Yields
    ------
    int
        Where each part ends.
    """
    start = 0
    while len(text) - start > _PART:
        limit = start + _PART
        cut = text.rfind(_BLANK, start, limit)
        if cut >= 0:
            stop = cut + len(_BLANK)
        else:
            # A block longer than a part: break it where a sentence may end, else at a space.
            cut = max(text.rfind(mark, start, limit) for mark in (". ", "? ", "! "))
            cut = cut + 1 if cut >= 0 else text.rfind(" ", start, limit)
            stop = cut + 1 if cut >= 0 else limit
        yield stop
        start = stop
    yield len(text)
