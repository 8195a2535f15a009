"""The labels of names, those of the National Corpus of Polish, and how each shows.

To add one, add it here, its words to `report/messages/` and, for a mark of its own, two colours to
`report/templates/style.css`; `make schemas` then writes it into the schemas.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

EntityLabel = Literal["persName", "orgName", "placeName", "geogName", "date", "time"]


class Label(NamedTuple):
    """How a label shows.

    Attributes
    ----------
    prefix : str
        Begins the identifiers of its entities: "person:donald-trump".
    mark : str
        Under which reports mark it in a text; labels may share one.
    colour : int
        Of its dots in the graph, a number of the palette of the reports.
    named : bool
        Whether it names something; dates and times are read as numbers.
    """

    prefix: str
    mark: str
    colour: int
    named: bool = True


LABELS: dict[EntityLabel, Label] = {
    "persName": Label("person", "person", 4),
    "orgName": Label("org", "org", 1),
    "placeName": Label("place", "place", 3),
    "geogName": Label("geog", "place", 6),
    "date": Label("date", "date", 8, named=False),
    "time": Label("time", "date", 8, named=False),
}

# Under this key a Doc's ``spans`` have its names again, with ``attrs["scores"]``: how sure each is.
NAMES = "names"
