"""Documents for the comparison, built by hand from sentences and marked numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Literal

from skrot.compare.claims import Claim
from skrot.records import DocumentFacts, Mention, Number, Sentence, SentenceFeatures

Given = dict[str, Any]


def number(text: str, **fields: Any) -> Given:
    """Describe a number by its text and its fields; a value may be a string."""
    if isinstance(fields.get("value"), str):
        fields["value"] = Decimal(fields["value"])
    return {"text": text, **fields}


def document(
    doc: str,
    *sentences: tuple[str, str, list[Given]],
    date: str | None = None,
    names: dict[str, str] | None = None,
    paragraphs: bool = False,
    label: Literal["orgName", "placeName"] = "placeName",
) -> DocumentFacts:
    """Make a document of (text, content lemmas, numbers); ``names`` maps words to entities."""
    rows, features, numbers, mentions, at = [], [], [], [], 0
    for n, (text, lemmas, given) in enumerate(sentences):
        rows.append(Sentence(doc, n, at, at + len(text), text, "body", (), len(text.split())))
        leans = "to" if text.startswith(("To ", "One ")) else None
        features.append(
            SentenceFeatures(n, tuple(lemmas.split()), n if paragraphs else 0, leans_on=leans)
        )
        for fields in given:
            start = at + text.index(fields["text"])
            end = start + len(fields["text"])
            numbers.append(Number(doc=doc, n=n, start=start, end=end, **fields))
        for word, entity in (names or {}).items():
            if word in text:
                start = at + text.index(word)
                end = start + len(word)
                mentions.append(Mention(doc, n, start, end, word, label, entity))
        at += len(text) + 1
    return DocumentFacts(doc, rows, features, mentions=mentions, numbers=numbers, date=date)


def claim(
    value: str | None = "100",
    doc: str = "a",
    *,
    n: int = 0,
    start: int = 0,
    text: str = "Zdanie o 5 rzeczach.",
    **fields: Any,
) -> Claim:
    """Make a claim of one number by itself; other fields are of `Claim`, or else of `Number`."""
    own = {name: fields.pop(name) for name in list(fields) if name in Claim._fields}
    if value is not None:
        fields["value"] = Decimal(value)
    kind = fields.pop("kind", "quantity")
    return Claim(
        number=Number(doc, n, start, start + 1, value or "", kind, **fields),
        sentence=Sentence(doc, n, 0, len(text), text, "body", (), len(text.split())),
        date=None,
        words={},
        entities={},
        of=(),
        holder=frozenset(),
        time=None,
        dated=False,
        stance="fact",
        paragraph=0,
        named=frozenset(),
        institutions=frozenset(),
        negated=False,
        lemmas=frozenset(),
        beside=(),
        origin=doc,
        vector=None,
    )._replace(**own)
