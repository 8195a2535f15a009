"""Formats: one module for each kind of file; `registry` is the table of them."""
