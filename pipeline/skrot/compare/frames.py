"""Frames: what the sentence of a figure says it measures, of whom, when, in which scope.

The tree of the sentence tells what a figure counts and what it depends on; words count the more the
nearer they stand, in the tree and in the text. A sentence that leans on the one before it, and a
figure without a base of its own, take over what that one says.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from msgspec.structs import replace

from skrot.compare.circumstances import (
    TIMES,
    Scene,
    is_change,
    is_negated,
    is_revised,
    is_so_far,
    marks_of,
    nearness,
    scope,
    stance,
    time_of,
)
from skrot.compare.figures import Figure, figures
from skrot.compare.labels import label_of
from skrot.compare.tree import CONTENT, NOMINAL, Governors, distances, links, subject_of
from skrot.compare.vocabulary import family, vocabulary
from skrot.records import Frame, Number, Sentence, SentenceFeatures

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NO_STATEMENTS = frozenset({"heading", "teaser", "other"})
_HALF_EDGES = 3.0
_LEANING = 0.6
_RESTATED = 0.9
_MAX_BACK = 4
_MAX_CHAIN = 3
_SHORT_GAP = 30
# What is counted, then the nouns that the figure depends on, then its predicate.
_COUNTED, _VAGUE, _FIRST, _FURTHER, _PREDICATE, _SUBJECT = 1.0, 0.3, 0.9, 0.8, 0.7, 0.8


def find_frames(
    doc: Doc,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    numbers: Sequence[Number],
) -> list[Frame]:
    """Give a frame for every figure of a document that can be compared, in the order of the text.

    Parameters
    ----------
    doc : spacy.tokens.Doc
        With lemmas, parts of speech, morphology and a dependency tree.
    sentences, features
        Of the document, in the same order.
    numbers
        Of the document, with the index of their sentence.

    Returns
    -------
    list of Frame
        None for what is only a reference, a part of a name, or asked.
    """
    by_sentence: dict[int, list[Number]] = {}
    for number in numbers:
        by_sentence.setdefault(number.n, []).append(number)
    found: list[Frame] = []
    before: list[Scene] = []
    for sentence, feature in zip(sentences, features, strict=True):
        own = by_sentence.get(sentence.n, [])
        scene = _scene(doc, sentence, feature, own)
        if scene is None:
            continue
        same = [s for s in before if s.features.paragraph == feature.paragraph][:_MAX_BACK]
        if sentence.part not in _NO_STATEMENTS and not feature.question:
            found += [_frame(figure, scene, same) for figure in scene.figures]
        before.insert(0, scene)
        del before[_MAX_BACK:]
    return found


def _scene(
    doc: Doc, sentence: Sentence, features: SentenceFeatures, numbers: Sequence[Number]
) -> Scene | None:
    span = doc.char_span(sentence.start, sentence.end, alignment_mode="contract")
    if span is None or not len(span):
        return None
    scene = Scene(sentence, features, tuple(numbers), tuple(figures(span, numbers)))
    if not scene.figures:
        return scene
    numbered = frozenset(
        token.i
        for number in numbers
        for token in doc.char_span(number.start, number.end, alignment_mode="expand") or ()
    )
    words = tuple(t for t in span if t.pos_ in CONTENT and t.i not in numbered)
    return scene._replace(
        words=words, numbered=numbered, edges=links(span), marks=marks_of(sentence.text)
    )


def _frame(figure: Figure, here: Scene, before: Sequence[Scene]) -> Frame:
    number, around = figure.number, figure.around
    heads, words = _heads(figure), _words(figure, here)
    base = _base(figure, here)
    label = label_of(figure, here.numbered)
    factor, at, back, scene = 1.0, figure, 0, here
    for _ in range(_MAX_CHAIN):
        source = _antecedent(at, scene, before[back:])
        if source is None:
            break
        steps, at, restated = source
        factor *= _LEANING if steps else _RESTATED
        back += steps
        scene = before[back - 1] if back else here
        _add(heads, _heads(at), factor)
        words += [(lemma, start, factor * w) for lemma, start, w in _words(at, scene)]
        if figure.kind == at.kind == "percent":
            base = base or _base(at, scene)
            if restated:
                label = label or label_of(at, scene.numbered)
    return Frame(
        number=number,
        kind=figure.kind,
        heads={head: round(weight, 3) for head, weight in heads.items() if weight > 0},
        words=tuple((lemma, start, round(weight, 3)) for lemma, start, weight in words),
        base=base,
        subject=_subject(around),
        held=figure.kind == "percent" and _is_held(around),
        narrow=_narrow(figure),
        scope=scope(number, words, here),
        stance=stance(figure, here),
        time=time_of(number, here, before),
        dated=any(other.kind in TIMES for other in here.numbers),
        negated=is_negated(number, here),
        change=is_change(number, here.sentence),
        revised=is_revised(number, here),
        so_far=is_so_far(here),
        against=figure.against,
        label=label,
    )


def _heads(figure: Figure) -> dict[str, float]:
    """Weigh the words that name what is measured, by family."""
    lists, around, found = vocabulary(), figure.around, dict[str, float]()

    def name(noun: Token, weight: float) -> None:
        lemma = noun.lemma_.lower()
        if lemma not in lists.generic and len(lemma) > 1:
            key = family(lemma)
            found[key] = max(found.get(key, 0.0), weight)
        elif noun.pos_ == "NOUN":
            # "wartość eksportu", "liczba posłów": what an empty noun is of says it.
            for child in noun.children:
                if child.dep_ == "nmod" and child.pos_ == "NOUN" and not child.is_digit:
                    key = family(child.lemma_.lower())
                    if child.lemma_.lower() not in lists.generic:
                        found[key] = max(found.get(key, 0.0), weight)

    if figure.counted is not None:
        vague = figure.counted.lemma_.lower() in lists.vague_counted | lists.asked
        name(figure.counted, _VAGUE if vague else _COUNTED)
    dated = figure.kind == "date"
    for at, noun in enumerate(around.nouns):
        if noun.pos_ == "NOUN":
            name(noun, (_PREDICATE if dated else _FIRST) * _FURTHER**at)
    predicate = around.predicate
    if predicate is not None:
        # A date hangs by its verb, and by a noun before it more often than it should.
        name(predicate, _FIRST if dated else _PREDICATE * _FURTHER ** len(around.nouns))
        bare = predicate.lemma_.lower() in lists.generic or predicate.pos_ in NOMINAL
        if bare and around.role != "nsubj":
            for child in predicate.children:
                if child.dep_ == "nsubj" and child.pos_ == "NOUN":
                    name(child, _SUBJECT)
        if bare and predicate.dep_ in {"acl", "amod"} and predicate.head.pos_ == "NOUN":
            name(predicate.head, _SUBJECT)
    return found


def _words(figure: Figure, scene: Scene) -> list[tuple[str, int, float]]:
    """Weigh the content words of a sentence by how near they stand to a figure."""
    far = distances(scene.edges, figure.anchor.i)
    number, found = figure.number, []
    left = [w for w in scene.words if w.idx < number.start]
    right = [w for w in scene.words if w.idx >= number.end]
    for side in (left[::-1], right):
        for place, word in enumerate(side):
            lemma = word.lemma_.lower()
            if lemma in vocabulary().generic:
                continue
            near = nearness(number, scene, word.idx, word.idx + len(word), float(place))
            edges = max(0, far.get(word.i, 12) - 1)
            weight = (near + 1.0 / (1.0 + edges / _HALF_EDGES)) / 2
            key = vocabulary().asking if lemma in vocabulary().demand else lemma
            found.append((key, word.idx, weight))
    return found


def _add(bag: dict[str, float], more: Mapping[str, float], factor: float) -> None:
    for key, weight in more.items():
        bag[key] = max(bag.get(key, 0.0), factor * weight)


def _base(figure: Figure, scene: Scene) -> tuple[str, ...]:
    """Give the lemmas of what is counted or of what a share is taken, without "cały", "całość"."""
    of = figure.number.of
    if of is None:
        counted = figure.counted
        return () if counted is None else (counted.lemma_.lower(),)
    whole = vocabulary().whole
    found = tuple(word for word in of.lower().split() if word not in whole)
    if found:
        return found
    after = (w.lemma_.lower() for w in scene.words if w.idx >= figure.number.end)
    named = next((lemma for lemma in after if lemma not in whole), None)
    return (named,) if named else ()


@cache
def _restatement() -> re.Pattern[str]:
    """Match what stands between a number and the same in other words."""
    return re.compile(rf"^ ?\($|\b(?:{'|'.join(map(re.escape, vocabulary().restating))})\b")


def _antecedent(
    figure: Figure, here: Scene, before: Sequence[Scene]
) -> tuple[int, Figure, bool] | None:
    """Find the figure whose measure another takes over, how many sentences back, if it restates it.

    "9,9 bln jenów (69,3 mld dolarów), co odpowiada 1,8 proc. PKB" is one quantity thrice;
    "wcześniej domagał się 3,5 proc." is of what sentences before it give a percentage of; "to 20
    proc." and "one wyniosły" lean on the sentence before.
    """
    number = figure.number
    if figure.kind == "date":
        return None
    others = [f for f in here.figures if f.kind != "date" and f is not figure]
    earlier = [f for f in others if f.number.end <= number.start]
    if earlier:
        last = max(earlier, key=lambda f: f.number.end)
        offset = here.sentence.start
        gap = here.sentence.text[last.number.end - offset : number.start - offset]
        if len(gap) < _SHORT_GAP and _restatement().search(gap):
            return 0, last, True
    elliptic = figure.kind == "percent" and number.of is None
    same = [f for f in others if f.kind == figure.kind and f.number.of]
    if elliptic and same:
        return 0, same[-1], False
    if elliptic:
        for steps, scene in enumerate(before, start=1):
            based = [f for f in scene.figures if f.kind == figure.kind and f.number.of]
            if based:
                return steps, based[-1], False
    if here.features.leans_on is None or not before:
        return None
    quantities = [f for f in before[0].figures if f.kind != "date"]
    same = [f for f in quantities if f.kind == figure.kind] or quantities
    return (1, same[-1], True) if same else None


def _subject(around: Governors) -> tuple[str, int] | None:
    """Give the lemma of who or what does what the figure is of, and where it stands."""
    if around.role == "nsubj":
        return None
    holder = subject_of(around.predicate)
    return None if holder is None else (holder.lemma_.lower(), holder.idx)


def _is_held(around: Governors) -> bool:
    """Tell whether a share is one that its subject has: "przemysł odpowiada za 20% eksportu"."""
    predicate = around.predicate
    return predicate is not None and predicate.lemma_.lower() in vocabulary().holding


def _narrow(figure: Figure) -> tuple[tuple[str, int], ...]:
    """Give what is said right at what is counted, each lemma with its place."""
    if figure.counted is None:
        return ()
    return tuple(
        (child.lemma_.lower(), child.idx)
        for child in figure.counted.children
        if child.dep_ in {"nmod", "amod"} and child.pos_ in {"NOUN", "ADJ"}
        if not figure.number.start <= child.idx < figure.number.end
        if child.lemma_.lower() not in vocabulary().generic
    )


def with_document(frame: Frame, doc: str) -> Frame:
    """Give a frame whose number knows the name of its document."""
    return (
        frame if frame.number.doc == doc else replace(frame, number=replace(frame.number, doc=doc))
    )
