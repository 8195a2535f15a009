"""Quality of summaries: ROUGE against people, next to the peers, every system given our sentences.

Every system ranks the same sentences (leads and bodies of PSC articles; bodies of the seeds) and
fills as many words as the reference has. Of sumy, the Polish stemmer and stop words are used.
"""

import hashlib
import itertools
import json
import lzma
from collections.abc import Callable, Sequence
from functools import cache, partial
from pathlib import Path
from statistics import mean
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
import pytest
import spacy
from spacy.tokens import Doc

from models.recipe.ranker import facts, read_articles
from skrot.records import Document, DocumentFacts, PartKind
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.weights import Weights, default_weights
from tests.quality.corpora import answers, data, encoder, model, plain, prepared, seeds
from tests.quality.gate import GATE, share
from tests.quality.rouge import Rouge, filled, rouge

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


Judged = dict[str, float]


class Article(NamedTuple):
    """A document, the sentences that may be chosen, and what people wrote or marked."""

    given: DocumentFacts
    exclude: tuple[PartKind, ...]
    sentences: list[str]
    references: list[str]


def article(document: Document, exclude: tuple[PartKind, ...], references: list[str]) -> Article:
    (given,) = facts([document], model(), encoder())
    usable = [row.text for row in given.sentences if row.part not in (*NEVER, *exclude)]
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
def leads() -> list[Article]:
    """News articles without their leads, which are the references; the ranker saw none of them."""
    return [
        article(plain(f"{row.title}\n\n{row.body}", row.doc), (), [row.lead])
        for row in read_articles(data("news/leads_dev.jsonl.xz"))
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


def one_sentence(doc: Doc) -> Doc:
    """Hang all roots but the first below it."""
    first, *others = [token for token in doc if token.head is token or token.head == token]
    for token in others:
        token.head = first
    return doc


def pytextrank(item: Article) -> list[str]:
    """Rank with pytextrank over our lemmas, noun chunks and names."""
    pytest.importorskip("pytextrank", reason="peers are not installed")
    parts = [one_sentence(model()(text)) for text in item.sentences]
    doc = Doc.from_docs(parts)
    assert doc is not None
    doc = spacy.blank("pl").add_pipe("textrank")(doc)
    chosen = doc._.textrank.summary(limit_sentences=len(parts))
    return [sentence.text for sentence in chosen]


def by_document(
    items: Sequence[Article], system: Callable[[Article], list[str]]
) -> npt.NDArray[np.float64]:
    """Means over references, shape (documents, kinds of ROUGE)."""
    rows = []
    for item in items:
        chosen = system(item)
        scores = [rouge(filled(chosen, len(ref.split())), ref) for ref in item.references]
        rows.append(np.mean(scores, axis=0))
    return np.array(rows)


def measured(items: Sequence[Article], system: Callable[[Article], list[str]]) -> Rouge:
    """Mean over references, then over documents."""
    return Rouge(*by_document(items, system).mean(axis=0).tolist())


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
    """What is not learned chosen on six articles, measured on the seventh, each in turn.

    A coarse grid over what matters most; the packaged weights are one of its points.
    """
    items = psc()
    rows = []
    for position, long, redundancy in itertools.product(
        (0.5, 1.0, 1.5, 2.0, 3.0), (0.0, 0.5, 1.0, 2.0), (1.0, 2.0, 3.0)
    ):
        weights = msgspec.to_builtins(default_weights())
        weights["reward"] |= {"position": position, "long": long}
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
    above = np.mean(left_out, axis=0) - by_document(items, first).mean(axis=0)
    figures |= {"above_first_one": float(above[0]), "above_first_two": float(above[1])}
    figures["grid_mean_rouge_one"] = float(scores[:, :, 0].mean())
    GATE.check("summaries_cross_validated", figures, len(items))


def test_whole_articles() -> None:
    """Does the digest of a whole article tell what the editor put first?"""
    shares = []
    for row in read_articles(data("news/leads_dev.jsonl.xz")):
        item = article(plain(f"{row.title}\n\n{row.lead}\n\n{row.body}", row.doc), (), [row.lead])
        (digest,) = summarise([item.given], [], SummarySettings()).documents
        chosen = {sentence.n for sentence in digest.sentences}
        lead = [
            sentence.n in chosen for sentence in item.given.sentences if sentence.text in row.lead
        ]
        shares.append(mean(lead))
    figures = {"lead_there": mean(share > 0 for share in shares), "of_the_lead": mean(shares)}
    GATE.check("summaries_whole", figures, len(shares))


@pytest.mark.parametrize("name", ["psc", "seeds", "leads"])
def test_summaries(name: str) -> None:
    items = {"psc": psc, "seeds": seed_articles, "leads": leads}[name]()
    assert all(item.sentences for item in items)
    table = {"skrót": by_document(items, ours), "first sentences": by_document(items, first)}
    table["random"] = by_document(items, random_order)
    table |= {peer: by_document(items, run) for peer, run in peers().items()}
    print()
    means = {system: Rouge(*rows.mean(axis=0).tolist()) for system, rows in table.items()}
    means["oracle"] = best(items)
    if name == "psc":
        means["one human"] = human(items)
    for system, scores in means.items():
        print(f"{name:6} {system:16} {scores.one:.3f} {scores.two:.3f} {scores.longest:.3f}")
    above = table["skrót"] - table["first sentences"]
    errors = above.std(axis=0, ddof=1) / np.sqrt(len(items))
    for kind, difference, error in zip(Rouge._fields, above.mean(axis=0), errors, strict=True):
        print(f"{name:6} above first, {kind}: {difference:.4f} ± {error:.4f} ({len(items)} texts)")
    figures = {f"rouge_{kind}": getattr(means["skrót"], kind) for kind in Rouge._fields}
    figures |= {
        f"above_first_{kind}": float(value)
        for kind, value in zip(Rouge._fields, above.mean(axis=0), strict=True)
    }
    GATE.check(f"summaries_{name}", figures, len(items))


def marked(name: str) -> dict[tuple[str, str], str]:
    """Marks of sentences by document and a hash of the sentence."""
    lines = Path(__file__).with_name(name).read_text("utf-8").splitlines()
    return {(doc, key): mark for doc, key, mark in (line.split("\t") for line in lines)}


def judged(marks: dict[tuple[str, str], str], documents: Sequence[Document]) -> Judged:
    """Compare marks with what is held back as not readable alone."""
    pairs = []
    for item in prepared(documents):
        for row, feature in zip(item.sentences, item.features, strict=True):
            key = hashlib.blake2b(row.text.encode(), digest_size=6).hexdigest()
            mark = marks.get((item.document.doc, key))
            kept = feature.fragment is None and not feature.leans
            kept = kept and feature.speaker is not False and not feature.question
            pairs += [(mark == "stands", kept)] if mark else []
    out = sum(not stands and not kept for stands, kept in pairs)
    return {
        "held_back_precision": share(out, sum(not kept for _, kept in pairs)),
        "held_back_recall": share(out, sum(not stands for stands, _ in pairs)),
        "found": share(len(pairs), len(marks)),
    }


def test_readable_alone() -> None:
    """Sentences marked by hand as ones that a stranger can read alone or can not.

    Of ministers' answers and of articles, drawn at random and marked before the rules on fragments
    were written.
    """
    marks = marked("standing.tsv")
    wanted = {doc for doc, _ in marks}
    texts = {row["id"]: row["text"] for row in answers() if row["id"] in wanted}
    with data("summaries/psc.jsonl").open(encoding="utf-8") as file:
        articles = {row["id"]: row["text"] for row in map(json.loads, file)}
    texts |= {doc: text for doc, text in articles.items() if doc in wanted}
    found = judged(marks, [plain(text, doc) for doc, text in texts.items()])
    GATE.check("summaries_readable", found, len(marks))


@pytest.mark.parametrize("kept_apart", [False, True])
def test_readable_alone_in_news(kept_apart: bool) -> None:
    """Sentences of 400 articles marked by a reader who did not know the rules; half kept apart."""
    marks = {
        (doc, key): mark
        for (doc, key), mark in marked("standing_news.tsv").items()
        if (int(key, 16) % 2 == 1) == kept_apart
    }
    wanted = {doc for doc, _ in marks}
    articles = read_articles(data("news/leads_train.jsonl.xz"))
    texts = {row.doc: f"{row.title}\n\n{row.body}" for row in articles}
    with lzma.open(data("news/slavicner_dev.jsonl.xz"), "rt", encoding="utf-8") as file:
        texts |= {f"{row['topic']}/{row['file']}": row["text"] for row in map(json.loads, file)}
    found = judged(marks, [plain(texts[doc], doc) for doc in sorted(wanted)])
    name = "kept_apart" if kept_apart else "looked_at"
    GATE.check(f"summaries_readable_news_{name}", found, len(marks))
