"""Keys of names: what makes two spellings one name, and readable identifiers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import LABELS, EntityLabel
from skrot.polish.characters import DOUBLE_QUOTES, LOWER, UPPER

# A word with a full stop that has so many letters is no abbreviation.
_STOPPED = 4
_NOT_WORD = re.compile(r"[^\w]+")
_SPACED_SUFFIX = re.compile(r" s\. a\.(?= |$)")
_QUOTES = re.compile(f"[{''.join(sorted(DOUBLE_QUOTES))}]")
# A name that ends in 24 is that of a portal: "Wiadomości24".
_FOOTNOTE = re.compile(rf"^(\w*[^\W\d_]{{2}}[{LOWER}])(?!24$)\d{{1,2}}$")
_ROMAN = {"ii": "2", "iii": "3", "iv": "4", "vi": "6", "vii": "7", "viii": "8", "ix": "9"}
_LETTERS = str.maketrans("łŁøØđĐß", "lLoOdDs")


def name_key(name: str) -> str:
    """Give what two spellings of one name share: no case, blanks, punctuation or legal form.

    "Soft Bank", "SoftBank" and "SoftBank Group" have one key, and so have "Sejm" and "Sejm RP",
    "Bolman 2" and "Bolman II".
    """
    parts = _SPACED_SUFFIX.sub(" s.a.", name.casefold()).replace(" sp.z ", " sp. z ").split()
    suffixes = name_words().company_suffixes
    while len(parts) > 1 and parts[-1] in suffixes:
        parts.pop()
    for country in map(str.split, name_words().of_the_country):
        while len(parts) > len(country) and _without_stops(parts[-len(country) :]) == country:
            parts = parts[: -len(country)]
    if len(parts) > 1:
        parts[-1] = _ROMAN.get(parts[-1], parts[-1])
    return _NOT_WORD.sub("", folded("".join(parts))) or name.casefold()


def _without_stops(words: Iterable[str]) -> list[str]:
    return [word.removesuffix(".") for word in words]


def clean_name(words: Iterable[str]) -> tuple[str, ...]:
    """Take stray quotation marks and the numbers of footnotes off the words of a name."""
    plain = (_QUOTES.sub("", word) for word in words)
    return tuple(_FOOTNOTE.sub(r"\1", without_stop(word)) for word in plain if word)


def without_stop(word: str) -> str:
    """Take the full stop of a sentence off a word that another touches it: "Szczecina."."""
    bare = word.removesuffix(".")
    return bare if bare.istitle() and bare.isalpha() and len(bare) > _STOPPED else word


def folded(name: str) -> str:
    """Take the diacritics off: names that differ by them alone differ by a slip."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


def plain_acronym(word: str) -> str:
    """Take the inflection off an acronym: "NFZ-u", "NFZu" → "NFZ"."""
    match = _inflected_acronym().fullmatch(word)
    return match.group("base") if match and is_acronym(match.group("base")) else word


@cache
def _inflected_acronym() -> re.Pattern[str]:
    endings = name_words().acronym_endings
    joined = "|".join(ending for ending in endings if ending.isalpha())
    base = f"(?P<base>[{UPPER}][{UPPER}{LOWER}]{{0,6}}[{UPPER}])"
    return re.compile(f"{base}(?:-(?:{'|'.join(endings)})|{joined})")


def is_acronym(word: str) -> bool:
    """Tell whether a word is written as an acronym: at least two capitals, few other letters."""
    capitals = sum(char.isupper() for char in word)
    return word.isalnum() and word[0].isupper() and capitals >= 2 and 2 * capitals > len(word)


def abbreviates(acronym: str, name: Iterable[str]) -> bool:
    """Tell whether an acronym can stand for a name given in words.

    Its letters are initials of the words in order ("NFZ", "ARiMR"), or at least two and at least
    half of them are initials, as when the acronym comes from another language (IPEF).
    """
    initials = [part[0].casefold() for word in name for part in word.split("-") if part]
    letters = [char for char in acronym.casefold() if char.isalpha()]
    rest = iter(initials)
    if all(letter in rest for letter in letters):
        return True
    pool = list(initials)
    shared = 0
    for letter in letters:
        if letter in pool:
            pool.remove(letter)
            shared += 1
    return shared >= 2 and 2 * shared >= len(letters) and len(initials) >= len(letters)


def initials_of(name: str) -> set[str]:
    """Give the acronyms that a name in words can have: of all its words, without its small ones."""
    words = [part for word in name.split() for part in word.split("-") if part[:1].isalnum()]
    if len(words) < 3:
        return set()
    large = [word for word in words if word[0].isupper()]
    return {"".join(word[0] for word in some).casefold() for some in (words, large)}


def slug(name: str) -> str:
    """Write a name in ASCII letters, digits and hyphens ("Łódź" → "lodz")."""
    decomposed = unicodedata.normalize("NFKD", name.translate(_LETTERS))
    ascii_only = decomposed.encode("ascii", "ignore").decode().lower()
    written = re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")
    return written or "-".join(f"{ord(char):x}" for char in name)


def entity_id(name: str, label: EntityLabel) -> str:
    """Give the identifier of an entity: "person:donald-trump"."""
    return f"{LABELS[label].prefix}:{slug(name)}"


def unique_ids(names: Iterable[tuple[str, EntityLabel]]) -> list[str]:
    """Give identifiers to entities in order; a repeated one gets a number: "org:ford-2"."""
    seen: dict[str, int] = {}
    out = []
    for name, label in names:
        base = entity_id(name, label)
        seen[base] = seen.get(base, 0) + 1
        out.append(base if seen[base] == 1 else f"{base}-{seen[base]}")
    return out
