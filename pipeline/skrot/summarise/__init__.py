"""Summarise: ranked sentences without repetition.

The estimator for scikit-learn is `skrot.summarise.ranker.SentenceRanker`: importing it takes
scikit-learn, what is here does not.
"""

from skrot.records import Told
from skrot.summarise.settings import DEFAULT_SENTENCES, LEAST_SENTENCES, SummarySettings
from skrot.summarise.summary import CorpusSummary, Summary, summarise

__all__ = [
    "DEFAULT_SENTENCES",
    "LEAST_SENTENCES",
    "CorpusSummary",
    "Summary",
    "SummarySettings",
    "Told",
    "summarise",
]
