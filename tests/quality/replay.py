"""A folder of news, and one of answers, that grow: ``pytest tests/quality/replay.py``.

A hundred articles of three events (SlavicNER), and the hundred earliest answers of ministers, in
five portions; answers come in the order of their dates. Each step is a whole run.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from skrot.api import process_here
from skrot.records import Mention, Selected, Story, StoryNews
from skrot.run.news import news
from skrot.run.runner import run
from skrot.run.store import Store
from skrot.settings import Settings
from tests.quality.corpora import data
from tests.quality.gate import GATE, share

pytestmark = pytest.mark.quality

DOCUMENTS = 100
STEPS = 5


def rows_of(name: str) -> list[dict[str, Any]]:
    with lzma.open(data(name), "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def articles() -> list[tuple[str, str]]:
    rows = sorted(
        rows_of("news/slavicner_dev.jsonl.xz"),
        key=lambda row: hashlib.sha256(row["file"].encode()).hexdigest(),
    )
    return [(row["file"], row["text"]) for row in rows[:DOCUMENTS]]


def answers() -> list[tuple[str, str]]:
    rows = sorted(
        rows_of("corpora/interpelacje.jsonl.xz"), key=lambda row: (row["date"], row["id"])
    )
    return [(f"{row['id']}.txt", row["text"]) for row in rows[:DOCUMENTS]]


def check_news(
    found: Sequence[StoryNews],
    added: set[str],
    seen: dict[str, set[str]],
    names: dict[str, set[str]],
) -> None:
    """Check that news are of the documents that were added, and of nothing else.

    `seen` are the older documents of each story, `names` what each document names.
    """
    told = {doc for row in found for doc in row.docs}
    assert told == added
    for row in found:
        assert {pick.doc for pick in row.sentences} <= added
        known = {name for doc in seen.get(row.story, ()) for name in names[doc]}
        assert row.new or known.isdisjoint(row.entities)
        for comparison in row.comparisons:
            assert added.intersection(side.doc for side in comparison.statements)


def bare(picks: Sequence[Selected]) -> set[tuple[str, int]]:
    return {(pick.doc, pick.n) for pick in picks}


@pytest.mark.parametrize("name", ["articles", "answers"])
def test_a_folder_that_grows(name: str, tmp_path: Path) -> None:
    texts = articles() if name == "articles" else answers()
    settings = Settings(corpus=tmp_path / "corpus", out=tmp_path / "out")
    (tmp_path / "corpus").mkdir()
    before: list[Story] = []
    kept: list[bool] = []
    told: list[bool] = []
    same: list[bool] = []
    for step in range(STEPS):
        added = dict(texts[step * DOCUMENTS // STEPS : (step + 1) * DOCUMENTS // STEPS])
        for file, text in added.items():
            (tmp_path / "corpus" / file).write_text(text, "utf-8")
        run(settings, engine=process_here)
        found = news(settings.out)
        with Store(settings.out) as store:
            stories = list(store.read_rows("stories.jsonl", Story))
            names: dict[str, set[str]] = {doc: set() for story in stories for doc in story.docs}
            for row in store.read_rows("entities.jsonl", Mention):
                if not row.relational:
                    names[row.doc].add(row.entity)
        seen = {story.story: set(story.docs) - added.keys() for story in stories}
        check_news(found.stories, set(added), seen, names)
        ids = {doc: story.story for story in stories for doc in story.docs}
        moved = {doc for row in found.stories for move in row.moves for doc in move.docs}
        by_id = {story.story: story for story in stories}
        for story in before:
            stays = [ids[doc] == story.story for doc in story.docs]
            kept += stays
            told += [stay or doc in moved for stay, doc in zip(stays, story.docs, strict=True)]
            now = by_id.get(story.story)
            if now is not None and now.docs == story.docs:
                same.append(
                    now.title == story.title and bare(now.sentences) == bare(story.sentences)
                )
        before = stories
    figures = {
        "kept": share(sum(kept), len(kept)),
        "kept_or_told": share(sum(told), len(told)),
        "same_digest": share(sum(same), len(same)),
    }
    print(name, len(before), "stories", figures)
    GATE.check(f"replay_{name}", figures, len(texts))
