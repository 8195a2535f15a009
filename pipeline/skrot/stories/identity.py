"""Ids that stay: a group keeps the id of the earlier group that most of its documents were in."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from itertools import chain, count


def lasting_ids(
    prefix: str, groups: Sequence[Sequence[str]], before: Sequence[tuple[str, Sequence[str]]]
) -> list[str]:
    """Give each group of documents an id.

    Parameters
    ----------
    prefix
        What a new id begins with.
    groups
        The documents of each group, none in two; the first one gives a new group its id.
    before
        The ids and documents of the groups of an earlier run. Where two of them have come together
        the larger part gives its id, where one has come apart the larger part keeps it.

    Returns
    -------
    list of str
        In the order of the groups, each id once.
    """
    earlier = {doc: name for name, docs in before for doc in docs}
    shared = [
        (-common, name, at)
        for at, docs in enumerate(groups)
        for name, common in Counter(earlier[doc] for doc in docs if doc in earlier).items()
    ]
    found: dict[int, str] = {}
    used: set[str] = set()
    for _, name, at in sorted(shared):
        if at not in found and name not in used:
            found[at] = name
            used.add(name)
    for at, docs in enumerate(groups):
        if at not in found:
            others = (f"{docs[0]}\n{number}" for number in count())
            names = (_id(prefix, doc) for doc in chain(docs, others))
            found[at] = next(name for name in names if name not in used)
            used.add(found[at])
    return [found[at] for at in range(len(groups))]


def _id(prefix: str, text: str) -> str:
    digest = hashlib.blake2b(text.encode("utf-8", "replace"), digest_size=5).hexdigest()
    return f"{prefix}-{digest}"
