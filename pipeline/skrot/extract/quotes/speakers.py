"""Who speaks in each quotation of a document, one after the other."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.quotes.drafts import Draft
from skrot.extract.quotes.people import People
from skrot.extract.quotes.subjects import is_impersonal
from skrot.extract.quotes.text import QuoteText
from skrot.extract.quotes.vocabulary import vocabulary

# What a heading quotes stands below when so many of its words do.
_SAME = 0.6


def speakers_of(text: QuoteText, people: People, drafts: Sequence[Draft]) -> list[str | None]:
    """Find who speaks, from the first quotation to the last; headings know it from the text.

    Parameters
    ----------
    text
        The document.
    people
        Those that it names; whom they mean later goes by who has spoken before.
    drafts
        The quotations in text order.

    Returns
    -------
    list of str or None
        An entity for each, null where nothing makes it sure.
    """
    found: list[str | None] = []
    for draft in drafts:
        at = draft.first if draft.cue is None else draft.cue
        speaker = None
        if draft.subject is not None:
            speaker = people.find(draft.subject, at)
            if speaker is not None and _is_spoken_of(text, people, draft, speaker):
                speaker = None
            people.speaks(at, speaker, draft.subject)
        elif found and draft.cue is not None and _adds(text, drafts[len(found) - 1], draft):
            # "Urząd podał, że … „…” – dodano": nobody says that a person does
            institution = found[-1] is not None and people.label(found[-1]) != "persName"
            speaker = found[-1] if institution else None
        elif draft.goes_on:
            speaker = found[-1]
        found.append(speaker)
    told = {speaker for draft, speaker in zip(drafts, found, strict=True) if draft.cue is not None}
    for place, draft in enumerate(drafts):
        if draft.cue is None and draft.subject is None and found[place] is None:
            found[place] = _same_words(text, drafts, found, place)
            if found[place] is None and len(told) == 1 and draft.first < text.paragraphs[0][1]:
                found[place] = next(iter(told))
    return found


def _adds(text: QuoteText, before: Draft, draft: Draft) -> bool:
    """Tell whether a verb without a subject adds something to the words right before: *dodano*."""
    cue = draft.cue or draft.first
    if cue < draft.end:  # "w dokumencie podkreślono, że"
        return False
    adding = text.words[cue].low_lemma in vocabulary().adding and is_impersonal(text, cue)
    return adding and text.sentence_of[draft.first] - text.sentence_of[before.end - 1] <= 1


def _is_spoken_of(text: QuoteText, people: People, draft: Draft, speaker: str) -> bool:
    """Tell whether words have a person as their subject whom nothing but an office or a verb means.

    "Nowak wróci – powiedział rozmówca gazety": he is nobody of whom he speaks so.
    """
    phrase = None if draft.subject is None else draft.subject.phrase
    if phrase is not None and any(text.names[at] is not None for at in range(*phrase)):
        return False
    if people.label(speaker) != "persName":
        return False
    end = min(draft.end, text.sentence(draft.first)[1])
    return any(
        name is not None and name.entity == speaker and text.words[at].relation.startswith("nsubj")
        for at, name in enumerate(text.names[draft.first : end], draft.first)
    )


def _same_words(
    text: QuoteText, drafts: Sequence[Draft], speakers: Sequence[str | None], place: int
) -> str | None:
    """Give who says in the text what a heading quotes without telling who."""
    mine = _lemmas(text, drafts[place])
    for other, speaker in zip(drafts[place + 1 :], speakers[place + 1 :], strict=True):
        if mine and len(mine & _lemmas(text, other)) >= _SAME * len(mine):
            return speaker
    return None


def _lemmas(text: QuoteText, draft: Draft) -> set[str]:
    words = text.words[draft.first : draft.end]
    return {word.low_lemma for word in words if word.pos not in {"PUNCT", "ADP", "CCONJ", "SCONJ"}}
