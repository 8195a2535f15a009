"""The attributes that the extract components set on spaCy's objects.

spaCy packs the user data of a Doc with srsly's msgpack, for ``Doc.to_bytes``, ``DocBin`` and the
processes of ``nlp.pipe``. What the components leave there is taught to srsly by its registries of
encoders and decoders (https://github.com/explosion/srsly, "msgpack_encoders").
"""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

import msgspec
from spacy.tokens import Doc, Span
from srsly.msgpack import msgpack_decoders, msgpack_encoders

from skrot.records import Entity, Mention, Number, Quote

_DOC: dict[str, Any] = {
    "numbers": None,
    "date": None,
    "entities": [],
    "entity_mentions": [],
    "quotes": [],
}
_KINDS = {kind.__name__: kind for kind in (Entity, Mention, Number, Quote, datetime.date)}
# The key that marks a packed value among the dictionaries of others.
_KEY = "skrot"

Chain = Callable[[Any], Any] | None


def register() -> None:
    """Register the attributes, and how their values are packed, unless it is done already."""
    for name, default in _DOC.items():
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
    if not Span.has_extension("entity"):
        Span.set_extension("entity", default=None)
    msgpack_encoders.register(_KEY, func=_pack)
    msgpack_decoders.register(_KEY, func=_unpack)


def _pack(value: Any, chain: Chain = None) -> Any:
    if type(value) in _KINDS.values():
        return {_KEY: type(value).__name__, "value": msgspec.msgpack.encode(value)}
    return chain(value) if chain else value


def _unpack(value: Any, chain: Chain = None) -> Any:
    if _KEY in value:
        return msgspec.msgpack.decode(value["value"], type=_KINDS[value[_KEY]])
    return chain(value) if chain else value
