"""The gate itself: what it refuses, and that the project's floors are no weaker than they were."""

from __future__ import annotations

import hashlib
import json
import math
import shutil
import subprocess
from pathlib import Path

import msgspec
import pytest

from tests.conftest import REPOSITORY
from tests.quality.gate import FLOORS, IN_DATA, Gate, load, share, unexplained

GOLD = b"gold\n"
OTHER = b"other gold\n"


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


TEXT = f"""
[gold]
"gold.txt" = "{digest(GOLD)}"
"{IN_DATA}far.txt" = "{digest(OTHER)}"

[measurements.near]
gold = ["gold.txt"]
cases = 10
held_out = false
seen = "rules were written with it in view"
floors.recall = {{ floor = 0.9, measured = 0.95 }}
floors.precision = {{ floor = 0.8, measured = 0.8 }}

[measurements.far]
gold = ["{IN_DATA}far.txt"]
cases = 5
held_out = true
seen = "nothing"
floors.accuracy = {{ floor = 0.5, measured = 0.6 }}
"""
GOOD = {"recall": 0.9, "precision": 0.81}


def history(what: str, was: object = None, now: object = None) -> str:
    """A row that gives a reason."""
    row = {"what": what, "was": was, "now": now, "reason": "the gold was marked anew"}
    lines = [f"{key} = {json.dumps(value)}" for key, value in row.items() if value is not None]
    return "\n".join(["\n[[history]]", *lines, ""])


@pytest.fixture
def gate(tmp_path: Path) -> Gate:
    """A gate whose gold is there, but for what would be in the data folder."""
    (tmp_path / "gold.txt").write_bytes(GOLD)
    return Gate(load(TEXT), tmp_path, tmp_path / "data")


def test_what_reaches_its_floors_passes_and_is_in_the_table(gate: Gate) -> None:
    gate.check("near", {**GOOD, "without_floor": 0.1}, 10)
    recall, precision, other = gate.table().splitlines()[1:]
    assert recall.split() == ["near.recall", "0.9000", "0.9", "0.95", "10", "in-sample"]
    assert precision.startswith("near.precision ")
    assert other.split()[2:4] == ["-", "-"]


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, 0.8999])
def test_no_number_and_less_than_the_floor_fail(gate: Gate, value: float) -> None:
    with pytest.raises(AssertionError, match="near: recall"):
        gate.check("near", {**GOOD, "recall": value}, 10)


def test_a_figure_without_a_floor_must_be_a_number_too(gate: Gate) -> None:
    with pytest.raises(AssertionError, match="stability is nan"):
        gate.check("near", {**GOOD, "stability": math.nan}, 10)


def test_a_figure_that_is_missing_fails(gate: Gate) -> None:
    with pytest.raises(AssertionError, match="precision was not measured"):
        gate.check("near", {"recall": 1.0}, 10)


def test_an_unknown_name_fails(gate: Gate) -> None:
    with pytest.raises(AssertionError, match="nearer has no floors"):
        gate.check("nearer", GOOD, 10)


@pytest.mark.parametrize("cases", [0, 9])
def test_no_cases_or_fewer_fail(gate: Gate, cases: int) -> None:
    with pytest.raises(AssertionError, match=f"{cases} cases"):
        gate.check("near", GOOD, cases)


def test_a_share_of_nothing_fails(gate: Gate) -> None:
    assert share(1, 4) == 0.25
    with pytest.raises(AssertionError, match="recall is nan"):
        gate.check("near", {**GOOD, "recall": share(0, 0)}, 10)


@pytest.mark.parametrize("content", [OTHER, b""])
def test_other_and_empty_gold_fail(gate: Gate, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "gold.txt").write_bytes(content)
    with pytest.raises(AssertionError, match=f"gold.txt has the hash {digest(content)}"):
        gate.check("near", GOOD, 10)


def test_gold_that_is_gone_fails(gate: Gate) -> None:
    with pytest.raises(AssertionError, match=r"far\.txt has the hash None"):
        gate.check("far", {"accuracy": 1.0}, 5)


def test_what_was_not_measured_is_named(gate: Gate, tmp_path: Path) -> None:
    assert gate.without_data() == ["far"]
    assert gate.unused() == ["near"]
    gate.check("near", GOOD, 10)
    assert gate.unused() == []
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "far.txt").write_bytes(OTHER)
    again = Gate(gate.floors, tmp_path, tmp_path / "data")
    assert again.without_data() == []
    assert again.unused() == ["near", "far"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("floor = 0.9,", "floor = nan,", "near.recall"),
        ("floor = 0.9,", "floor = -inf,", "near.recall"),
        ("floor = 0.9,", "floor = 0.96,", "near.recall: 0.96 is no floor of 0.95"),
        ("measured = 0.95", "measured = inf", "near.recall"),
        (digest(GOLD), digest(b""), "gold.txt is empty"),
        (digest(GOLD), digest(GOLD)[:8], "matching regex"),
        ('gold = ["gold.txt"]', "gold = []", "length >= 1"),
        ('gold = ["gold.txt"]', 'gold = ["gold"]', "gold is named and has no hash"),
        ("cases = 10", "cases = 0", ">= 1"),
        ("held_out = false", "heldout = false", "unknown field"),
        ("held_out = false\n", "", "missing required field `held_out`"),
    ],
)
def test_floors_that_could_not_hold_are_refused(old: str, new: str, why: str) -> None:
    assert TEXT.count(old) == 1
    with pytest.raises(ValueError, match=why):
        load(TEXT.replace(old, new))


def test_a_reason_must_say_something() -> None:
    row = history("near.recall", 0.9, 0.8)
    assert load(TEXT + row).history
    with pytest.raises(msgspec.ValidationError):
        load(TEXT + row.replace("the gold was marked anew", "noise"))


