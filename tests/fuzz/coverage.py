"""Fuzzing that is led by coverage: ``python -m tests.fuzz.coverage NAME [libFuzzer options]``.

NAME is a target (``python -m tests.fuzz.targets`` prints them). It needs atheris, which is no
dependency of the project: without it, this says so and ends well.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

# The package, and what its readers are made of, as far as it is Python.
INSTRUMENTED = ["skrot", "docx", "trafilatura"]


def main() -> int:
    """Fuzz one target until libFuzzer's options say stop."""
    try:
        import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError:
        print("atheris is not installed (pip install atheris): no fuzzing by coverage")
        return 0
    with atheris.instrument_imports(include=INSTRUMENTED):
        from tests.fuzz.targets import examples, targets

        found = targets()
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name not in found:
        print(f"what to fuzz is one of {', '.join(found)}, not {name!r}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder:
        for number, data in enumerate(examples()[name]):
            (Path(folder) / f"{number}").write_bytes(data)
        atheris.Setup([sys.argv[0], *sys.argv[2:], folder], found[name])
        atheris.Fuzz()
    return 0


if __name__ == "__main__":
    sys.exit(main())
