"""Runs: what is done again and what is not, what fails and how it is told."""

import json
import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from skrot import api
from skrot.api import process_here
from skrot.errors import RunError, UsageFault
from skrot.records import Failure
from skrot.run.document import Result, Task, WorkerSettings
from skrot.run.keys import code_key
from skrot.run.runner import run
from skrot.run.stages import STAGE, STAGES, until
from skrot.run.store import Store, StoreError
from skrot.settings import Settings
from tests.encode.words import WordEncoder

TEXTS = {
    "armia.txt": (
        "Wojsko kupi czołgi\n\nMinister obrony Jan Kowalski zapowiedział zakup 116 czołgów za"
        " 5,8 mld zł. Umowa obejmuje także szkolenie żołnierzy i dostawy amunicji.\n"
    ),
    "handel.txt": (
        "Eksport rośnie\n\nPolski eksport wzrósł w 2024 r. do 350 mld euro, podał Główny Urząd"
        " Statystyczny. Import spadł o 2 proc. Firmy liczą na dalszy wzrost handlu z Niemcami.\n"
    ),
}


class Recorder:
    """An engine that notes what it was asked to do."""

    def __init__(self) -> None:
        self.done: list[tuple[str, tuple[str, ...]]] = []

    def __call__(self, tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
        def noted() -> Iterator[Task]:
            for task in tasks:
                self.done.append((task.doc, task.steps))
                yield task

        return process_here(noted(), settings)


def write_texts(folder: Path) -> Path:
    folder.mkdir()
    for name, text in TEXTS.items():
        (folder / name).write_text(text, "utf-8")
    return folder


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "corpus")


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and "work" not in path.relative_to(folder).parts
    }


# What a page says of the run before, which a fresh one does not have.
NEWS = re.compile(rb'<section id="news".*?</section>\n|<li><a href="#news">.*?</li>', re.DOTALL)


def lasting(folder: Path) -> dict[str, bytes]:
    """Return the files of a run without what is new since the run before."""
    found = files(folder)
    return found | {"digest.html": NEWS.sub(b"", found["digest.html"])}


def test_second_run_does_nothing_and_leaves_the_same(corpus: Path, tmp_path: Path):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    first, second = Recorder(), Recorder()
    run(settings, engine=first)
    before = files(settings.out)
    run(settings, engine=second)
    assert [steps for _, steps in first.done] == [
        ("read",),
        ("read",),
        ("annotate", "extract", "encode", "roles", "frame"),
        ("annotate", "extract", "encode", "roles", "frame"),
    ]
    assert second.done == []
    assert files(settings.out) == before


def test_changed_text_alone_is_done_again_and_the_result_is_that_of_a_fresh_run(
    corpus: Path, tmp_path: Path
):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, engine=process_here)
    with (corpus / "handel.txt").open("a", encoding="utf-8") as file:
        file.write("\nNajwięcej sprzedajemy do Niemiec, bo aż 27 proc. całego eksportu.\n")
    again = Recorder()
    run(settings, engine=again)
    assert {doc for doc, _ in again.done} == {"handel.txt"}
    fresh = Settings(corpus=corpus, out=tmp_path / "fresh")
    run(fresh, engine=process_here)
    assert lasting(settings.out) == lasting(fresh.out)


def test_order_of_the_files_on_the_disk_does_not_matter(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    listed = Path.iterdir
    results = []
    for number, turn in enumerate((sorted, lambda paths: sorted(paths, reverse=True))):
        monkeypatch.setattr(Path, "iterdir", lambda path, turn=turn: iter(turn(listed(path))))
        settings = Settings(corpus=corpus, out=tmp_path / f"out{number}")
        run(settings, engine=process_here)
        results.append(files(settings.out))
    assert results[0] == results[1]


def test_touched_text_is_not_annotated_again(corpus: Path, tmp_path: Path):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, engine=process_here)
    (corpus / "handel.txt").touch()
    again = Recorder()
    run(settings, engine=again)
    assert again.done == []


def test_removed_text_disappears(corpus: Path, tmp_path: Path):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, engine=process_here)
    (corpus / "armia.txt").unlink()
    run(settings, engine=process_here)
    fresh = Settings(corpus=corpus, out=tmp_path / "fresh")
    run(fresh, engine=process_here)
    assert lasting(settings.out) == lasting(fresh.out)


