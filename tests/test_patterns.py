"""Regular expressions are linear: long hostile strings take time in proportion to their length."""

import ast
import importlib
import math
import pkgutil
import re
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import pytest

import skrot
from tests.conftest import REPOSITORY

SHORT, LONG = 500, 4_000
# Time grows by a power of the length: 1 for a linear search, 2 for a quadratic one.
STEEPEST = 1.6
# Below this many seconds there is nothing to measure.
FAST = 0.002
BITS = [
    *"aAą1 .,-–:;([/@%\n\t_'\"„\u0301\u00ad\ufffd¹", "a ", "1 ", "1.", "1,", "1-", "1/", "a-", "a.",
    "A. ", ". ", ") ", "(a", "[1", "\r\n", "\u00ad\n", "http://", "www.", "a@", "dnia ", "tel. ",
    "1) ", "a'", "Aa ", "1 000 ",
]  # fmt: skip
# Patterns that see an end of a string or a short line alone, cut by their caller.
ON_SHORT_STRINGS = {
    "skrot.read.structure.blocks._LAST_WORD",
    "skrot.read.structure.contacts._contact",
    "skrot.read.formats.html._PAGE",
    "skrot.read.structure.pages._LEADERS",
    "skrot.read.formats.raised._LAST_WORD",
}
NAMES = [
    module.name
    for module in pkgutil.walk_packages(skrot.__path__, "skrot.")
    if module.name != "skrot.schemas.__main__"
]


def patterns() -> dict[str, re.Pattern[Any]]:
    """Every pattern of the package, by the name or the line it has."""
    found: dict[re.Pattern[Any], str] = {}
    for name in NAMES:
        for key, value in vars(importlib.import_module(name)).items():
            made = getattr(value, "__annotations__", None) == {"return": "re.Pattern[str]"}
            # Some are made of the words of a data file.
            for i, pattern in enumerate(_in(value() if made else value, 4)):
                found.setdefault(
                    pattern, f"{name}.{key}" + ("" if made or value is pattern else f" {i}")
                )
    for name, call in calls():
        if isinstance(call.args[0], ast.Constant):
            found.setdefault(re.compile(call.args[0].value), f"{name}:{call.lineno}")
    return {name: pattern for pattern, name in found.items() if name not in ON_SHORT_STRINGS}


def calls() -> Iterator[tuple[str, ast.Call]]:
    """Every use of a pattern that is not compiled: ``re.sub(…)``."""
    for path in sorted(Path(REPOSITORY, "pipeline").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "re"
                and node.func.attr not in {"compile", "escape"}
            ):
                yield path.name, node


def _is_constant(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str | bytes)


def _in(value: object, depth: int) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif isinstance(value, dict) and depth:
        yield from _in([*value.keys(), *value.values()], depth - 1)
    elif isinstance(value, list | tuple | set | frozenset) and depth:
        for item in value:
            yield from _in(item, depth - 1)


def methods() -> dict[str, set[str]]:
    """How patterns are used, by the name they have: ``{"_WORD": {"finditer"}}``."""
    used: dict[str, set[str]] = {}
    for path in Path(REPOSITORY, "pipeline").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute):
                of = node.value.func if isinstance(node.value, ast.Call) else node.value
                if isinstance(of, ast.Name):
                    used.setdefault(of.id, set()).add(node.attr)
    for name, call in calls():
        if isinstance(call.func, ast.Attribute):
            used[f"{name}:{call.lineno}".rpartition(".")[2]] = {call.func.attr}
    return used


def sample(tree: Any, flags: int) -> str:
    """A short string that a parsed pattern matches, lookarounds left aside."""
    out = ""
    for op, value in tree:
        if op is sre.LITERAL:
            out += chr(value)
        elif op is sre.NOT_LITERAL:
            out += "a" if value != ord("a") else "b"
        elif op is sre.ANY:
            out += "a"
        elif op is sre.IN:
            out += _member(value)
        elif op is sre.BRANCH:
            out += sample(value[1][0], flags)
        elif op is sre.SUBPATTERN:
            out += sample(value[-1], flags)
        elif op in {sre.MAX_REPEAT, sre.MIN_REPEAT, sre.POSSESSIVE_REPEAT}:
            out += sample(value[2], flags) * max(1, value[0])
        elif op is sre.ATOMIC_GROUP:
            out += sample(value, flags)
    return out


def _member(items: Any) -> str:
    negated = items[0][0] is sre.NEGATE
    pattern = re.compile("")
    for char in "a1 .-,AĄ(/\n" if negated else "":
        if not any(_is(item, char) for item in items[1:]):
            return char
    for op, value in items[negated:]:
        if op is sre.LITERAL:
            return chr(value)
        if op is sre.RANGE:
            return chr(value[0])
        for char in "a1 .-":
            if _is((op, value), char):
                return char
    return pattern.pattern


