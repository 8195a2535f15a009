"""Lemmas that a user has corrected, whatever the pipeline says."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Doc

from skrot.corrections import LemmaRule, plain


def correct_lemmas(doc: Doc, rules: Sequence[LemmaRule]) -> tuple[int, ...]:
    """Set the lemma, and the part of speech where it is given, of the words that rules are about.

    Parameters
    ----------
    doc : Doc
        Annotated; changed in place.
    rules : sequence of LemmaRule
        At most one for a form.

    Returns
    -------
    tuple of int
        How many words each rule has found.
    """
    found = [0] * len(rules)
    by_form = {plain(rule.form): n for n, rule in enumerate(rules)}
    for token in doc if rules else ():
        n = by_form.get(token.text.casefold())
        if n is not None:
            found[n] += 1
            token.lemma_ = rules[n].lemma
            if (pos := rules[n].pos) is not None:
                token.pos_ = pos
    return tuple(found)