def test_changed_length_redoes_only_the_selection(corpus: Path, tmp_path: Path):
    out = tmp_path / "out"
    run(Settings(corpus=corpus, out=out), engine=process_here)
    numbers = (out / "numbers.jsonl").stat().st_mtime_ns, (out / "numbers.jsonl").read_bytes()
    again = Recorder()
    run(Settings(corpus=corpus, out=out, sentences=1), engine=again)
    assert again.done == []
    assert (out / "numbers.jsonl").read_bytes() == numbers[1]
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert len(digest["overall"]) == 1


def test_other_themes_redo_nothing_to_a_document(corpus: Path, tmp_path: Path):
    out = tmp_path / "out"
    run(Settings(corpus=corpus, out=out), engine=process_here)
    themes = tmp_path / "themes.toml"
    themes.write_text('[[theme]]\nid = "sea"\nkeywords = ["morze", "port", "statek"]\n', "utf-8")
    again = Recorder()
    begun: list[str] = []
    told = Settings(corpus=corpus, out=out, themes=themes)
    run(told, progress=lambda stage, done, total: begun.append(stage), engine=again)
    assert again.done == []
    assert begun == ["cluster", "summarise", "report"]
    fresh = tmp_path / "fresh"
    run(Settings(corpus=corpus, out=fresh, themes=themes), engine=process_here)
    assert files(out) == files(fresh)


def test_mended_extraction_makes_no_vector_again(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, engine=process_here)
    monkeypatch.setattr(
        "skrot.run.keys.code_key",
        lambda made: code_key(made) + "mended" * (made.name == "extract"),
    )
    again = Recorder()
    run(settings, engine=again)
    assert again.done == [(name, ("extract", "roles", "frame")) for name in sorted(TEXTS)]


def test_stages_one_by_one_give_what_a_run_gives(corpus: Path, tmp_path: Path):
    whole = Settings(corpus=corpus, out=tmp_path / "whole", words=20)
    run(whole, engine=process_here)
    alone = tmp_path / "alone"
    run(Settings(corpus=corpus, out=alone), (STAGES[0],), engine=process_here)
    for stage in STAGES[1:]:
        words = 20 if stage.name == "summarise" else None
        run(Settings(out=alone, words=words), (stage,), engine=process_here)
    assert files(whole.out) == files(alone)


def test_comparison_needs_no_themes(corpus: Path, tmp_path: Path):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, until("extract"), engine=process_here)
    for name in ("encode", "stories", "compare"):
        run(Settings(out=settings.out), (STAGE[name],), engine=process_here)
    assert (settings.out / "comparisons.jsonl").exists()
    again = Recorder()
    run(settings, engine=again)
    assert again.done == []


def test_stage_without_what_it_needs_says_what_to_run(tmp_path: Path):
    with pytest.raises(RunError, match="extract needs what annotate leaves; run `skrot annotate`"):
        run(Settings(out=tmp_path), (STAGE["extract"],), engine=process_here)


def test_bad_documents_are_named_and_the_others_done(corpus: Path, tmp_path: Path):
    (corpus / "pusty.txt").write_bytes(b"")
    (corpus / "obraz.txt").write_bytes(bytes(range(256)) * 20)
    out = tmp_path / "out"
    outcome = run(Settings(corpus=corpus, out=out), engine=process_here)
    assert outcome.documents == 4
    assert [failure.doc for failure in outcome.failures] == ["obraz.txt", "pusty.txt"]
    assert all(failure.stage == "read" and failure.reason for failure in outcome.failures)
    with Store(out) as store:
        assert tuple(store.read_rows("failures.jsonl", Failure)) == outcome.failures
    digest = json.loads((out / "digest.json").read_text("utf-8"))
    assert [row["doc"] for row in digest["failures"]] == ["obraz.txt", "pusty.txt"]
    assert [row["doc"] for row in digest["documents"]] == sorted(TEXTS)
    again = Recorder()
    assert run(Settings(corpus=corpus, out=out), engine=again).failures == outcome.failures
    assert again.done == []


def test_repaired_document_is_no_longer_a_failure(corpus: Path, tmp_path: Path):
    (corpus / "pusty.txt").write_bytes(b"")
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    assert len(run(settings, engine=process_here).failures) == 1
    (corpus / "pusty.txt").write_text(TEXTS["handel.txt"].replace("eksport", "wywóz"), "utf-8")
    assert run(settings, engine=process_here).failures == ()


