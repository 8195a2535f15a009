"""Corpora of any size out of a few annotated texts, to measure how a run grows.

A synthetic document has three to six sentences of real documents in a random order. In each, words
give way to words of the same inflection from elsewhere, figures to other figures and persons to
made-up ones, so that hardly a sentence stands twice, and names grow with the corpus as names do.
`compose` gives such a document with everything that the steps would have made of it.
"""

from __future__ import annotations

import random
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from functools import partial
from operator import add
from typing import NamedTuple, TypeVar

import msgspec
import numpy as np

from skrot.read import read_text
from skrot.records import (
    Document,
    Entity,
    Frame,
    Mention,
    Number,
    Part,
    Sentence,
    SentenceFeatures,
    SourceSpan,
)
from skrot.run.document import Task, WorkerSettings
from skrot.run.packing import (
    Annotated,
    Extracted,
    pack,
    pack_doc,
    unpack_annotated,
    unpack_doc,
    unpack_extracted,
    unpack_frames,
    unpack_vectors,
)
from skrot.run.steps import Worker

_CONTENT = frozenset({"NOUN", "ADJ", "VERB", "ADV"})
_CHANGED = 0.4  # the share of content words that give way to others
_NOISE = 0.4  # what that does to the vector of a sentence, relative
_SYLLABLES = ("ba", "ce", "do", "fi", "ga", "ko", "li", "mu", "na", "pe", "ro", "sta", "to", "wi")
_FIRST_NAMES = ("Anna", "Jan", "Ewa", "Piotr", "Maria", "Adam", "Zofia", "Marek", "Olga", "Leon")
_DIGITS = re.compile(r"[1-9]\d*")


Located = TypeVar("Located", Mention, Number)


class Word(NamedTuple):
    """A content word of a sentence: where it is, its lemma, and what inflection it has."""

    start: int
    end: int
    text: str
    lemma: str
    form: str


class Piece(NamedTuple):
    """A sentence with all that is known of it; offsets count from its beginning."""

    sentence: Sentence
    features: SentenceFeatures
    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    numbers: tuple[Number, ...]
    frames: tuple[Frame, ...]
    entities: tuple[Entity, ...]
    vector: np.ndarray
    annotation: bytes


class Made(NamedTuple):
    """A document with what the steps would have made of it."""

    document: Document
    annotated: Annotated
    extracted: Extracted
    vectors: np.ndarray
    frames: tuple[Frame, ...]


class Bank:
    """Sentences to compose documents of.

    Parameters
    ----------
    texts
        Whole documents; they are annotated here, about 5,000 words a second.
    """

    def __init__(self, texts: Iterable[str]) -> None:
        worker = Worker(WorkerSettings())
        self.pieces: list[Piece] = []
        for text in texts:
            document = read_text(text, "piece.txt")
            if isinstance(document, Document):
                self.pieces += _pieces(worker, document)
        self.words: dict[str, list[Word]] = {}
        for piece in self.pieces:
            for word in piece.words:
                self.words.setdefault(word.form, []).append(word)


def _pieces(worker: Worker, document: Document) -> Iterator[Piece]:
    steps = ("annotate", "extract", "encode", "frame")
    result = worker.process(Task(document.doc, steps, have={"document": pack(document)}))
    if result.failure is not None:
        return
    kept = unpack_annotated(result.made["annotate"])
    extracted = unpack_extracted(result.made["extract"])
    vectors = unpack_vectors(result.made["encode"])
    frames = unpack_frames(result.made["frame"])
    doc = unpack_doc(kept, worker.models.vocab)
    entities = {entity.entity: entity for entity in extracted.entities}
    for row, features, vector in zip(kept.sentences, extracted.features, vectors, strict=True):
        span = doc.char_span(row.start, row.end, alignment_mode="expand")
        if row.part != "body" or not 6 <= row.tokens <= 60 or span is None:
            continue
        mentions = tuple(_moved(m, -row.start) for m in extracted.mentions if m.n == row.n)
        numbers = tuple(_moved(x, -row.start) for x in extracted.numbers if x.n == row.n)
        taken = [(m.start, m.end) for m in mentions] + [(x.start, x.end) for x in numbers]
        words = [
            Word(
                token.idx - row.start,
                token.idx - row.start + len(token.text),
                token.text,
                token.lemma_.lower(),
                f"{token.pos_} {token.morph}",
            )
            for token in span
            if token.pos_ in _CONTENT and token.text.islower()
        ]
        yield Piece(
            row,
            msgspec.structs.replace(features, leans_on=None, speaker=None, speaker_n=None),
            tuple(w for w in words if not any(a < w.end and w.start < b for a, b in taken)),
            mentions,
            numbers,
            tuple(_within(frame, row) for frame in frames if frame.number.n == row.n),
            tuple(entities[name] for name in sorted({m.entity for m in mentions})),
            vector,
            pack_doc(span.as_doc()),
        )


