"""Contact lines: telephone, address, e-mail and web page, as letterheads and feet have them."""

from __future__ import annotations

import re

# One of these is in every contact line: asked first, because it is cheap.
_HINTS = (
    "@", "www", "http", "tel", "fax", "faks", "infolinia", "gov.", "ul.", "al.", "pl.", "mail",
    "nip", "regon", "krs",
)  # fmt: skip
_POSTCODE = re.compile(r"\b\d\d-\d{3}\b")
_PARTS = (
    r"\b(?:tel|telefon|fax|faks|infolinia|centrala)\b[\s.:]*[-+()\d/ ]{6,40}",
    r"\b(?:adres )?e-?mail\b[\s:]*",
    r"[\w.+-]{1,64}@[\w.-]{3,80}",
    r"(?:https?://|www\.)\S+",
    r"\b[\w-]{0,40}\.?gov\.pl\b\S*",
    r"\b(?:ul|al|pl|os|aleja|plac|ulica)\.?\s+[^,@\d]{3,40}\d+\w?(?:/\d+)*",
    r"\b\d\d-\d{3}\s+[^\W\d]\w+",
    r"\+?\(?\+?\d[\d ()-]{7,40}\d",
    r"\b(?:NIP|REGON|KRS)\b[\s:]*[\d-]*",
)
_CONTACT = re.compile("|".join(_PARTS), re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]{2,}")
_LONGEST = 160
_MOST_WORDS = 4


def is_contact(text: str) -> bool:
    """Tell whether a line is little else than contact data."""
    if len(text) > _LONGEST or not _may_be_contact(text):
        return False
    if text[0].islower() and not (_CONTACT.match(text) or text.startswith("adres")):
        return False
    rest, found = _CONTACT.subn(" ", text)
    return found > 0 and len(_WORD.findall(rest)) <= _MOST_WORDS


def _may_be_contact(text: str) -> bool:
    folded = text.casefold()
    return (
        text.startswith(("+", "("))
        or any(hint in folded for hint in _HINTS)
        or _POSTCODE.search(text) is not None
    )
