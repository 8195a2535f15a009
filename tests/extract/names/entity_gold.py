"""Gold names in running text, and Docs with these names as ``ents``."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import NamedTuple

import spacy
from spacy.language import Language
from spacy.tokens import Doc

HERE = Path(__file__).parent
SEEDS = HERE.parents[2] / "seeds"


class GoldName(NamedTuple):
    start: int
    end: int
    label: str
    name: str


class GoldText(NamedTuple):
    text: str
    names: list[GoldName]


def locate(text: str, names: list[list[str]]) -> list[GoldName]:
    """Find gold names in text order; a name that is not there is an error in the gold."""
    found, at = [], 0
    for written, label, name in names:
        start = text.index(written, at)
        at = start + len(written)
        found.append(GoldName(start, at, label, name))
    return found


def seed_texts() -> list[GoldText]:
    data = tomllib.loads((HERE / "entity_seeds.toml").read_text(encoding="utf-8"))
    out = []
    for entry in data["text"]:
        raw = (SEEDS / entry["file"]).read_text(encoding="utf-8")
        blocks = raw.split("\n") if entry["blocks"] == "lines" else re.split(r"\n\s*\n", raw)
        text = "\n\n".join(" ".join(block.split()) for block in blocks if block.strip())
        out.append(GoldText(text, locate(text, entry["names"])))
    return out


def blank() -> Language:
    nlp = spacy.blank("pl")
    nlp.add_pipe("sentencizer")
    return nlp


def gold_doc(nlp: Language, gold: GoldText) -> Doc:
    """Make a Doc with the gold names as ents; a name inside a token is left to the rules."""
    doc = nlp(gold.text)
    spans = [doc.char_span(n.start, n.end, n.label, alignment_mode="expand") for n in gold.names]
    for token in (token for span in spans if span is not None for token in span[1:]):
        token.is_sent_start = False
    doc.ents = spacy.util.filter_spans([span for span in spans if span is not None])
    return doc
