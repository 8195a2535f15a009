"""From corpora to arrays: what one training chunk consists of."""

from __future__ import annotations

import dataclasses
import hashlib
import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from models.recipe.corpora import Text, Treebank, Word
from skrot.annotate.features import form_features
from skrot.annotate.tagset import labels, token_readings
from skrot.polish.dictionary import Reading

ENTITY_TYPES = ("persName", "orgName", "placeName", "geogName", "date", "time")
NER_LABELS = ("O", *(f"{p}-{kind}" for kind in ENTITY_TYPES for p in "BILU"))
KINDS = (
    "O",
    *("persName", "persName#persName-forename", "persName#persName-surname"),
    *("persName#persName-addName", "orgName", "orgName#placeName-settlement", "geogName"),
    *("placeName", "placeName-country", "placeName-settlement", "placeName-region"),
    *("placeName-district", "placeName-bloc", "date", "time"),
)
"""What NKJP says of a word in a name beside its outermost label; learned, not shipped."""
RELATIONS = (
    *("root", "acl", "advcl", "advmod", "amod", "appos", "aux", "case", "cc", "ccomp", "compound"),
    *("conj", "cop", "csubj", "dep", "det", "discourse", "dislocated", "expl", "fixed", "flat"),
    *("goeswith", "iobj", "list", "mark", "nmod", "nsubj", "nummod", "obj", "obl", "orphan"),
    *("parataxis", "punct", "reparandum", "vocative", "xcomp", "clf"),
)
"""The universal relations (Universal Dependencies 2)."""


class Taught(NamedTuple):
    """Probabilities: of the names' labels, shape (tokens, labels), of starts, shape (tokens,)."""

    names: NDArray[np.float16]
    starts: NDArray[np.float16]


@dataclass(frozen=True)
class Chunk:
    """A text, or a stretch of one, as arrays of one length."""

    forms: tuple[str, ...]
    spaces: tuple[bool, ...]
    """Whether a blank follows each token."""
    features: NDArray[np.uint64]
    starts: NDArray[np.bool_]
    """Sentence starts; the first token counts for nothing."""
    names: NDArray[np.int64] | None
    """Indices into NER_LABELS; None where names are not annotated."""
    kinds: NDArray[np.int64] | None
    """Indices into KINDS; None where names are not annotated."""
    tags: tuple[tuple[str, ...], ...]
    """The labels allowed for each token; an empty tuple says nothing."""
    gold_tags: bool
    taught: Taught | None = None
    """What the teachers think, for the student."""
    heads: NDArray[np.int64] | None = None
    """The head of each token, itself for a root, -1 where nothing is known."""
    relations: NDArray[np.int64] | None = None
    """Indices into RELATIONS."""

    def part(self, a: int, b: int) -> Chunk:
        """Give the tokens from `a` to `b`."""
        rows = slice(a, b)

        def cut(labels: NDArray[np.int64] | None) -> NDArray[np.int64] | None:
            return None if labels is None else labels[rows]

        return Chunk(
            self.forms[rows],
            self.spaces[rows],
            self.features[rows],
            self.starts[rows],
            cut(self.names),
            cut(self.kinds),
            self.tags[rows],
            self.gold_tags,
            None if self.taught is None else Taught(*(part[rows] for part in self.taught)),
        )


def held_out(name: str, share: float) -> bool:
    """Decide by its name whether a document belongs to the tuning set."""
    digest = hashlib.sha256(name.encode()).digest()
    return int.from_bytes(digest[:4], "big") / 2**32 < share


@cache
def allowed(form: str, after: str) -> tuple[str, ...]:
    """Give the labels that the dictionary allows, also as an abbreviation before a full stop."""
    return tuple(sorted({label for r in token_readings(form, after) for label in labels(r)}))


def cut(chunk: Chunk, rng: random.Random, sizes: tuple[int, int]) -> Iterator[Chunk]:
    """Cut a text at sentence starts into stretches; how long each is, is drawn between `sizes`."""
    begin, size = 0, rng.randint(*sizes)
    for n in np.nonzero(chunk.starts)[0]:
        if n - begin >= size:
            yield chunk.part(begin, int(n))
            begin, size = int(n), rng.randint(*sizes)
    yield chunk.part(begin, len(chunk.forms))


def encode_names(doc: Doc, entities: Iterable[tuple[int, int, str]]) -> NDArray[np.int64]:
    """Give the BILUO label of each token; a name that cuts a token takes the whole token."""
    names = np.zeros(len(doc), dtype=np.int64)
    for start, end, kind in entities:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is None or names[span.start : span.end].any():
            continue
        if len(span) == 1:
            names[span.start] = NER_LABELS.index(f"U-{kind}")
            continue
        names[span.start : span.end] = NER_LABELS.index(f"I-{kind}")
        names[span.start] = NER_LABELS.index(f"B-{kind}")
        names[span.end - 1] = NER_LABELS.index(f"L-{kind}")
    return names


