"""Stories: one thing that happened is one story, one matter one topic, and both keep their ids."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.records import DocumentFacts, Quote, Reference, Story
from skrot.stories import find_stories
from tests.stories.build import document

TRAM = {"Kłobucku": "place:klobuck", "Tramkos": "org:tramkos"}
STRIKE = [
    document(
        "strike-1",
        ["Motorniczowie w Kłobucku zaczęli strajk.", "Zajezdnia Tramkos stoi pusta od rana."],
        title="Strajk tramwajów w Kłobucku",
        names=TRAM,
    ),
    document(
        "strike-2",
        ["Strajk zaczęli motorniczowie tramwajów.", "Zajezdnia Tramkos w Kłobucku stoi pusta."],
        title="Strajk w Kłobucku",
        names=TRAM,
    ),
    document(
        "strike-3",
        ["Strajk tramwajów w Kłobucku zaczęli motorniczowie.", "Zajezdnia Tramkos stoi pusta."],
        names=TRAM,
    ),
]
AFTER = "Strajk tramwajów minął, zajezdnia Tramkos już nie stoi pusta."
DEAL = [
    document(
        "deal-1",
        [
            "Porozumienie podpisane: motorniczowie w Kłobucku dostaną podwyżki.",
            "Koniec sporu.",
            AFTER,
        ],
        names=TRAM,
    ),
    document(
        "deal-2",
        [
            "Motorniczowie w Kłobucku dostaną podwyżki, porozumienie podpisane.",
            "Koniec sporu.",
            AFTER,
        ],
        names=TRAM,
    ),
]
FLOOD = [
    document(
        "flood-1",
        ["Powódź zalała piwnice w Głuchołazach.", "Strażacy układają worki, rzeka wezbrała nocą."],
        names={"Głuchołazach": "place:glucholazy"},
    ),
    document(
        "flood-2",
        ["Rzeka wezbrała, powódź zalała piwnice w Głuchołazach.", "Strażacy układają worki."],
        names={"Głuchołazach": "place:glucholazy"},
    ),
]
ALL = [*STRIKE, *DEAL, *FLOOD]


def groups(stories: Iterable[Story]) -> set[frozenset[str]]:
    return {frozenset(story.docs) for story in stories}


def topics(stories: Iterable[Story]) -> set[frozenset[str]]:
    found: dict[str, set[str]] = {}
    for story in stories:
        found.setdefault(story.topic, set()).update(story.docs)
    return {frozenset(docs) for docs in found.values()}


def dated(documents: Iterable[DocumentFacts], *dates: str) -> list[DocumentFacts]:
    return [d._replace(date=date) for d, date in zip(documents, dates, strict=True)]


def test_what_happened_once_is_one_story_and_the_matter_one_topic() -> None:
    stories = find_stories(ALL)
    assert groups(stories) == {
        frozenset({"strike-1", "strike-2", "strike-3"}),
        frozenset({"deal-1", "deal-2"}),
        frozenset({"flood-1", "flood-2"}),
    }
    assert topics(stories) == {
        frozenset({"strike-1", "strike-2", "strike-3", "deal-1", "deal-2"}),
        frozenset({"flood-1", "flood-2"}),
    }


@pytest.mark.parametrize(
    ("first", "second", "stories"),
    [
        ("wtorek", "piątek", 2),
        ("maj", "czerwiec", 2),
        ("wtorek", "wtorek", 1),
        ("wtorek", "czerwiec", 1),
    ],
)
def test_texts_of_other_days_tell_of_other_events(first: str, second: str, stories: int) -> None:
    told = "Rada ministrów przyjęła budżet gminy Lasek"
    others = [document(f"{n}.txt", [f"Inna sprawa numer{n} z miasta{n}."]) for n in range(5)]
    some = [document("a.txt", [f"{told} {first}."]), document("b.txt", [f"{told} {second}."])]
    found = find_stories([*some, *others])
    assert len({story.story for story in found if {"a.txt", "b.txt"} & set(story.docs)}) == stories


def test_a_story_may_be_one_text() -> None:
    (story,) = find_stories(STRIKE[:1])
    assert (story.docs, story.title) == (("strike-1",), "Strajk tramwajów w Kłobucku")
    assert len(find_stories([STRIKE[0], FLOOD[0]])) == 2
    assert find_stories([]) == []


def test_the_title_is_whole_though_it_has_two_sentences() -> None:
    given = document("a.txt", ["Stoją tramwaje.", "Miasto czeka", "Motorniczowie nie jadą."])
    rows = [
        msgspec.structs.replace(row, part="title") if row.n < 2 else row for row in given.sentences
    ]
    title = "Stoją tramwaje. Miasto czeka"
    (story,) = find_stories([given._replace(sentences=rows, title=title)])
    assert story.title == title


def test_two_documents_of_one_story_are_one() -> None:
    assert len(find_stories(STRIKE[:2])) == 1
    assert len(find_stories(FLOOD)) == 1


def test_the_title_stands_in_a_text_of_the_story() -> None:
    for story in find_stories(ALL):
        (given,) = (d for d in ALL if d.doc == story.title_doc)
        assert story.title in [sentence.text for sentence in given.sentences]
        assert story.title_doc in story.docs


def test_what_is_named_is_told_the_most_telling_first() -> None:
    strike = find_stories(ALL)[0]
    assert strike.docs[0] == "strike-1"
    assert {row.entity for row in strike.entities} == {"place:klobuck", "org:tramkos"}


def test_who_is_named_has_a_role() -> None:
    first = STRIKE[0]
    subject = next(row.start for row in first.mentions if row.entity == "org:tramkos")
    says = Quote("strike-1", 1, 0, 1, "Z", "direct", "org:tramkos")
    calls = Reference("strike-1", 2, subject + 1, subject + 6, "Zarząd", "office", "org:tramkos")

    def roles(**fields: Any) -> dict[str, tuple[str, str | None]]:
        (story,) = find_stories([first._replace(**fields)])
        return {row.entity: (row.role, row.office) for row in story.entities}

    assert roles() == {"org:tramkos": ("mentioned", None), "place:klobuck": ("place", None)}
    acts = roles(subjects=[subject, subject + 1], references=[calls])
    assert acts["org:tramkos"] == ("subject", "zarząd")
    assert roles(subjects=[subject], references=[calls])["org:tramkos"][1] is None
    assert roles(quotes=[says])["org:tramkos"][0] == "speaker"


def test_copies_are_no_independent_reports() -> None:
    copied = [STRIKE[0], STRIKE[1]._replace(origin="strike-1"), STRIKE[2]]
    (story,) = find_stories(copied)
    assert story.origins == ("strike-1", "strike-3")


def test_stories_of_a_topic_are_linked_in_time() -> None:
    days = ["2031-05-04", "2031-05-04", "2031-05-05", "2031-05-09", "2031-05-09"]
    strike, deal = find_stories(dated([*STRIKE, *DEAL], *days))
    assert (strike.first, strike.last) == ("2031-05-04", "2031-05-05")
    assert (strike.before, strike.after) == ((), (deal.story,))
    assert (deal.before, deal.after) == ((strike.story,), ())


def test_without_dates_nothing_comes_before() -> None:
    assert all(story.before == story.after == () for story in find_stories(ALL))


def test_a_story_ends_when_nothing_is_written_for_long() -> None:
    stories = find_stories(dated(STRIKE, "2031-05-04", "2031-05-05", "2032-05-04"))
    assert groups(stories) == {frozenset({"strike-1", "strike-2"}), frozenset({"strike-3"})}
    partial = find_stories(dated(STRIKE, "2031-05-04", "2031-05", "2031-05-06"))
    assert len(partial) == 1


def test_a_new_document_changes_no_id() -> None:
    before = find_stories([*STRIKE[1:], *FLOOD])
    ids = {doc: story.story for story in before for doc in story.docs}
    topic_of = {doc: story.topic for story in before for doc in story.docs}
    for story in find_stories(ALL, before):
        if old := [ids[doc] for doc in story.docs if doc in ids]:
            assert set(old) == {story.story}
            assert {topic_of[doc] for doc in story.docs if doc in ids} == {story.topic}
        else:
            assert story.story not in ids.values()


@given(st.permutations(ALL))
def test_the_order_of_documents_does_not_matter(documents: list[DocumentFacts]) -> None:
    assert find_stories(documents) == find_stories(ALL)


@pytest.mark.parametrize("vector", [(1.0, 0.0), (0.0, 0.0)])
def test_vectors_that_are_all_alike_or_absent_tell_nothing(vector: tuple[float, float]) -> None:
    same = [document(d.doc, [s.text for s in d.sentences], vector=vector) for d in ALL]
    bare = [document(d.doc, [s.text for s in d.sentences]) for d in ALL]
    assert groups(find_stories(same)) == groups(find_stories(bare))


def test_a_document_without_words_is_a_story_of_its_own() -> None:
    empty = document("empty", [])
    story = next(s for s in find_stories([*ALL, empty]) if s.docs == ("empty",))
    assert (story.title, story.entities, story.themes) == ("", (), {})
    assert msgspec.json.decode(msgspec.json.encode(story), type=Story) == story


def test_a_title_beside_the_text_is_the_headline() -> None:
    told = "Rada ministrów obradowała nad budżetem."
    one = document("a.txt", [told])._replace(title="Rząd przyjął budżet")
    (story,) = find_stories([one])
    assert (story.title, story.title_doc) == ("Rząd przyjął budżet", "a.txt")


def test_titles_beside_texts_tell_stories_apart() -> None:
    told = "Rada gminy Lasek obradowała w sprawie szkoły."
    titles = ("Szkoła w Lasku zostaje", "Szkoła zostaje w Lasku", "Wójt odchodzi po głosowaniu")
    some = [document(f"{n}.txt", [told])._replace(title=title) for n, title in enumerate(titles)]
    others = [document(f"x{n}.txt", [f"Inna sprawa numer{n} z miasta{n}."]) for n in range(5)]
    found = {frozenset(story.docs) for story in find_stories([*some, *others])}
    assert {"0.txt", "1.txt"} in found
