"""Readers of the training corpora: NKJP with names, and Universal Dependencies."""

from __future__ import annotations

import lzma
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_OPENING = frozenset("([{„«‘")
_CLOSING = frozenset(".,;:!?)]}”»…%’")
_EMOTICON = re.compile(r"^[:;][-()DPp/\\]+$")
_HOUR = re.compile(r"\d\d?")
_MARKS = re.compile(r"\b[BI]-")
_LABELS = frozenset({"persName", "orgName", "placeName", "geogName", "date", "time"})


class Text(NamedTuple):
    """A document as running text with gold annotation in character offsets."""

    name: str
    text: str
    sentences: list[int]
    """Where each sentence starts."""
    entities: list[tuple[int, int, str]]
    kinds: list[tuple[int, int, str]]
    """The words of names with all that the corpus says of them: "persName#persName-surname"."""


class Word(NamedTuple):
    """A syntactic word of a treebank."""

    start: int
    end: int
    form: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    """The place of its head among the words of the text; its own place where it is the root."""
    relation: str


class Treebank(NamedTuple):
    """A treebank sentence joined into its paragraph: the text and its words."""

    text: str
    sentences: list[int]
    words: list[Word]


def read_nkjp(path: Path, labels: frozenset[str] | None = _LABELS) -> Iterator[Text]:
    """Read the column format; tokens are joined as they would be printed.

    ``labels`` are the labels of names that are read, null for all of them.
    """
    name = ""
    sentences: list[list[list[str]]] = [[]]
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith("-DOCSTART"):
                if any(sentences):
                    yield _join(name, sentences, labels)
                name, sentences = line.split()[-1], [[]]
            elif len(columns) == 4:
                sentences[-1].append(columns)
            elif sentences[-1]:
                sentences.append([])
    if any(sentences):
        yield _join(name, sentences, labels)


def _join(name: str, sentences: list[list[list[str]]], labels: frozenset[str] | None) -> Text:
    pieces: list[str] = []
    starts: list[int] = []
    entities: list[tuple[int, int, str]] = []
    kinds: list[tuple[int, int, str]] = []
    length = 0
    for sentence in sentences:
        if not sentence:
            continue
        quoted = False
        previous: tuple[str, str] | None = None
        for n, columns in enumerate(sentence):
            form, tag = columns[0], columns[2]
            glued = previous is not None and _glued(previous, form, tag, quoted)
            if form == '"':
                quoted = not quoted
            if pieces and not glued:
                pieces.append(" ")
                length += 1
            if n == 0:
                starts.append(length)
            label = columns[3].partition("#")[0]
            kind = label[2:].partition("-")[0]
            if kind and (labels is None or kind in labels):
                kinds.append((length, length + len(form), _MARKS.sub("", columns[3])))
                if label[0] == "I" and entities and entities[-1][2] == kind:
                    entities[-1] = (entities[-1][0], length + len(form), kind)
                else:
                    entities.append((length, length + len(form), kind))
            pieces.append(form)
            length += len(form)
            hyphen = form == "-" and previous is not None and previous[1].startswith("adja")
            point = form == "." and previous is not None and _HOUR.fullmatch(previous[0])
            previous = (form, "hyphen" if hyphen else "point" if point else tag)
    return Text(name, "".join(pieces), starts, entities, kinds)


def _glued(before: tuple[str, str], form: str, tag: str, quoted: bool) -> bool:
    if tag.startswith("aglt") or (form == "by" and before[1].startswith("praet")):
        return True
    if form in _CLOSING or (form == '"' and quoted):
        return not _EMOTICON.match(before[0])
    if before[0] in _OPENING or (before[0] == '"' and quoted):
        return True
    if "/" in (form, before[0]):
        return True
    if before[1] == "point" and form.isdigit() and len(form) == 2:
        return True
    return (before[1].startswith("adja") and form == "-") or before[1] == "hyphen"


def read_ud(path: Path, per_paragraph: int = 1) -> Iterator[Treebank]:
    """Read CoNLL-U; ``per_paragraph`` sentences in a row are joined with a space."""
    group: list[tuple[str, list[Word]]] = []
    for text, words in _ud_sentences(path):
        group.append((text, words))
        if len(group) == per_paragraph:
            yield _paragraph(group)
            group = []
    if group:
        yield _paragraph(group)


def _paragraph(group: list[tuple[str, list[Word]]]) -> Treebank:
    text = ""
    starts: list[int] = []
    words: list[Word] = []
    for sentence, its_words in group:
        if text:
            text += " "
        starts.append(len(text))
        shift, count = len(text), len(words)
        words += [
            w._replace(start=w.start + shift, end=w.end + shift, head=w.head + count)
            for w in its_words
        ]
        text += sentence
    return Treebank(text, starts, words)


def _ud_sentences(path: Path) -> Iterator[tuple[str, list[Word]]]:
    rows: list[list[str]] = []
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                if not line.startswith("#"):
                    rows.append(line.rstrip("\n").split("\t"))
            elif rows:
                yield _align(rows)
                rows = []
    if rows:
        yield _align(rows)


def _align(rows: list[list[str]]) -> tuple[str, list[Word]]:
    text = ""
    words: list[Word] = []
    inside = 0
    for row in rows:
        number, form, lemma, upos, xpos, feats, head, relation, misc = *row[:8], row[9]
        if "-" in number:
            inside = int(number.split("-")[1])
            covered = form
            start = len(text)
            text += form + ("" if "SpaceAfter=No" in misc else " ")
            offset = start
            continue
        if not number.isdigit():
            continue
        at = int(head) - 1 if int(head) else len(words)
        label = relation.partition(":")[0]
        if int(number) <= inside:
            found = covered.lower().find(form.lower(), offset - start)
            begin = start + found if found >= 0 else offset
            end = min(begin + len(form), start + len(covered))
            words.append(Word(begin, end, form, lemma, upos, xpos, feats, at, label))
            offset = end
            continue
        end = len(text) + len(form)
        words.append(Word(len(text), end, form, lemma, upos, xpos, feats, at, label))
        text += form + ("" if "SpaceAfter=No" in misc else " ")
    return text.rstrip(), words
