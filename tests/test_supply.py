"""The supply chain: nothing is unpickled or run that others wrote; licences are known."""

import ast
import importlib.metadata
import pickle
import re
import subprocess
import sys
from collections.abc import Iterator
from email.message import Message
from pathlib import Path

import pytest

from skrot.run.document import WorkerSettings
from skrot.run.steps import Worker
from tests.conftest import REPOSITORY
from tests.licences import licence, locked, verdict

# Ways to load what can run code while it is loaded.
UNSAFE_MODULES = {
    "pickle",
    "cPickle",
    "dill",
    "cloudpickle",
    "joblib",
    "shelve",
    "marshal",
    "torch",
}
UNSAFE_CALLS = {"eval", "exec", "__import__"}
# The parent's own tasks, over a pipe of its own making, read in the worker process; and what a
# process has itself pickled in the same line; what goes to and from our own workers of a cluster,
# which Dask would pickle itself.
ALLOWED = {("workers.py", "pickle"), ("kept.py", "pickle"), ("dask.py", "pickle")}


def trees() -> Iterator[tuple[str, ast.AST]]:
    for path in sorted((REPOSITORY / "pipeline").rglob("*.py")):
        yield path.name, ast.parse(path.read_text("utf-8"))


def imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name.partition(".")[0] for alias in node.names]
    if isinstance(node, ast.ImportFrom):
        return [(node.module or "").partition(".")[0]]
    return []


def test_nothing_that_loads_pickles_is_imported():
    found = {
        (name, module)
        for name, tree in trees()
        for node in ast.walk(tree)
        for module in imported(node)
        if module in UNSAFE_MODULES
    }
    assert found == ALLOWED


def test_nothing_is_evaluated():
    found = [
        (name, node.func.id, node.lineno)
        for name, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in UNSAFE_CALLS
    ]
    assert found == []


def test_arrays_are_loaded_without_pickles():
    for name, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.keyword) and node.arg == "allow_pickle":
                assert isinstance(node.value, ast.Constant), name
                assert node.value.value is False, name


def test_model_has_no_pickles():
    """Its files are msgpack, JSON and plain text."""
    for path in (REPOSITORY / "models" / "pl_skrot_sm").rglob("*"):
        if path.is_file():
            assert path.suffix not in {".pkl", ".pickle", ".joblib", ".pt"}, path
            # What a pickle begins with; no msgpack that spaCy writes begins so.
            assert not re.match(rb"\x80[\x02-\x05]", path.read_bytes()), path


def test_model_and_encoder_load_no_pickle(monkeypatch: pytest.MonkeyPatch):
    """Not even where a library of theirs would."""

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a pickle was loaded")

    for name in ("load", "loads", "Unpickler"):
        monkeypatch.setattr(pickle, name, refuse)
    worker = Worker(WorkerSettings())
    worker.prepare(("annotate", "encode"))
    assert worker.models.of("encode").encode(["Rada gminy przyjęła uchwałę."]).shape[0] == 1


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"License-Expression": "MIT"}, "MIT"),
        ({"License": "BSD"}, "BSD"),
        ({"Classifier": "License :: OSI Approved :: Apache Software License"}, "Apache-2.0"),
        ({"License": "Copyright 2020\n" * 40, "Classifier": "License :: OSI Approved"}, ""),
        ({}, ""),
    ],
)
def test_licence_of_metadata(fields: dict[str, str], expected: str):
    message = Message()
    for key, value in fields.items():
        message[key] = value
    assert licence(message) == expected


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("MIT", True),
        ("BSD-3-Clause AND Apache-2.0 AND MIT", True),
        ("MPL-2.0 OR GPL-3.0-only", True),
        ("GPL-3.0-only", False),
        ("MIT AND AGPL-3.0-only", False),
        ("Proprietary", False),
        ("", False),
    ],
)
def test_verdict(name: str, accepted: bool):
    assert verdict(name) is accepted


def test_lock_file_names_its_packages_with_hashes(tmp_path: Path):
    names = locked(REPOSITORY / "requirements.txt")
    assert "spacy" in names
    assert len(names) > 50
    lines = (REPOSITORY / "requirements.txt").read_text("utf-8").splitlines()
    assert all(line.startswith((" ", "#")) or "==" in line for line in lines if line)


def test_licences_of_all_locked_packages_are_accepted():
    done = subprocess.run(
        [sys.executable, "-m", "tests.licences"],
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert importlib.metadata.version("spacy") in done.stdout
