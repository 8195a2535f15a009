"""What a document is about, as numbers."""

from __future__ import annotations

import msgspec
import numpy as np

from skrot.stories.profiles import profiles
from tests.stories.build import document


def test_the_headline_is_the_title_or_a_sentence_that_says_something() -> None:
    titled = document("a", ["Motorniczowie zaczęli strajk."], title="Strajk")
    letter = document("b", ["Ad 1.", "W odpowiedzi na pismo informuję.", "Strajk trwa od rana."])
    first, second, third = letter.features
    features = [
        msgspec.structs.replace(first, fragment="predicate"),
        msgspec.structs.replace(second, formal=True),
        third,
    ]
    bare = document("c", ["Ad 1."])
    given = profiles([titled, letter._replace(features=features), bare, document("d", [])])
    assert given.headlines == ("Strajk", "Strajk trwa od rana.", "Ad 1.", "")


def test_what_stands_first_weighs_most() -> None:
    given = profiles([document("a", ["Strajk.", *["Zdanie o czymś innym."] * 20, "Koniec."])])
    first, *_, last = given.words[0].toarray().ravel()
    assert first == 1.0
    assert last < 0.3


def test_a_vector_is_the_mean_direction_of_the_sentences() -> None:
    given = profiles(
        [document("a", ["Strajk trwa."], vector=(3.0, 4.0)), document("b", [], vector=(3.0, 4.0))]
    )
    assert np.allclose(given.vectors[0], (0.6, 0.8), atol=1e-3)
    assert given.docs == ("a", "b")
