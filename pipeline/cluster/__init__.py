"""Cluster: a theme for every sentence."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.cluster.assignment import (
        Assignment,
        ThemeModel,
        assign,
        assign_themes,
        fit_themes,
    )
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

_HOMES = {
    "assign": "assignment",
    "assign_themes": "assignment",
    "Assignment": "assignment",
    "discover_themes": "discovery",
    "Discovery": "discovery",
    "Encoder": "encoders",
    "explain": "explanation",
    "Explanation": "explanation",
    "fit_themes": "assignment",
    "load_encoder": "encoders",
    "load_themes": "themes",
    "OTHER": "themes",
    "Theme": "themes",
    "ThemeClassifier": "classifier",
    "ThemeModel": "assignment",
    "ThemesError": "themes",
}


def __getattr__(name: str) -> Any:
    """Import on first use: the themes file is read without scikit-learn."""
    if name in _HOMES:
        return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
