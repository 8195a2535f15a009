"""Components that keep what they learned as a few files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import ClassVar, Self

import msgspec


class Learned:
    """A component that keeps what it learned as a few files, or nothing where it has no weights.

    spaCy calls ``to_disk`` and ``from_disk``, or ``to_bytes`` and ``from_bytes``, for the pipeline.
    ``names`` are those of its files; another file in its folder is left alone.
    """

    names: ClassVar[tuple[str, ...]]

    def files(self) -> dict[str, bytes]:
        """Give what was learned as files by name."""
        raise NotImplementedError

    def learn(self, files: Mapping[str, bytes]) -> None:
        """Take over what ``files`` gave."""
        raise NotImplementedError

    def to_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> None:
        """Write the component into a folder."""
        for name, data in self.files().items():
            Path(path).mkdir(parents=True, exist_ok=True)
            (Path(path) / name).write_bytes(data)

    def from_disk(self, path: str | Path, *, exclude: Iterable[str] = ()) -> Self:
        """Read the component from a folder; one without weights left none."""
        if Path(path).is_dir():
            files = (Path(path) / name for name in self.names)
            self._take({file.name: file.read_bytes() for file in files if file.is_file()})
        return self

    def to_bytes(self, *, exclude: Iterable[str] = ()) -> bytes:
        """Give the component as bytes."""
        return msgspec.msgpack.encode(self.files())

    def from_bytes(self, data: bytes, *, exclude: Iterable[str] = ()) -> Self:
        """Read the component from bytes."""
        self._take(msgspec.msgpack.decode(data, type=dict[str, bytes]))
        return self

    def __getstate__(self) -> dict[str, object]:
        """Give what a copy in another process is made from: what onnxruntime holds stays here."""
        return {**self.__dict__, "_learned": self.files(), **dict.fromkeys(self._held)}

    def __setstate__(self, state: dict[str, object]) -> None:
        files = state.pop("_learned")
        self.__dict__.update(state)
        self._take(files)  # type: ignore[arg-type]

    _held: ClassVar[tuple[str, ...]] = ()

    def _take(self, files: Mapping[str, bytes]) -> None:
        if files:
            self.learn(files)
