"""Encode: sentences in, vectors out."""

from skrot.encode.encoders import load_encoder
from skrot.vectors import Encoder

__all__ = ["Encoder", "load_encoder"]
