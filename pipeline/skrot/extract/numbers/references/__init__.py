"""Figures that are no quantity: articles, designations, telephone numbers."""
