"""Names of real news: found, in the nominative, one entity across documents.

Three corpora that nothing of ours was trained on: SlavicNER (press articles), KPWr (phrases with
their nominatives), CEN (economic news). How each figure is counted stands at its function.
"""

import csv
import hashlib
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cache
from html import unescape
from typing import NamedTuple

import msgspec
import pytest
from spacy.tokens import Doc

from models.recipe.corpora import read_nkjp
from skrot.annotate import annotate
from skrot.extract import find_entities, link
from skrot.extract.names.known import known_forms
from skrot.extract.names.people import PersonMention, choose
from skrot.extract.names.phrases import nominative
from skrot.labels import EntityLabel
from skrot.polish.tags import slots
from skrot.read import read_text
from skrot.records import Document, Entity, Mention
from tests.quality.corpora import data, model
from tests.quality.gate import GATE, share

pytestmark = pytest.mark.quality

CLASSES = {"persName": "PER", "orgName": "ORG", "placeName": "LOC", "geogName": "LOC"}
LABELS = frozenset(CLASSES.values())
COMPANY = "nam_org_company"
ORGANISATIONS = ("nam_org", "nam_pro_media")
PEOPLE_AND_PLACES = ("nam_liv_person", "nam_loc")


class Gold(NamedTuple):
    """A name of SlavicNER; ``id`` is that of its entity across documents."""

    start: int
    end: int
    form: str
    nominative: str
    label: str
    id: str


class Article(NamedTuple):
    """An article of SlavicNER with the names that are counted: people, institutions, places.

    ``things`` are where it names products and events, newspapers and pipelines among them.
    """

    topic: str
    doc: str
    text: str
    names: list[Gold]
    things: list[tuple[int, int, str]]


class Found(NamedTuple):
    """What is found in an article: names with offsets into its text, its entities."""

    names: list[Mention]
    entities: list[Entity]


