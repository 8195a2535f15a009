"""Summarise: ranked sentences without repetition."""

from pipeline.summarise.features import sentence_features

__all__ = ["sentence_features"]
