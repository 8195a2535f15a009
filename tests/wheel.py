"""The wheel as a stranger gets it: installed without the lock files, used outside the repository.

``python -m tests.wheel WHEEL AGAIN PYTHON…`` makes an environment for each Python here, runs
the seeds in it, a file of every format and the spaCy factories, and does it again with the extras.
AGAIN is the wheel that the sdist makes: both have the same files.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

from skrot.read.formats.format import Format
from skrot.read.formats.registry import FORMATS
from tests.conftest import SEEDS
from tests.read.formats.files import examples, module_of

_USE = """
import spacy
import skrot

nlp = spacy.blank("pl")
for name in ("pl_sentences", "pl_morfeusz", "pl_numbers", "pl_entities"):
    nlp.add_pipe(name)
assert [n.value for n in nlp("Czechy wydały 2 mld koron.")._.numbers] == [2_000_000_000]
nlp = skrot.load()
nlp.add_pipe("pl_entities")
(entity,) = nlp("Premier Donald Tusk przyjechał w środę.")._.entities
assert entity.name == "Donald Tusk", entity
digest = skrot.digest("Rada gminy przyjęła w środę uchwałę o budżecie na drogi w 2026 r.")
assert len(digest.overall) == 1
"""


class _Environment:
    """A fresh environment of one Python, and commands run in it from a folder of its own."""

    def __init__(self, python: str, folder: Path) -> None:
        self._folder = folder
        self._bin = folder / "env" / ("Scripts" if os.name == "nt" else "bin")
        subprocess.run([python, "-m", "venv", folder / "env"], check=True)  # noqa: S603
        # Nothing of this process may be seen in it.
        self._variables = {k: v for k, v in os.environ.items() if not k.startswith("PYTHON")}

    def run(self, program: str, *arguments: str | Path, status: int = 0) -> str:
        """Run a program of the environment; return what it says, and fail on another status."""
        done = subprocess.run(  # noqa: S603
            [self._bin / program, *arguments],
            cwd=self._folder,
            env={**self._variables, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        if done.returncode != status:
            sys.exit(f"{program} {arguments} ended with {done.returncode}:\n{done.stdout}")
        return done.stdout


def _check(wheel: Path, python: str, folder: Path) -> None:
    shutil.copytree(SEEDS, folder / "seeds")
    formats = folder / "formats"
    formats.mkdir()
    for form in FORMATS:
        for number, data in enumerate(() if _asks_more(form) else examples(form)):
            (formats / f"{module_of(form)}-{number}{form.suffixes[0]}").write_bytes(data)

    env = _Environment(python, folder)
    env.run("python", "-m", "pip", "install", "--quiet", wheel)
    env.run("skrot", "run", "seeds", "--out", "digest")
    assert (folder / "digest" / "digest.html").stat().st_size > 0
    _check_formats(env, folder)
    env.run("python", "-c", _USE)
    said = env.run("skrot", "run", "seeds", "--out", "digest", "--parquet", status=2)
    assert "pip install 'skrot[tables]'" in said, said

    env.run("python", "-m", "pip", "install", "--quiet", f"{wheel}[dask,tables]")
    distributed = ("--engine", "dask", "--workers", "1", "--parquet")
    env.run("skrot", "run", "seeds", "--out", "with-extras", *distributed)
    names = [path / "digest.json" for path in (folder / "digest", folder / "with-extras")]
    assert names[0].read_bytes() == names[1].read_bytes()
    assert list((folder / "with-extras" / "tables").glob("*.parquet"))


def _asks_more(form: Format) -> bool:
    """Whether a format needs a package that is installed with an extra alone."""
    return not {"pyarrow", "warcio"}.isdisjoint(form.packages)


def _check_formats(env: _Environment, folder: Path) -> None:
    """A text comes of every format; a fault of a document is one that its file has everywhere."""
    out = folder / "read"
    arguments = ("--until", "read", "--any-language")
    said = env.run("python", "-c", _STATUS, "run", "formats", "--out", "read", *arguments)
    texts = [path.relative_to(out / "texts").as_posix() for path in (out / "texts").rglob("*.txt")]
    for form in FORMATS:
        if _asks_more(form):
            continue
        found = any(name.startswith(f"{module_of(form)}-") for name in texts)
        assert found, f"nothing read of {form.what}:\n{said}"
    for line in (out / "failures.jsonl").read_text("utf-8").splitlines():
        reason = json.loads(line)["reason"]
        assert "package" not in reason, line
        assert "unexpected" not in reason, line


# That some documents failed (status 3) is looked at in the list of them.
_STATUS = """
import subprocess, sys
done = subprocess.run([sys.executable, "-m", "skrot", *sys.argv[1:]])
sys.exit(done.returncode if done.returncode != 3 else 0)
"""


def _files(wheel: str) -> dict[str, int]:
    """The files of a wheel with their checksums; the list of them has its own order."""
    with ZipFile(wheel) as archive:
        return {i.filename: i.CRC for i in archive.infolist() if not i.filename.endswith("/RECORD")}


def main(wheel: str, again: str, *pythons: str) -> None:
    """Check the wheel under every version of Python among `pythons` that is here."""
    if _files(wheel) != _files(again):
        sys.exit(f"{again}: the sdist makes another wheel than the repository")
    seen: set[str] = set()
    for python in pythons:
        path = shutil.which(python)
        code = "import sys; print('%d.%d' % sys.version_info[:2])"
        command = [path or python, "-c", code]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
        except OSError:
            done = None
        version = done.stdout.strip() if done is not None and done.returncode == 0 else None
        if version is None:
            print(f"{python} is not here")
        elif version not in seen:
            seen.add(version)
            with TemporaryDirectory(prefix="skrot-wheel-") as folder:
                _check(Path(wheel).resolve(), path or python, Path(folder))
            print(f"{python}: the wheel works")
    if not seen:
        sys.exit(f"none of {', '.join(pythons)} is here")


if __name__ == "__main__":
    main(*sys.argv[1:])
