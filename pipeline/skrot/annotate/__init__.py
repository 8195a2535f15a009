"""The annotate stage: Documents in; spaCy Docs with sentences, lemmas, morphology, names out."""

from skrot.annotate.corrected import correct_lemmas
from skrot.annotate.loading import load
from skrot.annotate.names import relational
from skrot.annotate.stage import annotate, sentences
from skrot.resources import ModelError, find_model

__all__ = [
    "ModelError",
    "annotate",
    "correct_lemmas",
    "find_model",
    "load",
    "relational",
    "sentences",
]