def _moved(row: Located, by: int) -> Located:
    return msgspec.structs.replace(row, start=row.start + by, end=row.end + by)


def _within(frame: Frame, sentence: Sentence) -> Frame:
    """Return a frame without what it has of other sentences, by offsets in its own."""
    start, end = sentence.start, sentence.end
    return _shifted(
        msgspec.structs.replace(
            frame,
            words=tuple(word for word in frame.words if start <= word[1] < end),
            subject=frame.subject if frame.subject and start <= frame.subject[1] < end else None,
            narrow=tuple(word for word in frame.narrow if start <= word[1] < end),
        ),
        _moved(frame.number, -start),
        lambda at: at - start,
    )


def _shifted(frame: Frame, number: Number, place: Callable[[int], int]) -> Frame:
    return msgspec.structs.replace(
        frame,
        number=number,
        words=tuple((lemma, place(at), weight) for lemma, at, weight in frame.words),
        subject=None if frame.subject is None else (frame.subject[0], place(frame.subject[1])),
        narrow=tuple((lemma, place(at)) for lemma, at in frame.narrow),
    )


def compose(bank: Bank, number: int, doc: str | None = None) -> Made:
    """Make document `number` of a corpus; the same number gives the same document."""
    chance = random.Random(number)  # noqa: S311  (nothing secret)
    noise = np.random.default_rng(number)
    doc = doc or f"{number:07}.txt"
    title = f"Pismo nr {number} w sprawie {_surname(number)}"
    text = [title]
    sentences = [Sentence(doc, 0, 0, len(title), title, "title", ((0, len(title)),), 5)]
    features = [SentenceFeatures(0, (_surname(number).lower(),), 0)]
    mentions: list[Mention] = []
    numbers: list[Number] = []
    frames: list[Frame] = []
    entities: dict[str, Entity] = {}
    chosen = chance.sample(bank.pieces, min(len(bank.pieces), chance.randint(3, 6)))
    vectors = [chosen[0].vector]
    at = len(title)
    for n, piece in enumerate(chosen, 1):
        at += 2
        written = _written(bank, piece, chance)
        end = at + len(written.sentence.text)
        sentences.append(
            msgspec.structs.replace(
                written.sentence, doc=doc, n=n, start=at, end=end, source_spans=((at, end),)
            )
        )
        features.append(msgspec.structs.replace(written.features, n=n, paragraph=n))
        mentions += (msgspec.structs.replace(_moved(m, at), n=n) for m in written.mentions)
        numbers += (msgspec.structs.replace(_moved(x, at), n=n) for x in written.numbers)
        for frame in written.frames:
            number_ = msgspec.structs.replace(_moved(frame.number, at), n=n)
            frames.append(_shifted(frame, number_, partial(add, at)))
        for entity in written.entities:
            entities[entity.entity] = entity
        moved = piece.vector + _NOISE * noise.standard_normal(len(piece.vector)) / 22.6
        vectors.append(moved / np.linalg.norm(moved))
        text.append(written.sentence.text)
        at = end
    counts = {name: sum(m.entity == name for m in mentions) for name in entities}
    whole = "\n\n".join(text)
    document = Document(
        doc=doc,
        text=whole,
        raw=whole,
        parts=tuple(Part("body" if s.n else "title", s.start, s.end) for s in sentences),
        source_map=(SourceSpan(0, len(whole), 0, len(whole)),),
        sha256=f"{number:064x}",
        title=title,
        date=f"{2010 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}",
    )
    return Made(
        document,
        Annotated(b"".join(piece.annotation for piece in chosen), tuple(sentences)),
        Extracted(
            tuple(mentions),
            tuple(
                msgspec.structs.replace(entity, mentions=counts[name])
                for name, entity in entities.items()
            ),
            tuple(numbers),
            tuple(features),
        ),
        np.array(vectors, dtype="<f4"),
        tuple(frames),
    )


