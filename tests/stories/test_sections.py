"""Sections of long documents: they are in the stories of others, and else they stay together."""

from __future__ import annotations

import msgspec
import pytest

from skrot.records import DocumentFacts, StorySection, stories_of
from skrot.stories import find_stories, sections
from skrot.stories.sections import divided, merged
from tests.stories.build import document
from tests.stories.test_stories import FLOOD, STRIKE, TRAM

HEADINGS = ("Strajk w Kłobucku", "Powódź w Głuchołazach", "Ceny masła w maju")
PARTS = (
    [sentence.text for sentence in STRIKE[0].sentences[1:]],
    [sentence.text for sentence in FLOOD[0].sentences],
    ["Masło podrożało, a sery potaniały.", "Mleczarnie zapowiadają obniżki jesienią."],
)
NAMES = {**TRAM, "Głuchołazach": "place:glucholazy"}


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a document be long from thirty words on."""
    monkeypatch.setattr(sections, "_LONG", 30)
    monkeypatch.setattr(sections, "_SECTION", 6)


def review() -> DocumentFacts:
    """A weekly review with a section for each part."""
    texts: list[str] = []
    headings = set()
    for heading, part in zip(HEADINGS, PARTS, strict=True):
        headings.add(len(texts))
        texts += [heading, *part]
    given = document("review", texts, names=NAMES)
    rows = [
        msgspec.structs.replace(row, part="heading") if row.n in headings else row
        for row in given.sentences
    ]
    return given._replace(sentences=rows)


def test_a_long_document_is_divided_at_its_headings() -> None:
    units = list(divided(review()))
    places = [section for _, section in units if section is not None]
    assert [(row.first, row.last) for row in places] == [(0, 2), (3, 5), (6, 8)]
    assert [facts.title for facts, _ in units] == list(HEADINGS)
    for facts, _ in units:
        assert facts.sentences[0].part == "title"
        assert len(facts.sentences) == len(facts.features)
        assert {row.n for row in facts.mentions} <= {row.n for row in facts.sentences}


def test_an_ordinary_document_comes_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    for given in (*STRIKE, document("long", [*PARTS[0], *PARTS[1]] * 9)):
        assert list(divided(given)) == [(given, None)]
    monkeypatch.setattr(sections, "_LONG", 100)
    assert len(list(divided(review()))) == 1


def test_a_short_section_is_of_the_one_before() -> None:
    given = review()
    at = next(row.n for row in given.sentences if row.text == HEADINGS[1])
    rows = [
        msgspec.structs.replace(row, part="heading") if row.n == at + 1 else row
        for row in given.sentences
    ]
    assert len(list(divided(given._replace(sentences=rows)))) == 3


def test_a_section_is_in_the_story_that_others_tell() -> None:
    stories = find_stories([review(), *STRIKE, *FLOOD])
    found = {story.title_doc if len(story.docs) == 1 else story.docs[0]: story for story in stories}
    assert sorted(len(story.docs) for story in stories) == [1, 3, 4]
    assert [len(story.sections) for story in stories] == [1, 1, 1]
    story_of = stories_of(stories)
    strike, flood, rest = (story_of("review", n) for n in (1, 4, 7))
    assert strike is story_of("strike-1", 0)
    assert flood is story_of("flood-1", 0)
    assert rest is found["review"]
    assert rest is not None
    assert rest.docs == rest.origins == ("review",)
    assert rest.sections == (StorySection("review", 6, 8),)
    assert story_of("review", 999) is story_of("nobody", 0) is None


def test_what_nobody_else_tells_stays_together() -> None:
    (story,) = find_stories([review()])
    assert (story.docs, story.sections, story.title) == (("review",), (), HEADINGS[0])
    stories = find_stories([review(), *FLOOD])
    rest = next(story for story in stories if story.docs == ("review",))
    assert [(row.first, row.last) for row in rest.sections] == [(0, 2), (6, 8)]


def test_a_long_document_keeps_its_story_when_others_come() -> None:
    first = find_stories([review()])
    (alone,) = first
    second = find_stories([review(), *FLOOD], first)
    third = find_stories([review(), *FLOOD, *STRIKE], second)
    for stories in (second, third):
        kept = next(story for story in stories if story.docs == ("review",))
        if stories is second:
            assert kept.story == alone.story
    flood = [story for story in (*second, *third) if "flood-1" in story.docs]
    assert len({story.story for story in flood}) == 1


def test_sections_that_follow_one_another_are_one() -> None:
    rows = [StorySection("a", 5, 9), StorySection("a", 0, 4), StorySection("b", 10, 12)]
    assert merged(rows) == (StorySection("a", 0, 9), StorySection("b", 10, 12))
    assert merged([]) == ()
    assert sections.unit_name(rows[0]) not in {"a", "b"}
