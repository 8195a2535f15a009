"""The licences of all packages that a run takes, as their metadata names them.

``python -m tests.licences`` lists them and fails on one that is unknown or not accepted.
"""

from __future__ import annotations

import importlib.metadata
import re
import sys
from email.message import Message
from pathlib import Path

from packaging.requirements import Requirement

LOCK = Path(__file__).parents[1] / "requirements.txt"

# Permissive licences, and those that ask for the source of the package alone.
ACCEPTED = {
    "0BSD", "Apache-2.0", "BSD", "BSD-2-Clause", "BSD-3-Clause", "CC0-1.0", "CNRI-Python", "ISC",
    "LGPL", "LGPL-2.1-or-later", "MIT", "MPL-1.1", "MPL-2.0", "PSF-2.0", "Zlib",
}  # fmt: skip
# What packages write in place of an SPDX expression.
WRITTEN = {
    "Apache Software License": "Apache-2.0",
    "3-Clause BSD License": "BSD-3-Clause",
    "Apache 2.0": "Apache-2.0",
    "BSD License": "BSD",
    "GNU Library or Lesser General Public License (LGPL)": "LGPL",
    "ISC License (ISCL)": "ISC",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "The BSD 2-Clause License": "BSD-2-Clause",
}
# Packages whose metadata name no licence, by what their own files and pages say.
LOOKED_UP = {
    "morfeusz2": "BSD-2-Clause",  # the address in its metadata; dictionary and library alike
    "pypdfium2": "BSD-3-Clause AND Apache-2.0",  # with what PDFium builds on, all permissive
}


def locked(lock: Path) -> list[str]:
    """The packages of a lock file that this system and interpreter take, in its order."""
    text = lock.read_text("utf-8").replace("\\\n", " ")
    lines = re.findall(r"^[A-Za-z0-9][^\n]*?(?=\s+--hash)", text, re.MULTILINE)
    requirements = [Requirement(line) for line in lines]
    return [r.name for r in requirements if r.marker is None or r.marker.evaluate()]


def licence(metadata: Message) -> str:
    """The licence a package names, as an SPDX expression where it is known; "" when none."""
    named = metadata.get("License-Expression") or metadata.get("License") or ""
    if named and len(named.splitlines()) == 1:
        return WRITTEN.get(named, named)
    classifiers = [
        line.rpartition(" :: ")[2]
        for line in metadata.get_all("Classifier") or []
        if line.startswith("License :: ")
    ]
    return " AND ".join(WRITTEN[name] for name in classifiers if name in WRITTEN)


def verdict(expression: str) -> bool:
    """Tell whether a licence is accepted: one side of every OR, all sides of every AND."""
    sides = expression.split(" OR ")
    return any(all(part in ACCEPTED for part in side.split(" AND ")) for side in sides)


def main() -> int:
    """List the licences; return the exit status."""
    wrong = 0
    for name in locked(LOCK):
        try:
            package = importlib.metadata.distribution(name)
        except importlib.metadata.PackageNotFoundError:
            print(f"{name}: not installed; `make install` first", file=sys.stderr)
            return 1
        found = LOOKED_UP.get(name) or licence(package.metadata)  # type: ignore[arg-type]
        print(f"{name:<32}{package.version:<14}{found or '?'}")
        if not verdict(found):
            wrong += 1
            print(
                f"{name}: the licence {found or 'it does not name'} is not among those accepted in"
                " tests/licences.py; read its terms, then add it there or drop the package",
                file=sys.stderr,
            )
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
