"""Cluster: a theme for every sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib import import_module
from operator import add
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.corrections import ThemeRule
from skrot.errors import UsageFault
from skrot.records import OTHER, DocumentRow, Sentence, SentenceFeatures
from skrot.resources import OUR_MODEL, themes_path
from skrot.run.artifacts import FACTS, DiscoveryFacts, ThemeRow, facts_of
from skrot.run.corrected import keep_found, rules_of
from skrot.run.fingerprints import files_fingerprint
from skrot.run.kept import Documents, Part, parts
from skrot.run.stages.base import Lane, Stage
from skrot.run.store import Store, encode_json
from skrot.settings import Settings

if TYPE_CHECKING:
    from skrot.cluster.plan import ThemePlan
    from skrot.encode import Encoder
    from skrot.vectors import Vectors

# Themes are fitted to at most this many sentences, spread evenly over the corpus.
_FITTED = 20_000

# So many documents have sentences enough to train on, for which scikit-learn is needed.
_TRAINED = 20

# Themes are assigned to about this many sentences at a time.
_ASSIGNED = 1_000


def _finish(store: Store, settings: Settings, lane: Lane) -> None:
    """Fit the themes to a sample of the corpus and give every sentence its theme."""
    from skrot.cluster import load_themes
    from skrot.cluster.plan import fit_plan
    from skrot.encode import load_encoder

    rules = rules_of(settings).theme
    themes = load_themes(themes_path(settings.themes)) if _is_guided(settings) else None
    encoder = load_encoder()
    sentences, features, vectors = _sample(store, encoder)
    plan = fit_plan(themes, settings.discover, sentences, features, vectors, encoder=encoder)
    store.write_rows("work/theme_list.jsonl", plan.themes)
    discovery = DiscoveryFacts(plan.stability, plan.note, plan.proposed)
    store.write("work/discovery.json", msgspec.json.encode(discovery))

    found = [0] * len(rules)

    def rows() -> Iterator[bytes]:
        for lines, counts in store.map(_assign, _batches(store), FACTS, plan, rules):
            found[:] = map(add, found, counts)
            yield from lines

    store.write_chunks("work/themes.jsonl", rows())
    keep_found(store, "theme", rules, [found])


def _assign(
    some: Documents, plan: ThemePlan, rules: Sequence[ThemeRule]
) -> tuple[list[bytes], list[int]]:
    """Give the sentences of some documents their themes; count what the user's rules have found."""
    from skrot.cluster.corrected import ThemeCorrector
    from skrot.cluster.plan import assign_plan

    batch = list(facts_of(some))
    sentences = [sentence for given in batch for sentence in given.sentences]
    features = [row for given in batch for row in given.features]
    vectors = np.concatenate([given.vectors for given in batch])
    correct = ThemeCorrector(rules)
    found = correct(sentences, assign_plan(plan, sentences, features, vectors))
    lines: list[bytes] = []
    at = 0
    for given in batch:
        end = at + len(given.sentences)
        lines.append(encode_json(ThemeRow(given.doc, tuple(found[at:end]))) + b"\n")
        at = end
    return lines, correct.found


def _is_guided(settings: Settings) -> bool:
    """Whether there are themes of a file, not only those that are discovered."""
    return settings.themes is not None or settings.discover is None


def _batches(store: Store) -> Iterator[Part]:
    """Put documents together until they have `_ASSIGNED` sentences."""
    batch: list[str] = []
    size = 0
    for row in store.read_rows("documents.jsonl", DocumentRow):
        batch.append(row.doc)
        size += row.n_sentences
        if size >= _ASSIGNED:
            yield Part(tuple(batch))
            batch, size = [], 0
    if batch:
        yield Part(tuple(batch))


def _sample(
    store: Store, encoder: Encoder
) -> tuple[list[Sentence], list[SentenceFeatures], Vectors]:
    """Sentences spread evenly over the corpus, at most `_FITTED`; duplicates are left out."""
    listed = list(store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-sum(row.n_sentences for row in listed) // _FITTED) or 1
    begins: dict[str, int] = {}
    seen = 0
    for row in listed:
        if row.duplicate_of is None:
            if (begin := -seen % stride) < row.n_sentences:
                begins[row.doc] = begin
            seen += row.n_sentences

    def first(some: Sequence[str]) -> list[int]:
        return [begins[doc] for doc in some]

    sentences: list[Sentence] = []
    features: list[SentenceFeatures] = []
    vectors: list[Vectors] = []
    for found in store.map(_sampled, parts(begins, first), FACTS, stride):
        sentences += found[0]
        features += found[1]
        vectors += found[2]
    return sentences, features, np.concatenate(vectors) if vectors else encoder.encode([])


def _sampled(
    some: Documents, stride: int
) -> tuple[list[Sentence], list[SentenceFeatures], list[Vectors]]:
    """Take every so many sentences of documents, from the one on that is given with each."""
    sentences: list[Sentence] = []
    features: list[SentenceFeatures] = []
    vectors: list[Vectors] = []
    for given, first in zip(facts_of(some), some.given, strict=True):
        rows = slice(first, None, stride)
        sentences += given.sentences[rows]
        features += given.features[rows]
        vectors.append(given.vectors[rows].copy())  # a view would keep the whole document
    return sentences, features, vectors


def _check(settings: Settings) -> None:
    from skrot.cluster import ThemesError, load_themes

    path = themes_path(settings.themes)
    try:
        names = [theme.id for theme in load_themes(path)] if _is_guided(settings) else []
    except ThemesError as error:
        raise UsageFault(str(error)) from None
    corrections = rules_of(settings)
    for rule, line in zip(corrections.theme, corrections.lines.get("theme", ()), strict=True):
        if rule.theme not in {*names, OTHER}:
            where = f"{corrections.file}:{line}"
            known = ", ".join([*names, OTHER])
            raise UsageFault(
                f"{where}: there is no theme {rule.theme!r} in {path}; write one of {known}"
                if names
                else f"{where}: what --discover finds has no lasting name; give --themes, too"
            )


def _load(documents: int) -> None:
    from skrot.cluster import load_themes, seed_texts
    from skrot.encode import load_encoder

    import_module("skrot.cluster.plan")
    encoder = load_encoder()
    # Ours keeps vectors of texts: those that the default themes ask for can be made now.
    is_ours = encoder.name == OUR_MODEL
    encoder.encode(seed_texts(load_themes(themes_path(None))) if is_ours else [])
    if documents >= _TRAINED:
        import_module("sklearn.discriminant_analysis")


def _version(settings: Settings) -> object:
    from skrot.cluster.learned import PACKAGED

    rules = rules_of(settings).theme
    themes = files_fingerprint([themes_path(settings.themes), PACKAGED])
    return (themes, rules) if rules else themes


CLUSTER = Stage(
    "cluster",
    "Give every sentence a theme.",
    needs=("extract", "encode"),
    adds=("work/themes.jsonl",),
    finish=_finish,
    settings=("themes", "discover"),
    version=_version,
    lane="here",
    load=_load,
    check=_check,
    corrected="theme",
)
