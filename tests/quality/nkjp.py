"""Names and sentences of NKJP, the National Corpus of Polish, as running text."""

from typing import NamedTuple

from spacy.language import Language
from spacy.tokens import Doc

from models.recipe.corpora import Text, read_nkjp
from tests.quality.corpora import data

Entity = tuple[int, int, int, str]


class Compared(NamedTuple):
    """What the model found and what the corpus says, both as sets."""

    names: set[Entity]
    gold_names: set[Entity]
    relational: set[Entity]
    starts: set[tuple[int, int]]
    gold_starts: set[tuple[int, int]]


def texts() -> list[Text]:
    """The development documents; the model was trained on none of them."""
    found = list(read_nkjp(data("ner/nkjp_dev.iob.xz")))
    assert found, "nkjp_dev.iob.xz is empty"
    return found


def compare(nlp: Language, documents: list[Text]) -> Compared:
    result = Compared(set(), set(), set(), set(), set())
    docs = nlp.pipe(document.text for document in documents)
    for n, (document, doc) in enumerate(zip(documents, docs, strict=True)):
        for span in doc.ents:
            entity = (n, span.start_char, span.end_char, span.label_)
            result.names.add(entity)
            if span._.relational:
                result.relational.add(entity)
        result.gold_names.update((n, *entity) for entity in document.entities)
        result.starts.update((n, start) for start in sentence_starts(doc))
        result.gold_starts.update((n, start) for start in document.sentences)
    return result


def sentence_starts(doc: Doc) -> set[int]:
    """Offsets of the first character of each sentence that is not white space."""
    firsts = (next((t for t in span if not t.is_space), None) for span in doc.sents)
    return {token.idx for token in firsts if token is not None}


def overlapping(names: set[Entity], others: set[Entity]) -> int:
    """How many names touch a name of the same label in the other set."""
    places: dict[tuple[int, str], list[tuple[int, int]]] = {}
    for n, start, end, label in others:
        places.setdefault((n, label), []).append((start, end))
    return sum(
        any(start < stop and begin < end for begin, stop in places.get((n, label), []))
        for n, start, end, label in names
    )
