"""Quality of summaries: ROUGE against people, next to the peers, every system given our sentences.

Every system ranks the same sentences (leads and bodies of PSC articles; bodies of the seeds) and
fills as many words as the reference has. Of sumy, the Polish stemmer and stop words are used.
"""

import hashlib
import itertools
import json
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import msgspec
import numpy as np
import pytest
import spacy
from spacy.tokens import Doc

from skrot.annotate import annotate
from skrot.extract import find_entities, find_numbers
from skrot.records import Document, DocumentFacts, PartKind
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.weights import Weights, default_weights
from tests.quality.corpora import answers, data, model, plain, prepared, seeds
from tests.quality.gate import GATE, share
from tests.quality.rouge import Rouge, filled, rouge, stems

# The peers' libraries warn about themselves.
pytestmark = [
    pytest.mark.quality,
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
    pytest.mark.filterwarnings("ignore::SyntaxWarning"),
    pytest.mark.filterwarnings("ignore::UserWarning"),
    pytest.mark.filterwarnings("ignore::RuntimeWarning"),
]

NEVER = ("title", "heading", "teaser", "other")
ENOUGH_WORDS = 400
ENOUGH_OVERALL = 1200


class Article(NamedTuple):
    """A document, the sentences that may be chosen, and what people wrote or marked."""

    given: DocumentFacts
    exclude: tuple[PartKind, ...]
    sentences: list[str]
    references: list[str]


def article(document: Document, exclude: tuple[PartKind, ...], references: list[str]) -> Article:
    (found,) = prepared([document])
    (doc,) = annotate(model(), [document])
    mentions, _ = find_entities(doc)
    given = DocumentFacts(
        document.doc,
        found.sentences,
        found.features,
        found.vectors,
        mentions,
        find_numbers(doc),
        document.title,
    )
    usable = [row.text for row in found.sentences if row.part not in (*NEVER, *exclude)]
    return Article(given, exclude, usable, references)


