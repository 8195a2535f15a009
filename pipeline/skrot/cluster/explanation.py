"""Why a sentence has its theme: the keywords, words, heading and neighbours that decided."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from skrot.cluster.assignment import ThemeModel, context_of, learned_shares, own_scores
from skrot.cluster.lexicon import find_keywords
from skrot.polish.characters import DOUBLE_QUOTES
from skrot.records import OTHER, Sentence, SentenceFeatures
from skrot.vectors import Encoder, Vectors

_AROUND = "".join([*DOUBLE_QUOTES, ".,;:!?()"])


class Influence(NamedTuple):
    """Another sentence that spoke for the theme: what it is, its place, and by how much."""

    kind: str
    n: int
    weight: float


class Explanation(NamedTuple):
    """Why a sentence has a theme.

    ``keywords`` are the theme's keywords found in it, with their weights; ``words`` those of its
    words without which its vector alone would speak less for the theme, with the difference in
    probability; ``context`` the heading and neighbours that spoke for it, the strongest first;
    ``alone`` is the probability of the theme without them. ``learned`` is the probability that
    readers' marks give it, null where they have taught nothing of it.
    """

    theme: str
    alone: float
    keywords: tuple[tuple[str, float], ...]
    words: tuple[tuple[str, float], ...]
    context: tuple[Influence, ...]
    learned: float | None = None


def explain(
    model: ThemeModel,
    sentences: Sequence[Sentence],
    features: Sequence[SentenceFeatures],
    vectors: Vectors,
    *,
    row: int,
    theme: str,
    encoder: Encoder,
) -> Explanation:
    """Explain why the sentence at ``row`` of a document has ``theme``.

    Parameters
    ----------
    model
        The fitted themes.
    sentences, features, vectors
        A whole document, as given to ``assign``.
    row
        The sentence to explain.
    theme
        The id it was assigned, or another one to be argued for.
    encoder
        What made ``vectors``.

    Returns
    -------
    Explanation

    Raises
    ------
    ValueError
        If there is no such theme.
    """
    names = [*(item.id for item in model.themes), OTHER]
    if theme not in names:
        raise ValueError(f"no theme {theme!r}; there are {', '.join(names)}")
    column = names.index(theme)
    own = own_scores(model, features, vectors)
    learned = None
    if column in model.learned:
        shares = learned_shares(model, sentences, features, vectors)[row]
        learned = round(float(shares[model.learned.index(column)]), 4)
    found = find_keywords(model.lexicon, features[row].lemmas)
    return Explanation(
        theme,
        round(float(own[row, column]), 4),
        tuple((match.keyword, match.weight) for match in found if match.theme == column),
        _telling_words(model, sentences[row].text, features[row], column, encoder),
        tuple(
            sorted(
                (
                    Influence(
                        kind, sentences[other].n, round(weight * float(own[other, column]), 4)
                    )
                    for kind, other, weight in context_of(sentences, features, row)
                ),
                key=lambda influence: (-influence.weight, influence.n),
            )
        ),
        learned,
    )


def _telling_words(
    model: ThemeModel, text: str, feature: SentenceFeatures, column: int, encoder: Encoder
) -> tuple[tuple[str, float], ...]:
    """Return the words whose absence lowers the probability most, at most five."""
    words = text.split()
    without = [" ".join([*words[:i], *words[i + 1 :]]) for i in range(len(words))]
    features = [feature] * (len(words) + 1)
    scores = own_scores(model, features, encoder.encode([text, *without]))[:, column]
    drops = np.round(scores[0] - scores[1:], 4)
    order = sorted(range(len(words)), key=lambda i: (-drops[i], i))[:5]
    return tuple((words[i].strip(_AROUND), float(drops[i])) for i in order if drops[i] > 0)
