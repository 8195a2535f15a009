"""What a document is about, as numbers: its words, its names and its vector, the first ones most.

What happened stands at the beginning of a report; what follows is told by others, too. Profiles are
made of some documents at a time, wherever these are, with numbers of their own for lemmas and
entities; `gather` numbers them anew for the corpus, and keeps them where memory does not.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

import msgspec
import numpy as np
from numpy.typing import NDArray

from skrot.packed import Packed, Shelf
from skrot.records import DocumentFacts, Sentence, SentenceFeatures, StorySection
from skrot.stories.calendar import days_said
from skrot.stories.rarity import rarity
from skrot.stories.sections import divided
from skrot.vectors import unit

# Weights fall to one half after so many words; chosen with the thresholds (`docs/stories.md`).
_WORDS, _NAMES, _VECTOR = 20, 80, 30
# What stands after so many words weighs next to nothing.
_READ = 300
# A sentence counts by its words, a long one no more than this.
_LONG = 30
_LEFT_OUT = frozenset({"teaser", "other"})
_POINTING = frozenset({"ten", "ta", "tamten", "tamta", "ów", "owa", "nasz", "nasza"})
_WORD = re.compile(r"[^\W\d_]{2,}")
_CONTENT = frozenset({"adj", "fin", "ger", "imps", "inf", "pact", "ppas", "praet", "subst"})


class Bag(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """Terms with weights: `places` are int32, the numbers of the terms, and `weights` float32."""

    places: bytes
    weights: bytes

    @property
    def terms(self) -> NDArray[np.int32]:
        """The numbers of the terms."""
        return np.frombuffer(self.places, dtype=np.int32)


class Profile(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """What a document, or a section of one, is about.

    Attributes
    ----------
    doc, date, origin
        As in `DocumentFacts`; `doc` is the name of a unit (`skrot.stories.sections`).
    headline : str
        The title, or a sentence, as it stands there; a title may stand beside the text.
    words, titles : Bag
        Lemmas of the text and of the headline.
    names, subjects, speakers : Bag
        Entities; how much of these stands as the subject of a main clause; those that are quoted.
    vector : bytes
        Float16, of unit length; empty where there is none.
    offices : tuple of (str, str)
        Entities, and what they are called by what they do.
    days : tuple of int
        What it says of when (`skrot.stories.calendar`).
    section : StorySection or None
        Its place in its document, where it is not the whole.
    """

    doc: str
    date: str | None
    origin: str
    headline: str
    words: Bag
    titles: Bag
    names: Bag
    subjects: Bag
    speakers: Bag
    vector: bytes
    offices: tuple[tuple[str, str], ...]
    days: tuple[int, ...] = ()
    section: StorySection | None = None


class Profiled(NamedTuple):
    """Profiles of some documents, and what their numbers stand for."""

    profiles: list[Profile]
    lemmas: tuple[str, ...]
    entities: tuple[str, ...]


class Common(NamedTuple):
    """What the stories of a topic have to know of the corpus.

    ``total`` is the number of documents, of which ``worded`` have each lemma and ``named`` name
    each entity; ``rare`` is the rarity of each lemma in Polish; ``mean`` is that of the vectors.
    """

    total: int
    worded: NDArray[np.intp]
    rare: NDArray[np.float64]
    named: NDArray[np.intp]
    mean: NDArray[np.float32]


class Profiles:
    """The profiles of a corpus, which lie on a shelf; a few dozen bytes of each are in memory.

    Attributes
    ----------
    docs, dates, origins
        Of each profile, by its number.
    sections : dict of str to StorySection
        Those that have their place in a document.
    entities : tuple of str
        What the numbers of entities stand for.
    common : Common
    """

    def __init__(self, packed: Packed[Profile]) -> None:
        self._packed = packed
        self.docs: list[str] = []
        self.dates: list[str | None] = []
        self.origins: list[str] = []
        self.sections: dict[str, StorySection] = {}
        self.entities: tuple[str, ...] = ()
        empty = np.zeros(0, dtype=np.intp)
        self.common = Common(0, empty, np.zeros(0), empty, np.zeros(0, dtype=np.float32))

    def add(self, profile: Profile) -> None:
        """Put a profile at the end."""
        self._packed.add(profile)
        self.docs.append(profile.doc)
        self.dates.append(profile.date)
        self.origins.append(profile.doc if profile.origin == profile.doc else profile.origin)
        if profile.section is not None:
            self.sections[profile.doc] = profile.section

    def take(self, numbers: Iterable[int]) -> list[Profile]:
        """Return some of the profiles."""
        return [self._packed.get(number) for number in numbers]

    def packed(self, numbers: Iterable[int]) -> list[bytes]:
        """Return some of the profiles as they are packed."""
        return [self._packed.packed(number) for number in numbers]


def profiled(documents: Iterable[DocumentFacts]) -> Profiled:
    """Return the profiles of documents, of long ones those of their sections."""
    lemmas: dict[str, int] = {}
    entities: dict[str, int] = {}
    found = [
        _profile(unit, section, lemmas, entities)
        for document in documents
        for unit, section in divided(document)
    ]
    return Profiled(found, tuple(lemmas), tuple(entities))


def gather(parts: Iterable[Profiled], shelf: Shelf | None = None) -> Profiles:
    """Number the profiles of parts of a corpus anew, in order, and put them on a shelf.

    Parameters
    ----------
    parts : iterable of Profiled
    shelf : Shelf, optional
        Empty; a list by default. Some kilobytes of each document lie there.
    """
    lemmas: dict[str, int] = {}
    entities: dict[str, int] = {}
    worded, named = _Counts(), _Counts()
    found = Profiles(Packed(Profile, [] if shelf is None else shelf))
    total: NDArray[np.float32] | None = None
    for part in parts:
        words, names = _numbers(lemmas, part.lemmas), _numbers(entities, part.entities)
        for given in part.profiles:
            profile = _renumbered(given, words, names)
            found.add(profile)
            worded.add(profile.words.terms, len(lemmas))
            named.add(profile.names.terms, len(entities))
            vector = np.frombuffer(given.vector, dtype=np.float16).astype(np.float32)
            if total is None:
                total = np.zeros_like(vector)
            if len(vector) > len(total):  # the first ones had none
                total = np.zeros_like(vector) + np.pad(total, (0, len(vector) - len(total)))
            if len(vector):
                total += vector
    size = len(found.docs)
    mean = np.zeros(0, dtype=np.float32) if total is None else total
    if size:
        np.true_divide(mean, np.intp(size), out=mean, casting="unsafe")
    rare = np.array([rarity(lemma) for lemma in lemmas], dtype=np.float64)
    found.entities = tuple(entities)
    found.common = Common(size, worded.upto(len(lemmas)), rare, named.upto(len(entities)), mean)
    return found


class _Counts:
    """Counts by number, of ever more numbers."""

    def __init__(self) -> None:
        self._counts = np.zeros(1024, dtype=np.intp)

    def add(self, numbers: NDArray[np.int32], size: int) -> None:
        """Count numbers, none of them twice, that are less than a size."""
        if size > len(self._counts):
            self._counts = np.pad(self._counts, (0, 2 * size - len(self._counts)))
        self._counts[numbers] += 1

    def upto(self, size: int) -> NDArray[np.intp]:
        """Return the counts of the numbers that are less than a size."""
        counts = self._counts[:size]
        return np.pad(counts, (0, size - len(counts)))


def _numbers(known: dict[str, int], terms: Iterable[str]) -> NDArray[np.int32]:
    return np.array([known.setdefault(term, len(known)) for term in terms], dtype=np.int32)


def _renumbered(given: Profile, words: NDArray[np.int32], names: NDArray[np.int32]) -> Profile:
    def of(bag: Bag, numbers: NDArray[np.int32]) -> Bag:
        return Bag(numbers[bag.terms].tobytes(), bag.weights)

    return Profile(
        given.doc,
        given.date,
        given.origin,
        given.headline,
        of(given.words, words),
        of(given.titles, words),
        of(given.names, names),
        of(given.subjects, names),
        of(given.speakers, names),
        given.vector,
        given.offices,
        given.days,
        given.section,
    )


# A sentence, its features, its place among those of the document, and the words before it.
_Row = tuple[Sentence, SentenceFeatures, int, int]


def _profile(
    document: DocumentFacts,
    section: StorySection | None,
    lemmas: dict[str, int],
    entities: dict[str, int],
) -> Profile:
    rows = _read(document)
    text, lead, apart = _headline(document.title, rows)
    words = _words(rows)
    for lemma in lead if apart else ():
        words[lemma] = words.get(lemma, 0.0) + 1.0
    named = _names(document, rows)
    spoken = {quote.speaker for quote in document.quotes}
    return Profile(
        document.doc,
        document.date,
        document.origin or document.doc,
        text,
        _bag(lemmas, words),
        _bag(lemmas, dict.fromkeys(lead, 1.0)),
        _bag(entities, named),
        _bag(entities, _names(document, rows, document.subjects)),
        _bag(entities, {entity: 1.0 for entity in named if entity in spoken}),
        _vector(document, rows).tobytes(),
        tuple(_offices(document)),
        days_said((features.lemmas, before) for _, features, _, before in rows),
        section,
    )


def _bag(known: dict[str, int], weights: Mapping[str, float]) -> Bag:
    places = _numbers(known, weights)
    return Bag(places.tobytes(), np.array([*weights.values()], dtype=np.float32).tobytes())


def _read(document: DocumentFacts) -> list[_Row]:
    rows: list[_Row] = []
    before = 0
    pairs = zip(document.sentences, document.features, strict=True)
    for place, (sentence, features) in enumerate(pairs):
        if sentence.part not in _LEFT_OUT and before < _READ:
            rows.append((sentence, features, place, before))
            before += len(features.lemmas)
    return rows


def _headline(title: str | None, rows: Sequence[_Row]) -> tuple[str, tuple[str, ...], bool]:
    """Return the title, its lemmas, and whether it stands outside the text.

    Without one it is the first sentence that says something.
    """
    titles = [row for row in rows if row[0].part == "title"]
    if titles:
        first = titles[0][0].text
        # All sentences of it: "Izrael będzie zadowolony. Unia zmienia zdanie"
        whole = title if title is not None and title.startswith(first) else first
        return (
            whole,
            tuple(lemma for _, features, _, _ in titles for lemma in features.lemmas),
            False,
        )
    if title is not None and (lemmas := tuple(_lemmas(title))):
        return title, lemmas, True
    telling = (row for row in rows if row[1].fragment is None and not row[1].formal)
    for sentence, features, _, _ in chain(telling, rows):
        return sentence.text, features.lemmas, False
    return "", (), False


def _lemmas(title: str) -> Iterator[str]:
    """Give the lemmas of a title that was not annotated, by the first reading of each word."""
    from skrot.polish.dictionary import analyse  # texts without such titles do without it

    for word in _WORD.findall(title):
        found = analyse(word) or analyse(word.lower())
        if not found or found[0].pos in _CONTENT:
            yield (found[0].lemma if found else word).lower()


def _fading(before: int, half: int) -> float:
    return 1.0 / (1.0 + before / half)


def _words(rows: Iterable[_Row]) -> dict[str, float]:
    bag: defaultdict[str, float] = defaultdict(float)
    for _, features, _, before in rows:
        weight = _fading(before, _WORDS)
        for lemma in features.lemmas:
            bag[lemma] += weight
    return bag


def _names(
    document: DocumentFacts, rows: Iterable[_Row], starts: Collection[int] | None = None
) -> dict[str, float]:
    """Return what is named, or what is named at some places, with weights."""
    weights = {sentence.n: _fading(before, _NAMES) for sentence, _, _, before in rows}
    bag: defaultdict[str, float] = defaultdict(float)
    for mention in document.mentions:
        if mention.n in weights and (starts is None or mention.start in starts):
            bag[mention.entity] += weights[mention.n]
    return bag


def _offices(document: DocumentFacts) -> Iterator[tuple[str, str]]:
    """Give what a document calls somebody; as a subject it is in the nominative."""
    for row in document.references:
        if row.kind != "office" or row.entity is None or row.start not in document.subjects:
            continue
        # "minister ten" points, and says not what he is
        if _POINTING.isdisjoint(row.text.lower().split()):
            yield row.entity, row.text[:1].lower() + row.text[1:]


def _vector(document: DocumentFacts, rows: Iterable[_Row]) -> NDArray[np.float16]:
    if document.vectors is None:
        return np.zeros(0, dtype=np.float16)
    total = np.zeros(document.vectors.shape[1], dtype=np.float32)
    for _, features, place, before in rows:
        size = min(len(features.lemmas), _LONG)
        total += size * _fading(before, _VECTOR) * document.vectors[place]
    return unit(total).astype(np.float16)
