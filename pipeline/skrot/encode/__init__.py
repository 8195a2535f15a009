"""Encode: sentences in, vectors out."""

from skrot.encode.encoders import encode_sentences, load_encoder, standing_in
from skrot.vectors import Encoder

__all__ = ["Encoder", "encode_sentences", "load_encoder", "standing_in"]
