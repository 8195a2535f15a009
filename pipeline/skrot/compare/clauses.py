"""The clause of a figure as one that goes with the head of its label.

"39 mld funtów zapłaci Londyn za wyjście z Unii" is a "kwota, którą zapłaci Londyn za wyjście z
Unii". What only points to other sentences is left out; a clause whose words do not stand together,
or that would not be grammatical, is none.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from skrot.compare.figures import Figure
from skrot.compare.phrases import Texts, agreed_verb, is_linking, plain, slot_of
from skrot.compare.tree import Governors, child, feature, subtree
from skrot.compare.vocabulary import vocabulary
from skrot.polish.word_lists import function_words

if TYPE_CHECKING:
    from spacy.tokens import Token

_LONGEST = 11
# Dependents of a verb that belong to no label of it.
_LEFT_OUT = frozenset(
    {
        *("acl", "advcl", "cc", "ccomp", "conj", "csubj", "dep", "discourse", "mark"),
        *("parataxis", "punct", "vocative"),
    }
)
# Without these a clause is not whole: "oczyścił ją z zarzutów".
_NEEDED = frozenset({"obj", "iobj", "nsubj"})
_CORE = frozenset({"aux", "cop", "expl"})
_TELLING = frozenset({"NOUN", "PROPN", "ADJ", "X"})


def clause(
    figure: Figure, around: Governors, without: Collection[int], noun: Token | None, gender: str
) -> str | None:
    """Write the clause of a figure as one that goes with the head of its label.

    Parameters
    ----------
    figure : Figure
    around : Governors
        What it depends on.
    without : collection of int
        The tokens of numbers: they do not belong to it.
    noun : Token or None
        The noun that is the head, None where it is a word of ours.
    gender : str
        Of that word.

    Returns
    -------
    str or None
        None where there is none that is sure to be grammatical, and to say something.
    """
    predicate = around.predicate
    if predicate is None or around.nouns or not _is_usable(figure, predicate):
        return None
    lasts = figure.kind != "duration" or _lasts(figure, around)
    slot = None if noun is None else slot_of(noun)
    if noun is not None and slot is None:
        return None
    number = "sg" if slot is None else slot[1].number
    gender = gender if slot is None else slot[1].gender
    subject = _is_subject(figure, around, predicate) and preposition_of(figure) is None
    texts = _texts(figure, predicate, without, noun)
    if not _stands_alone(texts, without, predicate):
        return None
    core = [predicate, *(c for c in predicate.children if c.dep_ in _CORE or _denies(c))]
    if subject and not _agree(texts, core, number, gender):
        return None
    if not subject and child(predicate, "nsubj") is None:
        return None
    pronoun = _pronoun(figure, number, gender, subject=subject)
    first = [t.i for t in sorted(core, key=lambda t: t.i) if t.i in texts]
    if not subject:
        first = _subject_first(predicate, texts, first)
    words = [texts[at] for at in (*first, *(at for at in sorted(texts) if at not in first))]
    sound = lasts and pronoun is not None and not _is_broken(words)
    return f"{pronoun} {' '.join(words)}" if sound else None


def _is_subject(figure: Figure, around: Governors, predicate: Token) -> bool:
    """Tell whether a figure, or the numeral in it, is the subject of a predicate."""
    other = child(predicate, "nsubj")
    numeral = other is not None and _is_numeral(figure, other)
    return around.role == "nsubj" or numeral or _counts(predicate)


def _is_numeral(figure: Figure, token: Token) -> bool:
    """Tell whether a word is of the figure, but not what it counts: "tys." beside "osób"."""
    inside = figure.number.start <= token.idx < figure.number.end
    return inside and token.i != figure.anchor.i


def _subject_first(predicate: Token, texts: Texts, core: Sequence[int]) -> list[int]:
    """Put the predicate right after its subject, where that comes before it in the text."""
    other = child(predicate, "nsubj")
    named = [] if other is None else [t.i for t in subtree(other) if t.i in texts]
    return [*named, *core] if named and max(named) < min(core, default=0) else []


def _is_usable(figure: Figure, predicate: Token) -> bool:
    """Tell whether a predicate says what is measured: no clause of saying, no shared one."""
    if predicate.pos_ not in {"VERB", "ADJ"} or predicate.lemma_.lower() in vocabulary().generic:
        return False
    if feature(predicate, "Person") in {"1", "2"} or _is_joined(figure, predicate):
        return False
    if feature(predicate, "VerbForm") == "Part" and not any(
        c.dep_ == "aux" for c in predicate.children
    ):
        return False
    return not any(c.dep_ in {"ccomp", "mark"} for c in predicate.children)


def _texts(figure: Figure, predicate: Token, without: Collection[int], noun: Token | None) -> Texts:
    """Give the words of a clause, without the figure and what it counts."""
    own = {t.i for t in subtree(_part(figure, predicate))}
    if noun is not None:
        own |= {t.i for t in subtree(noun)} - {predicate.i}
    texts: Texts = {}
    if predicate.i in own:
        return texts
    texts[predicate.i] = plain(predicate)
    for token in predicate.children:
        part = subtree(token)
        if _is_numeral(figure, token):
            continue
        numbered = own.isdisjoint(t.i for t in part) and any(t.i in without for t in part)
        if token.dep_ in _NEEDED and (numbered or any(map(_points, part))):
            return {}
        if token.dep_ in _LEFT_OUT or _is_aside(token) or any(map(_points, part)):
            continue
        if own.isdisjoint(t.i for t in part) and not any(t.i in without for t in part):
            texts |= {t.i: plain(t) for t in part if not t.is_space}
    return texts


def _agree(texts: Texts, core: Sequence[Token], number: str, gender: str) -> bool:
    """Put the verbs of a clause into the form that they have with its head as the subject."""
    for token in core:
        if token.pos_ not in {"VERB", "AUX", "ADJ"} or token.i not in texts:
            continue
        if feature(token, "VerbForm") == "Inf":
            continue
        form = agreed_verb(token, number, gender)
        if form is None:
            return False
        texts[token.i] = form
    return True


def _part(figure: Figure, predicate: Token) -> Token:
    """Give the dependent of a predicate that a figure stands in."""
    at = figure.anchor
    while at.head is not at and at.head.i != predicate.i:
        at = at.head
    return at


def _stands_alone(texts: Mapping[int, str], without: Collection[int], predicate: Token) -> bool:
    """Tell whether the words of a clause say something, are not too many and stand together."""
    doc = predicate.doc
    tells = [at for at in texts if at != predicate.i and doc[at].pos_ in _TELLING]
    if not tells or len(texts) > _LONGEST:
        return False
    near = [at for at in without if abs(at - predicate.i) <= 2 * _LONGEST]
    low, high = min([*texts, *near]), max([*texts, *near])
    span = doc[min(texts) : max(texts) + 1]
    apart = any(t.is_punct and t.text not in "-./" for t in span) or any(map(_is_odd, span))
    return not apart and high - low <= 3 * _LONGEST


def _is_odd(token: Token) -> bool:
    """Tell whether a word with a capital begins another sentence, whose end is not marked."""
    return token.pos_ in {"ADV", "VERB"} and token.text[:1].isupper() and not token.is_sent_start


def _is_joined(figure: Figure, predicate: Token) -> bool:
    """Tell whether a figure only shares its predicate with another: "52 proc., a przeciw 48"."""
    at = figure.anchor
    while at.head is not at and at.i != predicate.i:
        if at.dep_ == "conj":
            return True
        at = at.head
    return False


def _lasts(figure: Figure, around: Governors) -> bool:
    """Tell whether something goes on for a time: not "dłużej niż trzy miesiące"."""
    return around.role in {"nsubj", "obj"} or preposition_of(figure) is not None


def _counts(predicate: Token) -> bool:
    """Tell whether a verb is in the form that it has with a number as its subject.

    "101 tys. osób uzyskało obywatelstwo": the neuter beside it can be its object as well, unless it
    is a name ("Tokio obiecało 550 mld").
    """
    other = child(predicate, "nsubj")
    return (
        feature(predicate, "Gender") == "Neut"
        and feature(predicate, "Number") == "Sing"
        and other is not None
        and feature(other, "Gender") == "Neut"
        and other.pos_ != "PROPN"
    )


def _denies(token: Token) -> bool:
    return token.text.lower() == function_words().denial


def _is_aside(token: Token) -> bool:
    measures = vocabulary().description.measures
    return token.dep_ == "advmod" and token.lemma_.lower() in measures.aside


def _points(token: Token) -> bool:
    """Tell whether a word points to what is not there: "to", "jego", but not "się", "swój"."""
    points = token.pos_ in {"PRON", "DET"}
    return points and token.lemma_.lower() not in vocabulary().description.reflexive


def _pronoun(figure: Figure, number: str, gender: str, *, subject: bool) -> str | None:
    """Give "który" as it stands at the head of the clause, with its preposition."""
    forms = vocabulary().description.which
    preposition = child(figure.anchor, "case") or preposition_of(figure)
    key = f"{number}:{'m1' if gender == 'm1' else gender if number == 'sg' else 'n'}"
    if number == "sg" and gender in {"m2", "m3"}:
        key = "sg:m3"
    if number == "sg" and gender.startswith("n"):
        key = "sg:n"
    row = forms.get(key)
    if row is None:
        return None
    if subject:
        return row.nom
    if preposition is None:
        return row.acc
    if preposition.i and preposition.nbor(-1).like_num:
        return None  # "46 z 73 miejsc"
    case = vocabulary().description.prepositions.get(preposition.text.lower())
    if case is None:
        return None
    return f"{preposition.text.lower()} {getattr(row, case)}"


def preposition_of(figure: Figure) -> Token | None:
    """Give the preposition right before a figure."""
    doc = figure.anchor.doc
    span = doc.char_span(figure.number.start, figure.number.end, alignment_mode="expand")
    if span is None or not span.start:
        return None
    token = doc[span.start - 1]
    return token if token.pos_ == "ADP" else None


def _is_broken(words: Sequence[str]) -> bool:
    """Tell whether prepositions or conjunctions stand beside one another, or at the end."""
    linking = [is_linking(word) for word in words]
    compared = not vocabulary().description.compared.isdisjoint(words)
    return compared or linking[-1] or any(a and b for a, b in pairwise(linking))
