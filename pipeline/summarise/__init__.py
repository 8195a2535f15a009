"""Summarise: ranked sentences without repetition."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
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

_HOMES = {
    "CorpusSummary": "summary",
    "DEFAULT_SENTENCES": "summary",
    "sentence_features": "features",
    "SentenceRanker": "ranker",
    "summarise": "summary",
    "Summary": "summary",
    "SummaryInput": "scoring",
    "SummarySettings": "summary",
}


def __getattr__(name: str) -> Any:
    """Import on first use: only the estimator needs scikit-learn."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
