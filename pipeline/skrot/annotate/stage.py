"""The stage itself: Documents in, spaCy Docs and sentence records out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from skrot.network import parts
from skrot.records import Document, PartKind, Sentence

_BATCH = 32


def annotate(nlp: Language, documents: Iterable[Document]) -> Iterator[Doc]:
    """Annotate documents; every part ends a sentence.

    Parameters
    ----------
    nlp : Language
        A pipeline from ``load``.
    documents : iterable of Document
        Read lazily, a batch at a time.

    Yields
    ------
    Doc
        One a document, in order, with the text of the document.
    """
    texts = (
        (part, (index, last))
        for index, document in enumerate(documents)
        for part, last in _parts(document.text)
    )
    waiting: list[Doc] = []
    for doc, (_, last) in nlp.pipe(texts, as_tuples=True, batch_size=_BATCH):
        waiting.append(doc)
        if last:
            yield waiting[0] if len(waiting) == 1 else _joined(waiting)
            waiting = []


def sentences(doc: Doc, document: Document) -> list[Sentence]:
    """Give the sentence records of an annotated document.

    Every character that is not white space belongs to exactly one sentence.

    Parameters
    ----------
    doc : Doc
        What ``annotate`` gave for the document.
    document : Document
        The document, for its parts and its way back to the source.

    Returns
    -------
    list of Sentence
        In the order of the text, without white space around them.

    Raises
    ------
    ValueError
        If the Doc has another text than the document.
    """
    if doc.text != document.text:
        raise ValueError(f"{document.doc}: the Doc and the Document have different texts")
    places = _Places(document)
    rows: list[Sentence] = []
    for span in doc.sents:
        text = span.text.strip()
        if not text:
            continue
        start = span.start_char + len(span.text) - len(span.text.lstrip())
        end = start + len(text)
        rows.append(
            Sentence(
                doc=document.doc,
                n=len(rows),
                start=start,
                end=end,
                text=text,
                part=places.part(start),
                source_spans=places.source(start, end),
                tokens=sum(not token.is_space for token in span),
            )
        )
    return rows


def _joined(pieces: Sequence[Doc]) -> Doc:
    """Put the pieces of a long text together, with the scores of their groups of spans."""
    doc = Doc.from_docs(list(pieces), ensure_whitespace=False)
    for key, group in doc.spans.items():
        scores = [
            piece.spans[key].attrs.get("scores", []) for piece in pieces if key in piece.spans
        ]
        group.attrs["scores"] = [score for some in scores for score in some]
    return doc


class _Places:
    """Looks up the part and the source of a stretch of cleaned text."""

    def __init__(self, document: Document) -> None:
        self._parts = document.parts
        self._part_starts = [part.start for part in document.parts]
        self._map = document.source_map
        self._map_ends = [segment.end for segment in document.source_map]

    def part(self, start: int) -> PartKind:
        found = bisect_right(self._part_starts, start) - 1
        return self._parts[found].kind if found >= 0 else "other"

    def source(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        found: list[tuple[int, int]] = []
        for segment in self._map[bisect_right(self._map_ends, start) :]:
            if segment.start >= end:
                break
            begin, stop = segment.source_start, segment.source_end
            if stop - begin == segment.end - segment.start:
                begin += max(start - segment.start, 0)
                stop -= max(segment.end - end, 0)
            if found and found[-1][1] == begin:
                found[-1] = (found[-1][0], stop)
            elif begin < stop:
                found.append((begin, stop))
        return tuple(found)


def _parts(text: str) -> Iterator[tuple[str, bool]]:
    """Cut a long text; the last part is marked."""
    start = 0
    for end in parts(text):
        yield text[start:end], end == len(text)
        start = end
