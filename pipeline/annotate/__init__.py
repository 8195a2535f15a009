"""The annotate stage: Documents in; spaCy Docs with sentences, lemmas, morphology, names out."""

from pipeline.annotate.loading import load
from pipeline.annotate.names import relational
from pipeline.annotate.stage import annotate, sentences
from pipeline.models import ModelError, find_model

__all__ = ["ModelError", "annotate", "find_model", "load", "relational", "sentences"]
