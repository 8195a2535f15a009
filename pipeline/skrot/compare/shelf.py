"""Claims put away as bytes, so that those of a large corpus need not be in memory."""

from __future__ import annotations

from functools import lru_cache

import msgspec
import numpy as np

from skrot.compare.claims import Claim
from skrot.packed import Shelf

# So many claims are kept unpacked.
_AT_HAND = 4096

_encode = msgspec.msgpack.Encoder().encode
_decoder = msgspec.msgpack.Decoder(tuple[Claim, bytes | None])


class Claims:
    """Claims by the number that `add` gave them.

    Parameters
    ----------
    shelf
        Empty; what is added is packed and put there.
    """

    def __init__(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self._size = 0
        self.get = lru_cache(maxsize=_AT_HAND)(self._unpacked)

    def add(self, claim: Claim) -> int:
        """Put a claim away; return its number."""
        vector = None if claim.vector is None else claim.vector.astype("<f4").tobytes()
        self._shelf.append(_encode((claim._replace(vector=None), vector)))
        self._size += 1
        return self._size - 1

    def _unpacked(self, number: int) -> Claim:
        claim, vector = _decoder.decode(self._shelf[number])
        if vector is None:
            return claim
        return claim._replace(vector=np.frombuffer(vector, dtype="<f4"))
