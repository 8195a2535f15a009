"""A folder that grows day by day: stories keep their ids, and the news of a day are of that day."""

from __future__ import annotations

import shutil
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import pytest

from skrot.api import process_here
from skrot.records import DocumentRow, Mention, Story, StoryNews
from skrot.run.news import news
from skrot.run.runner import run
from skrot.run.store import Store
from skrot.settings import Settings

# Each day brings its texts; a strike, a flood and a fair.
DAYS: list[dict[str, str]] = [
    {
        "a-strajk.txt": (
            "Strajk motorniczych w Kłobucku\n\n"
            "Motorniczowie z Kłobucka zaczęli 3 marca 2031 r. strajk, bo nie dostali podwyżek. "
            "Zajezdnia spółki Tramkos stoi pusta od rana. Do pracy nie przyszło 120 osób."
        ),
        "b-targi.txt": (
            "Targi pszczelarskie w Opolu\n\n"
            "Na targach w Opolu 3 marca 2031 r. pszczelarze pokazali miód, wosk i nowe ule. "
            "Przyjechało 40 wystawców z całego kraju."
        ),
    },
    {
        "c-strajk.txt": (
            "Strajk motorniczych w Kłobucku trwa\n\n"
            "Motorniczowie z Kłobucka strajkują drugi dzień, bo nie dostali podwyżek. "
            "Zajezdnia spółki Tramkos stoi pusta. Do pracy nie przyszło 150 osób. "
            "Rozmowy poprowadzi mediator Jan Wrona."
        ),
    },
    {
        "d-powodz.txt": (
            "Powódź w Nysie\n\n"
            "Rzeka wezbrała w nocy na 5 marca 2031 r. i zalała piwnice domów przy rynku w Nysie. "
            "Strażacy układają worki z piaskiem."
        ),
        "e-powodz.txt": (
            "Nysa pod wodą, powódź zalała rynek\n\n"
            "Powódź zalała w Nysie piwnice domów przy rynku, rzeka wezbrała w nocy. "
            "Strażacy układają worki z piaskiem, a szkoły zamknięto."
        ),
    },
    {
        "f-strajk.txt": (
            "Koniec strajku motorniczych w Kłobucku\n\n"
            "Motorniczowie z Kłobucka wrócili do pracy. "
            "Zajezdnia spółki Tramkos nie stoi już pusta. "
            "Burmistrz Anna Lis podpisała porozumienie z załogą."
        ),
    },
]


class Day(NamedTuple):
    """What a day leaves: its news, and the stories and names of the folder."""

    news: list[StoryNews]
    stories: list[Story]
    names: list[Mention]
    files: dict[str, bytes]


def write(folder: Path, texts: dict[str, str]) -> None:
    folder.mkdir(exist_ok=True)
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")


def look(out: Path) -> Day:
    found = news(out).stories
    with Store(out) as store:
        rows = list(store.read_rows("documents.jsonl", DocumentRow))
        return Day(
            found,
            list(store.read_rows("stories.jsonl", Story)),
            list(store.read_rows("entities.jsonl", Mention)),
            {row.doc: store.path(f"texts/{row.doc}.txt").read_bytes() for row in rows},
        )


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> list[Day]:
    folder = tmp_path_factory.mktemp("replay")
    settings = Settings(corpus=folder / "corpus", out=folder / "out")
    found = []
    for texts in DAYS:
        write(folder / "corpus", texts)
        run(settings, engine=process_here)
        found.append(look(settings.out))
    shutil.rmtree(settings.out)
    run(settings, engine=process_here)  # at once
    return [*found, look(settings.out)]


def test_each_document_keeps_its_story(days: list[Day]) -> None:
    *grown, at_once = days
    last = {doc: story.story for story in grown[-1].stories for doc in story.docs}
    for day in grown:
        for story in day.stories:
            assert {last[doc] for doc in story.docs} == {story.story}
    assert {story.docs for story in grown[-1].stories} == {story.docs for story in at_once.stories}
    strike = next(story for story in grown[-1].stories if "a-strajk.txt" in story.docs)
    end = next(story for story in grown[-1].stories if "f-strajk.txt" in story.docs)
    assert strike.docs == ("a-strajk.txt", "c-strajk.txt")
    assert (end.docs, end.topic) == (("f-strajk.txt",), strike.topic)
    assert len(grown[-1].stories) == 4


def test_the_news_of_a_day_are_of_its_texts(days: list[Day]) -> None:
    seen: set[str] = set()
    for texts, day in zip(DAYS, days, strict=False):
        told = [doc for row in day.news for doc in row.docs]
        assert sorted(told) == sorted(texts)
        named = {row.entity for row in day.names if row.doc in seen}
        for row in day.news:
            assert row.moves == ()
            assert {pick.doc for pick in row.sentences} <= texts.keys()
            assert row.sentences
            if not row.new:
                assert named.isdisjoint(row.entities)
        seen |= texts.keys()


def test_the_news_tell_what_is_new(days: list[Day]) -> None:
    first, second, third, fourth, _ = days
    assert [row.new for row in first.news] == [True, True]
    (strike,) = second.news
    assert not strike.new
    assert "person:jan-wrona" in strike.entities
    assert "Rozmowy poprowadzi mediator Jan Wrona." in [row.text for row in strike.sentences]
    assert "Zajezdnia spółki Tramkos stoi pusta." not in [row.text for row in strike.sentences]
    assert [row.new for row in third.news] == [True]
    (end,) = fourth.news
    assert end.new
    assert "person:anna-lis" in end.entities


def test_what_is_there_keeps_its_bytes(days: list[Day]) -> None:
    for before, after in pairwise(days[:-1]):
        assert {doc: after.files[doc] for doc in before.files} == before.files
        old = {story.story: story for story in before.stories}
        for story in after.stories:
            was = old.get(story.story)
            if was is not None and was.docs == story.docs:
                assert (story.title, story.topic) == (was.title, was.topic)
                assert {row.text for row in story.sentences} == {row.text for row in was.sentences}
