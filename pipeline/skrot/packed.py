"""Items that lie packed where memory does not: a corpus has more than fit in it."""

from __future__ import annotations

from typing import Any, Generic, Protocol, TypeVar

import msgspec
import numpy as np

Item = TypeVar("Item")


class Shelf(Protocol):
    """Where packed items lie: a list of bytes, or a file that is used as one."""

    def append(self, item: bytes, /) -> None:
        """Put something at the end."""
        ...

    def __getitem__(self, index: int, /) -> bytes:
        """Return what was put there."""
        ...


def _to_bytes(vector: Any) -> bytes:
    return np.ascontiguousarray(vector, dtype="<f4").tobytes()


def _to_vector(kind: Any, data: bytes) -> Any:
    return np.frombuffer(data, dtype="<f4")


packed = msgspec.msgpack.Encoder(enc_hook=_to_bytes).encode
"""Return a record as `Packed` keeps it."""


class Packed(Generic[Item]):
    """Records by the number that `add` gave them; their vectors are float32.

    Parameters
    ----------
    kind
        The class of the records.
    shelf
        Empty; what is added is packed and put there.
    """

    def __init__(self, kind: type[Item], shelf: Shelf) -> None:
        self._decode = msgspec.msgpack.Decoder(kind, dec_hook=_to_vector).decode
        self._shelf = shelf
        self._size = 0

    def __len__(self) -> int:
        return self._size

    def add(self, item: Item) -> int:
        """Put a record away; return its number."""
        return self.put(packed(item))

    def put(self, data: bytes) -> int:
        """Put a record away that is `packed` already; return its number."""
        self._shelf.append(data)
        self._size += 1
        return self._size - 1

    def packed(self, number: int) -> bytes:
        """Return a record as it was packed."""
        return self._shelf[number]

    def unpack(self, data: bytes) -> Item:
        """Return a record from its bytes."""
        return self._decode(data)

    def get(self, number: int) -> Item:
        """Return a record."""
        return self._decode(self._shelf[number])
