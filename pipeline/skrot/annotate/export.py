"""Annotations for other tools: CoNLL-U, spaCy's binary format, JSON Lines.

The formats: Universal Dependencies, "CoNLL-U Format"; spaCy, "DocBin". Names stand in the MISC
column of CoNLL-U as ``NER=B-persName``, as several treebanks have them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec
from spacy.tokens import Doc, DocBin, Span, Token

# What an id of a sentence may not have, and what stands for it.
_NOT_IN_IDS = re.compile(r"[\s/%]")

Format = Literal["conllu", "spacy", "jsonl"]


def export(docs: Iterable[tuple[str, Doc]], form: Format) -> Iterator[bytes]:
    """Give annotated documents in another format, piece by piece.

    Parameters
    ----------
    docs
        Names of documents and their Docs, with sentence boundaries.
    form
        "conllu"; "spacy", a DocBin with the name of the document as ``doc.user_data["doc"]``; or
        "jsonl", a row a token.
    """
    if form == "spacy":
        yield _docbin(docs)
        return
    for name, doc in docs:
        for n, sentence in enumerate(doc.sents):
            tokens = [token for token in sentence if not token.is_space]
            if tokens and form == "conllu":
                yield _conllu(name, n, sentence, tokens).encode()
            elif tokens:
                rows = (_row(name, n, token) for token in tokens)
                yield b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


def _docbin(docs: Iterable[tuple[str, Doc]]) -> bytes:
    packed = DocBin(store_user_data=True)
    for name, doc in docs:
        doc.user_data = {"doc": name}
        packed.add(doc)
    return packed.to_bytes()


def _conllu(name: str, n: int, sentence: Span, tokens: list[Token]) -> str:
    doc = _NOT_IN_IDS.sub(lambda sign: f"%{ord(sign[0]):02X}", name)
    lines = [f"# newdoc id = {' '.join(name.split())}"] if n == 0 else []
    lines += [f"# sent_id = {doc}-{n}", f"# text = {' '.join(sentence.text.split())}"]
    places = {token.i: place for place, token in enumerate(tokens, 1)}
    for place, token in enumerate(tokens, 1):
        root = token.head.i == token.i
        columns = [
            str(place),
            token.text,
            token.lemma_ or "_",
            token.pos_ or "_",
            token.tag_ or "_",
            str(token.morph) or "_",
            ("0" if root else str(places.get(token.head.i, 0))) if token.dep_ else "_",
            ("root" if root else token.dep_) if token.dep_ else "_",
            "_",
            _misc(token),
        ]
        lines.append("\t".join(columns))
    return "\n".join(lines) + "\n\n"


def _misc(token: Token) -> str:
    found = [] if token.whitespace_ else ["SpaceAfter=No"]
    if token.ent_iob_ in ("B", "I"):
        found.append(f"NER={token.ent_iob_}-{token.ent_type_}")
    return "|".join(found) or "_"


def _row(name: str, n: int, token: Token) -> dict[str, Any]:
    return {
        "doc": name,
        "n": n,
        "start": token.idx,
        "end": token.idx + len(token),
        "text": token.text,
        "lemma": token.lemma_,
        "pos": token.pos_,
        "morph": str(token.morph),
        "ent_iob": token.ent_iob_,
        "ent_type": token.ent_type_,
    }
