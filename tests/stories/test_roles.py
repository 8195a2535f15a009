"""Who is the subject of a main clause, and what that makes of him in a story."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from skrot.stories.roles import find_subjects, office, role

VOCAB = spacy.blank("pl").vocab


def subjects(sentence: str, *names: str) -> list[str]:
    """Find which names are subjects; a word is ``form/relation/number of its head``."""
    rows = [word.split("/") for word in sentence.split()]
    words, deps, heads = ([row[at] for row in rows] for at in range(3))
    doc = Doc(VOCAB, words=words, deps=deps, heads=[int(head) for head in heads])
    spans = [(doc.text.index(name), doc.text.index(name) + len(name)) for name in names]
    found = find_subjects(doc, spans)
    return [name for name, (start, _) in zip(names, spans, strict=True) if start in found]


@pytest.mark.parametrize(
    ("sentence", "wanted"),
    [
        ("Lis/nsubj/1 pojechała/ROOT/1 do/case/3 Nysy/obl/1", ["Lis"]),
        ("Lis/nsubj:pass/2 została/aux:pass/2 wybrana/ROOT/2 w/case/4 Nysie/obl/2", ["Lis"]),
        ("Prezydent/nsubj/2 Lis/flat/0 pojechała/ROOT/2 do/case/4 Nysy/obl/2", ["Lis"]),
        ("Wrona/nsubj/3 i/cc/2 Lis/conj/0 pojechali/ROOT/3", ["Lis"]),
        ("Rzecznik/nsubj/2 Lis/nmod/0 pojechał/ROOT/2", []),
        ("Wrona/nsubj/1 mówi/ROOT/1 że/mark/4 Lis/nsubj/4 wyjechała/ccomp/1", ["Lis"]),
        ("Dom/nsubj/4 który/obj/3 Lis/nsubj/3 kupiła/acl:relcl/0 spłonął/ROOT/4", []),
        ("Nysa/nsubj/1 wzywa/ROOT/1 Lis/obj/1", []),
    ],
)
def test_a_subject_is_one_of_a_main_clause_or_of_what_it_reports(
    sentence: str, wanted: list[str]
) -> None:
    names = [name for name in ("Lis", "Nysy", "Nysie") if name in sentence]
    assert subjects(sentence, *names) == wanted


def test_a_text_without_syntax_or_words_has_none() -> None:
    assert find_subjects(Doc(VOCAB, words=["Lis", "pojechała"]), [(0, 3)]) == ()
    assert find_subjects(Doc(VOCAB), []) == ()


@pytest.mark.parametrize(
    ("entity", "speaks", "acts", "wanted"),
    [
        ("person:lis", 0.5, 1.0, "speaker"),
        ("person:lis", 0.0, 0.5, "subject"),
        ("place:nysa", 0.0, 0.5, "subject"),
        ("geog:odra", 0.0, 0.1, "place"),
        ("org:sejm", 0.1, 0.1, "mentioned"),
    ],
)
def test_a_role(entity: str, speaks: float, acts: float, wanted: str) -> None:
    assert role(entity, speaks=speaks, acts=acts) == wanted


def test_an_office_is_what_most_texts_say() -> None:
    assert office([]) is None
    assert office(["premier", "szefowa rządu", "szefowa rządu"]) == "szefowa rządu"
    assert office(["premier", "szefowa rządu"]) == "premier"
