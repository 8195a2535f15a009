"""What a fresh process spends on a corpus: ``python -m tests.bench.alone WORK CORPUS WARM OUT``.

``steps`` annotates the documents and encodes the sentences that a run encodes, in one pass;
``apart`` does so in a pass of the model and one of the encoder over the sentences alone, as they
were counted when the limit of 1.2 was set; ``run`` is a whole run in one process. Each has seen one
other document before, so that nothing is loaded meanwhile, and neither has seen the words of the
corpus; what is loaded is frozen, garbage is collected rarely, and freed memory is kept, as in a
worker of a run. Seconds of the CPU are printed.
"""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.api import process_here
from skrot.encode import Encoder, encode_sentences, load_encoder
from skrot.read import read_text
from skrot.records import Document
from skrot.run.processes import keep_freed_memory, rare_collections
from skrot.run.runner import run
from skrot.settings import Settings
from tests.conftest import REPOSITORY

Work = Literal["steps", "apart", "run"]


def measure(work: Work, corpus: Path, warm: Path, *, times: int = 1) -> float:
    """Return the least CPU seconds of so many fresh processes that do one piece of work."""
    spent = []
    for _ in range(times):
        with TemporaryDirectory(prefix="skrot-alone-") as out:
            command = _command(work, corpus, warm, Path(out))
            done = subprocess.run(  # noqa: S603
                command, check=True, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY
            )
        spent.append(float(done.stdout))
    return min(spent)


def workers(count: int, corpus: Path) -> float:
    """Return the wall seconds of a whole run with so many workers, started as from a shell."""
    with TemporaryDirectory(prefix="skrot-alone-") as out:
        command = [sys.executable, "-m", "skrot.cli", "run", str(corpus), "--out", out]
        started = time.perf_counter()
        subprocess.run(  # noqa: S603
            [*command, "--workers", str(count)], check=True, capture_output=True, cwd=REPOSITORY
        )
        return time.perf_counter() - started


def side_by_side(corpus: Path, warm: Path) -> float:
    """Return how much more two processes annotate and encode at once than one: the limit here.

    What each does is the same; what they need to start is in both times.
    """
    command = _command("steps", corpus, warm, corpus)

    def together(count: int) -> float:
        started = time.perf_counter()
        running = [
            subprocess.Popen(command, stdout=subprocess.DEVNULL, cwd=REPOSITORY)  # noqa: S603
            for _ in range(count)
        ]
        if any(process.wait() for process in running):
            raise RuntimeError("a process that annotates has failed")
        return time.perf_counter() - started

    return 2 * together(1) / together(2)


def _command(work: Work, *paths: Path) -> list[str]:
    return [sys.executable, "-m", __name__, work, *map(str, paths)]


def documents(corpus: Path) -> list[Document]:
    """Return the documents of a folder of texts, or of one file."""
    files = sorted(corpus.glob("*.txt")) if corpus.is_dir() else [corpus]
    return [read_text(file.read_text("utf-8"), file.name) for file in files]


def steps(nlp: Language, encoder: Encoder, given: list[Document]) -> None:
    """Annotate documents and encode their sentences, one document after another: one pass."""
    for document in given:
        (doc,) = annotate(nlp, [document])
        rows = sentences(doc, document)
        encode_sentences(encoder, doc, [(row.start, row.end) for row in rows if row.is_text])


def apart(nlp: Language, encoder: Encoder, given: list[Document]) -> None:
    """Annotate documents, and encode the texts of their sentences in a pass of their own."""
    for document in given:
        (doc,) = annotate(nlp, [document])
        encoder.encode([row.text for row in sentences(doc, document) if row.is_text])


def seconds(work: Callable[[], object]) -> float:
    """Return the CPU seconds that a piece of work takes."""
    started = time.process_time()
    work()
    return time.process_time() - started


def main(work: str, corpus: Path, warm: Path, out: Path) -> float:
    """Do the work and return the CPU seconds that it took; passes are timed without reading."""
    keep_freed_memory()
    if work == "run":
        run(Settings(corpus=warm, out=out / "warm"), engine=process_here)
        gc.freeze()
        settings = Settings(corpus=corpus, out=out / "out")
        return seconds(lambda: run(settings, engine=process_here))
    nlp, encoder = load(), load_encoder()
    passes = {"steps": steps, "apart": apart}[work]
    passes(nlp, encoder, documents(warm))
    gc.freeze()
    given = documents(corpus)
    with rare_collections():
        return seconds(lambda: passes(nlp, encoder, given))


if __name__ == "__main__":
    print(main(sys.argv[1], *map(Path, sys.argv[2:])))
