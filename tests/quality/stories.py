"""Copies, stories and topics of news: ``pytest tests/quality/stories.py``.

739 articles of three events (SlavicNER), and 120 pairs of them that were read and marked as copy,
same (story), related or unrelated. What was chosen was chosen on one half of the pairs, by a hash
of their names; the other half was read once, at the end.
"""

from __future__ import annotations

import hashlib
import json
import lzma
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

import msgspec
import numpy as np
import pytest
from sklearn.metrics import completeness_score, homogeneity_score, v_measure_score

from skrot.annotate import annotate, sentences
from skrot.encode import encode_sentences
from skrot.extract import find_entities, link, sentence_features
from skrot.read import read_text
from skrot.records import DocumentFacts, Story
from skrot.stories import find_copies, find_stories
from skrot.stories.drafts import story_rows, timed
from skrot.stories.profiles import gather, profiled
from tests.quality.corpora import data, encoder, model
from tests.quality.gate import GATE, share

pytestmark = pytest.mark.quality

FOLDS = 5


class Pair(NamedTuple):
    """Two articles and how they are related; ``half`` 0 is that on which all was chosen."""

    one: str
    other: str
    label: str
    half: int
    fold: int


@cache
def articles() -> tuple[dict[str, str], list[DocumentFacts]]:
    """The event of each article, and the articles as stories are given them."""
    with lzma.open(data("news/slavicner_dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    given = []
    for row in rows:
        document = read_text(row["text"], row["file"])
        (doc,) = annotate(model(), [document])
        found = sentences(doc, document)
        features = sentence_features(doc, found, document)
        vectors = encode_sentences(encoder(), doc, [(s.start, s.end) for s in found])
        given.append((document, found, features, vectors, *find_entities(doc, document.doc)))
    _, ids = link((d.doc, mentions, entities) for d, *_, mentions, entities in given)
    facts = []
    for document, found, features, vectors, mentions, entities in given:
        named = {local.entity: ids.of(local) for local in entities}
        linked = [msgspec.structs.replace(m, entity=named[m.entity]) for m in mentions]
        facts.append(
            DocumentFacts(
                document.doc, found, features, vectors, linked, (), document.title, document.date
            )
        )
    return {row["file"]: row["topic"] for row in rows}, facts


@cache
def pairs() -> list[Pair]:
    found = []
    for line in data("news/story_pairs_dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        number = int(hashlib.sha256((row["a"] + row["b"]).encode()).hexdigest(), 16)
        found.append(Pair(row["a"], row["b"], row["label"], number % 2, number // 2 % FOLDS))
    return found


@cache
def stories() -> list[Story]:
    return find_stories(articles()[1])


def f_score(
    told: Callable[[Pair], bool], wanted: set[str], some: list[Pair], name: str = ""
) -> float:
    """F of pairs that are told to be of some labels; what is wrong is printed."""
    found = {pair: told(pair) for pair in some}
    right = sum(found[pair] and pair.label in wanted for pair in some)
    for pair in some:
        if name and found[pair] != (pair.label in wanted):
            print(f"{name}: {pair.one} {pair.other} is {pair.label}")
    return share(2 * right, sum(found.values()) + sum(pair.label in wanted for pair in some))


def kept_back() -> list[Pair]:
    return [pair for pair in pairs() if pair.half]


def test_copies() -> None:
    copies = find_copies(articles()[1])

    def told(pair: Pair) -> bool:
        return copies[pair.one].origin == copies[pair.other].origin

    figures = {"f": f_score(told, {"copy"}, pairs(), "copies")}
    GATE.check("stories_copies", figures, len(pairs()))
    held_out = {"f": f_score(told, {"copy"}, kept_back())}
    GATE.check("stories_copies_kept_back", held_out, len(kept_back()))


def test_same_story() -> None:
    """Same or copy against the rest, by their similarity, and by the story that each is in."""
    story_of = {doc: story.story for story in stories() for doc in story.docs}
    topic_of = {doc: story.topic for story in stories() for doc in story.docs}
    given = gather([profiled(articles()[1])])
    like: dict[Pair, float] = {}
    for topic in set(topic_of.values()):
        members = [i for i, doc in enumerate(given.docs) if topic_of[doc] == topic]
        at = {given.docs[i]: place for place, i in enumerate(members)}
        some = given.take(members)
        rows = timed(story_rows(some, given.common)[0], some)
        for pair in pairs():
            if pair.one in at and pair.other in at:
                one, other = (np.array([at[doc]]) for doc in (pair.one, pair.other))
                like[pair] = float(rows.take(one).products(rows.take(other))[0, 0])
    same = {"same", "copy"}

    def best(some: list[Pair]) -> float:
        return max(
            sorted({like.get(pair, 0.0) for pair in some}),
            key=lambda least: f_score(lambda pair: like.get(pair, 0.0) >= least, same, some),
        )

    least = {n: best([pair for pair in pairs() if pair.fold != n]) for n in range(FOLDS)}
    print("thresholds:", [round(value, 3) for value in least.values()])

    def validated(pair: Pair) -> bool:
        return like.get(pair, 0.0) >= least[pair.fold]

    def together(pair: Pair) -> bool:
        return story_of[pair.one] == story_of[pair.other]

    figures = {
        "f_cross_validated": f_score(validated, same, pairs()),
        "f_of_stories": f_score(together, same, pairs(), "stories"),
    }
    GATE.check("stories_same", figures, len(pairs()))
    chosen = best([pair for pair in pairs() if not pair.half])
    held_out = {
        "f_at_threshold": f_score(lambda pair: like.get(pair, 0.0) >= chosen, same, kept_back()),
        "f_of_stories": f_score(together, same, kept_back()),
    }
    GATE.check("stories_same_kept_back", held_out, len(kept_back()))


def test_a_corpus_that_grows_keeps_its_ids() -> None:
    """The articles in ten portions: how many keep the id of their story and topic at each step."""
    _, facts = articles()
    mixed = sorted(facts, key=lambda f: hashlib.sha256(f.doc.encode()).hexdigest())
    before: list[Story] = []
    kept: list[tuple[bool, bool]] = []
    for tenth in range(1, 11):
        now = find_stories(mixed[: len(mixed) * tenth // 10], before)
        ids = {doc: (story.story, story.topic) for story in now for doc in story.docs}
        kept += [
            (ids[doc][0] == story.story, ids[doc][1] == story.topic)
            for story in before
            for doc in story.docs
        ]
        before = now
    assert {frozenset(s.docs) for s in before} == {frozenset(s.docs) for s in stories()}
    figures = {
        "stories": share(sum(story for story, _ in kept), len(kept)),
        "topics": share(sum(topic for _, topic in kept), len(kept)),
    }
    GATE.check("stories_kept", figures, len(facts))


def test_topics_are_the_events() -> None:
    events, _ = articles()
    found = {doc: story.topic for story in stories() for doc in story.docs}
    gold, told = zip(*((event, found[doc]) for doc, event in events.items()), strict=True)
    figures = {
        "v_measure": v_measure_score(gold, told),
        "homogeneity": homogeneity_score(gold, told),
        "completeness": completeness_score(gold, told),
    }
    print(f"{len(set(told))} topics, {len(stories())} stories")
    GATE.check("stories_topics", figures, len(gold))
