"""Cluster: a theme for every sentence."""

from pipeline.cluster.assignment import Assignment, ThemeModel, assign, assign_themes, fit_themes
from pipeline.cluster.classifier import ThemeClassifier
from pipeline.cluster.discovery import Discovery, discover_themes
from pipeline.cluster.encoders import Encoder, load_encoder
from pipeline.cluster.explanation import Explanation, explain
from pipeline.cluster.themes import OTHER, Theme, ThemesError, load_themes

__all__ = [
    "OTHER",
    "Assignment",
    "Discovery",
    "Encoder",
    "Explanation",
    "Theme",
    "ThemeClassifier",
    "ThemeModel",
    "ThemesError",
    "assign",
    "assign_themes",
    "discover_themes",
    "explain",
    "fit_themes",
    "load_encoder",
    "load_themes",
]