# What weakens the gate: the edit, what is named, and the row that explains it.
WEAKER = [
    ("floor = 0.9,", "floor = 0.85,", "near.recall", history("near.recall", 0.9, 0.85)),
    ("cases = 10", "cases = 9", "near.cases", history("near.cases", 10, 9)),
    (
        "held_out = false",
        "held_out = true",
        "near.kind",
        history("near.kind", "in-sample", "held out"),
    ),
    (
        digest(GOLD),
        digest(b"new"),
        "gold.txt (near)",
        history("gold.txt", digest(GOLD), digest(b"new")),
    ),
    (
        "floors.precision = { floor = 0.8, measured = 0.8 }\n",
        "",
        "near.precision",
        history("near.precision", 0.8),
    ),
    (TEXT[TEXT.index("[measurements.far]") :], "", "far", history("far")),
]


@pytest.mark.parametrize(("old", "new", "named", "row"), WEAKER)
def test_a_weaker_gate_needs_a_reason(old: str, new: str, named: str, row: str) -> None:
    assert TEXT.count(old) == 1
    text = TEXT.replace(old, new)
    if named == "far":
        text = text.replace(f'"{IN_DATA}far.txt" = "{digest(OTHER)}"\n', "")
    past = load(TEXT)
    assert unexplained(past, load(text)) == [named]
    assert unexplained(past, load(text + row)) == []


def test_a_stricter_gate_needs_none() -> None:
    text = TEXT.replace("floor = 0.9,", "floor = 0.95,").replace("cases = 10", "cases = 11")
    more = text.replace(
        "[measurements.near]", f'"more.txt" = "{digest(b"m")}"\n[measurements.near]'
    )
    more = more.replace('["gold.txt"]', '["gold.txt", "more.txt"]')
    assert unexplained(load(TEXT), load(more)) == []


def test_gold_may_move() -> None:
    assert unexplained(load(TEXT), load(TEXT.replace("gold.txt", "elsewhere.txt"))) == []


def test_gold_may_not_be_exchanged_for_another_file_that_is_known() -> None:
    text = TEXT.replace('gold = ["gold.txt"]', f'gold = ["{IN_DATA}far.txt"]')
    text = text.replace(f'"gold.txt" = "{digest(GOLD)}"\n', "")
    assert unexplained(load(TEXT), load(text)) == ["gold.txt (near)"]


def test_a_reason_counts_for_its_change_alone() -> None:
    past = load(TEXT)
    lower = TEXT.replace("floor = 0.9,", "floor = 0.7,")
    assert unexplained(past, load(lower + history("near.recall", 0.9, 0.8))) == ["near.recall"]
    assert unexplained(past, load(lower + history("near.recall", 0.8, 0.7))) == ["near.recall"]
    assert unexplained(past, load(lower + history("near.precision", 0.9, 0.7))) == ["near.recall"]
    steps = history("near.recall", 0.9, 0.8) + history("near.recall", 0.75, 0.7)
    assert unexplained(past, load(lower + steps)) == ["near.recall"]
    steps = history("near.recall", 0.9, 0.8) + history("near.recall", 0.8, 0.7)
    assert unexplained(past, load(lower + steps)) == []


def test_a_reason_stays() -> None:
    past = load(TEXT.replace("floor = 0.9,", "floor = 0.8,") + history("near.recall", 0.9, 0.8))
    assert unexplained(past, load(TEXT)) == ["the history of near.recall"]


def git(folder: Path, *words: str) -> str:
    program = shutil.which("git")
    if program is None or not (folder / ".git").exists():
        pytest.skip("no git checkout: nothing to compare the floors with")
    # Nothing of the user's own settings decides.
    own = ("user.name=gate", "user.email=gate@example.org", "core.hooksPath=", "commit.gpgSign=no")
    command = [program, *(word for setting in own for word in ("-c", setting)), *words]
    done = subprocess.run(command, cwd=folder, check=True, capture_output=True)  # noqa: S603
    return done.stdout.decode("utf-8")


def weaker_than_committed(file: Path, folder: Path) -> list[str]:
    """What is weaker in a file of floors than in any commit that git knows here."""
    now, path = load(file.read_text("utf-8")), file.relative_to(folder).as_posix()
    found = set()
    for commit in git(folder, "log", "--format=%H", "--diff-filter=AM", "--", path).split():
        try:
            past = load(git(folder, "show", f"{commit}:{path}"))
        except ValueError:
            continue  # written before floors had this form
        found.update(unexplained(past, now))
    return sorted(found)


def test_the_floors_are_no_weaker_than_in_any_commit() -> None:
    assert weaker_than_committed(FLOORS, REPOSITORY) == []


def test_a_floor_lowered_in_a_commit_is_found_after_it_too(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    git(tmp_path, "init", "--quiet")
    file = tmp_path / "floors.toml"
    lower = TEXT.replace("floor = 0.9,", "floor = 0.85,")
    for text in ("[recall]\nfloor = 0.9\n", TEXT, lower, lower + "# nothing else\n"):
        file.write_text(text, "utf-8")
        git(tmp_path, "add", "floors.toml")
        git(tmp_path, "commit", "--quiet", "--message", "Change the floors")
    assert weaker_than_committed(file, tmp_path) == ["near.recall"]
    file.write_text(lower + history("near.recall", 0.9, 0.85), "utf-8")
    assert weaker_than_committed(file, tmp_path) == []


def test_the_gold_of_the_repository_is_what_the_floors_were_set_on() -> None:
    gate = Gate(load())
    here = {path: row for path, row in gate.floors.gold.items() if not path.startswith(IN_DATA)}
    assert {path: gate.digest(path) for path in here} == here
