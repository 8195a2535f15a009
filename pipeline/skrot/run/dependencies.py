"""What a function of this package depends on: the files whose content can change its result.

From a function: the names it uses, and through them the modules that these come from; from a
module: everything that it imports, also inside functions, and the data files beside it that it
names. What a module imports for type checkers alone, and what stands in annotations, is left out. A
package counts where a name is taken from it, not where only a module inside it is.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, NamedTuple

PACKAGE = Path(__file__).parents[1]
_NAME = PACKAGE.name

# Folders that a module names as a whole, by their name alone.
_DATA_FOLDERS = ("messages", "templates")

# Distributions that are not called as what is imported of them.
_DISTRIBUTIONS = {
    "docx": "python-docx",
    "markdown_it": "markdown-it-py",
    "sklearn": "scikit-learn",
    "vl_convert": "vl-convert-python",
}

# A module is not parsed, as a hundred of them take a second: what looks like an import counts.
_FOR_TYPES = re.compile(r"^if TYPE_CHECKING:\n(?: .*\n|\n)+", re.MULTILINE)
_FROM = re.compile(r"^[ ]*from ([\w.]+) import (?:\(([^)]*)\)|(.*))", re.MULTILINE)
_IMPORT = re.compile(r"^[ ]*import ([\w.]+)", re.MULTILINE)
_LITERAL = re.compile(r'"([\w./-]+)"')


class Dependencies(NamedTuple):
    """Files of the package, and the modules of other distributions that they import."""

    files: frozenset[Path]
    libraries: frozenset[str]


def dependencies(functions: Iterable[Callable[..., Any]]) -> Dependencies:
    """Return what functions depend on, their own modules included."""
    return _dependencies(tuple(functions))


@cache
def _dependencies(functions: tuple[Callable[..., Any], ...]) -> Dependencies:
    files: set[Path] = set()
    imported: set[str] = set()
    for function in functions:
        code = getattr(function, "__code__", None)
        path = Path(code.co_filename if code is not None else "")
        if PACKAGE not in path.parents:
            continue
        files.add(path)
        imported.update(_used(path, function.__name__))
    waiting = sorted(imported)
    seen: set[str] = set()
    libraries: set[str] = set()
    while waiting:
        name = waiting.pop()
        if name in seen:
            continue
        seen.add(name)
        if name.partition(".")[0] != _NAME:
            libraries.add(name.partition(".")[0])
            continue
        file = _file(name)
        if file is not None:
            files.update({file}, _data_files(file))
            waiting += _imports(file)
    return Dependencies(frozenset(files), frozenset(libraries - sys.stdlib_module_names))


def data_files(functions: Iterable[Callable[..., Any]]) -> set[tuple[str, str]]:
    """Return the data files that functions depend on, by package and name."""
    found = set()
    for path in dependencies(functions).files:
        if path.parent.name == "data":
            package = path.parent.parent.relative_to(PACKAGE.parent)
            found.add((".".join(package.parts), f"{path.parent.name}/{path.name}"))
    return found


def library_versions(libraries: Iterable[str]) -> list[tuple[str, str]]:
    """Return the distributions of imported modules with their versions; absent ones too."""
    return [(name, _version(_DISTRIBUTIONS.get(name, name))) for name in sorted(libraries)]


@cache
def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:  # an optional library
        return "absent"


@cache
def _source(path: Path) -> str:
    return _FOR_TYPES.sub("", path.read_text("utf-8"))


@cache
def _imports(path: Path) -> frozenset[str]:
    """Return the modules that a module imports, also inside functions."""
    source = _source(path)
    found = set(_IMPORT.findall(source))
    for module, inside, after in _FROM.findall(source):
        names = re.findall(r"^\s*(\w+)", (inside or after).replace(",", "\n"), re.MULTILINE)
        found.update(_origin(module, name) for name in names)
    return frozenset(found)


def _used(path: Path, function: str) -> set[str]:
    """Return the modules that a function of a module uses by name, through that module's own."""
    defined: dict[str, ast.AST] = {}
    imported: dict[str, str] = {}
    body: list[ast.stmt] = ast.parse(_source(path)).body
    for node in body:
        imported.update(_imported(node))
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            defined[node.name] = node
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            defined.update({t.id: node for t in targets if isinstance(t, ast.Name)})
    found: set[str] = set()
    waiting, seen = [function], set()
    while waiting:
        name = waiting.pop()
        if name in imported:
            found.add(imported[name])
        if name in seen or name not in defined:
            continue
        seen.add(name)
        for inner in _walk(defined[name]):
            found.update(_imported(inner).values())
            if isinstance(inner, ast.Name):
                waiting.append(inner.id)
    return found


def _walk(tree: ast.AST) -> Iterator[ast.AST]:
    """Yield the nodes of a tree that are run: no annotations."""
    waiting = [tree]
    while waiting:
        node = waiting.pop()
        yield node
        for field, value in ast.iter_fields(node):
            if field not in {"annotation", "returns"}:
                values = value if isinstance(value, list) else [value]
                waiting += [child for child in values if isinstance(child, ast.AST)]


def _imported(node: ast.AST) -> dict[str, str]:
    """Return the names that a statement imports, with the module that each comes from."""
    if isinstance(node, ast.Import):
        return {alias.asname or alias.name.partition(".")[0]: alias.name for alias in node.names}
    if isinstance(node, ast.ImportFrom) and node.module:
        return {a.asname or a.name: _origin(node.module, a.name) for a in node.names}
    return {}


def _origin(module: str, name: str) -> str:
    """Return the module that a name comes from: itself where it is one inside a package."""
    inner = f"{module}.{name}"
    return inner if module.partition(".")[0] == _NAME and _file(inner) else module


@cache
def _file(name: str) -> Path | None:
    path = PACKAGE.joinpath(*name.split(".")[1:])
    return next((p for p in (path.with_suffix(".py"), path / "__init__.py") if p.is_file()), None)


@cache
def _data_files(path: Path) -> frozenset[Path]:
    """Return the files that a module names: beside it, in the packages around it or their data."""
    found: set[Path] = set()
    for text in set(_LITERAL.findall(_source(path))):
        if "." in text and not text.startswith("."):
            found.update(p for place in _places(path) if (p := place / text).is_file())
        elif text in _DATA_FOLDERS:
            for place in _places(path):
                found.update(p for p in (place / text).rglob("*") if p.is_file())
    return frozenset(found)


def _places(path: Path) -> list[Path]:
    around = [folder for folder in path.parents if PACKAGE in (folder, *folder.parents)]
    return [place for folder in around for place in (folder, folder / "data")]
