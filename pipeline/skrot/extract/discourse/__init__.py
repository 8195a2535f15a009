"""Discourse: what a sentence needs around it to be understood, and what it can do without."""

from skrot.extract.discourse.features import sentence_features

__all__ = ["sentence_features"]