def articles() -> list[Article]:
    """The articles; inhabitants (people with the identifier of a place) are left out."""
    found = []
    with lzma.open(data("news/slavicner_dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        for row in map(json.loads, file):
            names = [Gold(*name) for name in row["names"]]
            kept = [
                name
                for name in names
                if name.label in CLASSES.values()
                and not (name.label == "PER" and name.id.startswith(("GPE-", "LOC-")))
            ]
            doc = f"{row['topic']}/{row['file']}"
            things = [(name.start, name.end, "") for name in names if name.label in ("PRO", "EVT")]
            found.append(Article(row["topic"], doc, row["text"], kept, things))
    return found


def in_source(document: Document, mention: Mention) -> Mention | None:
    """Move the offsets of a name from the cleaned text into that of the corpus."""
    span = source_span(document, mention.start, mention.end)
    return None if span is None else msgspec.structs.replace(mention, start=span[0], end=span[1])


def source_span(document: Document, start: int, end: int) -> tuple[int, int] | None:
    """Give the offsets in the text of the corpus for offsets in the cleaned text."""
    first = last = None
    for piece in document.source_map:
        if piece.start <= start < piece.end:
            length = piece.source_end - piece.source_start
            first = piece.source_start + min(start - piece.start, length - 1)
        if piece.start < end <= piece.end:
            last = piece.source_end - (piece.end - end)
    return (first, last) if first is not None and last is not None and first < last else None


def find(documents: Iterable[Document], docs: Iterable[Doc]) -> list[Found]:
    """Find the names of annotated documents, with offsets into the text before cleaning."""
    found = []
    for document, doc in zip(documents, docs, strict=True):
        mentions, entities = find_entities(doc, document.doc)
        moved = [in_source(document, mention) for mention in mentions]
        found.append(Found([mention for mention in moved if mention is not None], entities))
    return found


def measure(golds: Sequence[Article], found: Sequence[Found]) -> dict[str, float]:
    """Give the figures of names found, their nominatives and their entities.

    *overlap*: a name counts when it overlaps one of its class (PER, ORG, LOC; ``geogName`` and
    ``placeName`` are LOC). *beside_things*: the same without names of ours that lie in products and
    events: newspapers and pipelines are these there, while NKJP, whose classes we have, calls media
    institutions. *nominative*: the share of names whose gold nominative is the name or an
    alias of the entity that the same span has with us, among those that are inflected in the text.
    *entities_right*: the share of our entities of which most names have the span and class of one
    of the corpus; those of which most are its products and events count neither way.
    *pairwise*, *b_cubed*: of the entities across documents; one name of each document and entity
    counts (the first whose span is right), pairs are in different documents.
    """
    index, ids = link(
        (gold.doc, one.names, one.entities) for gold, one in zip(golds, found, strict=True)
    )
    entities = {entity.entity: entity for entity in index}
    counts = Counter[str]()
    clusters: dict[tuple[str, str], str] = {}
    exact: dict[str, Counter[str]] = {}
    for gold, one in zip(golds, found, strict=True):
        local = {entity.entity: entity for entity in one.entities}
        ours = [
            name
            for mention in one.names
            for name in ids.mentions(gold.doc, mention, local[mention.entity])
            if not name.relational
        ]
        theirs = [(name.start, name.end, name.label) for name in gold.names]
        mine = [(name.start, name.end, CLASSES[name.label]) for name in ours]
        counts["ours"] += len(mine)
        counts["gold"] += len(theirs)
        counts["right"] += touching(mine, theirs)
        things = [(start, end, label) for start, end, _ in gold.things for label in LABELS]
        counts["things"] += touching(mine, things) - touching(
            [name for name in mine if touching([name], theirs)], things
        )
        counts["found"] += touching(theirs, mine)
        known = {**{at[:2]: "thing" for at in gold.things}, **{at[:2]: at[2] for at in theirs}}
        for mention in ours:
            of_corpus = known.get((mention.start, mention.end))
            kind = "right" if of_corpus == CLASSES[mention.label] else "wrong"
            row = exact.setdefault(mention.entity, Counter())
            row["thing" if of_corpus == "thing" else kind] += 1
        at = {(name.start, name.end): name.entity for name in ours}
        for name in gold.names:
            entity = at.get((name.start, name.end))
            if entity is None:
                continue
            clusters.setdefault((gold.doc, name.id), entity)
            if name.form != name.nominative:
                counts["inflected"] += 1
                names = {entities[entity].name, *entities[entity].aliases}
                counts["nominative"] += name.nominative in names
    precision = share(counts["right"], counts["ours"])
    recall = share(counts["found"], counts["gold"])
    judged = [row for row in exact.values() if row["thing"] < row["right"] + row["wrong"]]
    return {
        "precision": precision,
        "recall": recall,
        "overlap_f": harmonic(precision, recall),
        "beside_things": harmonic(
            share(counts["right"], counts["ours"] - counts["things"]), recall
        ),
        "nominative": share(counts["nominative"], counts["inflected"]),
        "entities_right": share(sum(r["right"] > r["wrong"] for r in judged), len(judged)),
        **agreement([(name, entity) for (_, name), entity in clusters.items()]),
    }


def touching(names: Iterable[tuple[int, int, str]], others: Iterable[tuple[int, int, str]]) -> int:
    """Count the names that overlap one of the same class among the others."""
    others = list(others)
    return sum(
        any(start < stop and begin < end and label == kind for begin, stop, kind in others)
        for start, end, label in names
    )


def agreement(clusters: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Compare two clusterings, given as pairs of labels: F of pairs and B-cubed F."""
    both, gold, ours = (
        Counter(clusters),
        Counter(g for g, _ in clusters),
        Counter(o for _, o in clusters),
    )

    def pairs(counts: Iterable[int]) -> int:
        return sum(n * (n - 1) // 2 for n in counts)

    shared = pairs(both.values())
    precision = share(shared, pairs(ours.values()))
    recall = share(shared, pairs(gold.values()))
    size = len(clusters)
    b_precision = share(sum(n * n / ours[o] for (_, o), n in both.items()), size)
    b_recall = share(sum(n * n / gold[g] for (g, _), n in both.items()), size)
    return {
        "pair_precision": precision,
        "pair_recall": recall,
        "pairwise_f": harmonic(precision, recall),
        "b_cubed_f": harmonic(b_precision, b_recall),
    }


def harmonic(precision: float, recall: float) -> float:
    return share(2 * precision * recall, precision + recall)


def is_kept_apart(article: Article) -> bool:
    """One event, and a sixth of the articles of the others."""
    rest = hashlib.sha256(article.doc.encode()).digest()[0] % 6 == 0
    return article.topic == "nord_stream" or rest


@cache
def news() -> list[tuple[Article, Found]]:
    documents, golds = [], []
    for article in articles():
        document = read_text(article.text, article.doc)
        if isinstance(document, Document):
            documents.append(document)
            golds.append(article)
    return list(zip(golds, find(documents, annotate(model(), documents)), strict=True))


@pytest.mark.parametrize("part", ["all", "kept_apart"])
def test_names_of_news(part: str) -> None:
    chosen = [row for row in news() if part == "all" or is_kept_apart(row[0])]
    figures = measure([article for article, _ in chosen], [found for _, found in chosen])
    GATE.check(f"names_of_news_{part}", figures, len(chosen))


def test_nominatives_of_phrases() -> None:
    """Phrases of KPWr out of their text, with the tags they have in the corpus.

    Every row counts, also the forename and the surname that stand inside a person's full name as
    rows of their own; letter case counts. An adjective is right in its dictionary form: with us it
    is a mention of its country, and never a name.
    """
    path = data("ner/kpwr_lemmas_tune.tsv.xz")
    right, total = Counter[str](), Counter[str]()
    with lzma.open(path, "rt", encoding="utf-8", newline="") as file:
        for lemma, form, lemmas, tags, _, kind, _ in csv.reader(
            file, delimiter="\t", quoting=csv.QUOTE_NONE
        ):
            groups = ["all", *(["people_and_places"] if kind.startswith(PEOPLE_AND_PLACES) else [])]
            total.update(groups)
            # Blanks that the corpus has twice, or around a name, are slips of it, as is "&amp;".
            if nominative_of(form, lemmas, tags, kind) == " ".join(unescape(lemma).split()):
                right.update(groups)
    figures = {group: share(right[group], total[group]) for group in total}
    GATE.check("nominatives_of_phrases", figures, total["all"])


def nominative_of(form: str, lemmas: str, tags: str, kind: str) -> str:
    """Put a phrase into the nominative as the names of a text are, by its tags alone."""
    words = tuple(form.split())
    cells = Counter(cell.case for tag in tags.split() for cell in slots(tag))
    top = max(cells.values(), default=0)
    cases = frozenset(case for case, count in cells.items() if count == top)
    if kind.startswith("nam_liv_person"):
        return " ".join(choose(PersonMention(words, cases), {}).words)
    if kind.startswith("nam_adj"):
        return nominative(tuple(form.lower().split()), "orgName", frozenset(), {}, {})
    label: EntityLabel = "placeName" if kind.startswith("nam_loc") else "orgName"
    known = known_forms().get(form)
    if known is not None and (known.label == "orgName") == (label == "orgName"):
        return known.alias
    tagged = {
        word: min(slots(tag)) for word, tag in zip(words, tags.split(), strict=False) if slots(tag)
    }
    return nominative(words, label, frozenset(lemmas.split()), {}, {}, cases=cases, cells=tagged)


def test_companies_of_economic_news() -> None:
    """Companies of CEN: found when an institution of ours overlaps one.

    An institution of ours that overlaps another organisation or a medium of the corpus counts
    neither for nor against; any other is a wrong one.
    """
    texts = list(read_nkjp(data("ner/cen_val.iob.xz"), labels=None))
    documents = [Document(text.name, text.text, text.text, (), (), "") for text in texts]
    counts = Counter[str]()
    for text, doc in zip(texts, annotate(model(), documents), strict=True):
        mentions, _ = find_entities(doc)
        mine = [
            (m.start, m.end, COMPANY) for m in mentions if m.label == "orgName" and not m.relational
        ]
        companies = [entity for entity in text.entities if entity[2] == COMPANY]
        others = [
            (start, end, COMPANY)
            for start, end, kind in text.entities
            if kind.startswith(ORGANISATIONS)
        ]
        counts["gold"] += len(companies)
        counts["found"] += touching(companies, mine)
        counts["right"] += touching(mine, companies)
        counts["wrong"] += len(mine) - touching(mine, others)
    precision = share(counts["right"], counts["right"] + counts["wrong"])
    recall = share(counts["found"], counts["gold"])
    figures = {"precision": precision, "recall": recall, "f": harmonic(precision, recall)}
    GATE.check("companies_of_economic_news", figures, len(texts))
