"""Claims: numbers with what the text around them says about their subject, measure and time.

A claim keeps weighted lemmas (what is measured), weighted entities (whose it is), the time it holds
for and the stance (a fact, a plan, a demand). Words count the more the nearer they stand to the
number; a sentence that leans on the one before it, or a number without a base of its own, takes
over what that sentence says.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import Literal, NamedTuple, TypeVar

import numpy as np
from msgspec.structs import replace

from skrot.compare.vocabulary import vocabulary
from skrot.polish.dictionary import analyse
from skrot.polish.word_lists import function_words
from skrot.records import DocumentFacts, Mention, Number, Sentence, SentenceFeatures
from skrot.vectors import Vectors

Stance = Literal["fact", "plan", "demand"]
_Row = TypeVar("_Row", Number, Mention)

_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_BOUNDARY = re.compile(r"[,;:()–—]")
_KINDS = frozenset({"cardinal", "percent", "percentage_point", "money", "quantity"})
_NO_STATEMENTS = frozenset({"title", "heading", "teaser", "other"})
_TIMES = frozenset({"date", "date_range"})
_BEYOND_BOUNDARY = 0.7
_BEYOND_NUMBER = 0.4
_HALF_DISTANCE = 6.0
_LEANING = 0.6
_RESTATED = 0.9
_TOPIC = 0.25
_MAX_BACK = 4
_MAX_CHAIN = 3
_SHORT_GAP = 30
_GOVERNED = 4
# Words between a verb of having a share and its number; words of who has it.
_HELD, _HOLDERS = 4, 2


class Claim(NamedTuple):
    """A number and what it is about.

    Attributes
    ----------
    words, entities : mapping of str to float
        Lemmas and entity identifiers, weighted by nearness between 0 and 1.
    of : tuple of str
        The lemmas of what is counted, or of the base of a share.
    holder : frozenset of str
        Of a share: the nearest words before the verb that says whose it is, entities of any form.
    time : str or None
        When the figure holds, ISO 8601 or EDTF.
    dated : bool
        Whether the sentence speaks of any time.
    stance : {"fact", "plan", "demand"}
        What the figure is put forward as.
    paragraph, named, institutions, lemmas
        Of the sentence itself: its paragraph, its entities, its content words.
    negated : bool
        Whether the clause denies something.
    beside : tuple of Number
        The other numbers of its sentence.
    origin : str
        The document that says it first: of a copy the one that it is a copy of, unless the sentence
        is what the copy adds.
    vector : array of float32 or None
        The L2-normalised vector of the sentence, mixed with the one it takes its measure from.
    """

    number: Number
    sentence: Sentence
    date: str | None
    words: Mapping[str, float]
    entities: Mapping[str, float]
    of: tuple[str, ...]
    holder: frozenset[str]
    time: str | None
    dated: bool
    stance: Stance
    paragraph: int
    named: frozenset[str]
    institutions: frozenset[str]
    negated: bool
    lemmas: frozenset[str]
    beside: tuple[Number, ...]
    origin: str
    vector: Vectors | None


class _Word(NamedTuple):
    start: int
    end: int
    text: str
    lemma: str | None


class _Scene(NamedTuple):
    """A sentence made ready: its content words, its numbers and its mentions."""

    sentence: Sentence
    features: SentenceFeatures
    words: tuple[_Word, ...]
    numbers: tuple[Number, ...]
    mentions: tuple[Mention, ...]


def find_claims(document: DocumentFacts) -> Iterator[Claim]:
    """Give a claim for every number of a document that can be compared, in text order."""
    doc = document.doc
    # A number that was found in a text alone does not know the name of its document.
    numbers = _by_sentence([n if n.doc == doc else replace(n, doc=doc) for n in document.numbers])
    mentions = _by_sentence(document.mentions)
    rows = () if document.vectors is None else document.vectors
    vectors = {s.n: row for s, row in zip(document.sentences, rows, strict=False)}
    cache: dict[int, _Scene] = {}

    def scene(index: int) -> _Scene:
        if index not in cache:
            sentence, features = document.sentences[index], document.features[index]
            own = tuple(numbers.get(sentence.n, ()))
            here = tuple(mentions.get(sentence.n, ()))
            cache[index] = _Scene(sentence, features, _words(sentence, features, own), own, here)
        return cache[index]

    adds = frozenset(document.adds)
    for index, sentence in enumerate(document.sentences):
        if sentence.part in _NO_STATEMENTS or document.features[index].question:
            continue
        for number in numbers.get(sentence.n, ()):
            if not _comparable(number):
                continue
            before = []
            for back in range(1, _MAX_BACK + 1):
                same = index >= back and (
                    document.features[index - back].paragraph == document.features[index].paragraph
                )
                if not same:
                    break
                before.append(scene(index - back))
            first = document.origin if sentence.n not in adds else None
            found = _claim(number, scene(index), before, document.date, vectors)
            yield found if first is None else found._replace(origin=first)


def _by_sentence(rows: Sequence[_Row]) -> dict[int, list[_Row]]:
    found: dict[int, list[_Row]] = {}
    for row in rows:
        found.setdefault(row.n, []).append(row)
    return found


def _comparable(number: Number) -> bool:
    if number.kind not in _KINDS or number.reason is not None:
        return False
    if not number.value and (number.low is None or number.high is None):
        return False
    if number.kind == "percent":
        return True
    if number.value is not None and number.value <= 1:
        # "na 1 litr", "jedna z": a unit, not a figure.
        return False
    return number.kind != "cardinal" or number.of is not None


def _words(
    sentence: Sentence, features: SentenceFeatures, numbers: Sequence[Number]
) -> tuple[_Word, ...]:
    known = frozenset(features.lemmas)
    out = []
    for match in _WORD.finditer(sentence.text):
        start, end = match.start() + sentence.start, match.end() + sentence.start
        if any(number.start < end and start < number.end for number in numbers):
            continue
        out.append(_Word(start, end, match.group(), _lemma(match.group(), known)))
    return tuple(out)


def _lemma(word: str, known: frozenset[str]) -> str | None:
    """Give the lemma of a content word: the one of its readings that the annotation chose."""
    lower = word.lower()
    return next(
        (lemma for lemma in _lemmas(word) if lemma in known), lower if lower in known else None
    )


@lru_cache(maxsize=1 << 15)
def _lemmas(word: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reading.lemma.lower() for reading in analyse(word)))


def _claim(
    number: Number,
    here: _Scene,
    before: Sequence[_Scene],
    date: str | None,
    vectors: Mapping[int, Vectors],
) -> Claim:
    words, entities = _around(number, here)
    vector = vectors.get(here.sentence.n)
    of = _base(number, here)
    factor, at, back, scene = 1.0, number, 0, here
    for _ in range(_MAX_CHAIN):
        source = _antecedent(at, scene, before[back:])
        if source is None:
            break
        steps, at = source
        factor *= _LEANING if steps else _RESTATED
        back += steps
        scene = before[back - 1] if back else here
        near_words, near_entities = _around(at, scene)
        _add(words, near_words, factor)
        _add(entities, near_entities, factor)
        if number.kind == "percent" and at.kind == "percent":
            of = of or _base(at, scene)
        if vector is not None and steps:
            mixed = vector + np.float32(factor) * vectors[scene.sentence.n]
            vector = (mixed / np.linalg.norm(mixed)).astype(np.float32)
    factor = _TOPIC
    for scene in before:
        factor *= _TOPIC
        _add(words, {w.lemma: 1.0 for w in scene.words if w.lemma and _tells(w, scene)}, factor)
        _add(entities, {m.entity: 1.0 for m in scene.mentions}, factor)
    return Claim(
        number=number,
        sentence=here.sentence,
        date=date,
        words={word: weight for word, weight in words.items() if word not in of},
        entities=entities,
        of=of,
        holder=_holder(number, here),
        time=_time(number, here, before),
        dated=any(other.kind in _TIMES for other in here.numbers),
        stance=_stance(number, here),
        paragraph=here.features.paragraph,
        lemmas=frozenset(here.features.lemmas),
        beside=tuple(other for other in here.numbers if other is not number),
        origin=number.doc,
        negated=_negated(number, here),
        institutions=frozenset(m.entity for m in here.mentions if m.label == "orgName"),
        named=frozenset(mention.entity for mention in here.mentions),
        vector=vector,
    )


def _around(number: Number, scene: _Scene) -> tuple[dict[str, float], dict[str, float]]:
    """Weigh the content words and the entities of a sentence by their nearness to a number."""
    words: dict[str, float] = {}
    for weight, word in _near(number, scene):
        if word.lemma is not None and _tells(word, scene):
            key = vocabulary().asking if word.lemma in vocabulary().demand else word.lemma
            words[key] = max(words.get(key, 0.0), weight)
    entities: dict[str, float] = {}
    for mention in scene.mentions:
        weight = _weight(number, scene, mention.start, mention.end, 2.0)
        entities[mention.entity] = max(entities.get(mention.entity, 0.0), weight)
    return words, entities


def _tells(word: _Word, scene: _Scene) -> bool:
    """Tell whether a word says something about a measure: content, and no part of a name."""
    if word.lemma is None or len(word.lemma) < 3 or word.lemma in vocabulary().generic:
        return False
    return not any(m.start <= word.start < m.end for m in scene.mentions)


def _add(bag: dict[str, float], more: Mapping[str, float], factor: float) -> None:
    for key, weight in more.items():
        bag[key] = max(bag.get(key, 0.0), factor * weight)


@cache
def _restatement() -> re.Pattern[str]:
    """Match what stands between a number and the same in other words."""
    return re.compile(rf"^ ?\($|\b(?:{'|'.join(map(re.escape, vocabulary().restating))})\b")


def _antecedent(
    number: Number, here: _Scene, before: Sequence[_Scene]
) -> tuple[int, Number] | None:
    """Find the number whose measure another one takes over, and how many sentences back it is.

    "9,9 bln jenów (69,3 mld dolarów), co odpowiada 1,8 proc. PKB" is one quantity thrice;
    "wcześniej domagał się 3,5 proc." is of what sentences before it give a percentage of; "to 20
    proc." and "one wyniosły" lean on the sentence before.
    """
    earlier = [n for n in here.numbers if n.end <= number.start and n.kind not in _TIMES]
    if earlier:
        last = max(earlier, key=lambda other: other.end)
        gap = here.sentence.text[
            last.end - here.sentence.start : number.start - here.sentence.start
        ]
        if len(gap) < _SHORT_GAP and _restatement().search(gap):
            return 0, last
    elliptic = number.kind == "percent" and number.of is None
    same = [n for n in here.numbers if n is not number and n.kind == number.kind and n.of]
    if elliptic and same:
        return 0, same[-1]
    if elliptic:
        for steps, scene in enumerate(before, start=1):
            based = [n for n in scene.numbers if n.kind == number.kind and n.of]
            if based:
                return steps, based[-1]
    if here.features.leans_on is None or not before:
        return None
    quantities = [n for n in before[0].numbers if n.kind not in _TIMES and n.kind != "ordinal"]
    same = [n for n in quantities if n.kind == number.kind] or quantities
    return (1, same[-1]) if same else None


def _near(number: Number, scene: _Scene) -> Iterator[tuple[float, _Word]]:
    content = [word for word in scene.words if word.lemma is not None]
    left = [word for word in content if word.end <= number.start]
    right = [word for word in content if word.start >= number.end]
    for side in (reversed(left), iter(right)):
        for distance, word in enumerate(side):
            yield _weight(number, scene, word.start, word.end, float(distance)), word


def _weight(number: Number, scene: _Scene, start: int, end: int, distance: float) -> float:
    """Weigh a place in a sentence by its distance from the number and by what lies between."""
    low, high = (end, number.start) if end <= number.start else (number.end, start)
    offset = scene.sentence.start
    boundaries = len(_BOUNDARY.findall(scene.sentence.text[low - offset : max(low, high) - offset]))
    between = sum(
        low <= other.start and other.end <= high and other.kind not in _TIMES
        for other in scene.numbers
        if other is not number
    )
    near = 1.0 / (1.0 + distance / _HALF_DISTANCE)
    return float(near * _BEYOND_BOUNDARY ** min(boundaries, 4) * _BEYOND_NUMBER ** min(between, 2))


def _base(number: Number, scene: _Scene) -> tuple[str, ...]:
    """Give the lemmas of what is counted or of what a share is taken, without "cały", "całość"."""
    if number.of is None:
        return ()
    whole = vocabulary().whole
    found = tuple(word for word in number.of.lower().split() if word not in whole)
    if found:
        return found
    after = (word.lemma for word in scene.words if word.start >= number.end and word.lemma)
    named = next((lemma for lemma in after if lemma not in whole), None)
    return (named,) if named else ()


def _holder(number: Number, scene: _Scene) -> frozenset[str]:
    """Give who or what a sentence says to have a share, by words and entities; empty if nobody."""
    if number.kind != "percent":
        return frozenset()
    before = [w for w in scene.words if w.end <= number.start]
    verb = next(
        (w for w in before[-_HELD:] if vocabulary().holding.intersection(_lemmas(w.text))), None
    )
    if verb is None:
        return frozenset()
    words = [w for w in before if w.end <= verb.start and w.lemma and _tells(w, scene)]
    ahead = [m for m in scene.mentions if m.end <= verb.start]
    return frozenset(
        [w.lemma for w in words[-_HOLDERS:] if w.lemma] + [m.entity for m in ahead[-1:]]
    )


def _time(number: Number, here: _Scene, before: Sequence[_Scene]) -> str | None:
    """Give the time a number holds for: the nearest date of its clause, then of its sentence."""
    dates = [d for d in here.numbers if d.kind in _TIMES and d.iso and not _cited(d, here)]
    if dates:
        best = min(
            dates,
            key=lambda d: (
                -_weight(number, here, d.start, d.end, 0.0),
                abs(d.start - number.start),
            ),
        )
        return best.iso
    if here.features.leans_on is not None and before:
        inherited = [
            d.iso for d in before[0].numbers if d.kind in _TIMES and not _cited(d, before[0])
        ]
        return inherited[0] if len(inherited) == 1 else None
    return None


def _negated(number: Number, scene: _Scene) -> bool:
    """Tell whether the clause of a number denies something: "nie wykazało 1071 gmin"."""
    offset = scene.sentence.start
    start = number.start - offset
    left = scene.sentence.text[:start]
    cut = max((match.end() for match in _BOUNDARY.finditer(left)), default=0)
    denial = function_words().denial
    return any(
        offset + cut <= w.start < number.start and w.text.lower() == denial for w in scene.words
    )


def _cited(date: Number, scene: _Scene) -> bool:
    """Tell whether a date names a law or a place in its publication, not the time of anything."""
    before = scene.sentence.text[: date.start - scene.sentence.start]
    return before.endswith(" ") and before[:-1].endswith(vocabulary().cited)


def _stance(number: Number, scene: _Scene) -> Stance:
    """Tell whether a number is a fact, a plan or a demand by the words that govern it."""
    lists = vocabulary()
    before = [w.lemma for w in scene.words if w.lemma is not None and w.end <= number.start]
    reach = len(before) if number.role == "target" else _GOVERNED
    governing = before[-reach:] if reach else []
    if lists.demand.intersection(governing):
        return "demand"
    if number.role == "target" or lists.plan.intersection(governing) or _obliged(number, scene):
        return "plan"
    return "fact"


def _obliged(number: Number, scene: _Scene) -> bool:
    """Tell whether "ma wydać", "mają wzrosnąć" stands in the clause of the number."""
    for word, following in zip(scene.words, scene.words[1:], strict=False):
        if vocabulary().obliging in _lemmas(word.text) and word.end <= number.start:
            rest = [w for w in scene.words if following.start <= w.start <= number.start][:4]
            if any(r.pos == "inf" for w in rest for r in analyse(w.text)):
                return True
    return False
