"""Institutions that every state has: of which state those of a text are.

"Sąd Najwyższy" is that of Pakistan where a text says "pakistański", "w Pakistanie" or "Pakistanu"
beside it, or speaks of Pakistan and not of Poland. Without a state it is the Polish one. What
Poland does not have ("Kongres") is that of the state with one that the text speaks of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from skrot.extract.names.derived import capital_forms, derived_forms
from skrot.extract.names.known import Known, known_forms
from skrot.extract.names.named import Named
from skrot.extract.names.text import NameSpan
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.inflection import forms_of, head_phrases, realise
from skrot.polish.word_lists import function_words

if TYPE_CHECKING:
    from spacy.tokens import Doc

# What the genitive of peoples ends in, and that of few countries.
_OF_PEOPLE = "ów"
_HOME = "PL"
_LONGEST = 3
# How often a text must name another state, so that it means its institution and not the home one.
_LEAST = 2


def by_state(doc: Doc, named: Sequence[Named]) -> list[Named]:
    """Give the institutions that every state has to the states they are of.

    Parameters
    ----------
    doc : Doc
        The document.
    named : sequence of Named
        Its entities but the people.

    Returns
    -------
    list of Named
        With the state in the genitive after the name where it is another than the home one.
    """
    national = name_words().national
    out = [one for one in named if _plain(one.name) not in national]
    rest = [one for one in named if one not in out]
    found = {one.name: one for one in out}
    for one in rest:
        plain = _plain(one.name)
        beside = [_beside(doc, span) or _within(one.name) for span in one.spans]
        states = {state.name: state for state in beside if state is not None}
        spoken = _spoken_of(named, plain)
        usual = next(iter(states.values())) if len(states) == 1 else spoken
        for span, state in zip(one.spans, beside, strict=True):
            name = _of(plain, state or (usual if not states or len(states) == 1 else None))
            other = found.get(name)
            if other is None:
                other = found[name] = Named(name, one.label, one.code, [*one.aliases])
                out.append(other)
                if name != plain:
                    other.aliases.append(plain)
            other.spans.append(span)
    for one in out:
        one.spans.sort()
    return out


def _spoken_of(named: Sequence[Named], institution: str) -> Known | None:
    """Give the state that a text means by an institution, null for the home one or unclear."""
    having = name_words().of_states.get(institution)
    counts = Counter({one.name: len(one.spans) for one in named if one.code})
    of_home = having is None or _HOME in having
    if of_home and any(one.code == _HOME for one in named):
        return None
    if having is not None:
        codes = {one.name: one.code for one in named}
        counts = Counter({name: count for name, count in counts.items() if codes[name] in having})
    ranked = counts.most_common(2)
    if not ranked or (of_home and ranked[0][1] < _LEAST):
        return None
    if len(ranked) > 1 and ranked[1][1] == ranked[0][1]:
        return None
    return known_forms().get(ranked[0][0])


def _beside(doc: Doc, span: NameSpan) -> Known | None:
    """Give the state that stands beside a name: an adjective before it, its name after it.

    So does its capital: "MSZ w Moskwie".
    """
    if span.start:
        adjective = derived_forms().get(doc[span.start - 1].lower_)
        if adjective is not None and adjective.code and doc[span.start - 1].is_alpha:
            return adjective
    after = span.end
    if after < len(doc) and doc[after].text in function_words().inside:
        after += 1
        for end in (after + 2, after + 1):
            state = capital_forms().get(doc[after:end].text)
            if state is not None:
                return state
    return _state(doc, after)


def _state(doc: Doc, start: int) -> Known | None:
    """Give the state whose name, not in the nominative, begins at a token."""
    for end in range(min(start + _LONGEST, len(doc)), start, -1):
        form = doc[start:end].text
        known = known_forms().get(form)
        if known is not None:
            return known if known.code and (form != known.alias or form.isupper()) else None
    return None


def _within(name: str) -> Known | None:
    """Give the state that is part of a name: "Pakistański Sąd Najwyższy", "Senat USA"."""
    return _split(name)[1]


def _plain(name: str) -> str:
    """Give a name without its state."""
    return _split(name)[0]


@cache
def _split(name: str) -> tuple[str, Known | None]:
    words = name.split()
    national = name_words().national
    adjective = derived_forms().get(words[0].lower())
    rest = " ".join(words[1:])
    if adjective is not None and adjective.code and rest in national:
        return rest, adjective
    for at in range(1, len(words)):
        before, after = " ".join(words[:at]), words[at:]
        whole = known_forms().get(before)
        before = before if whole is None else whole.name
        if before in national:
            if len(after) > 1 and after[0] in function_words().inside:
                after = after[1:]
            known = known_forms().get(" ".join(after))
            if known is not None and known.code:
                return before, known
    return name, None


def _of(name: str, state: Known | None) -> str:
    """Name the institution of a state: "Sąd Najwyższy Pakistanu"."""
    if state is None or state.code == _HOME:
        return name
    words = tuple(state.name.split())
    phrases = [p for p in head_phrases(words, place=True) if p.slot.case == "nom"]
    # "Węgry" are not several Węgra.
    phrases.sort(key=lambda phrase: phrase.inflected[phrase.head].lemma != words[phrase.head])
    genitives = (realise(phrase, "gen") for phrase in phrases)
    genitive = next((form for form in genitives if form), state.name)
    if len(words) == 1 and phrases and genitive.endswith(_OF_PEOPLE):
        # "Węgier", though the dictionary has "Węgrów", too
        cell = phrases[0].slot._replace(case="gen")
        variants = forms_of(phrases[0].inflected[0], cell, words[0])
        genitive = min(variants, key=lambda form: form.endswith(_OF_PEOPLE), default=genitive)
    return f"{name} {genitive}"