def test_fault_in_a_stage_is_a_failure_of_that_document(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    from skrot import extract

    find_numbers = extract.find_numbers

    def broken(doc, **options):
        if "czołg" in doc.text:
            raise ZeroDivisionError("odd\ncase")
        return find_numbers(doc, **options)

    monkeypatch.setattr(extract, "find_numbers", broken)
    outcome = run(Settings(corpus=corpus, out=tmp_path / "out"), engine=process_here)
    (failure,) = outcome.failures
    assert failure == Failure("armia.txt", "extract", "unexpected ZeroDivisionError: odd case")


def test_results_inside_the_corpus_are_never_read(corpus: Path):
    (corpus / "2024").mkdir()
    for out in (corpus / "digest", corpus / "digest", corpus / "2024" / "other"):
        outcome = run(Settings(corpus=corpus, out=out), until("read"), engine=process_here)
        assert (outcome.documents, outcome.failures) == (2, ())
        assert f"{out}: not read, it holds the results of a run" in outcome.notes


@pytest.mark.parametrize(("corpus", "out"), [("x", "x"), ("x/texts", "x"), ("x/texts/a.txt", "x")])
def test_results_are_never_written_among_the_texts(corpus: str, out: str, tmp_path: Path):
    path = tmp_path / corpus
    text = path if path.suffix else path / "a.txt"
    text.parent.mkdir(parents=True)
    text.write_text(TEXTS["armia.txt"], "utf-8")
    with pytest.raises(UsageFault, match="give --out another folder"):
        run(Settings(corpus=path, out=tmp_path / out), until("read"), engine=process_here)
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == [text]


def test_corpus_of_failures_alone_still_gives_a_digest(tmp_path: Path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "pusty.txt").write_bytes(b"")
    outcome = run(Settings(corpus=folder, out=tmp_path / "out"), engine=process_here)
    assert len(outcome.failures) == outcome.documents == 1
    assert (tmp_path / "out" / "digest.html").stat().st_size > 0


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"corpus": "nowhere"}, "no such file or folder"),
        ({"model": "pl_core_news_xl"}, "unknown model 'pl_core_news_xl'"),
        ({"model": "pl_core_news_sm"}, "make MODEL=pl_core_news_sm"),
        ({"themes": "themes.toml"}, "cannot be read"),
    ],
)
def test_what_is_not_there_is_said_before_anything_starts(
    corpus: Path, tmp_path: Path, change: dict[str, str], message: str
):
    named: dict[str, Any] = {k: tmp_path / v if k != "model" else v for k, v in change.items()}
    settings = msgspec.structs.replace(Settings(corpus=corpus, out=tmp_path / "out"), **named)
    with pytest.raises(UsageFault, match=message) as caught:
        run(settings, engine=process_here)
    assert "\n" not in str(caught.value)
    assert not settings.out.exists()


def test_run_over_a_folder_in_use_says_so(corpus: Path, tmp_path: Path):
    with Store(tmp_path / "out"), pytest.raises(StoreError, match="another run"):
        run(Settings(corpus=corpus, out=tmp_path / "out"), until("read"), engine=process_here)


def test_interrupted_run_goes_on_and_ends_the_same(corpus: Path, tmp_path: Path):
    def dying(tasks: Iterable[Task], settings: WorkerSettings) -> Iterator[Result]:
        results = process_here(tasks, settings)
        yield next(results)
        raise KeyboardInterrupt

    settings = Settings(corpus=corpus, out=tmp_path / "out")
    with pytest.raises(KeyboardInterrupt):
        run(settings, engine=dying)
    run(settings, engine=process_here)
    fresh = Settings(corpus=corpus, out=tmp_path / "fresh")
    run(fresh, engine=process_here)
    assert lasting(settings.out) == lasting(fresh.out)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="a system without named pipes")
