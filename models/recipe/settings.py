"""Everything that decides how the model comes out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Settings:
    """Sizes are in tokens; shares and rates are between 0 and 1."""

    seed: int = 1
    width: int = 128
    depth: int = 4
    embed_width: int = 64
    hidden: int = 80
    vector_width: int = 64
    rows: dict[str, int] = field(
        default_factory=lambda: {
            "norm": 16000,
            "prefix": 4000,
            "suffix2": 1500,
            "suffix3": 5000,
            "suffix4": 10000,
            "shape": 1000,
            "classes": 1000,
            "tags": 3000,
            "lemmas": 16000,
            "names": 500,
        }
    )
    chunk: int = 120
    batch: int = 2500
    paragraph: int = 4
    words: int = 90_000
    epochs: int = 7
    dropout: float = 0.2
    rate: float = 0.002
    treebank_weight: int = 4
    tuning_share: float = 0.05
    names_weight: float = 1.0
    starts_weight: float = 0.5
    tags_weight: float = 1.0


SETTINGS = Settings()
