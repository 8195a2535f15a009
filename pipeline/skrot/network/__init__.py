"""The encoder: text cut into pieces, read in windows, and a vector for every token."""

from skrot.network.encoder import (
    FILES,
    Encoder,
    encoder_version,
    encoder_width,
    read_encoder,
    session,
)
from skrot.network.pieces import breaks, parts, windows

__all__ = [
    "FILES",
    "Encoder",
    "breaks",
    "encoder_version",
    "encoder_width",
    "parts",
    "read_encoder",
    "session",
    "windows",
]
