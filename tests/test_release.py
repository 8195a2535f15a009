"""What a release takes: one version, a dated change, a site, a notebook, an image, a workflow."""

import json
import re
import runpy
import tomllib
from pathlib import Path
from typing import Any

import pytest

import skrot
from tests.conftest import REPOSITORY

DOCS = REPOSITORY / "docs"


def test_the_version_stands_once_and_has_its_dated_changes():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    assert "version" not in project["project"]
    assert project["project"]["dynamic"] == ["version"]
    assert project["tool"]["hatch"]["version"]["path"] == "pipeline/skrot/__init__.py"
    changes = (REPOSITORY / "CHANGELOG.md").read_text("utf-8")
    released = re.findall(r"^## (\d+\.\d+\.\d+) - \d{4}-\d\d-\d\d$", changes, re.MULTILINE)
    assert released[0] == skrot.__version__


def test_the_licences_of_the_model_stand_beside_that_of_the_code():
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]
    assert set(project["license"].split(" AND ")) == {"MIT", "CC-BY-4.0", "GPL-3.0-only"}
    (own,) = re.findall(
        r"^SPDX-License-Identifier: (.+)$",
        (REPOSITORY / "models" / "pl_skrot_sm" / "LICENSE").read_text("utf-8"),
        re.MULTILINE,
    )
    assert set(own.split(" AND ")) <= set(project["license"].split(" AND "))
    assert "models/*/LICENSE" in project["license-files"]


def test_the_image_takes_the_wheel_and_the_workflow_what_make_builds():
    image = (DOCS / "Dockerfile").read_text("utf-8")
    assert re.search(r"^COPY skrot-\*\.whl ", image, re.MULTILINE)
    assert re.search(r'^ENTRYPOINT \["skrot"\]$', image, re.MULTILINE)
    workflow = (REPOSITORY / ".ci" / "release.yml").read_text("utf-8")
    assert re.search(r'^on:\n  push:\n    tags: \["v\*"\]$', workflow, re.MULTILINE)
    makefile = (REPOSITORY / "Makefile").read_text("utf-8")
    for target in re.findall(r"run: make (\S+)", workflow):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    assert "build/dist" in workflow
    assert "hatchling build -d build/dist" in makefile


def test_the_notebook_runs(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]):
    monkeypatch.chdir(REPOSITORY)
    notebook = json.loads((DOCS / "tutorial.ipynb").read_text("utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert all(cell["outputs"] == [] for cell in cells)
    names: dict[str, Any] = {"__name__": "__notebook__"}
    for cell in cells:
        code = compile("".join(cell["source"]), cell["id"], "exec")
        exec(code, names)  # noqa: S102
    said = capsys.readouterr().out
    assert "mieszkańców Lipowa" in said
    assert "Anna Krol" in said


def test_the_site_builds(tmp_path: Path):
    pytest.importorskip("mkdocs")
    pytest.importorskip("pdoc")
    runpy.run_path(str(DOCS / "site.py"))["build"](tmp_path)
    for page in ("index", "tutorial", "contributing", "glossary", "changelog", "api/skrot/read"):
        assert (tmp_path / f"{page}.html").exists(), page
    assert "skrot.digest" in (tmp_path / "tutorial.html").read_text("utf-8")
