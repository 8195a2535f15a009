"""Everything that decides how the model comes out."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Phase:
    """A stretch of training that starts from the averaged weights of the one before."""

    epochs: int
    rate: float
    dropout: float
    hidden_words: float
    """How many times the usual share of words loses its features."""
    swapped_names: float
    """The share of words in names that others of the same place and inflection stand in for."""


@dataclass(frozen=True)
class Run:
    """One network: where its random numbers start, what it sees, how it is trained."""

    seed: int
    context: bool
    """Whether it reads vectors in context; such a network can only teach."""
    phases: tuple[Phase, ...]


@dataclass(frozen=True)
class Settings:
    """Sizes are in tokens; shares and rates are between 0 and 1."""

    width: int = 128
    dilations: tuple[int, ...] = (1, 1, 1, 1)
    embed_width: int = 64
    hidden: int = 80
    vector_width: int = 64
    piece_width: int = 64
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
    teachers: tuple[Run, ...] = (
        Run(1, True, (Phase(5, 0.002, 0.25, 1.0, 0.0),)),
        Run(3, False, (Phase(6, 0.002, 0.2, 1.0, 0.0),)),
        Run(4, False, (Phase(7, 0.002, 0.2, 1.0, 0.0), Phase(3, 0.001, 0.35, 1.6, 0.2))),
    )
    student: Run = Run(2, False, (Phase(7, 0.002, 0.2, 1.0, 0.1),))
    unlabelled: int = 200_000
    """Tokens of text without annotation that the student learns from the teachers alone."""
    treebank_weight: int = 4
    tuning_share: float = 0.05
    names_weight: float = 1.0
    starts_weight: float = 0.5
    tags_weight: float = 1.0
    kinds_weight: float = 0.3
    context_width: int = 256
    taught_share: float = 0.7


SETTINGS = Settings()
