"""A fault in a TOML file, ours or a user's, is one line that names file, line, key and remedy."""

import ast
import importlib
import re
import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Meta, field

from skrot.toml import Table, Toml, TomlError, _lines, read
from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "pipeline" / "skrot"


class Row(Table, frozen=True):
    name: str
    kind: Literal["a", "b"] = "a"
    words: tuple[str, ...] = ()
    bounds: tuple[int, int] = (0, 1)


class File(Table, frozen=True):
    row: tuple[Row, ...] = ()
    table: dict[str, dict[str, frozenset[str]]] = field(default_factory=dict)
    months: dict[Annotated[int, Meta(le=12)], str] = field(default_factory=dict)
    one: Row | None = None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a = ", "f:1: not valid TOML: Invalid value; correct that line"),
        ("\n\na = [1,", "f:3: not valid TOML: Invalid value; correct that line"),
        ("\nrows = 1", "f:2: unknown key 'rows'; known keys: row, table, months, one"),
        (
            "[[row]]\nname = 'x'\n[[row]]\n\nname = 'y'\nname_ = ''",
            "f:6: unknown key 'name_'; known keys: name, kind, words, bounds",
        ),
        ("[[row]]\nname = 'x'\n[[row]]\n", "f:3: the key 'name' is missing in [row]; add it"),
        (
            "[[row]]\nname = 1",
            "f:2: row.name: expected text in quotes, got a whole number; correct it",
        ),
        (
            "[[row]]\nname = 'x'\nwords = [\n  'a',\n  2,\n]",
            "f:5: row.words: expected text in quotes, got a whole number; correct it",
        ),
        (
            "[[row]]\nname = ''\nkind = 'c'",
            "f:3: row.kind: invalid enum value 'c'; write one of a, b",
        ),
        (
            "[[row]]\nname = ''\n\nbounds = [1, 2, 3]",
            "f:4: row.bounds: expected a list of length 2, got 3; correct it",
        ),
        (
            "[table.x]\ny = ['z']\n'ż a' = [[1]]",
            "f:3: table.x.ż a: expected text in quotes, got a list; correct it",
        ),
        (
            "[table]\nx = { y = ['z'], z = 1 }",
            "f:2: table.x.z: expected a list, got a whole number; correct it",
        ),
        (
            "[months]\n1 = 'a'\n13 = 'b'",
            "f:3: months.13: expected a whole number <= 12; correct it",
        ),
        (
            '[months]\n"\\n" = "a"',
            "f:2: months. : expected a whole number, got text in quotes; correct it",
        ),
        ("row = 1", "f:1: row: expected a list, got a whole number; correct it"),
    ],
)
def test_messages(text: str, message: str) -> None:
    with pytest.raises(TomlError) as caught:
        Toml(text, "f").convert(File)
    assert str(caught.value) == message


def test_a_rule_of_a_reader_names_the_nearest_line_there_is() -> None:
    file = Toml("\n[[row]]\nname = 'x'\n", "f")
    assert str(file.error(("row", 0, "name"), "m")) == "f:3: m"
    assert str(file.error(("row", 0, "kind"), "m")) == "f:2: m"
    assert str(file.error(("rows",), "m")) == "f:1: m"


def test_a_file_that_cannot_be_read_is_the_readers_error(tmp_path: Path) -> None:
    class OurError(TomlError):
        pass

    with pytest.raises(OurError, match="cannot be read"):
        read(tmp_path / "missing.toml", OurError)
    (tmp_path / "bad.toml").write_text("a = ", "utf-8")
    with pytest.raises(OurError, match=r"bad\.toml:1: not valid TOML"):
        read(tmp_path / "bad.toml", OurError)


NASTY = (
    '''
"a = [" = 1
a.b."c.d" = """
[x] = 1
"quoted" \\""" # '''
    + "'''"
    + ''' """"
literal = \'\'\'
y = 2
'\'\'\'
date = 1979-05-27 07:32:00.5  # [z]
f = -1.5e+3
list = [ # [
  [1, 2], [], { p = 1, "q".r = [3, '#'] },
  "]", 'x',
]
[t.u]
x = {}
[[t.rows]]
k = 1
[t.rows.deep]
k = 1
[[t.rows]]
[[t.rows.more]]
k = 1
[ "t" . 'v' ]
k = inf
'''
)


def places(data: Any, place: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    parts = data.items() if isinstance(data, dict) else enumerate(data)
    found = set()
    for key, value in parts:
        found.add((*place, key))
        if isinstance(value, dict | list):
            found |= places(value, (*place, key))
    return found


@pytest.mark.parametrize(
    "text",
    [NASTY, NASTY.replace("\n", "\r\n"), *(f.read_text("utf-8") for f in PACKAGE.rglob("*.toml"))],
)
def test_every_key_and_item_has_its_line(text: str) -> None:
    found = _lines(text)
    assert found.keys() == places(tomllib.loads(text))
    lines = text.split("\n")
    for place, line in found.items():
        if isinstance(place[-1], str):
            assert place[-1] in lines[line - 1], place


PIECES = [
    "a",
    "b",
    "1",
    "=",
    "=",
    ".",
    "[",
    "]",
    "{",
    "}",
    ",",
    "\n",
    "\n",
    '"',
    "'",
    '"""',
    "#",
    " ",
]


@given(
    st.lists(
        st.sampled_from([*PIECES, "a = 1\n", "[a]\n", "[[b]]\n", "[1, 'x']", '"\\""']), max_size=14
    )
)
def test_any_text_that_is_toml_has_its_lines(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    assert _lines(text).keys() == places(data)


def loads() -> list[tuple[str, str, Any]]:
    """Every call that loads a data file of the package: package, file and type."""
    found = []
    for path in PACKAGE.rglob("*.py"):
        for call in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") in {"load", "packaged"}:
                if len(call.args) < 2 or not isinstance(call.args[0], ast.Constant):
                    continue
                package, name, *kind = (ast.unparse(argument) for argument in call.args)
                module = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts)
                of = getattr(importlib.import_module(module), kind[0] if kind else "_File")
                folder = PACKAGE.parent.joinpath(*package.strip("'").split("."))
                pattern = re.sub(r"\{\w+\}", "*", name.lstrip("f").strip("'"))
                found += [
                    (package.strip("'"), str(file.relative_to(folder)), of)
                    for file in folder.glob(pattern)
                ]
    return found


LOADS = loads()


def test_every_data_file_is_named_where_it_is_loaded() -> None:
    files = {PACKAGE.parent.joinpath(*package.split("."), name) for package, name, _ in LOADS}
    assert files == set(PACKAGE.rglob("*.toml"))


@pytest.mark.parametrize(("package", "name", "kind"), LOADS)
def test_a_wrong_entry_names_its_line(package: str, name: str, kind: Any) -> None:
    file = f"{package.replace('.', '/')}/{name}"
    text = PACKAGE.parent.joinpath(file).read_text("utf-8")
    Toml(text, file).convert(kind)
    lines = text.split("\n")
    tables = [at for at, line in enumerate(lines) if re.match(r"\[", line)]
    for at in (-1, *tables):
        wrong = [*lines[: at + 1], "'wrong?' = [[[1]]]", *lines[at + 1 :]]
        with pytest.raises(TomlError) as caught:
            Toml("\n".join(wrong), file).convert(kind)
        message = str(caught.value)
        assert message.startswith(f"{file}:{at + 2}: ")
        assert "wrong?" in message
        assert "\n" not in message
