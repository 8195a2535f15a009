"""TOML files, the package's own and a user's, read into typed tables; a fault names its line.

Whatever is wrong with a file (its syntax, an unknown or missing key, a wrong type, a broken rule)
is one error of one line: file, line, key and what to do.
"""

from __future__ import annotations

import re
import tomllib
from collections import deque
from collections.abc import Iterator, Mapping
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar, get_args, get_origin

import msgspec

T = TypeVar("T")
# Where something stands in a file: keys, and indexes of lists.
Place = tuple[str | int, ...]

_TOKEN = re.compile(
    r"(?P<space>(?:[ \t\r]|#[^\n]*)+)|(?P<line>\n)"
    r'|(?P<text>"""(?s:\\.|[^\\])*?"{3,5}|\'\'\'(?s:.)*?\'{3,5}|"(?:\\.|[^"\\])*"|\'[^\']*\')'
    r"|(?P<mark>[\[\]{},=.])|(?P<bare>[^\[\]{},=.\s\"'#]+)"
)
_SYNTAX = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")
_NAMES = {
    "array": "a list",
    "bool": "true or false",
    "float": "a number",
    "int": "a whole number",
    "object": "a table",
    "str": "text in quotes",
}


class TomlError(ValueError):
    """A TOML file that cannot be used; the message is one line with file, line and remedy."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Base of what a table of a file may hold: unknown keys are refused."""


class Toml:
    """The text of a TOML file, read.

    Parameters
    ----------
    text
        What the file holds.
    name
        Stands for the file in messages.
    error
        What is raised when the file breaks a rule.

    Attributes
    ----------
    data
        The tables as they are.

    Raises
    ------
    TomlError
        If the text is no TOML.
    """

    def __init__(self, text: str, name: str, error: type[TomlError] = TomlError) -> None:
        self._text = text
        self._name = name
        self._error = error
        try:
            self.data = tomllib.loads(text)
        except tomllib.TOMLDecodeError as fault:
            reason = " ".join(str(fault).split())
            at = _SYNTAX.search(reason)
            line = at[1] if at and at[1] else text.count("\n") + 1
            what = _SYNTAX.sub("", reason)
            raise error(f"{name}:{line}: not valid TOML: {what}; correct that line") from fault

    def convert(self, kind: type[T]) -> T:
        """Return the tables as a type.

        Raises
        ------
        TomlError
            If a key is unknown or missing, or a value does not fit.
        """
        try:
            return msgspec.convert(self.data, kind, str_keys=True)
        except msgspec.ValidationError as fault:
            place, reason = _innermost(self.data, kind, (), fault)
            raise self.error(place, reason) from fault

    def error(self, place: Place, message: str) -> TomlError:
        """Return the error for what stands at a place, or for the table it is missing in."""
        return self._error(f"{self._name}:{self.line(place)}: {' '.join(message.splitlines())}")

    def line(self, place: Place) -> int:
        """Return the line of what stands at a place, or of the table it is missing in."""
        lines = self._places
        return next((lines[at] for n in range(len(place), 0, -1) if (at := place[:n]) in lines), 1)

    @cached_property
    def _places(self) -> dict[Place, int]:
        return _lines(self._text)


def read(path: str | Path, error: type[TomlError] = TomlError) -> Toml:
    """Read a file of a user.

    Raises
    ------
    TomlError
        If it cannot be read or is no TOML; of the class `error`.
    """
    return Toml(read_text(path, error), str(path), error)


def read_text(path: str | Path, error: type[TomlError] = TomlError) -> str:
    """Read the text of a file of a user.

    Raises
    ------
    TomlError
        If it cannot be read; of the class `error`.
    """
    try:
        return Path(path).read_bytes().decode("utf-8-sig")
    except OSError as fault:
        reason = fault.strerror or type(fault).__name__
        raise error(f"{path}: cannot be read ({reason}); give the path of a TOML file") from fault
    except UnicodeDecodeError as fault:
        raise error(f"{path}: not UTF-8 text; save the file as UTF-8") from fault


