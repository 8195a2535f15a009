from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer, models, pre_tokenizers

from skrot.network.pieces import Cutter, breaks, parts, windows

PIECES = [("<unk>", 0.0), ("▁", -1.0), ("▁dom", -2.0), ("y", -1.5), ("r.", -2.0), ("▁", -9.0)]


def cutter() -> Cutter:
    letters = [(letter, -5.0) for letter in "abcdefghijklmnoprstuwyz.,r"]
    vocabulary = dict([*PIECES[:5], *letters])
    tokenizer = Tokenizer(models.Unigram(list(vocabulary.items()), 0))
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    return Cutter(tokenizer)


def test_a_piece_that_reaches_over_tokens_is_shared() -> None:
    pieces = cutter()(["r", ".", "domy"], [False, True, False])
    tokens = 3
    assert pieces.first.tolist() == sorted(pieces.first.tolist())
    shares = pieces.shares(0, tokens, 0, len(pieces.ids))
    assert np.allclose(shares.sum(axis=0), 1.0)
    assert (shares > 0).any(axis=1).all()
    assert not pieces.whole(tokens)[1]
    assert pieces.whole(tokens)[[0, 2]].all()


@given(st.lists(st.sampled_from(["dom", "domy", ".", ",", "\n\n", "kot"]), max_size=30), st.data())
def test_every_piece_belongs_to_tokens_in_their_order(
    forms: list[str], data: st.DataObject
) -> None:
    spaces = data.draw(st.lists(st.booleans(), min_size=len(forms), max_size=len(forms)))
    pieces = cutter()(forms, spaces)
    assert (pieces.first <= pieces.last).all()
    assert (np.diff(pieces.first) >= 0).all()
    covered = set(pieces.first.tolist()) | set(pieces.last.tolist())
    assert all(not forms[token].isspace() for token in covered)
    assert all(token in covered for token, form in enumerate(forms) if form.isalpha())


@given(st.lists(st.integers(0, 9), max_size=60), st.integers(1, 30), st.data())
def test_windows_cover_a_text_and_keep_to_their_size(
    sizes: list[int], most: int, data: st.DataObject
) -> None:
    places = np.array(
        data.draw(st.lists(st.booleans(), min_size=len(sizes), max_size=len(sizes))), dtype=bool
    )
    found = windows(np.array(sizes, dtype=np.int64), places, most)
    assert [token for begin, end in found for token in range(begin, end)] == [*range(len(sizes))]
    assert all(sum(sizes[a:b]) <= most or b == a + 1 for a, b in found)


def test_windows_end_where_a_sentence_may() -> None:
    sizes = np.ones(10, dtype=np.int64)
    places = np.array([n in {3, 6} for n in range(10)])
    assert windows(sizes, places, 5) == [(0, 3), (3, 6), (6, 10)]


def test_a_sentence_may_begin_after_a_stop_or_a_line() -> None:
    forms = ["Kot", "śpi", ".", "”", "Pies", "je", "\n\n", "wyje", "Dr", ".", "lis"]
    spaces = [True, False, False, True, True, False, False, True, False, True, False]
    assert np.nonzero(breaks(forms, spaces))[0].tolist() == [4]


@given(st.text(alphabet="ab .\n", max_size=200).map(lambda text: text * 400))
def test_parts_cover_a_text(text: str) -> None:
    ends = list(parts(text))
    assert ends[-1] == len(text)
    assert all(0 < b - a <= 20_000 for a, b in zip([0, *ends], ends, strict=False) if text)
