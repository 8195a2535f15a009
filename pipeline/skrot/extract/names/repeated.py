"""Names found again where the model has no mark: surnames of people, names written the same way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from skrot.extract.names.keys import is_acronym
from skrot.extract.names.known import known_forms
from skrot.extract.names.nameless import is_run_together
from skrot.extract.names.nominatives import candidates
from skrot.extract.names.parting import parted
from skrot.extract.names.people import without_article
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    is_common,
    is_forename,
    is_nameable,
    is_polish_forename,
    is_titlecase,
)
from skrot.labels import EntityLabel
from skrot.polish.dictionary import analyse
from skrot.polish.inflection import head_phrases


def repeated(spans: Sequence[NameSpan], text: NameText) -> Iterator[NameSpan]:
    """Find names again where no mark is: surnames of people, names written the same way."""
    taken = {index for span in spans for index in range(span.start, span.end)}
    surnames = _surnames(spans, text)
    exact: dict[str, list[tuple[tuple[str, ...], EntityLabel]]] = {}
    for span in spans:
        words = text.texts[span.start : span.end]
        if span.known is None and span.label != "persName" and _is_distinct(words):
            known = exact.setdefault(words[0], [])
            if (words, span.label) not in known:
                known.append((words, span.label))
    left = [mark for mark in text.marks if not taken.issuperset(range(mark[0], mark[1]))]
    whole = {start: end for start, end, label in left if _is_whole(start, end, label, text)}
    inside = {index for start, end in whole.items() for index in range(start, end)}
    for index in text.capitals:
        if index in taken:
            continue
        word = text.texts[index]
        end = whole.get(index, index)
        if whole.get(index) and is_forename(word) and taken.isdisjoint(range(index, end)):
            # The whole name of somebody whom the text has elsewhere.
            last = text.texts[end - 1]
            if surnames.intersection(c.nominative for c in candidates(last)[:2]):
                yield NameSpan(index, end, "persName")
                taken.update(range(index, end))
                continue
        for words, label in sorted(exact.get(word, ()), key=lambda pair: -len(pair[0])):
            end = index + len(words)
            if text.texts[index:end] == words and taken.isdisjoint(range(index, end)):
                yield NameSpan(index, end, label)
                break
        else:
            opens = index in text.starts and is_common(word)
            named = is_titlecase(word) and not opens and is_nameable(word)
            named = named and index not in inside
            if named and surnames.intersection(c.nominative for c in candidates(word)[:2]):
                yield NameSpan(index, index + 1, "persName")


def _is_whole(start: int, end: int, label: EntityLabel, text: NameText) -> bool:
    """Tell whether a mark of several words is one name or none, though it was left in doubt.

    No word of it is a name by itself: "Czerwony Krzyż".
    """
    if end - start < 2 or not all(map(is_titlecase, text.texts[start:end])):
        return False
    if label == "persName":
        span = NameSpan(start, end, label)
        run_together = is_run_together(text.form(start, end), label)
        named = is_forename(text.texts[start]) and not run_together
        return named and list(parted([span], text)) == [span]
    return any(
        len(phrase.inflected) == end - start and phrase.inflected[phrase.head].lemma.islower()
        for phrase in head_phrases(text.words(start, end))
    )


def _is_distinct(words: tuple[str, ...]) -> bool:
    """Tell whether a name can be told from ordinary words by its spelling alone."""
    if len(words) > 1:
        return True
    return is_acronym(words[0]) or (is_titlecase(words[0]) and not analyse(words[0]))


def _surnames(spans: Sequence[NameSpan], text: NameText) -> frozenset[str]:
    """Give the nominatives of words of people's names that may stand alone."""
    found = set()
    for span in spans:
        if span.label != "persName" or span.known is not None:
            continue
        words = [*map(without_article, text.words(span.start, span.end))]
        for at, word in enumerate(words, 1):
            # What is a forename abroad may be a surname: "Asia Bibi".
            last = 1 < len(words) == at and not is_polish_forename(word)
            if word in known_forms() or len(word) < 3 or (is_forename(word) and not last):
                continue
            found |= {c.nominative for c in candidates(word)[:2] if c.weight >= 0.5}
    return frozenset(found)