def _written(bank: Bank, piece: Piece, chance: random.Random) -> Piece:
    """Write a sentence anew with other words, figures and persons."""
    people: dict[str, Entity] = {}
    for entity in piece.entities:
        if entity.label == "persName":
            # Some are in the papers every day, most of them once (Zipf).
            which = int(chance.paretovariate(0.8))
            name = f"{chance.choice(_FIRST_NAMES)} {_surname(which)}"
            new = f"person:{name.lower().replace(' ', '-')}"
            people[entity.entity] = Entity(new, name, "persName", (), 0, ())
    lemmas = list(piece.features.lemmas)
    changes: list[tuple[int, int, str, Mention | Number | None]] = []
    for word in piece.words:
        if chance.random() < _CHANGED:
            other = chance.choice(bank.words[word.form])
            changes.append((word.start, word.end, other.text, None))
            if word.lemma in lemmas:
                lemmas[lemmas.index(word.lemma)] = other.lemma
    for mention in piece.mentions:
        person = people.get(mention.entity)
        shown = person.name if person else mention.text
        row = msgspec.structs.replace(
            mention, text=shown, entity=person.entity if person else mention.entity
        )
        changes.append((mention.start, mention.end, shown, row))
    for number in piece.numbers:
        value, shown = number.value, number.text
        if _DIGITS.fullmatch(shown) and value == Decimal(shown) and number.iso is None:
            shown = str(chance.randint(10 ** (len(shown) - 1), 10 ** len(shown) - 1))
            value = Decimal(shown)
        changes.append(
            (
                number.start,
                number.end,
                shown,
                msgspec.structs.replace(number, text=shown, value=value, si_value=None),
            )
        )
    text, at = "", 0
    cuts = [(0, 0)]  # where what is copied begins, before and now
    figures: dict[int, Number] = {}
    rows: list[Mention | Number] = []
    for start, end, shown, kept in sorted(changes, key=lambda change: change[:3]):
        if start < at:  # a number inside a name, or a name inside another
            continue
        text += piece.sentence.text[at:start]
        if kept is not None:
            rows.append(msgspec.structs.replace(kept, start=len(text), end=len(text) + len(shown)))
            if isinstance(rows[-1], Number):
                figures[start] = rows[-1]
        cuts.append((start, len(text)))
        text += shown
        at = end
        cuts.append((end, len(text)))
    text += piece.sentence.text[at:]
    mentions = tuple(row for row in rows if isinstance(row, Mention))
    named = {mention.entity for mention in mentions}

    def place(at: int) -> int:
        before, now = cuts[bisect_right(cuts, at, key=lambda cut: cut[0]) - 1]
        return now + at - before

    found = [people.get(entity.entity, entity) for entity in piece.entities]
    return piece._replace(
        sentence=msgspec.structs.replace(piece.sentence, text=text),
        features=msgspec.structs.replace(piece.features, lemmas=tuple(lemmas)),
        mentions=mentions,
        numbers=tuple(row for row in rows if isinstance(row, Number)),
        frames=tuple(
            _shifted(frame, figures[frame.number.start], place)
            for frame in piece.frames
            if frame.number.start in figures
        ),
        entities=tuple(entity for entity in found if entity.entity in named),
    )


def _surname(number: int) -> str:
    letters = ""
    while number:
        number, place = divmod(number, len(_SYLLABLES))
        letters += _SYLLABLES[place]
    return f"{letters or 'zero'}cki".capitalize()