def load(package: str, name: str, kind: type[T]) -> T:
    """Read a data file of a package ("data/units.toml" of "skrot.extract.numbers") as a type.

    What a user's file of that name holds (`add_files`) is added to it.

    Raises
    ------
    TomlError
        If it does not fit; the message names the line.
    """
    file = packaged(package, name)
    _loaded.add((package, name))
    added = _added.get((package, name))
    if added is None:
        return file.convert(kind)
    own = read(added)
    # What it does not give is taken from the package's file, so that a fault is in a line of its.
    whole, own.data = own.data, _filled(own.data, file.data)
    own.convert(kind)
    file.data = _joined(file.data, whole)
    return file.convert(kind)


# Data files of packages that have been read, and those of a user that add to them.
_loaded: set[tuple[str, str]] = set()
_added: dict[tuple[str, str], Path] = {}


def add_files(files: Mapping[tuple[str, str], Path]) -> None:
    """Let a user's files add to data files, given by package and name, for the whole process.

    Raises
    ------
    TomlError
        If one that is to change has been read already: what was made of it is kept.
    """
    changed = {key for key in {*files, *_added} if files.get(key) != _added.get(key)}
    if late := sorted(changed & _loaded):
        raise TomlError(
            f"{late[0][1].rpartition('/')[2]} has been read already; a process has one folder of"
            " resources: give it first, or in a new process"
        )
    _added.clear()
    _added.update(files)


