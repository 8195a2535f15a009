"""What a digest shows: selected sentences, stories, themes, documents, corrections."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple

import msgspec

from skrot.records.base import Record
from skrot.records.documents import Failure, PartKind
from skrot.records.extracted import Number, TimelineEntry
from skrot.records.quantities import Comparison


class Selected(Record, frozen=True):
    """A sentence in a digest; ``rank`` starts at 1 in the order of selection.

    ``with_previous`` is true when the sentence leans on the one before it in its document, which
    then is in the digest too. ``text`` is the whole sentence; where something was left out of it or
    put in, ``shown`` is what a reader sees, with "[…]" in its place or the name in brackets;
    ``left_out`` are the spans of the cleaned text, ``resolved`` the places there and the names.
    They are null and empty otherwise.
    """

    doc: str
    n: int
    rank: int
    score: float
    text: str
    part: PartKind = "body"
    with_previous: bool = False
    score_parts: dict[str, float] = msgspec.field(default_factory=dict)
    shown: str | None = None
    left_out: tuple[tuple[int, int], ...] = ()
    resolved: tuple[tuple[int, str], ...] = ()


StoryRole = Literal["speaker", "subject", "place", "mentioned"]


class StoryEntity(Record, frozen=True):
    """Who or what a story names, and as what.

    ``role`` is "speaker" for who is quoted, "subject" for who or what main clauses are about,
    "place" for where it happens, else "mentioned". ``office`` is what texts call it by what it does
    ("premier"), in the nominative; null where they do not.
    """

    entity: str
    role: StoryRole
    office: str | None = None


class StorySection(Record, frozen=True):
    """The part of a long document that is in a story: its first and its last sentence."""

    doc: str
    first: int
    last: int


class Story(Record, frozen=True):
    """A row of stories.jsonl: texts that tell of one thing that happened.

    ``story`` and ``topic`` are ids that stay from run to run; stories of one topic are about one
    matter. ``title`` is a title or a sentence of ``title_doc`` as it stands there. ``docs`` are in
    the order of time, ``origins`` those of them that repeat no earlier one: independent reports.
    ``entities`` are what most of the texts name and others do not; ``before`` and ``after`` the
    stories of the topic that lead to this one and go on from it. ``themes`` tell how much of the
    sentences is of each theme, ``quantities`` are ids of comparisons. ``sections`` are what is in
    the story of documents that are not in it as a whole.
    """

    story: str
    title: str
    topic: str
    docs: tuple[str, ...]
    origins: tuple[str, ...]
    first: str | None
    last: str | None
    entities: tuple[StoryEntity, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    title_doc: str
    themes: dict[str, float] = msgspec.field(default_factory=dict)
    quantities: tuple[str, ...] = ()
    sentences: tuple[Selected, ...] = ()
    sections: tuple[StorySection, ...] = ()


class Told(NamedTuple):
    """A story as a document tells it: of what topic it is, and how many tell it independently."""

    story: str
    topic: str
    reports: int


def stories_of(stories: Iterable[Story]) -> Callable[[str, int], Story | None]:
    """Return a function that gives the story of a sentence by its document and number."""
    whole: dict[str, Story] = {}
    parts: dict[str, list[tuple[StorySection, Story]]] = {}
    for story in stories:
        whole.update(dict.fromkeys(story.docs, story))
        for section in story.sections:
            parts.setdefault(section.doc, []).append((section, story))

    def find(doc: str, n: int) -> Story | None:
        if doc not in parts:
            return whole.get(doc)
        return next((story for at, story in parts[doc] if at.first <= n <= at.last), None)

    return find


class StoryMove(Record, frozen=True):
    """Documents that a run found in another story than the run before: it says which, by number.

    ``story`` and ``title`` are those of the story before; it may be gone, or have lost only these.
    """

    run: int
    story: str
    title: str
    to: str
    docs: tuple[str, ...]


class StoryNews(Record, frozen=True):
    """What is new of a story: it itself, or some of its documents.

    ``entities`` are names that only the new documents have, ``sentences`` what these say that the
    others do not, ``comparisons`` figures of theirs that differ from an older one, or update it;
    ``events`` are those for which they give another date, or which they tell to have come of an
    older plan; ``moves`` what came from other stories.
    """

    story: str
    title: str
    new: bool
    docs: tuple[str, ...]
    entities: tuple[str, ...]
    sentences: tuple[Selected, ...]
    comparisons: tuple[Comparison, ...]
    events: tuple[TimelineEntry, ...] = ()
    moves: tuple[StoryMove, ...] = ()


class ThemeDigest(Record, frozen=True):
    """One theme of a digest: the sentences in the order asked for, its entities and numbers.

    ``n_sentences`` counts the sentences of the theme that may stand in a digest by their part:
    lead, body and takeaway, with what ``include`` adds and without what ``exclude`` leaves out.
    Documents that repeat another are not counted. ``numbers`` are without ordinals.
    """

    id: str
    label: str
    n_sentences: int
    sentences: tuple[Selected, ...]
    entities: tuple[str, ...]
    numbers: tuple[Number, ...]
    description: str | None = None


class DocumentDigest(Record, frozen=True):
    """One document of a digest."""

    doc: str
    title: str | None
    sentences: tuple[Selected, ...]
    date: str | None = None


CorrectionKind = Literal["name", "lemma", "theme", "leave_out"]


class Correction(Record, frozen=True):
    """A rule of the user's corrections: the line it is on, and how often it found something."""

    kind: CorrectionKind
    text: str
    line: int
    found: int


class Digest(Record, frozen=True, omit_defaults=True):
    """digest.json: everything the reports show; ``corrections`` only where some were given.

    ``proposed`` are labels of what the texts are about where the themes asked for cover little.
    """

    corpus: str
    model: str
    settings: dict[str, str | int | float | bool | list[str] | None]
    themes: tuple[ThemeDigest, ...]
    documents: tuple[DocumentDigest, ...]
    overall: tuple[Selected, ...]
    comparisons: tuple[Comparison, ...]
    failures: tuple[Failure, ...]
    corrections: tuple[Correction, ...] = ()
    proposed: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
