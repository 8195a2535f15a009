"""Ids stay with most of the documents that had them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skrot.stories.identity import lasting_ids


def test_a_new_group_is_called_by_its_first_document() -> None:
    one, other = lasting_ids("s", [["a", "b"], ["c"]], [])
    assert one != other
    assert lasting_ids("s", [["c", "d"], ["a"]], []) == [other, one]
    assert lasting_ids("t", [["a"]], []) != [one]


def test_a_group_that_grows_keeps_its_id_even_if_another_document_is_first() -> None:
    (old,) = lasting_ids("s", [["b", "c"]], [])
    assert lasting_ids("s", [["a", "b", "c"]], [(old, ["b", "c"])]) == [old]


def test_of_two_that_come_together_the_larger_one_gives_its_id() -> None:
    before = [("s-1", ["a"]), ("s-2", ["b", "c"])]
    assert lasting_ids("s", [["a", "b", "c"]], before) == ["s-2"]


def test_of_one_that_comes_apart_the_larger_part_keeps_its_id() -> None:
    (old,) = lasting_ids("s", [["a", "b", "c"]], [])
    small, large = lasting_ids("s", [["a"], ["b", "c"]], [(old, ["a", "b", "c"])])
    assert large == old
    assert small != old


documents = st.lists(st.sampled_from("abcdefghij"), unique=True)


@given(documents, documents, st.data())
def test_no_id_is_given_twice(now: list[str], then: list[str], data: st.DataObject) -> None:
    def parted(docs: list[str]) -> list[list[str]]:
        of = [data.draw(st.integers(0, 3)) for _ in docs]
        groups = [[doc for doc, k in zip(docs, of, strict=True) if k == n] for n in range(4)]
        return [group for group in groups if group]

    old = parted(then)
    before = list(zip(lasting_ids("s", old, []), old, strict=True))
    found = lasting_ids("s", groups := parted(now), before)
    assert len(set(found)) == len(found) == len(groups)
    assert lasting_ids("s", old, before) == [name for name, _ in before]
