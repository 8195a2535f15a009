"""Write names of people from abroad that the dictionary lacks, for `skrot.extract.names`.

``python -m models.recipe.attested NAMES`` writes
``pipeline/skrot/extract/names/data/attested.toml`` from the folder of the package names (those of
the census of the United States of 1990, public domain) and from what the package faker (MIT), which
must be installed, has for the countries of Europe, America and the Caucasus; forenames also for
some of Asia and Africa.
"""

from __future__ import annotations

import importlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from models.recipe.commonness import filled
from skrot.extract.names.keys import folded
from skrot.extract.names.known import cities, known_forms
from skrot.extract.names.nominatives import unknown
from skrot.polish.characters import VOWELS
from skrot.polish.dictionary import FORENAME, SURNAME, analyse

_OUT = Path(__file__).parents[2] / "pipeline/skrot/extract/names/data/attested.toml"
# So many of the census, the most frequent first: what is rarer still changes no figure.
_LARGEST = 50_000
_LATIN = (
    "az_AZ cs_CZ da_DK de_AT de_CH de_DE de_LI de_LU en_GB en_IE en_NZ en_US es_AR es_CO es_ES "
    "es_MX et_EE fi_FI fr_BE fr_CA fr_CH fr_FR hr_HR hu_HU it_IT nl_BE nl_NL no_NO pt_BR pt_PT "
    "ro_RO sk_SK sl_SI sv_SE tr_TR"
)
_CYRILLIC = "bg_BG mk_MK ru_RU uk_UA"
# Only their forenames are in Latin letters, or those of people whom newspapers write of.
_FORENAMES = "en_IN en_KE en_NG en_PK ga_IE id_ID is_IS lt_LT lv_LV"
_LISTS = ("last_names", "last_names_male", "last_names_female")
_WOMEN, _MEN = "first_names_female", "first_names_male"
# An ending tells a form in -a from a name in -a that has two letters or three, so many surnames,
# and so many times more than names in -a; a woman's forename counts as so many surnames. None of it
# is what surnames of Polish women end in.
_LONGEST, _SURNAMES, _TIMES, _FORENAME = 3, 60, 30, 3
_POLISH = ("ck", "sk", "zk")
# Surnames that a woman has with another ending, in Latin letters.
_OF_MEN = ("ev", "ew", "ov", "ow")
_WORD = re.compile(r"[^\W\d_]{3,}")
_CONSONANTS = "бвгґджзйклмнпрстфхцчшщ"
# How Polish newspapers write Cyrillic; what depends on the letters beside is in `_in_polish`.
_LETTERS = {
    **dict(zip("абвгґдезийіклмнопрстуфхцыэ", "abwggdezyjiklmnoprstufhcye", strict=True)),
    **{"ё": "jo", "є": "je", "ж": "ż", "ї": "ji", "х": "ch", "ч": "cz", "ш": "sz", "щ": "szcz"},
    **{"ъ": "", "ь": "", "ю": "ju", "я": "ja", "ѓ": "g", "ј": "j", "ќ": "k", "љ": "lj", "њ": "nj"},
    **{"џ": "dż", "ѕ": "dz"},
}
_HEAD = """\
# Surnames from abroad, one word each, that the dictionary does not have as a name of people, and
# forenames of men and of women, of two languages or of one in Cyrillic, that it does not have as a
# word, and that are no city: those of the census of the United States of 1990 (public domain; the
# {largest} most frequent surnames), by way of the package names, and those of the package faker
# (MIT). Made by models/recipe/attested.py. `endings` are what so many of the surnames end in, and
# hardly a name that has an -a behind it, that a form in -a is theirs ("Johansona").

"""


def main(folder: Path) -> None:
    """Write the file."""
    lines = (folder / "dist.all.last").read_text("ascii").splitlines()[:_LARGEST]
    found = {line.split()[0].title() for line in lines} | set(_of_faker(_LISTS))
    found |= {f"{name}a" for name in found if name.endswith(_OF_MEN)}
    kept = sorted(filter(_is_lacking, found))
    women = _of_census(folder / "dist.female.first")
    men = _of_census(folder / "dist.male.first")
    lists = {
        "endings": _endings(kept, women | set(_of_faker((_WOMEN,)))),
        "surnames": kept,
        "masculine": _forenames((men, _MEN), (women, _WOMEN)),
        "feminine": _forenames((women, _WOMEN), (men, _MEN)),
    }
    blocks = [f"{key} = '''\n{filled(names)}\n'''\n" for key, names in lists.items()]
    _OUT.write_text(_HEAD.format(largest=f"{_LARGEST:,}") + "\n".join(blocks), "utf-8")


