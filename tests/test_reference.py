"""The API reference builds from the docstrings, and no public name is without one."""

import inspect
import runpy
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import REPOSITORY

pytest.importorskip("pdoc")
REFERENCE = runpy.run_path(str(REPOSITORY / "docs" / "reference.py"))
MODULES: tuple[str, ...] = REFERENCE["MODULES"]


def public(module: Any) -> dict[str, Any]:
    """The functions and classes that a module offers."""
    names = getattr(module, "__all__", None) or [
        name
        for name, value in vars(module).items()
        if not name.startswith("_") and getattr(value, "__module__", None) == module.__name__
    ]
    found = {name: getattr(module, name) for name in names}
    return {k: v for k, v in found.items() if inspect.isclass(v) or inspect.isroutine(v)}


@pytest.mark.parametrize("name", MODULES)
def test_every_public_name_has_a_docstring(name: str):
    module = import_module(name)
    assert module.__doc__
    for member, value in public(module).items():
        assert value.__doc__, f"{name}.{member}"
        for method, function in vars(value).items() if inspect.isclass(value) else ():
            if inspect.isroutine(function) and not method.startswith("_"):
                assert function.__doc__, f"{name}.{member}.{method}"


def test_every_package_of_a_stage_is_in_it():
    found = (REPOSITORY / "pipeline" / "skrot").glob("*/__init__.py")
    packages = {path.parent.name for path in found} - {"run"}  # the program around the stages
    assert {f"skrot.{package}" for package in packages} <= set(MODULES)


def test_the_reference_builds_without_a_warning(tmp_path: Path):
    REFERENCE["build"](tmp_path)
    assert "find_documents" in (tmp_path / "skrot" / "read.html").read_text("utf-8")
    assert "find_numbers" in (tmp_path / "skrot" / "extract.html").read_text("utf-8")
    assert (tmp_path / "index.html").exists()
