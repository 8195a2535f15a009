"""Contact lines: telephone, address, e-mail and web page, as letterheads and feet have them."""

from __future__ import annotations

import re
from functools import cache

from skrot.read.structure.wording import wording

_POSTCODE = re.compile(r"\b\d\d-\d{3}\b")
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 160
_MOST_WORDS = 4


def is_contact(text: str) -> bool:
    """Tell whether a line is little else than contact data."""
    if len(text) > _LONGEST or not _may_be_contact(text):
        return False
    if text[0].islower() and not (_contact().match(text) or text.startswith(wording().address)):
        return False
    rest, found = _contact().subn(" ", text)
    return found > 0 and len(_WORD.findall(rest)) <= _MOST_WORDS


def _may_be_contact(text: str) -> bool:
    return (
        text.startswith(("+", "("))
        or _hint().search(text.casefold()) is not None
        or ("-" in text and _POSTCODE.search(text) is not None)
    )


@cache
def _hint() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, wording().contact_hints)))


@cache
def _contact() -> re.Pattern[str]:
    return re.compile("|".join(wording().contact), re.IGNORECASE)
