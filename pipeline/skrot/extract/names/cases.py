"""The case a name is in, by its tags and by the word before it."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from skrot.extract.names.text import NameSpan
from skrot.polish.dictionary import analyse
from skrot.polish.tags import Slot, slots

if TYPE_CHECKING:
    from spacy.tokens import Doc

_CASES = {
    "Nom": "nom",
    "Gen": "gen",
    "Dat": "dat",
    "Acc": "acc",
    "Ins": "inst",
    "Loc": "loc",
    "Voc": "voc",
}
_NUMBERS = {"Sing": "sg", "Plur": "pl", "Ptan": "pl"}
_GENDERS = {"Masc": "m3", "Fem": "f", "Neut": "n"}
_MASCULINE = {"Hum": "m1", "Nhum": "m2", "Inan": "m3"}


def cases_of(doc: Doc, span: NameSpan, *, person: bool = True) -> frozenset[str]:
    """Give the cases that a name can be in by its tags and by the word before it.

    Parameters
    ----------
    doc : Doc
        The document.
    span : NameSpan
        A name in it.
    person : bool
        Whether it is a person's: a noun before another name may stand in any case ("koncern X").

    Returns
    -------
    frozenset of str
        Empty when nothing is known.
    """
    found: Counter[str] = Counter()
    for token in doc[span.start : span.end]:
        found.update(_CASES[value] for value in token.morph.get("Case", []) if value in _CASES)
    top = max(found.values(), default=0)
    tagged = frozenset(case for case, count in found.items() if count == top)
    governed = _governed(doc[span.start - 1].text, person) if span.start else frozenset[str]()
    # The word before is a better witness than a tag guessed from a foreign ending.
    return tagged & governed or governed or tagged


def cells_of(doc: Doc, span: NameSpan) -> dict[str, Slot]:
    """Give the paradigm cell that the tagger gave each inflected word of a name."""
    found = {}
    for token in doc[span.start : span.end]:
        number, case, gender = (
            token.morph.get(field, [""])[0] for field in ("Number", "Case", "Gender")
        )
        if number in _NUMBERS and case in _CASES and gender in _GENDERS:
            animacy = token.morph.get("Animacy", ["Inan"])[0]
            kind = _MASCULINE.get(animacy, "m3") if gender == "Masc" else _GENDERS[gender]
            found[token.text] = Slot(_NUMBERS[number], _CASES[case], kind)
    return found


@lru_cache(maxsize=1 << 13)
def _governed(before: str, person: bool) -> frozenset[str]:
    """Give the cases that the word before a name asks for: a preposition, a title, a noun."""
    if not before.islower():
        return frozenset()
    found = analyse(before)
    if any(r.pos == "conj" for r in found):
        return frozenset()
    prepositions = [r.tag.split(":")[1] for r in found if r.pos == "prep"]
    if prepositions:
        return frozenset(case for cases in prepositions for case in cases.split("."))
    cells = [cell for r in found if r.pos == "subst" for cell in slots(r.tag)]
    if not person or not cells or len({r.pos for r in found}) > 1:
        return frozenset()
    if any(cell.gender == "m1" for cell in cells):
        # A title agrees with the name: "premiera Ishiby".
        return frozenset(cell.case for cell in cells if cell.number == "sg") - {"voc"}
    return frozenset({"gen"})