def encode_kinds(doc: Doc, words: Iterable[tuple[int, int, str]]) -> NDArray[np.int64]:
    """Give the kind of each token of a name; a rare one counts as its outermost label."""
    kinds = np.zeros(len(doc), dtype=np.int64)
    for start, end, kind in words:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            known = kind if kind in KINDS else kind.partition("#")[0].partition("-")[0]
            kinds[span.start : span.end] = KINDS.index(known)
    return kinds


def token_starts(doc: Doc, offsets: Iterable[int]) -> NDArray[np.bool_]:
    """Mark the tokens at which a sentence starts."""
    wanted = set(offsets)
    starts = np.zeros(len(doc), dtype=np.bool_)
    for token in doc:
        inside = range(token.idx, token.idx + len(token))
        starts[token.i] = any(offset in wanted for offset in inside)
    return starts


def from_nkjp(nlp: Language, texts: Iterable[Text]) -> Iterator[Chunk]:
    """Make a chunk a document, with names and, from the dictionary, sets of allowed tags."""
    for text in texts:
        doc = nlp.make_doc(text.text)
        names = encode_names(doc, text.entities)
        kinds = encode_kinds(doc, text.kinds)
        starts = token_starts(doc, text.sentences)
        forms = tuple(token.text for token in doc)
        features = np.stack([form_features(form) for form in forms])
        yield Chunk(
            forms, _spaces(doc), features, starts, names, kinds, _allowed_tags(forms), False
        )


def from_ud(nlp: Language, texts: Iterable[Treebank]) -> Iterator[Chunk]:
    """Make chunks with gold tags; a token that is several words has the tag of the first."""
    for text in texts:
        doc = nlp.make_doc(text.text)
        at = {w.start: w for w in reversed(text.words)}
        tags: list[tuple[str, ...]] = []
        for token in doc:
            word = at.get(token.idx)
            whole = word is not None and word.end <= token.idx + len(token)
            tags.append(gold_labels(word.lemma, word.xpos, word.upos) if word and whole else ())
        forms = tuple(token.text for token in doc)
        features = np.stack([form_features(form) for form in forms])
        starts = token_starts(doc, text.sentences)
        heads, relations = encode_heads(doc, text.words)
        yield Chunk(
            forms,
            _spaces(doc),
            features,
            starts,
            None,
            None,
            tuple(tags),
            True,
            heads=heads,
            relations=relations,
        )


def encode_heads(doc: Doc, words: Sequence[Word]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Give the head of each token and the relation to it.

    A token that is several words depends where the one of them does whose head is outside.
    """
    heads = np.full(len(doc), -1, dtype=np.int64)
    relations = np.zeros(len(doc), dtype=np.int64)
    token_at = {i: t.i for t in doc for i in range(t.idx, t.idx + len(t))}
    owners = [token_at.get(word.start, -1) for word in words]
    for n, (word, owner) in enumerate(zip(words, owners, strict=True)):
        root = word.head == n
        to = owner if root else owners[word.head]
        if owner < 0 or to < 0 or heads[owner] >= 0 or (to == owner and not root):
            continue
        heads[owner] = to
        relations[owner] = RELATIONS.index(word.relation)
    return heads, relations


def _spaces(doc: Doc) -> tuple[bool, ...]:
    return tuple(bool(token.whitespace_) for token in doc)


def _allowed_tags(forms: tuple[str, ...]) -> tuple[tuple[str, ...], ...]:
    following = (*forms[1:], "")
    return tuple(allowed(f, "." if n == "." else "") for f, n in zip(forms, following, strict=True))


def gold_labels(lemma: str, xpos: str, upos: str) -> tuple[str, ...]:
    """Give the label of an annotated word."""
    found = labels(Reading(lemma, xpos))
    same = [label.partition("|")[2] for label in found]
    return (f"{upos}|{same[0]}",)


def reconcile(chunks: list[Chunk], reference: list[Chunk]) -> list[Chunk]:
    """Trust one treebank where two disagree about a word.

    A label that the reference never gives to a form that it has is replaced with everything that
    the dictionary allows.
    """
    given: dict[str, set[str]] = {}
    for chunk in reference:
        for form, tags in zip(chunk.forms, chunk.tags, strict=True):
            given.setdefault(form.lower(), set()).update(t.partition(":")[0] for t in tags)
    fixed: list[Chunk] = []
    for chunk in chunks:
        following = (*chunk.forms[1:], "")
        trusted: list[tuple[str, ...]] = []
        for form, after, own in zip(chunk.forms, following, chunk.tags, strict=True):
            known = given.get(form.lower())
            strange = known and own and own[0].partition(":")[0] not in known
            trusted.append(allowed(form, "." if after == "." else "") if strange else own)
        fixed.append(dataclasses.replace(chunk, tags=tuple(trusted)))
    return fixed
