"""What a document is about, as numbers."""

from __future__ import annotations

import msgspec
import numpy as np

from skrot.records import DocumentFacts
from skrot.stories.profiles import Profile, gather, profiled
from tests.stories.build import document


def profiles(*documents: DocumentFacts) -> list[Profile]:
    return gather([profiled(documents)]).take(range(len(documents)))


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
    given = profiles(titled, letter._replace(features=features), bare, document("d", []))
    assert tuple(row.headline for row in given) == ("Strajk", "Strajk trwa od rana.", "Ad 1.", "")


def test_what_stands_first_weighs_most() -> None:
    (given,) = profiles(document("a", ["Strajk.", *["Zdanie o czymś innym."] * 20, "Koniec."]))
    first, *_, last = np.frombuffer(given.words.weights, dtype=np.float32)
    assert first == 1.0
    assert last < 0.3


def test_a_vector_is_the_mean_direction_of_the_sentences() -> None:
    given = profiles(
        document("a", ["Strajk trwa."], vector=(3.0, 4.0)), document("b", [], vector=(3.0, 4.0))
    )
    assert np.allclose(np.frombuffer(given[0].vector, np.float16), (0.6, 0.8), atol=1e-3)
    assert [row.doc for row in given] == ["a", "b"]


def test_profiles_are_the_same_in_whatever_parts() -> None:
    """Numbers of lemmas and entities, what is counted, and the mean to the last bit."""
    documents = [
        document("a", ["Strajk tramwajów w Gdyni."], names={"Gdyni": "place:gdynia"}),
        document("b", ["Powódź w Gdyni."], names={"Gdyni": "place:gdynia"}, vector=(0.6, 0.8)),
        document("c", ["Strajk na Helu."], names={"Helu": "place:hel"}, vector=(0.1, 0.3)),
    ]
    whole = gather([profiled(documents)])
    parts = gather([profiled(documents[:1]), profiled([]), profiled(documents[1:])])
    assert whole.take(range(3)) == parts.take(range(3))
    assert whole.entities == parts.entities == ("place:gdynia", "place:hel")
    assert whole.common.total == parts.common.total == 3
    assert whole.common.mean.tobytes() == parts.common.mean.tobytes()
    assert whole.common.named.tolist() == parts.common.named.tolist() == [2, 1]
