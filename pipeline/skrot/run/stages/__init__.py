"""The stages in their order: the data flow of skrót.

Each module holds one stage: its row, its steps, its corpus-wide part. The runner, the command line,
the Makefile, the keys of what is kept and the documentation are made from this tuple.
"""

from __future__ import annotations

from skrot.run.stages.annotate import ANNOTATE
from skrot.run.stages.base import Stage, Step
from skrot.run.stages.cluster import CLUSTER
from skrot.run.stages.compare import COMPARE
from skrot.run.stages.encode import ENCODE
from skrot.run.stages.extract import EXTRACT
from skrot.run.stages.read import READ
from skrot.run.stages.report import REPORT
from skrot.run.stages.stories import STORIES
from skrot.run.stages.summarise import SUMMARISE

STAGES = (READ, ANNOTATE, EXTRACT, ENCODE, CLUSTER, STORIES, COMPARE, SUMMARISE, REPORT)
STAGE = {stage.name: stage for stage in STAGES}
STEPS = {step.name: step for stage in STAGES for step in stage.steps}


def until(name: str) -> tuple[Stage, ...]:
    """Return the stages up to and including `name`."""
    return STAGES[: STAGES.index(STAGE[name]) + 1]


__all__ = ["STAGE", "STAGES", "STEPS", "Stage", "Step", "until"]
