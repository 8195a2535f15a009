"""Summarise: ranked sentences without repetition.

The estimator for scikit-learn is `skrot.summarise.ranker.SentenceRanker`: importing it takes
scikit-learn, what is here does not.
"""

from skrot.summarise.scoring import Told
from skrot.summarise.summary import (
    DEFAULT_SENTENCES,
    LEAST_SENTENCES,
    CorpusSummary,
    Summary,
    SummarySettings,
    summarise,
)

__all__ = [
    "DEFAULT_SENTENCES",
    "LEAST_SENTENCES",
    "CorpusSummary",
    "Summary",
    "SummarySettings",
    "Told",
    "summarise",
]
