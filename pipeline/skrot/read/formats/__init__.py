"""Formats: one module for each kind of file."""