def test_what_never_ends_is_not_opened(tmp_path: Path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    os.mkfifo(folder / "pipe.txt")
    (folder / "link.txt").symlink_to("/dev/zero")
    settings = Settings(corpus=folder, out=tmp_path / "out")
    outcome = run(settings, until("read"), engine=process_here)
    assert [(f.doc, f.reason.split(";")[0]) for f in outcome.failures] == [
        ("link.txt", "a link is not followed"),
        ("pipe.txt", "not a file"),
    ]


def test_document_that_fails_late_is_not_among_the_documents(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    run(settings, until("annotate"), engine=process_here)
    name = json.loads((settings.out / "documents.jsonl").read_text("utf-8").splitlines()[0])["doc"]

    def engine(tasks: Iterable[Task], worker: WorkerSettings) -> Iterator[Result]:
        for result in process_here(tasks, worker):
            failed = Failure(result.doc, "extract", "a fault")
            yield Result(result.doc, {}, failed) if result.doc == name else result

    for stage in STAGES[2:]:
        outcome = run(settings, [stage], engine=engine)
    assert [failure.doc for failure in outcome.failures] == [name]
    assert name not in (settings.out / "documents.jsonl").read_text("utf-8")


def test_document_that_failed_late_comes_back_when_its_step_is_mended(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def engine(tasks: Iterable[Task], worker: WorkerSettings) -> Iterator[Result]:
        for result in process_here(tasks, worker):
            failed = Failure(result.doc, "extract", "a fault")
            late = result.doc == "armia.txt" and "extract" in result.made
            made = {step: result.made[step] for step in ("annotate",) if late}
            yield Result(result.doc, made, failed) if late else result

    settings = Settings(corpus=corpus, out=tmp_path / "out")
    assert len(run(settings, engine=engine).failures) == 1
    monkeypatch.setattr(
        "skrot.run.keys.code_key",
        lambda made: code_key(made) + "mended" * (made.name == "extract"),
    )
    assert run(settings, engine=process_here).failures == ()
    fresh = Settings(corpus=corpus, out=tmp_path / "fresh")
    run(fresh, engine=process_here)
    assert lasting(settings.out) == lasting(fresh.out)


@pytest.mark.parametrize("step", ["read", "annotate"])
@pytest.mark.parametrize("name", list(TEXTS))
def test_failure_that_may_pass_is_tried_again(corpus: Path, tmp_path: Path, step: str, name: str):
    """What a busy machine did to a document stands until a run in which it does not."""
    settings = Settings(corpus=corpus, out=tmp_path / "out")

    class Busy(Recorder):
        def __call__(self, tasks: Iterable[Task], worker: WorkerSettings) -> Iterator[Result]:
            for result in super().__call__(tasks, worker):
                steps = self.done[-1][1]
                failure = Failure(result.doc, steps[0], "took longer than a second")
                busy = steps[0] == step and result.doc == name
                yield Result(result.doc, {}, failure, passing=True) if busy else result

    outcome = run(settings, engine=Busy())
    assert [(failure.doc, failure.stage) for failure in outcome.failures] == [(name, step)]
    before, selected = files(settings.out), (settings.out / "sentences.jsonl").stat()
    again = Busy()
    assert run(settings, engine=again) == outcome
    assert [(doc, steps[0]) for doc, steps in again.done] == [(name, step)]
    assert files(settings.out) == before
    assert (settings.out / "sentences.jsonl").stat().st_ino == selected.st_ino  # not written again
    assert run(settings, engine=process_here).failures == ()
    fresh = Settings(corpus=corpus, out=tmp_path / "fresh")
    run(fresh, engine=process_here)
    assert lasting(settings.out) == lasting(fresh.out)
    done = Recorder()
    run(settings, engine=done)
    assert done.done == []


def test_a_run_says_what_came_of_discovering_themes(corpus: Path, tmp_path: Path):
    out = tmp_path / "out"
    (note,) = run(Settings(corpus=corpus, out=out, discover=0), engine=process_here).notes
    assert note.startswith("no themes were discovered: there are ")
    digest = json.loads((out / "digest.json").read_bytes())
    assert digest["settings"]["notes"] == [note]
    assert digest["settings"]["stability"] is None
    assert run(Settings(corpus=corpus, out=out), engine=process_here).notes == ()


def test_what_the_encoder_is_counts(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Another encoder makes the vectors again, and what a reader should know of it is told."""
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    assert run(settings, engine=process_here).notes == ()
    assert b'"notes"' not in (settings.out / "digest.json").read_bytes()
    api._worker.cache_clear()  # it keeps its encoder
    monkeypatch.setattr("skrot.encode.load_encoder", WordEncoder)
    again = Recorder()
    try:
        outcome = run(settings, engine=again)
    finally:
        api._worker.cache_clear()
    assert again.done == [(name, ("encode",)) for name in sorted(TEXTS)]
    assert outcome.notes == (WordEncoder.note,)
    digest = msgspec.json.decode((settings.out / "digest.json").read_bytes())
    assert digest["settings"]["notes"] == [WordEncoder.note]
