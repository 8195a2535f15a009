"""Extract: named entities and numbers from spaCy Docs."""
