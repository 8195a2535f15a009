"""Annotate: documents to spaCy Docs with sentences, lemmas, morphology and names."""
