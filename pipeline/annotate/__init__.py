"""The annotate stage: Documents in, spaCy Docs out."""
