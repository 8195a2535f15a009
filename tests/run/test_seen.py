"""Which documents are new in which run."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.records import Story, StoryMove
from skrot.run.seen import Seen, _taken_in


def story(name: str, *docs: str) -> Story:
    return Story(name, name.upper(), "t", docs, docs, None, None, (), (), (), docs[0])


def new(known: Seen, run: int) -> set[str]:
    return set(known.since(run))


def taken_in(
    known: Seen | None, before: Sequence[Story], stories: Sequence[Story], **changed: str
) -> Seen:
    docs = {doc for story in stories for doc in story.docs}
    contents = {doc: f"content of {doc}" for doc in docs} | changed
    return _taken_in(known, before, stories, contents)


ONE = [story("one", "a", "b")]


def test_a_document_is_new_in_the_run_that_found_it_first() -> None:
    first = taken_in(None, [], ONE)
    assert (first.run, new(first, 1)) == (1, {"a", "b"})
    grown = [story("one", "a", "b"), story("two", "c")]
    second = taken_in(first, ONE, grown)
    assert (second.run, new(second, 2), new(second, 1)) == (2, {"c"}, {"a", "b", "c"})
    assert taken_in(second, grown, grown) == second


def test_what_has_changed_is_new_and_what_has_gone_is_no_news() -> None:
    first = taken_in(None, [], ONE)
    second = taken_in(first, ONE, ONE, b="another text")
    assert (second.run, new(second, 2)) == (2, {"b"})
    third = taken_in(second, ONE, [story("one", "a")])
    assert (third.run, new(third, 3), sorted(third.docs)) == (3, set(), ["a"])


def test_what_has_moved_is_noted_with_the_story_that_it_was_in() -> None:
    first = taken_in(None, [], ONE)
    parted = [story("one", "a"), story("two", "b", "c")]
    second = taken_in(first, ONE, parted)
    assert second.moves == (StoryMove(2, "one", "ONE", "two", ("b",)),)
    joined = [story("two", "a", "b", "c")]
    third = taken_in(second, parted, joined)
    assert third.moves[1:] == (StoryMove(3, "one", "ONE", "two", ("a",)),)


def test_a_section_that_joins_another_story_is_no_move() -> None:
    first = taken_in(None, [], ONE)
    assert taken_in(first, ONE, [*ONE, story("two", "b", "c")]).moves == ()


def test_a_folder_of_an_earlier_version_has_had_one_run() -> None:
    known = taken_in(None, ONE, [story("one", "a", "b", "c")])
    assert (known.run, new(known, 2)) == (2, {"c"})
