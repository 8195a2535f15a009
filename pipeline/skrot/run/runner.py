"""Runs stages over an output folder: only what is missing or out of date, in the order they need.

Keys decide. The key of a document's step is made from the source's content, the settings, the code
and the libraries it depends on, and the key of what it reads; the key of a corpus-wide stage from
the keys of all documents and of the stage before. What has its key already is not done again. A
failure that may pass has the key of no step, so that every run tries its document again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, closing, contextmanager, nullcontext, suppress
from contextvars import copy_context
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from skrot.errors import RunError
from skrot.records import Correction, Failure, TimelineEntry
from skrot.run import artifacts, inputs, integrity
from skrot.run.added import use_resources, with_resources
from skrot.run.artifacts import annotated, manifest
from skrot.run.corrected import rules_of, told, with_corrections
from skrot.run.document import Result, Task, WorkerSettings, new_vocab
from skrot.run.engines import find_cluster
from skrot.run.engines.local import run_tasks
from skrot.run.inputs import Found
from skrot.run.keys import Keys
from skrot.run.packing import unpack_doc
from skrot.run.passes import find_missing, keep_results, make_tasks
from skrot.run.processes import one_thread, rare_collections
from skrot.run.second_process import Beside
from skrot.run.stages import STAGE, STAGES, Stage
from skrot.run.store import Store
from skrot.run.workers import Workers
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.annotate.export import Format

# What is told about progress: the stage, how many documents are done, how many there are.
Progress = Callable[[str, int, int], None]

# What processes documents: tasks and what a worker must know in, results in the same order out.
Engine = Callable[[Iterable[Task], WorkerSettings], Iterator[Result]]

# Stages that are finished one after another.
Lane = tuple[Stage, ...]

# A worker process pays for its start (loading the model) from about this many documents on.
_WORTH_A_WORKER = 4

# In these a document can still fail that is listed already.
_LISTING = next(at for at, stage in enumerate(STAGES) if "documents.jsonl" in stage.adds)
_AFTER_LISTING = STAGES[_LISTING + 1 :]


class Outcome(NamedTuple):
    """How a run ended; `notes` are what a reader of the results should know.

    `corrections` are the user's rules of the stages that were run, with what each has found.
    """

    documents: int
    failures: tuple[Failure, ...]
    notes: tuple[str, ...] = ()
    corrections: tuple[Correction, ...] = ()


def run(
    settings: Settings,
    stages: Sequence[Stage] = STAGES,
    progress: Progress = lambda stage, done, total: None,
    engine: Engine | None = None,
    keep: Callable[[WorkerSettings], Workers] | None = None,
    *,
    lasting: bool = True,
) -> Outcome:
    """Run `stages` over ``settings.corpus`` (when they begin with read) or over what is there.

    Documents are processed by `engine`, by default in ``settings.workers`` processes: those that
    `keep` gives and keeps, or else such as end with the run. `lasting` tells whether the results
    are to outlive a power cut.

    Raises
    ------
    UsageFault
        When there is no such corpus, model or themes file; nothing was started then.
    RunError
        When a stage before the first one has not run, or when a document or a sentence got lost.
    StoreError
        When the output folder is in use or a file cannot be written.
    """
    settings = with_resources(settings)
    if STAGES[0] in stages:
        settings = with_corrections(settings)
        use_resources(settings.resources)
    for stage in stages:
        stage.check(settings)
    with (
        Store(settings.out, lasting=lasting) as store,
        one_thread(),
        rare_collections(),
        ExitStack() as ending,
    ):
        settings = with_resources(_recall(settings, stages, store))
        use_resources(settings.resources)
        for stage in stages:  # again, with what was recalled
            stage.check(settings)
        corrections = rules_of(settings)
        worker = WorkerSettings(
            settings.model,
            settings.text_field,
            settings.any_language,
            corrections.lemma,
            corrections.name,
            settings.resources,
        )
        working = ending.enter_context(ExitStack())
        processes = keep(worker) if keep else working.enter_context(closing(Workers(worker)))
        names = [step.name for stage in stages for step in stage.steps]
        if names and engine is None and settings.engine == "local" and not store.keys("annotate"):
            processes.start()  # nothing is here yet: there will be work when this one is ready
            processes.prepare(names)
        beside = ending.enter_context(closing(Beside(settings)))
        keys = Keys(settings, store)
        if engine is None and settings.engine == "dask":
            cluster = ending.enter_context(closing(find_cluster(settings)))
            engine = cluster.run_tasks
            store.mapper = cluster.mapper
        groups = tuple(_groups(stages))
        skipped: list[Path] = []
        for group in groups:
            if not group[0].needs:
                sources, skipped = inputs.find_sources(settings)
                inputs.write_manifest(store, sources)
                todo = find_missing(store, keys, group, sources)
                del sources  # the rest of the run needs none
            else:
                _require(store, group[0])
                todo = find_missing(store, keys, group, map(Found, manifest(store)))
            beside.documents = _count(store)
            if todo:
                do = engine or _engine(settings, len(todo), processes)
                with _loading(group, beside):
                    results = do(make_tasks(store, todo), worker)
                    keep_results(keys, todo, results, partial(progress, group[0].name))
            del todo
            if group is groups[-1]:
                working.close()
            else:  # the processes load it while this one looks at what was read
                processes.prepare([step.name for stage in groups[-1] for step in stage.steps])
            # The second process knows no cluster.
            together = beside.is_worth_it and store.mapper is None
            for lanes in _rounds(group, together=together):
                _finish(store, keys, lanes, progress, beside)
        integrity.check(store, stages)
        kinds = [stage.corrected for stage in stages if stage.corrected is not None]
        return _outcome(store, skipped, told(store, corrections, kinds))


def _outcome(store: Store, skipped: Sequence[Path], corrected: tuple[Correction, ...]) -> Outcome:
    failures = tuple(store.read_rows("failures.jsonl", Failure))
    passed = (f"{folder}: not read, it holds the results of a run" for folder in skipped)
    notes = (*passed, *artifacts.notes(store))
    return Outcome(_count(store), failures, notes, corrected)


def _count(store: Store) -> int:
    return sum(1 for _ in manifest(store))


def _recall(settings: Settings, stages: Sequence[Stage], store: Store) -> Settings:
    """Take the settings of stages that are not run now from when they were."""
    running = {name for stage in stages for name in stage.settings}
    before = {name for stage in STAGES for name in stage.settings} - running
    kept = {name: value for name, value in store.settings().items() if name in before}
    kinds = {field.name: field.type for field in msgspec.structs.fields(Settings)}
    values = {
        name: msgspec.json.decode(value, type=kinds[name], dec_hook=lambda kind, text: kind(text))
        for name, value in kept.items()
    }
    return msgspec.structs.replace(settings, **values)


def _groups(stages: Sequence[Stage]) -> Iterator[tuple[Stage, ...]]:
    """Stages whose steps are done in one pass over the documents.

    Reading is a pass of its own: duplicates are known before anything is annotated.
    """
    if stages and not stages[0].needs:
        yield (stages[0],)
        stages = stages[1:]
    if stages:
        yield tuple(stages)


def _rounds(group: Sequence[Stage], *, together: bool) -> Iterator[tuple[Lane, ...]]:
    """Yield stages in turn, each alone; `together` those that have a lane in two lanes."""
    for lane, found in groupby(group, key=lambda stage: together and stage.lane is not None):
        stages = tuple(found)
        here = tuple(stage for stage in stages if stage.lane == "here")
        if lane and here and len(here) < len(stages):
            yield here, tuple(stage for stage in stages if stage.lane != "here")
        else:
            yield from (((stage,),) for stage in stages)


def _require(store: Store, stage: Stage) -> None:
    for need in stage.needs:
        if store.finished(need) in (None, ""):
            raise RunError(
                f"{store.folder}: {stage.name} needs what {need} leaves; run `skrot {need}` first"
            )


def _engine(settings: Settings, documents: int, processes: Workers) -> Engine:
    """Return what processes documents on this machine."""
    workers = min(settings.workers, -(-documents // _WORTH_A_WORKER))
    return lambda tasks, _: run_tasks(tasks, processes, workers=workers)


@contextmanager
def _loading(group: Sequence[Stage], beside: Beside) -> Iterator[None]:
    """Load what the corpus-wide parts of stages need, while workers process documents."""
    here = list(group)
    if beside.is_worth_it:
        beside.prepare([stage.name for stage in group if stage.lane == "apart"])
        here = [stage for stage in group if stage.lane != "apart"]

    def load() -> None:
        for stage in here:
            with suppress(Exception):  # the part itself tells what is wrong
                stage.load(beside.documents)

    # In this context, where another encoder may stand in for ours.
    thread = Thread(target=copy_context().run, args=(load,), daemon=True)
    thread.start()
    yield
    thread.join()


def _finish(
    store: Store,
    keys: Keys,
    lanes: Sequence[Lane],
    progress: Progress,
    beside: Beside,
) -> None:
    """Do the corpus-wide part of stages that are not up to date, the second lane beside the first.

    Files that more than one lane reads do not change meanwhile.
    """
    settings = keys.settings
    given = store.settings()
    stages = sorted(chain(*lanes), key=STAGES.index)
    documents = keys.of_documents(read=all(stage.needs for stage in stages))  # read is alone
    current: dict[str, str] = {}
    for stage in stages:
        current[stage.name] = keys.of_corpus(stage, documents, current)
    todo = [stage for stage in stages if not _holds(store, stage, current[stage.name])]
    for stage in todo:
        progress(stage.name, 0, 0)
        store.finish(stage.name, "")  # what it leaves is not to be trusted until it is there
    if any(stage.steps for stage in todo if stage in _AFTER_LISTING):
        artifacts.without_failed(store)  # since documents were listed steps may have failed
    names = [[stage.name for stage in lane if stage in todo] for lane in lanes]
    here, *apart = [lane for lane in names if lane] or [[]]
    with beside.doing(apart[0]) if apart else nullcontext():
        for name in here:
            STAGE[name].finish(store, settings, beside)
    for stage in stages:  # in the order of what needs what, also what came out as it was
        store.touch(stage.adds)
        values = {
            name: msgspec.json.encode(getattr(settings, name), enc_hook=str)
            for name in stage.settings
        }
        # A file may be given in another place, and nothing else change.
        if stage in todo or any(given.get(name) != value for name, value in values.items()):
            store.finish(stage.name, current[stage.name], values)


def _holds(store: Store, stage: Stage, key: str) -> bool:
    """Whether what a stage left is there and of this key."""
    there = all(store.path(name).exists() for name in stage.adds)
    return there and store.finished(stage.name) == key


def read_timeline(folder: Path) -> list[TimelineEntry]:
    """Read the dated statements of a run.

    Raises
    ------
    RunError
        When no stories have been found in `folder`.
    """
    with Store(folder) as store:
        if store.finished("stories") in (None, ""):
            raise RunError(f"{folder}: no stories here; run `skrot stories` first")
        return list(store.read_rows("timeline.jsonl", TimelineEntry))


def export_annotations(folder: Path, form: Format) -> Path:
    """Write the annotated documents of a run in another format; return the file.

    Raises
    ------
    RunError
        When nothing has been annotated in `folder`.
    """
    from skrot.annotate.export import export

    name = f"annotations.{form}"
    with Store(folder) as store:
        if store.finished("annotate") in (None, ""):
            raise RunError(f"{folder}: nothing annotated here; run `skrot annotate` first")
        vocab = new_vocab()
        docs = ((doc, unpack_doc(kept, vocab)) for doc, kept in annotated(store))
        store.write_chunks(name, export(docs, form))
        return store.path(name)
