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
    tags: float = 1.0
    """How much the tags weigh beside the names; without weight they are not learned at all."""


@dataclass(frozen=True)
class Run:
    """One network: where its random numbers start, how it is trained."""

    seed: int
    phases: tuple[Phase, ...]


@dataclass(frozen=True)
class Settings:
    """Sizes are in tokens; shares and rates are between 0 and 1."""

    width: int = 256
    lstm: int = 150
    hidden: int = 80
    vector_width: int = 128
    piece_width: int = 96
    widths: dict[str, int] = field(
        default_factory=lambda: {
            "norm": 64,
            "prefix": 32,
            "suffix2": 24,
            "suffix3": 40,
            "suffix4": 48,
            "shape": 24,
            "classes": 24,
            "tags": 48,
            "lemmas": 64,
            "names": 24,
        }
    )
    least: int = 2
    """How often the training text has a value of a feature that gets a row of its own."""
    chunk: int = 120
    batch: int = 4000
    paragraph: int = 4
    words: int = 90_000
    teachers: tuple[Run, ...] = (
        Run(1, (Phase(5, 0.003, 0.3, 1.0, 0.1, tags=0.0),)),
        Run(3, (Phase(5, 0.003, 0.3, 1.0, 0.0, tags=0.0),)),
    )
    student: Run = Run(
        2,
        (
            Phase(3, 0.0015, 0.3, 1.0, 0.1),
            Phase(2, 0.001, 0.25, 1.0, 0.1, tags=2.0),
        ),
    )
    """It starts from the encoder of the first teacher."""
    unlabelled: int = 200_000
    """Tokens of text without annotation that the student learns from the teachers alone."""
    treebank_weight: int = 4
    tuning_share: float = 0.05
    names_weight: float = 1.0
    starts_weight: float = 0.5
    kinds_weight: float = 0.3
    taught_share: float = 0.7


SETTINGS = Settings()
