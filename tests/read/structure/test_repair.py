"""The order of the repairs."""

from __future__ import annotations

import inspect

import pytest

from skrot.read import read_text
from skrot.read.structure import repair
from skrot.read.structure.repair import ORDER, Repair
from skrot.records import Document
from tests.read.helpers import PARAGRAPH, SECOND, SENTENCES, wrap

# Texts that every repair has something to do in.
LETTER = "\n\n".join(["Szanowny Panie Marszałku,", PARAGRAPH, SECOND, "Z poważaniem", "Jan Nowak"])
ARTICLE = f"""Szkoła w polu

Gospodarka. {PARAGRAPH}

REKLAMA

Bezpieczeństwo. {SECOND} Tak mówi ustawa[1].

Główne wnioski
- Szkoła będzie droższa, niż zakładano.
"""
DEBATE = "\n\n".join(f"Marszałek:\n\n{sentence} (Oklaski)" for sentence in SENTENCES[:6])
LINES = wrap(f"{PARAGRAPH} {SECOND}", 60).split("\n")
BOX = wrap(f"{SENTENCES[0]} {SENTENCES[2]}", 38)
TABLE = "Rok 2019 2020\nRazem 3610 3720\nGmina 360 372\nMiasto 36 37"
SCAN = "\n".join([*LINES[:3], "---", "", BOX, "", *LINES[3:], "", TABLE, "", *LINES])
NOTE = "\n".join([*LINES[:3], "2019 12", "2020 13", "2021 14", *LINES[3:]])
GLUED = f"Szkoła w polu\n\n{PARAGRAPH} Szkoła dla każdego Tymczasem {SECOND} Źródło: PAP"
TEXTS = [LETTER, ARTICLE, DEBATE, SCAN, NOTE, GLUED]


def read_all() -> list[Document]:
    try:
        return [read_text(text) for text in TEXTS]
    except ValueError:  # a repair misses what another one leaves
        return []


def test_every_repair_has_a_place_of_its_own() -> None:
    assert len(set(ORDER)) == len(ORDER)
    assert all(inspect.getdoc(each) for each in ORDER)


@pytest.mark.parametrize("left", ORDER, ids=lambda each: each.__name__)
def test_every_repair_does_something(left: Repair, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = read_all()
    assert whole
    monkeypatch.setattr(repair, "ORDER", tuple(each for each in ORDER if each is not left))
    assert read_all() != whole
