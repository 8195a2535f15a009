"""Runs stages over an output folder: only what is missing or out of date, in the order they need.

Keys decide. The key of a document's step is made from the source's content, the settings, the code
and the libraries it depends on, and the key of what it reads; the key of a corpus-wide stage from
the keys of all documents and of the stage before. What has its key already is not done again. A
failure that may pass has the key of no step, so that every run tries its document again.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, nullcontext
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import msgspec

from skrot.errors import RunError, UsageFault
from skrot.records import Failure
from skrot.run import corpus, inputs, integrity
from skrot.run.artifacts import ManifestRow, annotated, manifest
from skrot.run.collector import rare_collections
from skrot.run.document import STEPS, Result, Task, Worker, WorkerSettings, unpack_doc
from skrot.run.engines.local import run_tasks
from skrot.run.inputs import Found
from skrot.run.second_process import Beside, is_worth_it
from skrot.run.stages import STAGES, Sources, Stage, code_key, digest_key, files_key
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

# Of the corpus as a whole, each lane in a process: summarise needs of cluster its rows alone, which
# are passed on as they are made; the rest needs nothing that is done in the other lane.
_AT_ONCE = (("cluster",), ("extract", "compare", "summarise"))

# Results are written in groups: one sync of the disk for many documents.
_GROUP = 32


class Outcome(NamedTuple):
    """How a run ended."""

    documents: int
    failures: tuple[Failure, ...]


def run(
    settings: Settings,
    stages: Sequence[Stage] = STAGES,
    progress: Progress = lambda stage, done, total: None,
    engine: Engine | None = None,
) -> Outcome:
    """Run `stages` over ``settings.corpus`` (when they begin with read) or over what is there.

    Documents are processed by `engine`, by default in ``settings.workers`` processes.

    Raises
    ------
    UsageFault
        When there is no such corpus, model or themes file; nothing was started then.
    RunError
        When a stage before the first one has not run, or when a document or a sentence got lost.
    StoreError
        When the output folder is in use or a file cannot be written.
    """
    inputs.check(settings, stages)
    with Store(settings.out) as store, rare_collections(), ExitStack() as ending:
        settings = _recall(settings, stages, store)
        keys = _Keys(settings, store)
        worker = WorkerSettings(settings.model, settings.text_field, settings.any_language)
        processes = ending.enter_context(closing(Workers(worker)))
        beside = ending.enter_context(closing(Beside(settings)))
        groups = tuple(_groups(stages))
        for group in groups:
            if group[0].name == "read":
                found = inputs.find_sources(settings)
                inputs.write_manifest(store, found)
            else:
                _require(store, group[0])
                found = [Found(row) for row in manifest(store)]
            if todo := _missing(store, keys, group, found):
                do = engine or _engine(settings, len(todo), processes)
                results = do(_tasks(store, todo), worker)
                _steps(store, todo, results, partial(progress, group[0].name))
            if group is groups[-1]:
                processes.close()
            else:  # the processes load it while this one looks at what was read
                processes.prepare([step for stage in groups[-1] for step in stage.steps])
            for lanes in _rounds(group, is_worth_it(settings, len(found))):
                _finish(store, keys, lanes, progress, beside)
        integrity.check(store, {stage.name for stage in stages})
        failures = tuple(store.read_rows("failures.jsonl", Failure))
        return Outcome(len(manifest(store)), failures)


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
    if stages and stages[0].name == "read":
        yield (stages[0],)
        stages = stages[1:]
    if stages:
        yield tuple(stages)


def _rounds(group: Sequence[Stage], together: bool) -> Iterator[tuple[Lane, ...]]:
    """Stages in turn, each alone; `together` those of `_AT_ONCE` in two lanes."""
    rest = list(group)
    while rest:
        lanes = [tuple(stage for stage in rest if stage.name in names) for names in _AT_ONCE]
        if together and all(lanes) and rest[0] in chain(*lanes):
            yield tuple(lanes)
            rest = [stage for stage in rest if stage not in chain(*lanes)]
        else:
            yield ((rest.pop(0),),)


def _require(store: Store, stage: Stage) -> None:
    for need in stage.needs:
        if store.finished(need) in (None, ""):
            raise RunError(
                f"{store.folder}: {stage.name} needs what {need} leaves; run `skrot {need}` first"
            )


class _Keys:
    """The keys of steps and stages under the present code, libraries and settings."""

    def __init__(self, settings: Settings, store: Store) -> None:
        self.settings = settings
        self.store = store
        self._of_stage = {s.name: self._key(s.name, s.sources()) for s in STAGES}
        self._of_steps = {
            step: self._key(step, s.sources(steps=True)) for s in STAGES for step in s.steps
        }

    def _key(self, stage: str, sources: Sources) -> str:
        values: list[object] = []
        for name in sources.settings:
            value = getattr(self.settings, name)
            if name == "corpus":
                continue  # the documents themselves are in the key
            if name == "model":
                value = inputs.model_key(value)
            if name == "themes":
                value = files_key([inputs.themes_path(value)])
            values.append((name, value))
        return digest_key(stage, code_key(sources), values)

    def of_steps(self, row: ManifestRow) -> dict[str, str]:
        """The key of every step for a document; what follows read depends on what was read."""
        read = digest_key(row.fingerprint, self._of_steps["read"])
        found = {"read": read}
        for stage in STAGES[1:]:
            for step in stage.steps:
                before = row.content or read if step == "annotate" else found["annotate"]
                found[step] = digest_key(before, self._of_steps[step])
        return found

    def of_corpus(
        self, stage: Stage, rows: Iterable[ManifestRow], current: Mapping[str, str]
    ) -> str:
        """The key of a corpus-wide stage over these documents; `current` are those of others."""
        before = [current.get(need) or self.store.finished(need) for need in stage.needs]
        documents = [(row.doc, row.fingerprint, row.content) for row in rows]
        if stage.name == "read":  # it is what finds the content
            documents = [(row.doc, row.fingerprint, None) for row in rows]
        # Nothing else in the key changes when a failure passes.
        passing = {_passing(step) for step in stage.steps}
        keys = self.store.keys("failure")
        failed = [doc for doc, *_ in documents if keys.get(doc) in passing]
        failures = list(self.store.get("failure", failed))
        return digest_key(self._of_stage[stage.name], before, documents, failures)


def _passing(step: str) -> str:
    """Key of a failure that may pass: no step ever has it."""
    return f"passing {step}"


class _Missing(NamedTuple):
    """The steps that a document has to go through, and the keys of all its steps."""

    found: Found
    steps: tuple[str, ...]
    keys: dict[str, str]


def _missing(
    store: Store, keys: _Keys, group: Sequence[Stage], found: Sequence[Found]
) -> list[_Missing]:
    """Find the steps of `group` that are to be done, by document."""
    wanted = tuple(dict.fromkeys(step for stage in group for step in stage.steps))
    have = {step: store.keys(step) for step in wanted}
    failed = store.keys("failure")
    # A failure before this group that may pass: what to go on from is not there.
    before = {_passing(step) for step in STEPS[: STEPS.index(wanted[0])]} if wanted else set()
    todo: list[_Missing] = []
    for item in found:
        doc = item.row.doc
        current = keys.of_steps(item.row)
        missing = tuple(step for step in wanted if have[step].get(doc) != current[step])
        if missing and failed.get(doc) not in {*current.values(), *before}:
            todo.append(_Missing(item, missing, current))
    return todo


def _steps(
    store: Store,
    todo: Sequence[_Missing],
    results: Iterable[Result],
    progress: Callable[[int, int], None],
) -> None:
    """Keep what the steps make, as they are done."""
    current = {item.found.row.doc: item.keys for item in todo}
    progress(0, len(todo))
    group: list[Result] = []
    for done, result in enumerate(results, 1):
        group.append(result)
        if len(group) == _GROUP:
            _keep(store, current, group)
            group = []
        progress(done, len(todo))
    _keep(store, current, group)


def _engine(settings: Settings, documents: int, processes: Workers) -> Engine:
    """The engine that the settings ask for."""
    if settings.engine == "dask":
        try:
            from skrot.run.engines import dask
        except ImportError:
            message = "--engine dask needs the package distributed: pip install 'skrot[dask]'"
            raise UsageFault(message) from None
        return partial(dask.run_tasks, workers=settings.workers, scheduler=settings.scheduler)
    workers = min(settings.workers, -(-documents // _WORTH_A_WORKER))
    return lambda tasks, _: run_tasks(tasks, processes, workers=workers)


def _tasks(store: Store, todo: Sequence[_Missing]) -> Iterator[Task]:
    for item, steps, _ in todo:
        have: dict[str, bytes] = {}
        # The document and its annotation are all that later steps read.
        before = {"read": (), "annotate": ("document",)}.get(steps[0], ("document", "annotate"))
        for step in before:
            have.update((step, data) for _, data in store.get(step, [item.row.doc]))
        yield Task(item.row.doc, steps, item.source, have)


def _keep(store: Store, current: Mapping[str, dict[str, str]], results: Sequence[Result]) -> None:
    for step in STEPS:
        rows = [(r.doc, current[r.doc][step], r.made[step]) for r in results if step in r.made]
        store.put(step, rows)
    store.forget("failure", [result.doc for result in results])
    store.put(
        "failure",
        [
            (
                f.doc,
                _passing(f.stage) if result.passing else current[f.doc][f.stage],
                msgspec.msgpack.encode(f),
            )
            for result in results
            if (f := result.failure) is not None
        ],
    )


def _finish(
    store: Store,
    keys: _Keys,
    lanes: Sequence[Lane],
    progress: Progress,
    beside: Beside,
) -> None:
    """Do the corpus-wide part of stages that are not up to date, the second lane beside the first.

    Files that more than one lane reads do not change meanwhile.
    """
    settings = keys.settings
    rows = manifest(store)
    stages = sorted(chain(*lanes), key=STAGES.index)
    current: dict[str, str] = {}
    for stage in stages:
        current[stage.name] = keys.of_corpus(stage, rows, current)
    todo = [stage for stage in stages if not _holds(store, stage, current[stage.name])]
    for stage in todo:
        progress(stage.name, 0, 0)
        store.finish(stage.name, "")  # what it leaves is not to be trusted until it is there
    if any(stage.steps and stage.name not in {"read", "annotate"} for stage in todo):
        corpus.without_failed(store)  # since documents were listed steps may have failed
    names = [[stage.name for stage in lane if stage in todo] for lane in lanes]
    here, *apart = [lane for lane in names if lane] or [[]]
    with beside.doing(apart[0]) if apart else nullcontext():
        for name in here:
            if name in corpus.FINISH:
                corpus.FINISH[name](store, settings)
            else:
                corpus.FINISH_WITH[name](store, settings, beside)
        if apart:
            import skrot.report  # noqa: F401  (comes next: meanwhile the other lane ends)
    for stage in stages:  # in the order of what needs what, also what came out as it was
        store.touch(stage.adds)
        if stage in todo:
            values = {
                name: msgspec.json.encode(getattr(settings, name), enc_hook=str)
                for name in stage.settings
            }
            store.finish(stage.name, current[stage.name], values)


def _holds(store: Store, stage: Stage, key: str) -> bool:
    """Whether what a stage left is there and of this key."""
    there = all(store.path(name).exists() for name in stage.adds)
    return there and store.finished(stage.name) == key


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
        vocab = Worker(WorkerSettings()).vocab
        docs = ((doc, unpack_doc(kept, vocab)) for doc, kept in annotated(store))
        store.write_chunks(name, export(docs, form))
        return store.path(name)
