"""What texts are about that no theme covers: the subjects that most of them have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from skrot.cluster.naming import named
from skrot.cluster.subjects import Lemmas, packaged_subjects, subject_evidence
from skrot.vectors import Matrix

# A long text is looked at in pieces of so many sentences, each of which is about one subject.
_PIECE = 30
# A subject is proposed that so many pieces are about, and such a share of all of them.
_LEAST, _SHARE, _MOST = 3, 0.03, 5


def propose(
    about: Matrix, lemmas: Sequence[Lemmas], texts: Sequence[str], docs: Sequence[str]
) -> tuple[str, ...]:
    """Name what sentences are about, what most texts are about first.

    A text is about the subject that its sentences speak of most, by their words and by the
    directions of their vectors both: a vector alone is near some subject in any case.

    Parameters
    ----------
    about
        The subjects of the sentences, of `subject_shares`, shape (n_sentences, n_subjects).
    lemmas, texts, docs
        Of the same sentences: their lemmas, what they say, and the document of each.

    Returns
    -------
    tuple of str
        Headings of subjects, with two words that tell these texts from the others ("Kościół
        katolicki: ksiądz, arcybiskup"); five at most.
    """
    pieces = _pieces(docs)
    sizes = np.bincount(pieces)[:, None]
    shares = _sums(pieces, about) / sizes
    spoken = _sums(pieces, np.minimum(subject_evidence(lemmas), 1)) / sizes
    worth = shares * spoken
    subjects = np.where(worth.max(axis=1) > 0, worth.argmax(axis=1), -1)
    counts = Counter(subjects[subjects >= 0].tolist())
    least = max(_LEAST, _SHARE * len(sizes))
    chosen = sorted((s for s in counts if counts[s] >= least), key=lambda s: (-counts[s], s))
    chosen = chosen[:_MOST]
    if not chosen:
        return ()
    names = packaged_subjects().labels
    place = {subject: at for at, subject in enumerate(chosen)}
    groups = np.array([place.get(subject, len(chosen)) for subject in subjects[pieces].tolist()])
    headings = [*(names[subject] for subject in chosen), None]
    found = named(lemmas, groups, len(headings), texts, headings)
    return tuple(theme.label for theme in found[: len(chosen)])


def _pieces(docs: Sequence[str]) -> npt.NDArray[np.intp]:
    """Number the piece of a document that each sentence is in."""
    seen: Counter[str] = Counter()
    numbers: dict[tuple[str, int], int] = {}
    found = []
    for doc in docs:
        found.append(numbers.setdefault((doc, seen[doc] // _PIECE), len(numbers)))
        seen[doc] += 1
    return np.array(found, dtype=np.intp)


def _sums(pieces: npt.NDArray[np.intp], rows: Matrix) -> Matrix:
    found = np.zeros((int(pieces.max()) + 1, rows.shape[1]))
    np.add.at(found, pieces, rows)
    return found
