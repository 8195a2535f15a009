"""Cluster: a theme for every sentence.

The estimator for scikit-learn is `skrot.cluster.classifier.ThemeClassifier`: importing it takes
scikit-learn, what is here does not.
"""

from skrot.cluster.assignment import (
    Assignment,
    ThemeModel,
    assign,
    assign_themes,
    fit_themes,
    seed_texts,
)
from skrot.cluster.discovery import Discovery, discover_themes
from skrot.cluster.explanation import Explanation, explain
from skrot.cluster.themes import ThemesError, load_themes

__all__ = [
    "Assignment",
    "Discovery",
    "Explanation",
    "ThemeModel",
    "ThemesError",
    "assign",
    "assign_themes",
    "discover_themes",
    "explain",
    "fit_themes",
    "load_themes",
    "seed_texts",
]
