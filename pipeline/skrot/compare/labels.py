"""What a figure measures, in grammatical Polish: a head noun in the nominative with what it is of.

A count is a "liczba", a share an "odsetek" or "udział"; else the noun that the figure depends on
names it, or the verb does in a clause: "kwota, którą Londyn zapłaci za wyjście z Unii". Where no
label is sure to be grammatical and to say what is measured, there is none.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING

from skrot.compare.clauses import clause, preposition_of
from skrot.compare.figures import Figure
from skrot.compare.phrases import gerund, phrase, plain, written
from skrot.compare.tree import Governors, child, feature, subject_of, subtree
from skrot.compare.vocabulary import Description, family, vocabulary

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

# A noun that names a figure is no more tokens before it.
_NEAR = 6
# A measure of so few words says whose it is, where the text does.
_BARE = 2
_LONGEST = 13
_LEADING = frozenset({"ADP", "ADV", "PART"})
_ATTRIBUTES = frozenset({"ADP", "ADJ", "NOUN", "PROPN"})


def label_of(figure: Figure, without: Collection[int]) -> str | None:
    """Name what a figure measures, None where its sentence gives no sure name.

    Parameters
    ----------
    figure : Figure
    without : collection of int
        The tokens of the numbers of its sentence: dates belong to no label.
    """
    words, around = vocabulary().description, figure.around
    if figure.kind == "votes":
        return _of_votes(around, without)
    if figure.kind == "age":
        return None
    if figure.kind == "date":
        return _of_event(figure, around, without)
    if figure.kind == "count":
        return _of_count(figure, around, without, words)
    if figure.kind == "percent" and figure.counted is not None:
        return _of_share(figure, around, without, words)
    return _of_measure(figure, around, without, words)


def _of_count(
    figure: Figure, around: Governors, without: Collection[int], words: Description
) -> str | None:
    noun = figure.counted
    if noun is None:
        return None
    counted = _genitive_plural(noun, without)
    if counted is None:
        return None
    label = f"{words.count} {counted}"
    vague = noun.lemma_.lower() in vocabulary().vague_counted | vocabulary().asked
    more = clause(figure, around, without, noun, "m1")
    many = noun.lemma_.lower() in vocabulary().of_many
    whole = not many and not (vague and len(counted.split()) < 3)
    if more is not None and len(more.split()) + len(label.split()) <= _LONGEST:
        return f"{label}, {more}"
    return label if whole else None


def _genitive_plural(noun: Token, without: Collection[int]) -> str | None:
    return phrase(noun, "gen", without, "pl")


def _of_share(
    figure: Figure, around: Governors, without: Collection[int], words: Description
) -> str | None:
    noun, predicate = figure.counted, around.predicate
    if noun is None:
        return None
    whole = phrase(noun, "gen", without)
    if whole is None:
        return None
    if predicate is not None and predicate.lemma_.lower() in vocabulary().holding:
        part = subject_of(predicate)
        if part is not None:
            held, of = phrase(part, "gen", without), phrase(noun, "loc", without)
            hard = of is not None and of.lower().startswith(words.hard_to_say)
            inside = words.inside_long if hard else words.inside
            return f"{words.held} {held} {inside} {of}" if held and of else None
        return None
    measure = _measure(figure, around, without)
    if measure is not None:
        return f"{measure} (% {whole})"
    more = clause(figure, around, without, noun, "m1")
    described = (*noun.children, *figure.anchor.children)
    partial = any(t.dep_ == "acl" and feature(t, "VerbForm") == "Part" for t in described)
    return None if more is None or partial else f"{words.share} {whole}, {more}"


def _of_measure(
    figure: Figure, around: Governors, without: Collection[int], words: Description
) -> str | None:
    measure = _measure(figure, around, without)
    if measure is not None:
        yearly = figure.number.per == "year" and words.yearly not in measure
        return f"{measure} {words.yearly}" if yearly else measure
    predicate = around.predicate
    if predicate is None:
        return None
    verbs = words.lengths if figure.kind == "quantity" else words.verbs
    name = verbs.get(predicate.lemma_.lower())
    subject = subject_of(predicate)
    if name is not None:
        of = phrase(subject, "gen", without) if subject is not None else None
        return None if of is None else f"{name} {of}"
    heads = {"money": (words.amount, "f"), "duration": (words.time, "m3")}
    if figure.kind not in heads:
        return None
    head, gender = heads[figure.kind]
    more = clause(figure, around, without, None, gender)
    return None if more is None else f"{head}, {more}"


def _measure(figure: Figure, around: Governors, without: Collection[int]) -> str | None:
    """Write the noun of measure that a figure depends on, or the subject of an empty verb."""
    generic = vocabulary().generic
    if figure.kind == "percent" and _is_aside(figure):
        return None
    for noun in around.nouns[:2]:
        if figure.kind == "duration" and figure.anchor.pos_ != "ADJ":
            break
        if noun.lemma_.lower() in generic or _is_shared(noun, figure, without):
            continue
        named = _named(noun, without, figure.kind)
        if named is not None:
            return named
    predicate = around.predicate
    if predicate is not None and predicate.lemma_.lower() in generic and around.role != "nsubj":
        subject = subject_of(predicate)
        shared = subject is None or _is_shared(subject, figure, without)
        named = None if subject is None or shared else _named(subject, without)
        if named is not None:
            return named
    return _before_it(figure, without)


def _is_aside(figure: Figure) -> bool:
    """Tell whether a figure stands in brackets: it is of the word before, not of the clause."""
    doc, start = figure.anchor.doc, figure.number.start
    before = doc.char_span(start - 1, start, alignment_mode="expand") if start else None
    return before is not None and before.text[start - 1 - before.start_char :][:1] == "("


def _before_it(figure: Figure, without: Collection[int]) -> str | None:
    """Write the noun of measure that stands not far before a figure, with no mark between."""
    doc = figure.anchor.doc
    start = min((at for at in without if doc[at].idx >= figure.number.start), default=0)
    if figure.kind == "duration" or (figure.kind == "percent" and figure.counted is None):
        return None
    for at in range(start - 1, max(-1, start - 1 - _NEAR), -1):
        token = doc[at]
        if token.is_punct or at in without or token.pos_ in {"VERB", "AUX", "CCONJ", "SCONJ"}:
            return None
        if token.pos_ == "NOUN" and token.lemma_.lower() in vocabulary().generic:
            return None
        if token.pos_ == "NOUN" and token.lemma_ in vocabulary().description.measures.nouns:
            if _is_place_of_another(token):
                continue
            return _named_to(token, doc[at + 1 : start], without)
    return None


def _is_place_of_another(noun: Token) -> bool:
    """Tell whether a noun only says where the measure is: "luka w budżecie"."""
    measures = vocabulary().description.measures.nouns
    before = noun.doc[max(0, noun.i - 2) : noun.i]
    return len(before) == 2 and before[1].lower_ in {"w", "we"} and before[0].lemma_ in measures


def _named_to(noun: Token, rest: Span, without: Collection[int]) -> str | None:
    """Write a noun of measure with all that stands between it and a figure."""
    if vocabulary().description.measures.nouns.isdisjoint({noun.lemma_}):
        return None
    words = list(rest)
    generic = vocabulary().generic
    while words and (words[-1].pos_ in _LEADING or words[-1].lemma_.lower() in generic):
        words.pop()
    if any(t.pos_ not in _ATTRIBUTES or feature(t, "VerbForm") for t in words):
        return None
    after = [t.i for t in noun.doc[noun.i + 1 : noun.i + 1 + len(rest)]]
    head = phrase(noun, "nom", [*without, *after])
    if head is None or (not words and noun.lemma_ in vocabulary().description.measures.bare):
        return None
    return " ".join([head, *(plain(t) for t in words)])


def _is_shared(noun: Token, figure: Figure, without: Collection[int]) -> bool:
    """Tell whether another figure stands between a noun and this one: "o 7 i w rolnictwie o 5"."""
    start = figure.number.start
    between = (t for t in noun.doc[noun.i : figure.anchor.i] if t.idx < start)
    return any(t.i in without for t in between)


def _named(noun: Token, without: Collection[int], kind: str = "") -> str | None:
    measures = vocabulary().description.measures
    if noun.lemma_ not in measures.nouns:
        return None
    if kind == "duration":
        of = phrase(noun, "gen", without)
        return None if of is None else f"{vocabulary().description.length} {of}"
    measure = phrase(noun, "nom", without)
    if measure is None or len(measure.split()) > _BARE:
        return measure
    thing = _measured(noun)
    whose = (
        None if thing is None else phrase(thing, "gen", [*without, *(t.i for t in subtree(noun))])
    )
    if whose is not None:
        return f"{measure} {whose}"
    return None if noun.lemma_ in measures.bare and measure.count(" ") == 0 else measure


def _measured(measure: Token) -> Token | None:
    """Give what has a measure: "gazociąg o przepustowości …", "gazociąg ma długość …"."""
    head = measure.head
    leading = child(measure, "case")
    if measure.dep_ == "nmod" and head.pos_ == "NOUN" and leading is not None:
        return head if leading.lemma_.lower() == vocabulary().by else None
    if measure.dep_ == "obj" and head.lemma_.lower() == vocabulary().obliging:
        return child(head, "nsubj") or child(head.head, "nsubj")
    return None


def _of_votes(around: Governors, without: Collection[int]) -> str | None:
    words = vocabulary()
    predicate = around.predicate
    matter = None
    if predicate is not None:
        passive = feature(predicate, "Voice") == "Pass"
        matter = child(predicate, "nsubj" if passive else "obj")
    if matter is None or matter.pos_ != "NOUN" or predicate is None:
        return words.votes.label
    if matter.lemma_.lower() in words.generic | words.votes.words | words.votes.voters:
        return words.votes.label
    written_ = phrase(matter, "inst", without)
    return words.votes.label if written_ is None else f"{words.votes.label} nad {written_}"


def _around_goal(goal: Token | None, without: Collection[int]) -> str:
    if goal is None:
        return ""
    part = subtree(goal)
    if len(part) > 4 or any(t.i in without or t.is_punct for t in part):
        return ""
    text = written({t.i: t.text for t in part}, goal.i)
    return f" {text}" if text and len(text.split()) > 1 else ""


def _of_event(figure: Figure, around: Governors, without: Collection[int]) -> str | None:
    """Name the date of an event: "data aresztowania Asi Bibi"."""
    words, predicate = vocabulary(), around.predicate
    leading = preposition_of(figure)
    if leading is not None and leading.lemma_.lower() in words.events.bounds:
        return None
    for noun in around.nouns[:1]:
        if noun.pos_ == "NOUN" and family(noun.lemma_.lower()) in words.events.once:
            of = phrase(noun, "gen", without)
            return None if of is None else f"{words.events.label} {of}"
    if predicate is None or family(predicate.lemma_.lower()) not in words.events.once:
        return None
    of = gerund(predicate.lemma_.lower(), "gen")
    patient = _patient(predicate)
    whom = None if patient is None else phrase(patient, "gen", without)
    if of is None or whom is None:
        return None
    goals = (c for c in predicate.children if c.dep_ == "obl" and child(c, "case") is not None)
    return f"{words.events.label} {of} {whom}{_around_goal(next(goals, None), without)}"


def _patient(predicate: Token) -> Token | None:
    """Give what an event happens to: its object, or its subject where it has none."""
    if predicate.pos_ not in {"VERB", "ADJ"}:
        return None
    subject, thing = child(predicate, "nsubj"), child(predicate, "obj")
    if feature(predicate, "VerbForm") == "Part" or feature(predicate, "Voice") == "Pass":
        return subject
    itself = vocabulary().description.reflexive[0]
    reflexive = any(c.text.lower() == itself for c in predicate.children)
    return subject if reflexive or thing is None else thing
