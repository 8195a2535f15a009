"""The themes of a run: those a user asks for, those the corpus suggests, or both."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from skrot.cluster.assignment import Assignment, ThemeModel, assign, fit_themes
from skrot.cluster.discovery import discover_themes
from skrot.cluster.proposals import propose
from skrot.cluster.subjects import subject_shares
from skrot.records import OTHER, Sentence, SentenceFeatures, Theme
from skrot.vectors import Encoder, Vectors

# Fewer sentences than this suggest no themes.
_ENOUGH = 30

# Themes steadier than chance by less than the first are worth a warning, unless they are as steady
# as the second: where one component decides alone, shuffled ones make groups as well.
_MARGIN, _STEADY = 0.05, 0.5


# Where so much of the sentences is of no theme, others are proposed by documents of about so many
# sentences.
_LITTLE, _LOOKED_AT = 0.6, 5000


class ThemePlan(NamedTuple):
    """Fitted themes of a run.

    ``guided`` assigns the user's themes and ``discovered`` those found; with both, the found ones
    are what the user's do not cover. ``stability`` is that of the discovery, null without one;
    ``note`` is what a reader should know about it. ``proposed`` are labels of what the texts are
    about where the user's themes cover little of them.
    """

    themes: tuple[Theme, ...]
    guided: ThemeModel | None
    discovered: ThemeModel | None
    stability: float | None
    note: str | None = None
    proposed: tuple[str, ...] = ()


def fit_plan(
    themes: Sequence[Theme] | None,
    discover: int | None,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    *,
    encoder: Encoder,
) -> ThemePlan:
    """Fit the themes of a run to sentences of the corpus.

    Parameters
    ----------
    themes
        The user's themes; null for discovered themes alone.
    discover
        How many themes to find (0: as many as fit); null for the user's alone.
    sentences, features, vectors
        Of the same sentences, a sample of the corpus; vectors of shape (n_sentences, dimensions).
    encoder
        What made the vectors.

    Returns
    -------
    ThemePlan
        Without discovered themes when fewer than thirty sentences are left to find them in.
    """
    rows = _themed(sentences)
    sentences, features, vectors = _taken(rows, sentences, features, vectors)
    guided = fit_themes(features, vectors, themes, encoder) if themes else None
    if discover is None:
        plan = ThemePlan(tuple(themes or ()), guided, None, None)
        if guided is None:
            return plan
        note, proposed = _uncovered(guided, sentences, features, vectors)
        return plan._replace(note=note, proposed=proposed)
    rows = list(range(len(sentences)))
    if guided is not None:
        assigned = assign(guided, sentences, features, vectors)
        rows = [row for row in rows if assigned[row].theme == OTHER]
    if len(rows) < (enough := max(_ENOUGH, discover)):
        left = " that the given themes leave over" if themes else ""
        few = f"no themes were discovered: there are {len(rows)} sentences{left}, it takes {enough}"
        return ThemePlan(tuple(themes or ()), guided, None, None, few)
    found = discover_themes(
        [features[row] for row in rows],
        vectors[rows],
        texts=[sentences[row].text for row in rows],
        docs=[sentences[row].doc for row in rows],
        k=discover or None,
    )
    note = None
    if found.stability < min(found.chance + _MARGIN, _STEADY):
        note = (
            "the discovered themes are hardly steadier than chance (stability"
            f" {found.stability:.2f}, chance {found.chance:.2f}): give more texts, fewer themes"
            " (--discover K), or name themes yourself (--themes)"
        )
    return ThemePlan((*(themes or ()), *found.themes), guided, found.model, found.stability, note)


def _uncovered(
    guided: ThemeModel,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
) -> tuple[str | None, tuple[str, ...]]:
    """Say where themes cover little of a corpus, and what the rest of it is about."""
    if guided.subjects is None:
        return None, ()
    docs = list(dict.fromkeys(sentence.doc for sentence in sentences))
    looked_at = set(docs[:: -(-len(sentences) // _LOOKED_AT) or 1])
    rows = [row for row, sentence in enumerate(sentences) if sentence.doc in looked_at]
    taken = _taken(rows, sentences, features, vectors)
    left = [
        row for row, one in zip(rows, assign(guided, *taken), strict=True) if one.theme == OTHER
    ]
    if len(left) < max(_ENOUGH, _LITTLE * len(rows)):
        return None, ()
    lemmas = [features[row].lemmas for row in left]
    about = subject_shares(guided.subjects.mixture, lemmas, vectors[left])
    texts, names = zip(*((sentences[row].text, sentences[row].doc) for row in left), strict=True)
    labels = propose(about, lemmas, texts, names)
    if not labels:
        return None, ()
    note = (
        f"the themes cover {1 - len(left) / len(rows):.0%} of the sentences; the others are about:"
        f" {'; '.join(labels)} (--discover finds themes in the texts)"
    )
    return note, labels


def assign_plan(
    plan: ThemePlan,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
) -> list[Assignment]:
    """Assign the themes of a plan; what the user's themes leave over goes to the found ones.

    The scores of the found themes share the score that ``other`` had among the user's. What is no
    text of the document (letterheads, addresses) is ``other`` and says nothing about what is.
    """
    names = [theme.id for theme in plan.themes]
    assigned = [Assignment(OTHER, {**dict.fromkeys(names, 0.0), OTHER: 1.0}) for _ in sentences]
    models = [model for model in (plan.guided, plan.discovered) if model is not None]
    if not models:
        return assigned
    rows = _themed(sentences)
    taken = _taken(rows, sentences, features, vectors)
    first, *rest = (assign(model, *taken) for model in models)
    for number, row in enumerate(rows):
        assigned[row] = _shared(first[number], rest[0][number]) if rest else first[number]
    return assigned


def _themed(sentences: Sequence[Sentence]) -> list[int]:
    return [row for row, sentence in enumerate(sentences) if sentence.is_text]


def _taken(
    rows: Sequence[int],
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
) -> tuple[list[Sentence], list[SentenceFeatures], Vectors]:
    if len(rows) == len(sentences):
        return list(sentences), list(features), vectors
    return [sentences[row] for row in rows], [features[row] for row in rows], vectors[rows]


def _shared(guided: Assignment, found: Assignment) -> Assignment:
    left = guided.scores[OTHER]
    scores = {name: score for name, score in guided.scores.items() if name != OTHER}
    scores |= {name: round(left * score, 4) for name, score in found.scores.items()}
    theme, reasons = found.theme, found.reasons
    if guided.theme != OTHER:
        theme, reasons = guided.theme, guided.reasons
    return Assignment(theme, scores, reasons)
