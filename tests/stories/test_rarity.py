"""How rare words are in Polish."""

from __future__ import annotations

import pytest

from skrot.stories.rarity import rarity


@pytest.mark.parametrize(
    ("common", "rare"),
    [("mówić", "polska"), ("polska", "premier"), ("premier", "gazociąg"), ("sąd", "bluźnierstwo")],
)
def test_rarer_words_weigh_more(common: str, rare: str) -> None:
    assert 0 < rarity(common) < rarity(rare) < 8


def test_a_phrase_is_as_rare_as_its_commonest_word() -> None:
    assert rarity("wysoki sąd") == min(rarity("wysoki"), rarity("sąd"))
    assert rarity("") == rarity("brexit")