@cache
def psc() -> list[Article]:
    with data("summaries/psc.jsonl").open(encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    return [
        article(plain(row["text"], row["id"]), (), [ref["text"] for ref in row["refs"]])
        for row in rows
    ]


@cache
def seed_articles() -> list[Article]:
    found = []
    for document in seeds():
        leads = [document.text[p.start : p.end] for p in document.parts if p.kind == "lead"]
        ends = [document.text[p.start : p.end] for p in document.parts if p.kind == "takeaway"]
        references = [" ".join(text) for text in (leads, ends) if text]
        found.append(article(document, ("lead", "takeaway"), references))
    return found


def ours(item: Article, weights: Weights | None = None) -> list[str]:
    settings = SummarySettings(words=ENOUGH_WORDS, order="rank", exclude=item.exclude)
    (digest,) = summarise([item.given], [], settings, weights).documents
    return [row.text for row in digest.sentences]


def first(item: Article) -> list[str]:
    return item.sentences


def random_order(item: Article) -> list[str]:
    order = np.random.default_rng(0).permutation(len(item.sentences))
    return [item.sentences[i] for i in order]


def oracle(item: Article, reference: str) -> list[str]:
    """Greedily the sentence that helps ROUGE-1 and ROUGE-2 most."""
    chosen: list[str] = []
    words = len(reference.split())
    left = list(item.sentences)
    best = 0.0
    while left and len(" ".join(chosen).split()) < words:
        scores = [sum(rouge(filled([*chosen, s], words), reference)[:2]) for s in left]
        at = int(np.argmax(scores))
        if scores[at] <= best:
            break
        best = scores[at]
        chosen.append(left.pop(at))
    return chosen


class Words:
    """What sumy asks of a tokenizer."""

    def to_words(self, text: str) -> tuple[str, ...]:
        return tuple(word for word in text.split() if any(c.isalpha() for c in word))


def peers() -> dict[str, Callable[[Article], list[str]]]:
    pytest.importorskip("sumy", reason="peers are not installed")
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.summarizers.kl import KLSummarizer
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from sumy.summarizers.lsa import LsaSummarizer
    from sumy.summarizers.luhn import LuhnSummarizer
    from sumy.summarizers.sum_basic import SumBasicSummarizer
    from sumy.summarizers.text_rank import TextRankSummarizer

    stemmer = Stemmer("polish")

    def by_rank(self: Any, rows: Any, count: int, rating: Any, *args: Any, **kwargs: Any) -> Any:
        # sumy gives its choice in source order; to fill a length the best must come first.
        def rate(row: Any) -> float:
            return float(rating(row, *args, **kwargs) if callable(rating) else rating[row])

        return tuple(sorted(rows, key=rate, reverse=True)[:count])

    def ranked(kind: Any) -> Callable[[Article], list[str]]:
        def run(item: Article) -> list[str]:
            summarizer = type("Ranked", (kind,), {"_get_best_sentences": by_rank})(stemmer)
            rows = [Sentence(text, Words()) for text in item.sentences]
            chosen = summarizer(ObjectDocumentModel([Paragraph(rows)]), 30)
            return [str(sentence) for sentence in chosen]

        return run

    kinds = [
        LexRankSummarizer,
        TextRankSummarizer,
        LsaSummarizer,
        LuhnSummarizer,
        SumBasicSummarizer,
        KLSummarizer,
    ]
    found = {kind.__name__.removesuffix("Summarizer").lower(): ranked(kind) for kind in kinds}
    return found | {"pytextrank": pytextrank}


def pytextrank(item: Article) -> list[str]:
    """Rank with pytextrank over our lemmas and names, without noun chunks."""
    pytest.importorskip("pytextrank", reason="peers are not installed")
    with model().select_pipes(disable=["pl_parser"]):  # so that sentences can be set below
        parts = [model()(text) for text in item.sentences]
    doc = Doc.from_docs(parts)
    assert doc is not None
    starts = np.cumsum([0, *(len(part) for part in parts)])[:-1]
    for token in doc:
        token.is_sent_start = token.i in starts
    doc = spacy.blank("pl").add_pipe("textrank")(doc)
    chosen = doc._.textrank.summary(limit_sentences=len(parts))
    return [sentence.text for sentence in chosen]


def measured(items: Sequence[Article], system: Callable[[Article], list[str]]) -> Rouge:
    """Mean over references, then over documents."""
    documents = []
    for item in items:
        chosen = system(item)
        scores = [rouge(filled(chosen, len(ref.split())), ref) for ref in item.references]
        documents.append(Rouge(*(mean(column) for column in zip(*scores, strict=True))))
    return Rouge(*(mean(column) for column in zip(*documents, strict=True)))


def best(items: Sequence[Article]) -> Rouge:
    documents = []
    for item in items:
        scores = [
            rouge(filled(oracle(item, ref), len(ref.split())), ref) for ref in item.references
        ]
        documents.append(Rouge(*(mean(column) for column in zip(*scores, strict=True))))
    return Rouge(*(mean(column) for column in zip(*documents, strict=True)))


def human(items: Sequence[Article]) -> Rouge:
    """One reference against the others."""
    documents = []
    for item in items:
        scores = [
            rouge(filled([one], len(other.split())), other)
            for i, one in enumerate(item.references)
            for j, other in enumerate(item.references)
            if i != j
        ]
        documents.append(Rouge(*(mean(column) for column in zip(*scores, strict=True))))
    return Rouge(*(mean(column) for column in zip(*documents, strict=True)))


def overall(items: Sequence[Article]) -> dict[str, Rouge]:
    """A digest of all documents together, against the references of all of them together."""
    most = max(len(item.references) for item in items)
    references = [" ".join(i.references[n % len(i.references)] for i in items) for n in range(most)]
    settings = SummarySettings(words=ENOUGH_OVERALL, order="rank", exclude=items[0].exclude)
    digest = [row.text for row in summarise([i.given for i in items], [], settings).overall]
    in_turn = itertools.zip_longest(*(item.sentences for item in items))
    first_in_turn = [text for row in in_turn for text in row if text is not None]
    found = {}
    for name, chosen in (("skrót", digest), ("first sentences", first_in_turn)):
        scores = [rouge(filled(chosen, len(ref.split())), ref) for ref in references]
        found[name] = Rouge(*(mean(column) for column in zip(*scores, strict=True)))
    return found


@pytest.mark.parametrize("name", ["psc", "seeds"])
def test_overall(name: str) -> None:
    items = psc() if name == "psc" else seed_articles()
    found = overall(items)
    figures = {f"rouge_{kind}": getattr(found["skrót"], kind) for kind in Rouge._fields}
    for kind in Rouge._fields:
        figures[f"above_first_{kind}"] = getattr(found["skrót"], kind) - getattr(
            found["first sentences"], kind
        )
    GATE.check(f"summaries_overall_{name}", figures, len(items))


def test_cross_validated() -> None:
    """Weights chosen on six articles, measured on the seventh, each in turn.

    A coarse grid over what matters most; the packaged weights are one of its points.
    """
    items = psc()
    grid = itertools.product((0.5, 1.0, 1.5), (0.5, 1.0, 1.5), (0.0, 0.5), (0.0, 0.2), (0.5, 0.8))
    rows = []
    for centrality, position, title, little, redundancy in grid:
        weights = msgspec.to_builtins(default_weights())
        weights["reward"] |= {"centrality": centrality, "position": position, "title": title}
        weights["reward"] |= dict.fromkeys(("opening", "names", "numbers"), little)
        weights["selection"] |= {"redundancy": redundancy}
        system = partial(ours, weights=msgspec.convert(weights, Weights))
        rows.append([measured([item], system) for item in items])
    scores = np.array(rows)  # (weights, articles, kinds of ROUGE)
    left_out = []
    for n in range(len(items)):
        others = np.delete(scores[:, :, :2].sum(axis=2), n, axis=1).mean(axis=1)
        left_out.append(scores[int(others.argmax()), n])
    figures = {
        f"rouge_{kind}": float(score)
        for kind, score in zip(Rouge._fields, np.mean(left_out, axis=0), strict=True)
    }
    figures["grid_mean_rouge_one"] = float(scores[:, :, 0].mean())
    GATE.check("summaries_cross_validated", figures, len(items))


@pytest.mark.parametrize("name", ["psc", "seeds"])
def test_summaries(name: str) -> None:
    items = psc() if name == "psc" else seed_articles()
    assert all(stems(item.sentences[0]) for item in items)
    table = {"skrót": measured(items, ours), "first sentences": measured(items, first)}
    table["random"] = measured(items, random_order)
    table |= {peer: measured(items, run) for peer, run in peers().items()}
    table["oracle"] = best(items)
    if name == "psc":
        table["one human"] = human(items)
    print()
    for system, scores in table.items():
        print(f"{name:6} {system:16} {scores.one:.3f} {scores.two:.3f} {scores.longest:.3f}")
    mine, lead = table["skrót"], table["first sentences"]
    figures = {f"rouge_{kind}": getattr(mine, kind) for kind in Rouge._fields}
    figures |= {f"above_first_{k}": getattr(mine, k) - getattr(lead, k) for k in Rouge._fields}
    GATE.check(f"summaries_{name}", figures, len(items))


def test_readable_alone() -> None:
    """Sentences marked by hand as ones that a stranger can read alone or can not.

    ``standing.tsv`` has the document, a hash of the sentence and the mark: of ministers' answers
    and of articles, drawn at random and marked before the rules on fragments were written.
    """
    lines = Path(__file__).with_name("standing.tsv").read_text("utf-8").splitlines()
    marks = {(doc, key): mark for doc, key, mark in (line.split("\t") for line in lines)}
    wanted = {doc for doc, _ in marks}
    texts = {row["id"]: row["text"] for row in answers() if row["id"] in wanted}
    with data("summaries/psc.jsonl").open(encoding="utf-8") as file:
        articles = {row["id"]: row["text"] for row in map(json.loads, file)}
    texts |= {doc: text for doc, text in articles.items() if doc in wanted}
    pairs = []
    for item in prepared([plain(text, doc) for doc, text in texts.items()]):
        for row, feature in zip(item.sentences, item.features, strict=True):
            key = hashlib.blake2b(row.text.encode(), digest_size=6).hexdigest()
            mark = marks.pop((item.document.doc, key), None)
            kept = feature.fragment is None and feature.leans_on is None
            kept = kept and feature.speaker is not False and not feature.question
            pairs += [(mark == "stands", kept)] if mark else []
    out = sum(not stands and not kept for stands, kept in pairs)
    figures = {
        "held_back_precision": share(out, sum(not kept for _, kept in pairs)),
        "held_back_recall": share(out, sum(not stands for stands, _ in pairs)),
        "found": share(len(pairs), len(lines)),
    }
    GATE.check("summaries_readable", figures, len(lines))
