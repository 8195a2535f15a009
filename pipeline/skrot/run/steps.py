"""Does the steps of tasks with what they work with, loaded once."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.errors import StepError
from skrot.records import Failure
from skrot.run.added import use_resources
from skrot.run.document import OUT_OF_MEMORY, Models, Result, State, Task, WorkerSettings
from skrot.run.stages import STEPS


class Worker:
    """Processes documents one at a time."""

    def __init__(self, settings: WorkerSettings) -> None:
        use_resources(settings.resources)
        loaders = {name: step.load for name, step in STEPS.items() if step.load is not None}
        self.models = Models(settings, loaders)

    def prepare(self, steps: Sequence[str]) -> bool:
        """Load now what these steps need; tell whether anything was loaded."""
        return self.models.prepare(steps)

    def process(self, task: Task) -> Result:
        """Do the steps of a task; a fault in a document is a `Failure`, never an exception."""
        self.prepare(task.steps)  # unguarded: a model that cannot be loaded is no document's fault
        made: dict[str, bytes] = {}
        state = State(self.models, task)
        for step in task.steps:
            try:
                made[step] = STEPS[step].work(state)
            except StepError as error:
                return Result(task.doc, made, Failure(task.doc, step, str(error)))
            except MemoryError:
                failure = Failure(task.doc, step, OUT_OF_MEMORY)
                return Result(task.doc, made, failure, passing=True)
            except Exception as error:  # one bad document must not stop a batch
                reason = f"unexpected {type(error).__name__}: {' '.join(str(error).split())[:300]}"
                return Result(task.doc, made, Failure(task.doc, step, reason))
        return Result(task.doc, made)
