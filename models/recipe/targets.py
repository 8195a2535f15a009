"""The teacher's vectors of all sentences of a corpus, computed once and kept in a file."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import numpy as np
from numpy.lib.format import open_memmap
from numpy.typing import NDArray

from models.recipe.teacher import Teacher
from models.recipe.windows import Corpus

log = logging.getLogger("recipe")

_BLOCK = 4096
_ORDER = 0


def target_vectors(corpus: Corpus, teacher: Teacher, path: Path) -> NDArray[np.float16]:
    """Compute what is not in the file yet.

    Sentences are taken in one random order, so that those of an unfinished file are a sample.

    Parameters
    ----------
    corpus : Corpus
        The sentences.
    teacher : Teacher
        What gives their vectors.
    path : Path
        A ``.npy`` file; beside it one that says how far it is.

    Returns
    -------
    ndarray of float16, shape (sentences, width)
        Vectors of length one, as the file holds them.
    """
    count = len(corpus.starts) - 1
    mark = path.with_suffix(".done.json")
    done = json.loads(mark.read_text("utf-8")) if mark.exists() else 0
    if done:
        vectors = open_memmap(path, mode="r+")
    else:
        shape = (count, teacher.bert.shape.width)
        vectors = open_memmap(path, mode="w+", dtype=np.float16, shape=shape)
    order = np.random.default_rng(_ORDER).permutation(count)
    while done < count:
        numbers = order[done : done + _BLOCK]
        vectors[numbers] = teacher.of_pieces([corpus.sentence(n) for n in numbers])
        vectors.flush()
        done = min(done + _BLOCK, count)
        mark.write_text(json.dumps(done), encoding="utf-8")
        log.info("teacher: %d of %d sentences", done, count)
    return np.asarray(vectors)
