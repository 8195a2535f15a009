"""Laws of the house that no linter knows: no stage opens a file that it is not given."""

import ast
from collections.abc import Iterator
from pathlib import Path

from skrot.run.stages import STAGES
from tests.conftest import REPOSITORY

PACKAGE = REPOSITORY / "pipeline" / "skrot"
OPENING = {
    "open",
    "read_text",
    "read_bytes",
    "write_text",
    "write_bytes",
    "unlink",
    "mkdir",
    "touch",
}
# What a caller names, sources of a corpus and weights on disk; members of an archive in memory; the
# scratch folder of the program that reads scans; and a template of the package.
GIVEN = {
    "annotate/learned.py",
    "cluster/learned.py",
    "cluster/subjects.py",
    "extract/discourse/standing.py",
    "read/corpus/address.py",
    "read/corpus/sources.py",
    "read/formats/archive.py",
    "read/formats/odt.py",
    "read/formats/package.py",
    "read/formats/packed.py",
    "read/ocr.py",
    "read/reader.py",
    "report/pages/html.py",
    "summarise/shapes.py",
}


def opening(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Call):
            name = node.func
            called = name.attr if isinstance(name, ast.Attribute) else getattr(name, "id", "")
            if called in OPENING:
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.lineno} {called}"


def test_no_stage_opens_a_file_that_it_is_not_given():
    found = [
        line
        for folder in [*(stage.name for stage in STAGES), "polish"]
        for path in sorted((PACKAGE / folder).rglob("*.py"))
        if path.relative_to(PACKAGE).as_posix() not in GIVEN
        for line in opening(path)
    ]
    assert found == []


def test_what_opens_files_is_there():
    assert [name for name in sorted(GIVEN) if not (PACKAGE / name).is_file()] == []
    assert [name for name in sorted(GIVEN) if not list(opening(PACKAGE / name))] == []
