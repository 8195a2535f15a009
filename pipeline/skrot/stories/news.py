"""What is new: stories with documents that were not there before, and what these say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from skrot.records import Comparison, Mention, Story, StoryNews

# So many names that a story did not have before are told, the most frequent ones.
_NAMES = 5
# Two figures that agree are no news.
_TOLD = frozenset({"differ", "update"})


def find_news(
    stories: Sequence[Story],
    new: Collection[str],
    mentions: Iterable[Mention],
    comparisons: Iterable[Comparison],
) -> list[StoryNews]:
    """Tell what new documents bring.

    Parameters
    ----------
    stories
        With their digests.
    new
        The documents that are new.
    mentions
        The names of all documents.
    comparisons
        Of all documents.

    Returns
    -------
    list of StoryNews
        The stories that have new documents, those first that have most new independent texts.
    """
    named: dict[str, Counter[str]] = {}
    for mention in mentions:
        if not mention.relational:
            named.setdefault(mention.doc, Counter())[mention.entity] += 1
    figures: dict[str, list[Comparison]] = {}
    for comparison in comparisons:
        docs = {statement.doc for statement in comparison.statements}
        if comparison.relation in _TOLD and not docs.isdisjoint(new) and not docs <= set(new):
            for doc in docs.intersection(new):
                figures.setdefault(doc, []).append(comparison)
    found = [
        _news(story, [doc for doc in story.docs if doc in new], named, figures)
        for story in stories
        if not set(new).isdisjoint(story.docs)
    ]
    origins = {story.story: set(story.origins) for story in stories}
    return sorted(found, key=lambda row: -len(origins[row.story].intersection(row.docs)))


def _news(
    story: Story,
    docs: Sequence[str],
    named: dict[str, Counter[str]],
    figures: dict[str, list[Comparison]],
) -> StoryNews:
    old = [doc for doc in story.docs if doc not in docs]
    known = {entity for doc in old for entity in named.get(doc, ())}
    names: Counter[str] = Counter()
    for doc in docs:
        names.update(named.get(doc, {}))
    told = [comparison for doc in docs for comparison in figures.get(doc, ())]
    return StoryNews(
        story=story.story,
        title=story.title,
        new=not old,
        docs=tuple(docs),
        entities=tuple([e for e, _ in names.most_common() if e not in known][:_NAMES]),
        sentences=tuple(row for row in story.sentences if row.doc in docs),
        comparisons=tuple(one for at, one in enumerate(told) if one not in told[:at]),
    )
