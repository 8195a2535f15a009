"""What the stage of stories leaves: each document knows its stories, and files stay as old."""

from __future__ import annotations

import os
from pathlib import Path

from skrot.api import process_here
from skrot.records import DocumentRow, Story
from skrot.run.runner import run
from skrot.run.stages import STAGE
from skrot.run.store import Store
from skrot.settings import Settings
from tests.conftest import SeedsRun

TEXTS = {
    "a.txt": "Powódź w Nysie\n\nRzeka wezbrała w nocy i zalała piwnice domów przy rynku w Nysie.\n",
    "b.txt": "Targi w Nysie\n\nNa targach pszczelarze pokazali miód, wosk i nowe ule z Opola.\n",
}


def test_documents_know_their_stories(seeds_run: SeedsRun) -> None:
    with Store(seeds_run.folder) as store:
        told = {row.doc: row.stories for row in store.read_rows("documents.jsonl", DocumentRow)}
        stories = list(store.read_rows("stories.jsonl", Story))
    assert told == {
        doc: tuple(story.story for story in stories if doc in story.docs) for doc in told
    }
    assert all(told.values())


def test_a_document_that_is_listed_again_keeps_its_stories(tmp_path: Path) -> None:
    settings = Settings(corpus=tmp_path / "corpus", out=tmp_path / "out")
    (tmp_path / "corpus").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "corpus" / name).write_text(text, "utf-8")
    run(settings, engine=process_here)
    listed = settings.out / "documents.jsonl"
    before = listed.read_bytes()
    listed.unlink()
    run(settings, [STAGE["annotate"]], engine=process_here)
    assert listed.read_bytes() == before
    run(settings, engine=process_here)
    assert listed.read_bytes() == before


def test_a_file_that_is_written_anew_stays_as_old(tmp_path: Path) -> None:
    row = Story("s", "T", "t", ("a",), ("a",), None, None, (), (), (), "a")
    with Store(tmp_path) as store:
        store.write_rows("rows.jsonl", [row])
        os.utime(tmp_path / "rows.jsonl", ns=(10**18, 10**18))
        store.rewrite_rows("rows.jsonl", (one for one in store.read_rows("rows.jsonl", Story)))
        assert list(store.read_rows("rows.jsonl", Story)) == [row]
    assert (tmp_path / "rows.jsonl").stat().st_mtime_ns == 10**18
