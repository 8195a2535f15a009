"""The examples of docs/resources.md: what is added has the effect that the page says.

To the files of the package, and in a folder of the user's.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from textwrap import indent

from skrot.run.added import RESOURCES
from tests.conftest import REPOSITORY

PAGE = (REPOSITORY / "docs" / "resources.md").read_text("utf-8")
EXAMPLES = re.findall(
    r"^## (.+?)$.*?^```toml\n# (\S+)\n(.*?)^```.*?^```text\n(.*?)^```",
    PAGE,
    re.DOTALL | re.MULTILINE,
)
HEAD = """
import json

import spacy
from spacy.tokens import Span
from skrot.extract import find_entities, find_numbers
from skrot.read import read_text
"""


def add(text: str, addition: str) -> str:
    """Add tables at the end, and keys and items of lists where their table has them."""
    if addition.startswith("[["):
        return f"{text}\n{addition}"
    table = re.match(r"\[\w+\]\n", addition)
    at = text.index(table[0]) + len(table[0]) if table else 0
    key, value = addition[table.end() if table else 0 :].strip().split(" = ", 1)
    if not value.startswith("["):
        return f"{text[:at]}{key} = {value}\n{text[at:]}"
    place = re.compile(rf"^{key} = \[", re.MULTILINE).search(text, at)
    assert place
    return f"{text[: place.end()]}{value.strip('[]')}, {text[place.end() :]}"


def hold(codes: list[str], folder: Path, own: Path | None = None) -> list[bool]:
    """Run examples with the package in a folder, and resources of one's own: which hold."""
    attempt = (
        "try:\n{}\nexcept AssertionError:\n    held.append(False)\nelse:\n    held.append(True)"
    )
    tries = [attempt.format(indent(code, "    ")) for code in codes]
    use = [] if own is None else [f"import skrot; skrot.use_resources({str(own)!r})"]
    script = "\n".join([*use, HEAD, "held = []", *tries, "print(json.dumps(held))"])
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": str(folder / "pipeline")},
    )
    assert done.returncode == 0, done.stderr
    found: list[bool] = json.loads(done.stdout)
    return found


def test_every_section_has_an_example():
    assert len(EXAMPLES) == PAGE.count("\n## ") == PAGE.count("```toml")


def test_every_file_of_the_page_is_there():
    for name in re.findall(r"`(pipeline/skrot/[\w/.]+)`", PAGE):
        assert (REPOSITORY / name).exists(), name


def test_additions_have_their_effect_and_are_needed_for_it(tmp_path: Path):
    copy = tmp_path / "pipeline"
    shutil.copytree(REPOSITORY / "pipeline", copy, ignore=shutil.ignore_patterns("__pycache__"))
    codes = [code for *_, code in EXAMPLES]
    assert not any(hold(codes, tmp_path))
    for _, name, addition, _ in EXAMPLES:
        file = tmp_path / name
        file.write_text(add(file.read_text("utf-8"), addition), "utf-8")
    held = hold(codes, tmp_path)
    assert all(held), [title for (title, *_), ok in zip(EXAMPLES, held, strict=True) if not ok]


def test_so_have_files_of_a_folder(tmp_path: Path):
    for _, name, addition, _ in EXAMPLES:
        file = tmp_path / Path(name).name
        file.write_text(addition, "utf-8")
        assert file.name in RESOURCES
    held = hold([code for *_, code in EXAMPLES], REPOSITORY, tmp_path)
    assert all(held), [title for (title, *_), ok in zip(EXAMPLES, held, strict=True) if not ok]


def test_the_page_lists_what_a_folder_may_have():
    assert [name for name in RESOURCES if f"`{name}`" not in PAGE] == []
