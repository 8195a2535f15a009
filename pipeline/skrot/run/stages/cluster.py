"""Cluster: a theme for every sentence."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec
import numpy as np

from skrot.errors import UsageFault
from skrot.records import OTHER, DocumentFacts, DocumentRow, Sentence, SentenceFeatures
from skrot.resources import themes_path
from skrot.run.artifacts import DiscoveryFacts, ThemeRow, facts
from skrot.run.corrected import keep_found, rules_of
from skrot.run.fingerprints import files_fingerprint
from skrot.run.stages.base import Lane, Stage
from skrot.run.store import Store, encode_json
from skrot.settings import Settings

if TYPE_CHECKING:
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
    from skrot.cluster.corrected import ThemeCorrector
    from skrot.cluster.plan import assign_plan, fit_plan
    from skrot.encode import load_encoder

    rules = rules_of(settings).theme
    correct = ThemeCorrector(rules)
    themes = load_themes(themes_path(settings.themes)) if _is_guided(settings) else None
    encoder = load_encoder()
    sentences, features, vectors = _sample(store, encoder)
    plan = fit_plan(themes, settings.discover, sentences, features, vectors, encoder=encoder)
    store.write_rows("work/theme_list.jsonl", plan.themes)
    discovery = DiscoveryFacts(plan.stability, plan.note, plan.proposed)
    store.write("work/discovery.json", msgspec.json.encode(discovery))

    def rows() -> Iterator[bytes]:
        for batch in _batches(facts(store)):
            rows = [sentence for given in batch for sentence in given.sentences]
            found = assign_plan(
                plan,
                rows,
                [row for given in batch for row in given.features],
                np.concatenate([given.vectors for given in batch]),
            )
            found = correct(rows, found)
            at = 0
            for given in batch:
                end = at + len(given.sentences)
                yield encode_json(ThemeRow(given.doc, tuple(found[at:end]))) + b"\n"
                at = end

    store.write_chunks("work/themes.jsonl", rows())
    keep_found(store, "theme", rules, [correct.found])


def _is_guided(settings: Settings) -> bool:
    """Whether there are themes of a file, not only those that are discovered."""
    return settings.themes is not None or settings.discover is None


def _batches(documents: Iterator[DocumentFacts]) -> Iterator[list[DocumentFacts]]:
    """Put documents together until they have `_ASSIGNED` sentences."""
    batch: list[DocumentFacts] = []
    size = 0
    for given in documents:
        batch.append(given)
        size += len(given.sentences)
        if size >= _ASSIGNED:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _sample(
    store: Store, encoder: Encoder
) -> tuple[list[Sentence], list[SentenceFeatures], Vectors]:
    """Sentences spread evenly over the corpus, at most `_FITTED`; duplicates are left out."""
    total = sum(row.n_sentences for row in store.read_rows("documents.jsonl", DocumentRow))
    stride = -(-total // _FITTED) or 1
    sentences: list[Sentence] = []
    features: list[SentenceFeatures] = []
    vectors: list[Vectors] = []
    seen = 0
    for given in facts(store, unique=True):
        rows = slice(-seen % stride, None, stride)
        sentences += given.sentences[rows]
        features += given.features[rows]
        vectors.append(given.vectors[rows].copy())  # a view would keep the whole document
        seen += len(given.sentences)
    return sentences, features, np.concatenate(vectors) if vectors else encoder.encode([])


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
    from skrot.encode import load_encoder

    import_module("skrot.cluster.plan")
    load_encoder().encode([])
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
