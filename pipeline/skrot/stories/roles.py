"""The roles of those whom a story names: who speaks, whom it is about, where it happens."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from skrot.labels import LABELS
from skrot.records import StoryRole

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

# What a name leans on by these is what it names: "premier Theresa May", "May i Tusk".
_NAMED_BY = frozenset({"appos", "flat", "flat:foreign", "conj"})
# A clause that leans on another by these is no aside: "zapowiedział, że", "przyszedł i usiadł".
_TOLD_BY = frozenset({"conj", "parataxis", "parataxis:obj", "ccomp", "ccomp:obj", "xcomp"})
# Who is quoted in such a part of the texts that name him speaks in the story; who is the subject
# in such a part of what is said of him acts in it.
_SPEAKS, _ACTS = 0.34, 0.25
_PLACES = frozenset(label.prefix for label in LABELS.values() if label.mark == "place")


def find_subjects(doc: Doc, spans: Iterable[tuple[int, int]]) -> tuple[int, ...]:
    """Find which spans are the subject of a main clause, or of what one reports.

    Parameters
    ----------
    doc : Doc
        With dependencies, those of Universal Dependencies; without them nothing is found.
    spans : iterable of (int, int)
        The first character of each name, or of words that stand for one, and the one after its
        last.

    Returns
    -------
    tuple of int
        The first characters of those that are, in order.
    """
    starts = [token.idx for token in doc]
    found = set()
    for start, end in spans:
        tokens = doc[bisect_left(starts, start) : bisect_left(starts, end)]
        if any(_is_subject(token) for token in tokens):
            found.add(start)
    return tuple(sorted(found))


def _is_subject(token: Token) -> bool:
    token = _climbed(token, _NAMED_BY)
    return token.dep_.startswith("nsubj") and _climbed(token.head, _TOLD_BY).dep_ == "ROOT"


def _climbed(token: Token, relations: frozenset[str]) -> Token:
    while token.dep_ in relations and token.head.i != token.i:
        token = token.head
    return token


def role(entity: str, *, speaks: float, acts: float) -> StoryRole:
    """Tell the role of an entity in a story.

    Parameters
    ----------
    entity
        Its id, which tells whether it is a place.
    speaks
        In which share of the texts that name it it is quoted.
    acts
        In which share of its mentions it is a subject.
    """
    if speaks >= _SPEAKS:
        return "speaker"
    if acts >= _ACTS:
        return "subject"
    return "place" if entity.partition(":")[0] in _PLACES else "mentioned"


def office(called: Iterable[str]) -> str | None:
    """Choose what somebody is called by what he does: what most texts say, of equals the first."""
    counts = Counter(called)
    return max(counts, key=lambda text: counts[text]) if counts else None
