"""The JSON Schemas of the files a run leaves, one a file, generated from `skrot.records`."""

from __future__ import annotations

import json
from importlib import resources
from inspect import cleandoc
from typing import Any

import msgspec

from skrot.records import (
    Comparison,
    Digest,
    DocumentRow,
    Entity,
    Failure,
    Mention,
    Number,
    Quote,
    Record,
    Reference,
    Sentence,
    Story,
    TimelineEntry,
)

# The files of the contract and the record that a row of each (or the whole file) is.
FILES: dict[str, type[Record]] = {
    "documents.jsonl": DocumentRow,
    "sentences.jsonl": Sentence,
    "entities.jsonl": Mention,
    "entity_index.jsonl": Entity,
    "numbers.jsonl": Number,
    "stories.jsonl": Story,
    "quotes.jsonl": Quote,
    "references.jsonl": Reference,
    "timeline.jsonl": TimelineEntry,
    "comparisons.jsonl": Comparison,
    "failures.jsonl": Failure,
    "digest.json": Digest,
}


def schema_name(file: str) -> str:
    """The name of the schema file for a file of the contract."""
    return file.rsplit(".", 1)[0] + ".schema.json"


def generate(file: str) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a file of the contract, made from its record."""
    schema = msgspec.json.schema(FILES[file], schema_hook=_unknown)
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": file,
        **_settled(schema),
    }


def load(file: str) -> dict[str, Any]:
    """The packaged JSON Schema of a file of the contract."""
    text = (resources.files(__name__) / schema_name(file)).read_text("utf-8")
    schema: dict[str, Any] = json.loads(text)
    return schema


def _unknown(kind: type) -> dict[str, Any]:
    raise NotImplementedError(kind)


def _settled(node: Any) -> Any:
    """Write exact decimals as numbers, not the strings msgspec assumes, and texts without indents.

    Python 3.13 takes the indents out of docstrings, earlier versions leave them.
    """
    if isinstance(node, dict):
        if node.get("format") == "decimal":
            return {"type": "number"}
        return {key: _settled(value) for key, value in node.items()}
    if isinstance(node, list):
        return [_settled(value) for value in node]
    return cleandoc(node) if isinstance(node, str) else node