def _of_census(path: Path) -> set[str]:
    return {line.split()[0].title() for line in path.read_text("ascii").splitlines()}


def _forenames(mine: tuple[set[str], str], others: tuple[set[str], str]) -> list[str]:
    """Give the forenames that two languages have, or one in Cyrillic, and that are nothing else.

    Nor does the list have one that may be a form of another, which it then would hide, or of which
    one of the other sex may be a form: "Petra" and Petr, "Pavla" and Pavel, "Evy" and Eva.
    """
    opposite = others[0] | set(_of_faker((others[1],), _FORENAMES))
    forms = {c.nominative for name in opposite for c in unknown(name)}
    forms |= {f"{name[:-1]}a" for name in opposite if name.endswith("o")}
    both = opposite | mine[0] | set(_of_faker((mine[1],), _FORENAMES))
    languages: dict[str, set[str]] = {name: {"en"} for name in mine[0]}
    for locale in f"{_LATIN} {_CYRILLIC} {_FORENAMES}".split():
        for name in _in_locale(locale, (mine[1],)):
            languages.setdefault(name, set()).add(locale.split("_")[0])
            if locale in _CYRILLIC and not name.endswith("o"):
                languages[name].add("cyrillic")
    return sorted(
        name
        for name, found in languages.items()
        if len(found) > 1
        and _WORD.fullmatch(name)
        and not (analyse(name) or analyse(name.lower()))
        and name not in cities() | known_forms().keys() | forms
        and not any(
            c.nominative != name and (c.nominative in both or _is_forename(c.nominative))
            for c in unknown(name)
        )
    )


def _is_forename(name: str) -> bool:
    return any(FORENAME in r.names for r in analyse(name))


def _endings(surnames: Iterable[str], women: Iterable[str]) -> list[str]:
    """Give the shortest endings that tell: there are many surnames in -son, hardly one in -sona."""
    bare, other = Counter[str](), Counter[str]()
    for name in surnames:
        (other if name.endswith("a") else bare).update(_ends(name.removesuffix("a")))
    for name in women:
        if name.endswith("a"):
            other.update(dict.fromkeys(_ends(name.removesuffix("a")), _FORENAME))
    good = {
        end
        for end, count in bare.items()
        if count >= max(_SURNAMES, _TIMES * (other[end] + 1)) and not end.endswith(_POLISH)
        if folded(end)[-1] not in VOWELS
    }
    return sorted(end for end in good if not any(end[at:] in good for at in range(1, len(end) - 1)))


def _ends(name: str) -> list[str]:
    return [name[-length:] for length in range(2, min(_LONGEST, len(name) - 2) + 1)]


def _of_faker(lists: Iterable[str], more: str = "") -> Iterator[str]:
    for locale in f"{_LATIN} {_CYRILLIC} {more}".split():
        yield from _in_locale(locale, lists)


def _in_locale(locale: str, lists: Iterable[str]) -> Iterator[str]:
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    for name in {name for key in lists for name in getattr(provider, key, ())}:
        foreign = locale in _CYRILLIC
        yield (_in_polish(name, hard=locale == "uk_UA") if foreign else name).title()


def _in_polish(name: str, *, hard: bool) -> str:
    """Write a Cyrillic name in Polish letters; in Ukrainian ("hard") е and и are e and y."""
    written = ""
    for before, letter, after in zip(f" {name}", name.lower(), f"{name} "[1:], strict=False):
        soft = before.lower() in _CONSONANTS
        if letter == "л":
            written += "ł" if after in f"аоуы {_CONSONANTS}" or (hard and after in "еи") else "l"
        elif letter == "и" and not hard:
            written += "i"
        elif letter == "г" and hard:
            written += "h"
        elif letter == "е" and not hard:
            written += "e" if before.lower() in "жшчцщл" else "ie" if soft else "je"
        elif letter in "юя" and soft:
            written += ("" if before.lower() == "л" else "i") + {"ю": "u", "я": "a"}[letter]
        else:
            written += _LETTERS.get(letter, letter)
    return written


def _is_lacking(name: str) -> bool:
    known = any({FORENAME, SURNAME}.intersection(r.names) for r in analyse(name))
    return _WORD.fullmatch(name) is not None and not known


if __name__ == "__main__":
    main(Path(sys.argv[1]))
