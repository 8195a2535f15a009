"""What a sentence is worth within its document, before anything is selected."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from skrot.records import (
    QUOTED_PARTS,
    DocumentFacts,
    Mention,
    Number,
    PartKind,
    Sentence,
    Told,
    quoted_parts,
)
from skrot.summarise.settings import DEFAULT_SENTENCES
from skrot.summarise.shapes import Shapes
from skrot.summarise.shown import shown_text
from skrot.summarise.values import (
    concluding,
    kinship,
    length_factor,
    sentence_values,
    title_lemmas,
)
from skrot.summarise.weights import Weights

# Gives the story of a sentence by its document and its number there.
StoryOf = Callable[[str, int], Told | None]


class Candidate(NamedTuple):
    """A sentence that may be selected, with what selection asks about it.

    ``parts`` are the parts of its score; ``needs`` the sentences of its document (by n) that must
    be in the digest with it; ``headed`` tells that it, or one of these, needs the title. ``full``
    are persons it names in full, ``short`` those it does not; ``numbers`` are under what makes them
    the same number; ``n_words`` are words as a reader counts them, without what is left out;
    ``named`` are those of ``names`` that it does not only point to, in the order it has them;
    ``told`` is the story of its document; it ``leans`` if it is to be read after the one before.
    """

    position: int
    sentence: Sentence
    vector: npt.NDArray[np.float32]
    lemmas: frozenset[str]
    parts: dict[str, float]
    names: frozenset[str]
    full: frozenset[str]
    short: frozenset[str]
    numbers: dict[str, Number]
    needs: tuple[int, ...]
    leans: bool
    n_words: int
    named: tuple[str, ...] = ()
    told: Told | None = None
    headed: bool = False

    @property
    def score(self) -> float:
        """The sum of the parts."""
        return sum(self.parts.values())

    def trimmed(self, left_out: tuple[tuple[int, int], ...]) -> Candidate:
        """Return it without pieces of its document, as (start, end) in characters."""
        row = msgspec.structs.replace(self.sentence, left_out=left_out)
        return self._replace(
            sentence=row, n_words=count_words(shown_text(row.text, row.start, left_out))
        )


def count_words(text: str) -> int:
    """Return the number of words: pieces between spaces with a letter or a digit in them."""
    # Most pieces begin with a letter: looking at the rest of them takes three times as long.
    return sum([piece[0].isalnum() or any(map(str.isalnum, piece)) for piece in text.split()])


def candidates(
    given: DocumentFacts,
    position: int,
    shapes: Shapes,
    weights: Weights,
    *,
    include: frozenset[PartKind],
    exclude: frozenset[PartKind],
    never: frozenset[int] = frozenset(),
) -> list[Candidate]:
    """Return the sentences of a document that may be selected, scored within the document.

    Parameters
    ----------
    given
        The document.
    position
        Its place among the documents.
    shapes, weights
        What is learned of a sentence's worth, and what is not.
    include, exclude
        Kinds of parts to take although they are not by default, and not to take although they are.
    never
        Sentences (by n) that are no candidates.

    Returns
    -------
    list of Candidate
        In source order. A row that is no whole sentence is left out unless the text begins with
        it, and a sentence that cannot stand without something that is no candidate.
    """
    kinds = quoted_parts(include, exclude)
    begins = _beginning(given)
    eligible = [
        i
        for i, (row, feature) in enumerate(zip(given.sentences, given.features, strict=True))
        if row.n not in never
        and (
            row.part in include - exclude
            or (row.part in kinds and (not feature.fragment or i == begins))
        )
    ]
    if not eligible:
        return []
    head = _head(given, eligible)
    needs = _needs(given, eligible, head)
    titled = head is not None and (_leans(given, head) or head == begins)
    headed = given.sentences[eligible[0]].n if titled else None
    kept = [i for i in eligible if needs[i] is not None]
    sizes = {i: count_words(given.sentences[i].text) for i in eligible}
    parts = _document_parts(given, sizes, head, shapes, weights)
    names = _by_sentence(given.mentions)
    numbers: dict[int, dict[str, Number]] = {}
    for number in given.numbers:
        if number.value is not None or number.low is not None:
            numbers.setdefault(number.n, {})[_number_key(number)] = number
    found = []
    for i in kept:
        row, feature = given.sentences[i], given.features[i]
        persons = [m for m in names.get(row.n, ()) if m.label == "persName"]
        full = frozenset(m.entity for m in persons if len(m.text.split()) > 1)
        entities = frozenset(
            m.entity for m in names.get(row.n, ()) if m.label not in {"date", "time"}
        )
        mine = numbers.get(row.n, {})
        found.append(
            Candidate(
                position=position,
                sentence=row,
                vector=given.vectors[i],
                lemmas=frozenset(feature.lemmas),
                parts=parts[i],
                names=entities,
                full=full,
                short=frozenset(m.entity for m in persons) - full,
                numbers=mine,
                needs=needs[i] or (),
                leans=i != head and (feature.leans or row.n - 1 in (needs[i] or ())),
                n_words=sizes[i],
                named=tuple(dict.fromkeys(m.entity for m in _naming(names.get(row.n, ())))),
                headed=headed in {row.n, *(needs[i] or ())},
            )
        )
    return found


def _naming(mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions that name an entity and not only point to it, in text order."""
    return sorted((m for m in mentions if not m.relational), key=lambda m: m.start)


