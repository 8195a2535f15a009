"""Write the rules of the stages for make: ``python -m skrot.run.makefile``.

A stage's target is the last file that it adds; it depends on the stage before it, on the code and
data files that its steps and its corpus-wide part depend on, and on what the Makefile gives as
``INPUTS_<stage>``.
"""

from __future__ import annotations

from pathlib import Path

from skrot.run.dependencies import dependencies
from skrot.run.keys import functions_of
from skrot.run.stages import STAGES, Stage


def rules() -> str:
    """Return the rules, with paths relative to the working directory."""
    lines = [f"STAGES := {' '.join(stage.name for stage in STAGES)}", ".PHONY: $(STAGES)"]
    before = ""
    for stage in STAGES:
        target = f"$(OUT)/{stage.adds[-1]}"
        needs = [before, f"$(INPUTS_{stage.name})", *(_relative(file) for file in files_of(stage))]
        lines += ["", f"{stage.name}: {target}", f"{target}: {' '.join(filter(None, needs))}"]
        lines += [f"\t$(call RUN,{stage.name})"]
        before = target
    made = " ".join(f"$(OUT)/{name}" for name in STAGES[-1].adds)
    return "\n".join([*lines, f"\t@echo {made}", "", f"run: {before}", ""])


def files_of(stage: Stage) -> list[Path]:
    """Return the files of the package that anything of a stage depends on."""
    functions = functions_of(stage)
    for step in stage.steps:
        functions += functions_of(step)
    return sorted(dependencies(functions).files)


def _relative(path: Path) -> str:
    here = Path.cwd()
    return path.relative_to(here).as_posix() if here in path.parents else path.as_posix()


if __name__ == "__main__":
    print(rules(), end="")