def _filled(own: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Return tables with what they lack of others."""
    both = {key for key in own if isinstance(own[key], dict) and isinstance(base.get(key), dict)}
    return {**base, **own, **{key: _filled(own[key], base[key]) for key in both}}


def _joined(base: dict[str, Any], own: dict[str, Any]) -> dict[str, Any]:
    """Return tables with others added: lists one after the other, anything else of the other."""
    found = {**base, **own}
    for key in base.keys() & own.keys():
        if isinstance(own[key], dict):
            found[key] = _joined(base[key], own[key])
        elif isinstance(own[key], list):
            found[key] = [*base[key], *own[key]]
    return found


def packaged(package: str, name: str) -> Toml:
    """Read a data file of a package, for a reader with rules of its own."""
    text = files(package).joinpath(name).read_text("utf-8")
    return Toml(text, f"{package.replace('.', '/')}/{name}")


def _innermost(
    value: Any, kind: Any, place: Place, fault: msgspec.ValidationError
) -> tuple[Place, str]:
    """Return where in a value the fault lies, and what it is in words."""
    if get_origin(kind) is Annotated:
        kind = get_args(kind)[0]
    if isinstance(value, dict) and isinstance(kind, type) and issubclass(kind, msgspec.Struct):
        fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
        for key in value:
            if key not in fields:
                return (*place, key), f"unknown key {key!r}; known keys: {', '.join(fields)}"
        for key, field in fields.items():
            if field.required and key not in value:
                where = f"in [{_dotted(place)}] " if _dotted(place) else ""
                return place, f"the key {key!r} is missing {where}".rstrip() + "; add it"
    for key, part, of in _parts(value, kind):
        try:
            msgspec.convert(part, of, str_keys=True)
        except msgspec.ValidationError as inner:
            return _innermost(part, of, (*place, key), inner)
    for key in value if get_origin(kind) is dict and isinstance(value, dict) else ():
        try:
            msgspec.convert(key, get_args(kind)[0], strict=False)
        except msgspec.ValidationError as inner:
            return (*place, key), f"{_dotted((*place, key))}: {_reason(inner)}; correct it"
    remedy = "correct it"
    if choices := _choices(kind):
        remedy = f"write one of {', '.join(choices)}"
    return place, f"{_dotted(place) or 'the file'}: {_reason(fault)}; {remedy}"


def _parts(value: Any, kind: Any) -> Iterator[tuple[str | int, Any, Any]]:
    """Give the parts of a table or list, each with its key or index and its type."""
    origin, kinds = get_origin(kind) or kind, get_args(kind)
    if isinstance(value, dict):
        if isinstance(origin, type) and issubclass(origin, msgspec.Struct):
            of = {field.encode_name: field.type for field in msgspec.structs.fields(origin)}
            yield from ((key, part, of[key]) for key, part in value.items())
        elif origin is dict:
            yield from ((key, part, kinds[1]) for key, part in value.items())
    elif isinstance(value, list) and origin in {tuple, list, set, frozenset}:
        several = origin is not tuple or kinds[1:] == (...,)
        each = kinds[:1] * len(value) if several else kinds
        if len(each) == len(value):
            yield from (
                (at, part, of) for at, (part, of) in enumerate(zip(value, each, strict=True))
            )


def _choices(kind: Any) -> tuple[str, ...]:
    """Return the texts of which a value must be one, where the type names them."""
    if get_origin(kind) is Literal:
        return tuple(map(str, get_args(kind)))
    return tuple(choice for part in get_args(kind) if part is not kind for choice in _choices(part))


def _dotted(place: Place) -> str:
    return ".".join(part for part in place if isinstance(part, str))


def _reason(fault: msgspec.ValidationError) -> str:
    """Return what msgspec says without its own path, in words of TOML."""
    reason = " ".join(str(fault).split()).partition(" - at ")[0]
    for name, words in _NAMES.items():
        reason = reason.replace(f"`{name}`", words)
    return reason[:1].lower() + reason[1:]


def _lines(text: str) -> dict[Place, int]:
    """Map every table, key and item of a valid TOML text to the line it stands on."""
    return _Scanner(text).lines


class _Scanner:
    def __init__(self, text: str) -> None:
        self.lines: dict[Place, int] = {}
        self._tokens = deque(_tokens(text))
        self._tables: dict[Place, int] = {}  # how many there are so far of each [[table]]
        table: Place = ()
        while self._tokens:
            piece, line = self._tokens[0]
            if piece == "[":
                table = self._header(line)
            elif piece != "\n":
                self._pair(table)
            else:
                self._tokens.popleft()

    def _header(self, line: int) -> Place:
        self._tokens.popleft()
        several = self._tokens[0][0] == "["
        if several:
            self._tokens.popleft()
        *outer, last = self._key("]")
        if several:
            self._tokens.popleft()
        place: Place = ()
        for part in outer:
            place = (*place, part)
            self.lines.setdefault(place, line)
            if place in self._tables:
                place = (*place, self._tables[place] - 1)
        place = (*place, last)
        self.lines.setdefault(place, line)
        if several:
            index = self._tables.get(place, 0)
            self._tables[place] = index + 1
            place = (*place, index)
            self.lines[place] = line
        return place

    def _pair(self, table: Place) -> None:
        line = self._tokens[0][1]
        place = table
        for part in self._key("="):
            place = (*place, part)
            self.lines.setdefault(place, line)
        self._value(place)

    def _key(self, end: str) -> list[str]:
        parts = []
        while (piece := self._tokens.popleft()[0]) != end:
            if piece != ".":
                parts.append(next(iter(tomllib.loads(f"{piece} = 0"))))
        return parts

    def _value(self, place: Place) -> None:
        piece, line = self._tokens.popleft()
        self.lines.setdefault(place, line)
        if piece == "[":
            for index, _ in enumerate(self._items("]")):
                self._value((*place, index))
        elif piece == "{":
            for _ in self._items("}"):
                self._pair(place)
        else:  # a number or a date may be several tokens
            while self._tokens and self._tokens[0][0] not in {"\n", ",", "]", "}"}:
                self._tokens.popleft()

    def _items(self, end: str) -> Iterator[None]:
        """Stop before every item of a list or an inline table, and after its end."""
        while (piece := self._tokens[0][0]) != end:
            if piece in {"\n", ","}:
                self._tokens.popleft()
            else:
                yield
        self._tokens.popleft()


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line = 1
    for match in _TOKEN.finditer(text):
        if match.lastgroup != "space":
            yield match[0], line
        line += match[0].count("\n")