def _leans(given: DocumentFacts, i: int) -> bool:
    return given.features[i].leans_on is not None


def _beginning(given: DocumentFacts) -> int | None:
    """Return the sentence that a text begins with if it looks like one in all but a verb.

    *Za nami debata kandydatów w Telewizji Polskiej.*
    """
    rows = enumerate(zip(given.sentences, given.features, strict=True))
    for i, (row, feature) in rows:
        if row.part == "heading":  # above a list or a table, too
            return None
        if row.part in QUOTED_PARTS:
            whole = row.text.endswith(".") and count_words(row.text) >= _WORDY
            return i if whole and feature.fragment == "predicate" else None
    return None


def _head(given: DocumentFacts, eligible: Sequence[int]) -> int | None:
    """Return the sentence that the text begins with, null where it may not be selected.

    It is written to be read first: it needs at most the title.
    """
    first = eligible[0]
    return None if any(row.part in QUOTED_PARTS for row in given.sentences[:first]) else first


def _needs(
    given: DocumentFacts, eligible: Sequence[int], head: int | None
) -> list[tuple[int, ...] | None]:
    """Return which sentences each one needs (by n), null where one of them cannot be had."""
    at_hand = set(eligible)
    place = {row.n: i for i, row in enumerate(given.sentences)}
    opens = _openings(given, place)
    direct: list[set[int] | None] = []
    for i, feature in enumerate(given.features):
        wanted: set[int] = set()
        if i != head and _leans(given, i):
            wanted.add(i - 1)
        if feature.speaker is False and not (i == head and feature.speaker_n is None):
            at = place.get(feature.speaker_n) if feature.speaker_n is not None else None
            wanted |= {-1} if at is None else set(range(min(i, at), max(i, at) + 1)) - {i}
        wanted |= set(range(opens[i], i))
        direct.append(wanted if wanted <= at_hand else None)
    found: list[tuple[int, ...] | None] = []
    for i in range(len(direct)):
        closure: set[int] = set()
        todo = [i]
        lost = False
        while todo and not lost and len(closure) <= _REACH + 1:
            at = todo.pop()
            if at in closure:
                continue
            closure.add(at)
            wanted_here = direct[at]
            lost = wanted_here is None
            todo += sorted(wanted_here or ())
        closure.discard(i)
        if lost or len(closure) > _REACH:
            found.append(None)
        else:
            found.append(tuple(sorted(given.sentences[at].n for at in closure)))
    return found