def _is(item: Any, char: str) -> bool:
    op, value = item
    if op is sre.LITERAL:
        return bool(value == ord(char))
    if op is sre.RANGE:
        return bool(value[0] <= ord(char) <= value[1])
    kinds = {
        sre.CATEGORY_DIGIT: char.isdigit(),
        sre.CATEGORY_NOT_DIGIT: not char.isdigit(),
        sre.CATEGORY_SPACE: char.isspace(),
        sre.CATEGORY_NOT_SPACE: not char.isspace(),
        sre.CATEGORY_WORD: char.isalnum() or char == "_",
        sre.CATEGORY_NOT_WORD: not (char.isalnum() or char == "_"),
    }
    return kinds.get(value, False)


def repeats(tree: Any, flags: int, before: str = "") -> Iterator[tuple[str, str]]:
    """What stands before each long repeat of a pattern, and one round of it."""
    for i, (op, value) in enumerate(tree):
        start = before + sample(tree[:i], flags)
        if op in {sre.MAX_REPEAT, sre.MIN_REPEAT}:
            if value[1] > SHORT:
                yield start, sample(value[2], flags)
            yield from repeats(value[2], flags, start)
        elif op is sre.SUBPATTERN:
            yield from repeats(value[-1], flags, start)
        elif op is sre.BRANCH:
            for branch in value[1]:
                yield from repeats(branch, flags, start)


def attacks(pattern: re.Pattern[Any]) -> Iterator[Callable[[int], str]]:
    """Strings of a length to be given: what the pattern repeats, then what it does not expect."""
    tree = parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    rounds = {("", bit) for bit in BITS} | {("", sample(tree, pattern.flags))}
    for start, body in repeats(tree, pattern.flags):
        rounds |= {(start, body), ("", start + body)}
    for start, body in sorted(rounds):
        if body:
            for end in ("", "\0"):
                yield lambda n, s=start, b=body, e=end: s + b * (n // len(b)) + e  # type: ignore[misc]


def seconds(use: Callable[[str], object], text: str, *, times: int) -> float:
    best = math.inf
    for _ in range(times):
        started = time.thread_time()
        use(text)
        best = min(best, time.thread_time() - started)
    return best


def uses(pattern: re.Pattern[Any], names: set[str]) -> list[Callable[[Any], object]]:
    """The ways the package uses a pattern, as functions of a string."""
    ways: list[Callable[[Any], object]] = [
        getattr(pattern, name) for name in sorted(names & {"match", "fullmatch"})
    ]
    if not names or names - {"match", "fullmatch", "pattern"}:
        ways.append(lambda text: [None for _ in pattern.finditer(text)])
    return ways


def steepest(pattern: re.Pattern[Any], names: set[str]) -> tuple[float, str]:
    """The worst growth up to the first that is too steep, and the beginning of its string."""
    worst = (0.0, "")
    for attack in attacks(pattern):
        short, long = attack(SHORT), attack(LONG)
        if isinstance(pattern.pattern, bytes):
            short, long = short.encode(), long.encode()  # type: ignore[assignment]
        for use in uses(pattern, names):
            slow = seconds(use, long, times=1)
            if slow < FAST:
                continue
            slow, quick = seconds(use, long, times=5), seconds(use, short, times=5)
            if slow < FAST:
                continue
            growth = math.log(slow / quick) / math.log(LONG / SHORT)
            worst = max(worst, (growth, repr(short[:40])))
            if growth > STEEPEST:
                return worst
    return worst


@pytest.fixture
def alarm() -> Iterator[None]:
    """An exponential search would never end: stop it."""
    if not hasattr(signal, "SIGVTALRM"):
        pytest.skip("a system without an alarm by processor time")

    def stop(*_: object) -> None:
        raise TimeoutError("the search does not end")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, 20)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


ALL = patterns()
METHODS = methods()


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("name", ALL)
def test_pattern_is_linear(name: str):
    short_name = name.partition(" ")[0].rpartition(".")[2]
    growth, text = steepest(ALL[name], METHODS.get(short_name, set()))
    assert growth < STEEPEST, f"{name} grows by the power of {growth:.1f} on {text}"


@pytest.mark.usefixtures("alarm")
@pytest.mark.parametrize("pattern", [r"(?:a+)+$", r"\s+$", r"\w+\d+x", r"(\d+,?)+;"])
def test_a_pattern_that_is_not_linear_is_found(pattern: str):
    signal.setitimer(signal.ITIMER_VIRTUAL, 2)  # long enough for what is not exponential
    try:
        growth, _ = steepest(re.compile(pattern), {"search"})
    except TimeoutError:
        return
    assert growth > STEEPEST


def test_every_pattern_is_a_constant():
    """A pattern made from what a text says could not be found above."""
    made = [f"{name}:{call.lineno}" for name, call in calls() if not _is_constant(call.args[0])]
    assert made == []
