"""Links to other texts that stand inside a paragraph: "… dodał. Czytaj też: Nowy most Gmina …"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from skrot.polish.characters import DASHES, DOUBLE_QUOTES, LOWER, UPPER
from skrot.polish.dictionary import analyse
from skrot.polish.tags import ADJECTIVAL, slots
from skrot.read.structure.breaks import find_ends, find_openers, in_quotation, opens_sentence
from skrot.read.structure.notices import find_calls

_LONGEST = 160
_SHORTEST_TITLE = 12
_LONGEST_IN_TITLE = 40
_PLACE = re.compile(
    rf"(?<=[{LOWER}{UPPER}\d?!\"”»\]]) (?=[{UPPER}„\"«]|[–—-] [{UPPER}„\"])"
    rf"|(?<=[{LOWER}]{{3}})(?=[{UPPER}])"
)
_QUOTATION = re.compile(r"[„\"«][^„”\"«»]*[”\"»]")
_LAST_WORD = re.compile(r"[\w-]+(?=\W*$)")
_WORD = re.compile(r"\w+")
# A name goes on with capitals: "Adam Nowak z", "Posłanka Anna Nowak wezwała".
_SMALL_AFTER = re.compile(rf" [{LOWER}]|(?: [{UPPER}]\w+){{1,3}}(?: [{LOWER}]|,)")
_FUNCTION = frozenset({"prep", "conj", "comp"})


def find_links(text: str) -> Iterator[tuple[int, int]]:
    """Find calls to other texts, each with the title or the first words of the text it leads to."""
    for start, end, titled in find_calls(text):
        cut = text[:start].rstrip()
        if titled:
            end = _title_end(text, end)  # noqa: PLW2901
            if end:
                yield start, end
        elif cut.endswith(("...", "…")):
            ends = find_ends(text, max(start - _LONGEST, 0), len(cut.rstrip(".…")))
            yield (ends[-1] if ends else 0 if start < _LONGEST else start), end
        else:
            yield start, end


def _title_end(text: str, start: int) -> int:
    """Find where a title that has no full stop ends; 0 if nothing tells."""
    stops = find_ends(text, start, start + _LONGEST)
    reach = next(islice(stops, 1, None), start + _LONGEST)
    openers = set(find_openers(text, start, reach, named=True))
    weak = weakest = 0
    for match in _PLACE.finditer(text, start + _SHORTEST_TITLE, reach):
        at = match.start()
        if in_quotation(text, start, at):
            continue
        if text[at].isalpha():
            glued = _WORD.match(text, at)
            if glued and analyse(glued[0]):
                return weak or at
        elif text[at - 1] in "?!]" or at in openers:
            return at
        elif text[at + 1] in DASHES:
            return weak or at
        elif text[at + 1] in DOUBLE_QUOTES:
            quoted = _QUOTATION.match(text, at + 1)
            if quoted and len(quoted[0]) > _LONGEST_IN_TITLE:
                return weak or at
        elif not weak and _may_begin(text, at):
            weak = at
        elif not weakest and _is_adjective(text, at):
            weakest = at
    rest = text[start:].rstrip()
    whole = len(rest) < _LONGEST and rest[-1:] not in {".", ""}
    return weak or (len(text) if whole else weakest)


def _may_begin(text: str, at: int) -> bool:
    """Tell whether a word with a capital may begin the sentence after a title.

    It is no acronym, can be a verb or a nominative, does not go on with a name in the nominative,
    and a small letter follows, or the rest of a name.
    """
    word, before = _WORD.match(text, at + 1), _LAST_WORD.search(text, max(at - _LONGEST, 0), at)
    if word is None or not word[0].istitle() or not _SMALL_AFTER.match(text, word.end()):
        return False
    goes_on = before is not None and before[0][0].isupper() and _is_nominative(before[0])
    goes_on = goes_on and text[at - 1].isalnum()
    if text[word.end() + 1].isupper():
        # "… w tym roku Adam Nowak z", not "… prezydent Hanny Nowak" or "… z Anny Nowak"
        after = before is not None and any(r.pos in _FUNCTION for r in analyse(before[0].lower()))
        return not goes_on and not after and _is_nominative(word[0], "sg")
    return not goes_on and (opens_sentence(word[0]) or _is_nominative(word[0]))


def _is_adjective(text: str, at: int) -> bool:
    """Tell whether an adjective with a capital stands after a small letter: "… most Nowym …"."""
    word = _WORD.match(text, at + 1)
    if (
        word is None
        or not text[at - 1].islower()
        or not text[word.end() + 1 : word.end() + 2].islower()
    ):
        return False
    readings = analyse(word[0].lower())
    return bool(readings) and all(reading.pos in ADJECTIVAL for reading in readings)


def _is_nominative(word: str, number: str = "") -> bool:
    readings = analyse(word.lower()) or analyse(word)
    cells = (slot for reading in readings for slot in slots(reading.tag))
    return any(cell.case == "nom" and number in {"", cell.number} for cell in cells)