def _openings(given: DocumentFacts, place: Mapping[int, int]) -> list[int]:
    """Return with which sentence of its paragraph the quotation opens that each one continues.

    "– Nie mamy wyboru. Podpiszemy – powiedział Lis": the second has the speaker, not the opening.
    """
    found = list(range(len(given.sentences)))
    for i, feature in enumerate(given.features):
        if feature.speaker is not False or feature.speaker_n is None:
            continue
        teller = place.get(feature.speaker_n)
        if teller is not None and given.features[teller].paragraph == feature.paragraph:
            for at in range(i + 1, teller + 1):
                found[at] = min(found[at], i)
    return found


# Fewer sentences do not tell what a text is about; of less kinship a sentence is of another story.
_ENOUGH, _STRANGE = 8, 1 / 3

# A row of fewer words without a verb is a note or a date line, wherever it stands.
_WORDY = 8

# In characters.
_LONGEST_LEAD = 600

# A sentence that needs more others than this is never chosen.
_REACH = DEFAULT_SENTENCES


def _document_parts(
    given: DocumentFacts,
    sizes: Mapping[int, int],
    head: int | None,
    shapes: Shapes,
    weights: Weights,
) -> dict[int, dict[str, float]]:
    """Return the parts of the scores of sentences.

    ``sizes`` are those that count, in words; ``head`` is the one that the text begins with.
    """
    eligible = list(sizes)
    reward, penalty = weights.reward, weights.penalty
    learned = shapes.parts(sentence_values(given, eligible, list(sizes.values())))
    concludes = concluding(given, eligible)
    position = [reward.position * row["position"] for row in learned]
    longer = length_factor(len(eligible))
    titled = any(row.part == "title" for row in given.sentences)
    astray = _astray(given, eligible)
    lead = _lead(given, eligible, head)
    parts: dict[int, dict[str, float]] = {}
    for rank, i in enumerate(eligible):
        feature = given.features[i]
        rules = {
            "title": titled * learned[rank]["title"],
            "position": position[rank],
            "long": reward.long * (longer - 1) * position[rank] * (not feature.formal),
            "part": reward.lead * (i in lead) + reward.takeaway * concludes[rank],
            "question": -penalty.question * feature.question,
            "unattributed": -penalty.unattributed * (feature.speaker is False),
            "formal": -penalty.formal * feature.formal,
            "evasive": -penalty.evasive * feature.evasive,
            "leaning": -_leans(given, i)
            * (penalty.headed if i == head else penalty.leaning * (i not in lead)),
            # What a text begins with is written to be read first.
            "doubtful": -penalty.doubtful * (rank > 0 and feature.is_doubtful),
            "adding": -penalty.adding * feature.adds,
            "astray": -penalty.astray * astray[rank],
        }
        parts[i] = {name: float(value) for name, value in {**learned[rank], **rules}.items()}
    return parts


def _lead(given: DocumentFacts, eligible: Sequence[int], head: int | None) -> set[int]:
    """Return the sentences of the lead: what is marked as one, or a short first paragraph."""
    found = {i for i in eligible if given.sentences[i].part == "lead"}
    if not found and head is not None:
        first = given.features[head].paragraph
        opening = {i for i in eligible if given.features[i].paragraph == first}
        formal = any(given.features[i].formal for i in opening)
        if not formal and sum(len(given.sentences[i].text) for i in opening) <= _LONGEST_LEAD:
            return opening
    return found


def _astray(given: DocumentFacts, eligible: Sequence[int]) -> npt.NDArray[np.bool_]:
    """Tell which sentences belong to another story: a link, a teaser, a paragraph that strayed in.

    Of a short text each sentence may say something else.
    """
    if len(eligible) < _ENOUGH:
        return np.zeros(len(eligible), dtype=bool)
    lemmas = [given.features[i].lemmas for i in eligible]
    kin = kinship(lemmas, given.vectors[list(eligible)], title_lemmas(given))
    found: npt.NDArray[np.bool_] = kin < _STRANGE
    return found


def _by_sentence(mentions: Sequence[Mention]) -> dict[int, list[Mention]]:
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        found.setdefault(mention.n, []).append(mention)
    return found


def _number_key(number: Number) -> str:
    return f"{number.value} {number.low} {number.high} {number.unit or number.currency or ''}"
