"""Claims: frames with what the document and the corpus know of them.

The words of a frame that name something become entities of the corpus; the story, the origin and
the date of the document, and the other figures of the sentence, come from the document.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator

import msgspec
from msgspec.structs import replace

from skrot.compare.frames import with_document
from skrot.compare.vocabulary import family, vocabulary
from skrot.records import DocumentFacts, Frame, Mention, Number, Stance, Story, Told
from skrot.vectors import Vectors

# So many entities tell what a document is about.
_MAIN = 4

EntityAt = Callable[[int], str | None]


class Claim(msgspec.Struct, frozen=True, gc=False):
    """A figure and what it is about.

    Attributes
    ----------
    frame : Frame
        What its sentence says of it.
    words, entities : dict of str to float
        Families of lemmas, and entities, weighted by nearness between 0 and 1.
    place : tuple of (str, str)
        The topic and the story of its document.
    origin : str
        The document that says it first: of a copy the one that it is a copy of, unless the sentence
        is what the copy adds.
    date : str or None
        The date of the document.
    lemmas, named, institutions
        Of the sentence: its content words, its entities, those of them that are institutions.
    beside : tuple of Number
        The other numbers of the sentence.
    about : frozenset of str
        The entities that its document names most.
    holder : frozenset of str
        The entity, or else the word, that does what the figure is of; empty if nobody is named.
    narrow : frozenset of str
        What is said right at what is counted, or at the whole of a share, but names.
    vector : array of float32 or None
        The L2-normalised vector of the sentence.
    """

    frame: Frame
    words: dict[str, float]
    entities: dict[str, float]
    place: tuple[str, str]
    origin: str
    date: str | None
    title: bool
    paragraph: int
    lemmas: frozenset[str]
    named: frozenset[str]
    institutions: frozenset[str]
    beside: tuple[Number, ...]
    about: frozenset[str]
    holder: frozenset[str]
    narrow: frozenset[str]
    vector: Vectors | None = None

    @property
    def number(self) -> Number:
        """The number."""
        return self.frame.number

    @property
    def stance(self) -> Stance:
        """What the figure is put forward as."""
        return self.frame.stance

    @property
    def time(self) -> str | None:
        """When the figure holds."""
        return self.frame.time


def find_claims(
    document: DocumentFacts,
    story_of: Callable[[str, int], Story | Told | None] = lambda doc, n: None,
) -> Iterator[Claim]:
    """Give a claim for every frame of a document, in the order of the text."""
    mentions = sorted(document.mentions, key=lambda m: m.start)
    starts = [mention.start for mention in mentions]
    here: dict[int, list[Mention]] = {}
    for mention in mentions:
        here.setdefault(mention.n, []).append(mention)
    numbers: dict[int, list[Number]] = {}
    for number in document.numbers:
        numbers.setdefault(number.n, []).append(number)
    rows = () if document.vectors is None else document.vectors
    vectors = {s.n: row for s, row in zip(document.sentences, rows, strict=False)}
    features = {s.n: f for s, f in zip(document.sentences, document.features, strict=True)}
    parts = {sentence.n: sentence.part for sentence in document.sentences}
    adds = frozenset(document.adds)
    counts = Counter(mention.entity for mention in mentions)
    about = frozenset(sorted(counts, key=lambda e: (-counts[e], e))[:_MAIN])

    def entity_at(start: int) -> str | None:
        at = bisect_right(starts, start) - 1
        found = at >= 0 and start < mentions[at].end
        return mentions[at].entity if found else None

    for given in document.frames:
        frame = with_document(given, document.doc)
        n = frame.number.n
        words, entities = _weighed(frame, entity_at)
        own = here.get(n, ())
        story = story_of(document.doc, n)
        yield Claim(
            frame=replace(frame, words=()),
            words=words,
            entities=entities,
            place=("", "") if story is None else (story.topic, story.story),
            origin=document.doc if n in adds or document.origin is None else document.origin,
            date=document.date,
            title=parts[n] == "title",
            paragraph=features[n].paragraph,
            lemmas=frozenset(features[n].lemmas),
            named=frozenset(mention.entity for mention in own),
            institutions=frozenset(m.entity for m in own if m.label == "orgName"),
            beside=tuple(x for x in numbers.get(n, ()) if not _is_own(x, frame.number)),
            about=about,
            holder=_holder(frame, entity_at),
            narrow=frozenset(lemma for lemma, at in frame.narrow if entity_at(at) is None),
            vector=vectors.get(n),
        )


def _is_own(number: Number, figure: Number) -> bool:
    return number.start < figure.end and figure.start < number.end


def _weighed(frame: Frame, entity_at: EntityAt) -> tuple[dict[str, float], dict[str, float]]:
    words: dict[str, float] = {}
    entities: dict[str, float] = {}
    for lemma, start, weight in frame.words:
        entity = entity_at(start)
        if entity is not None:
            entities[entity] = max(entities.get(entity, 0.0), weight)
        elif lemma not in frame.base:
            key = family(lemma)
            words[key] = max(words.get(key, 0.0), weight)
    return words, entities


def _holder(frame: Frame, entity_at: EntityAt) -> frozenset[str]:
    if frame.subject is None:
        return frozenset()
    lemma, start = frame.subject
    entity = entity_at(start)
    if entity is not None:
        return frozenset({entity})
    return frozenset() if lemma in vocabulary().generic else frozenset({family(lemma)})
