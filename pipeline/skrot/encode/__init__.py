"""Encode: sentences in, vectors out."""

from skrot.encode.encoders import Encoder, load_encoder

__all__ = ["Encoder", "load_encoder"]
