"""Names that a user has corrected: where their forms stand, and what the text around is then."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from skrot.corrections import NameRule
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import known_forms
from skrot.extract.names.named import Named
from skrot.extract.names.text import NameSpan
from skrot.polish.inflection import inflections

if TYPE_CHECKING:
    from spacy.tokens import Doc

_WORD = re.compile(r"\w+|[^\w\s]")


class Place(NamedTuple):
    """A form of a rule in the text: tokens ``start`` to ``end`` (exclusive).

    It is ``given`` when the rule lists it, not when it is another case of the rule's name.
    """

    start: int
    end: int
    rule: int
    given: bool


class Corrected(NamedTuple):
    """The names of a text that no rule is about, the entities of rules, what each rule found."""

    spans: list[NameSpan]
    named: list[Named]
    found: tuple[int, ...]


def find_forms(doc: Doc, rules: Sequence[NameRule]) -> list[Place]:
    """Find the forms of rules as whole tokens, the longest where several begin.

    The case forms of a rule's name are among its forms.
    """
    if not rules:
        return []
    forms, lengths = _table(tuple(rules))
    text, at = doc.text, 0
    starts = {token.idx: token.i for token in doc}
    ends = {token.idx + len(token): token.i + 1 for token in doc}
    found = []
    for match in _WORD.finditer(text):
        start = match.start()
        for length in lengths.get(match[0], ()) if start >= at and start in starts else ():
            end = start + length
            form = text[start:end]
            if form in forms and end in ends:
                n = forms[form]
                found.append(Place(starts[start], ends[end], n, form in rules[n].forms))
                at = end
                break
    return found


@lru_cache(maxsize=4)
def _table(rules: tuple[NameRule, ...]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Return which rule each form is of, and how long forms are by their first word."""
    forms: dict[str, int] = {}
    for n, rule in enumerate(rules):
        forms.update(dict.fromkeys(rule.forms, n))
    for n, rule in enumerate(rules):
        for form in inflections([rule.canonical]):
            forms.setdefault(form, n)
    lengths: dict[str, set[int]] = {}
    for form in forms:
        if (word := _WORD.match(form)) is not None:
            lengths.setdefault(word[0], set()).add(len(form))
    return forms, {word: sorted(found, reverse=True) for word, found in lengths.items()}


def set_apart(doc: Doc, spans: Sequence[NameSpan], rules: Sequence[NameRule]) -> Corrected:
    """Take what rules are about out of the names of a text.

    Parameters
    ----------
    doc : Doc
        The text.
    spans : sequence of NameSpan
        Its names as they were found; those that a form of a rule with a label overlaps go.
    rules : sequence of NameRule
        A rule without a label takes only names that are one of its forms as a whole.
    """
    covering = {at: span for span in spans for at in range(span.start, span.end)}
    gone: set[NameSpan] = set()
    groups: dict[str, Named] = {}
    found = [0] * len(rules)
    for place in find_forms(doc, rules):
        rule = rules[place.rule]
        over = [covering[at] for at in range(place.start, place.end) if at in covering]
        label = rule.label
        if label is None:
            if not over or (over[0].start, over[0].end) != place[:2]:
                continue
            label = over[0].label
        found[place.rule] += place.given
        gone.update(over)
        one = groups.setdefault(rule.canonical, Named(rule.canonical, label))
        one.spans.append(NameSpan(place.start, place.end, label))
    for rule in rules:
        if rule.canonical in groups:
            groups[rule.canonical].aliases += [form for form in rule.forms if is_acronym(form)]
    for one in groups.values():
        known = known_forms().get(one.name)
        if known is not None and (known.name, known.label) == (one.name, one.label):
            one.code = known.code
    rest = [span for span in spans if span not in gone]
    return Corrected(rest, list(groups.values()), tuple(found))
