"""What a corpus is about beside its themes."""

from __future__ import annotations

import numpy as np

from skrot.cluster.proposals import propose
from skrot.cluster.subjects import packaged_subjects

COURT = ("Sąd skazał prezesa spółki.", ("sąd", "skazać", "prezes", "spółka"))
BREAD = ("Upieczony chleb podano z zupą.", ("upiec", "chleb", "zupa"))
NOTHING = ("Tak już jest od dawna.", ("dawno",))
SUBJECTS = {"Sądy i prawo": COURT, "Gotowanie i potrawy": BREAD}


def proposed(*rows: tuple[str, tuple[str, tuple[str, ...]], str]) -> tuple[str, ...]:
    """Propose for sentences, each with a document and what its vector is said to be about."""
    labels = packaged_subjects().labels
    about = np.full((len(rows), len(labels)), 0.1 / len(labels))
    for row, (_, _, subject) in zip(about, rows, strict=True):
        row[labels.index(subject)] += 0.9
    docs = [doc for doc, _, _ in rows]
    return propose(about, [s[1] for _, s, _ in rows], [s[0] for _, s, _ in rows], docs)


def texts(
    subject: str, number: int, start: int = 0
) -> list[tuple[str, tuple[str, tuple[str, ...]], str]]:
    return [(f"{start + n}.txt", SUBJECTS[subject], subject) for n in range(number)]


def test_what_most_texts_are_about_comes_first_with_words_of_its_own() -> None:
    found = proposed(*texts("Sądy i prawo", 4), *texts("Gotowanie i potrawy", 6, start=10))
    assert [label.partition(":")[0] for label in found] == ["Gotowanie i potrawy", "Sądy i prawo"]
    assert "chleb" in found[0]
    assert "prezes" in found[1]


def test_what_few_texts_are_about_is_not_proposed() -> None:
    assert proposed(*texts("Sądy i prawo", 2)) == ()
    many = texts("Gotowanie i potrawy", 200, start=10)
    found = proposed(*texts("Sądy i prawo", 4), *many)
    assert [label.partition(":")[0] for label in found] == ["Gotowanie i potrawy"]


def test_a_vector_without_a_word_of_its_subject_proposes_nothing() -> None:
    assert proposed(*((f"{n}.txt", NOTHING, "Teatr i taniec") for n in range(9))) == ()


def test_a_long_text_is_taken_in_pieces() -> None:
    long = [("a.txt", COURT, "Sądy i prawo")] * 100
    assert [label.partition(":")[0] for label in proposed(*long)] == ["Sądy i prawo"]
    assert proposed(*long[:60]) == ()
