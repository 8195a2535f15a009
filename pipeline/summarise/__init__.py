"""Summarise: ranked sentences without repetition."""

from pipeline.summarise.features import sentence_features
from pipeline.summarise.ranker import SentenceRanker
from pipeline.summarise.scoring import SummaryInput
from pipeline.summarise.summary import (
    DEFAULT_SENTENCES,
    CorpusSummary,
    Summary,
    SummarySettings,
    summarise,
)

__all__ = [
    "DEFAULT_SENTENCES",
    "CorpusSummary",
    "SentenceRanker",
    "Summary",
    "SummaryInput",
    "SummarySettings",
    "sentence_features",
    "summarise",
]
