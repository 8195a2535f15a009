"""Some documents of a corpus taken in for its digest, wherever they are."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Collection, Sequence

import msgspec

from skrot.packed import packed
from skrot.records import (
    DocumentDigest,
    DocumentFacts,
    Selected,
    Sentence,
    quoted_parts,
)
from skrot.summarise.judge import pick
from skrot.summarise.never import NeverQuoted
from skrot.summarise.pool import Group
from skrot.summarise.repeats import repeats
from skrot.summarise.scoring import StoryOf, candidates
from skrot.summarise.seen import text_keys
from skrot.summarise.settings import SummarySettings, fitting_length
from skrot.summarise.shapes import default_shapes
from skrot.summarise.weights import Weights, default_weights

# The digest of a theme has no sentence that rather belongs to none or to another one.
_LIKELY = 0.5


class PartSummary:
    """What some documents add to the digest of a corpus.

    Parameters
    ----------
    themes
        The ids of those that have digests.
    settings, weights
        As in `skrot.summarise.summarise`.

    Attributes
    ----------
    candidates : list of bytes
        Packed, in display order.
    positions, ns : array of int
        The place of the document of each among all, and the number of each in it.
    groups : dict of str to Group
        By theme; the members are counted from the first candidate of the part.
    all : Group
        All candidates.
    asked : set of str
        Themes of which keywords were found.
    texts : array of int
        Keys of the texts of the candidates, of each document each once.
    docs : list of (str, int)
        The documents, and how many candidates each has.
    """

    def __init__(
        self, themes: Collection[str], settings: SummarySettings, weights: Weights | None = None
    ) -> None:
        self._settings = settings
        self._weights = weights
        self.candidates: list[bytes] = []
        self.positions = array("I")
        self.ns = array("I")
        self.groups = {theme: Group() for theme in themes}
        self.all = Group()
        self.asked: set[str] = set()
        self.texts = array("Q")
        self.docs: list[tuple[str, int]] = []
        self.never = NeverQuoted(settings.leave_out)

    def add(
        self, given: DocumentFacts, position: int, story_of: StoryOf
    ) -> tuple[list[Sentence], DocumentDigest]:
        """Take in a document; return its sentences with their scores, and its own digest.

        Parameters
        ----------
        given
            The document.
        position
            Its place among all documents.
        story_of
            Gives the story of a sentence by its document and number.
        """
        settings, weights = self._settings, self._weights or default_weights()
        counted = quoted_parts(settings.include, settings.exclude)
        never = self.never.among(given.sentences)
        if settings.resolve:
            given = _with_names(given)
        rows = candidates(
            given,
            position,
            default_shapes(),
            weights,
            include=frozenset(settings.include),
            exclude=frozenset(settings.exclude),
            never=never,
        )
        rows = [row._replace(told=story_of(given.doc, row.sentence.n)) for row in rows]
        if settings.trim:
            omissible = {feature.n: feature.omissible for feature in given.features}
            rows = [row.trimmed(omissible[row.sentence.n]) for row in rows]
        # Beside other documents a sentence stands without the title of its own.
        across = [row for row in rows if not row.headed]
        self.docs.append((given.doc, len(across)))
        for row in across:
            number = len(self.candidates)
            self.candidates.append(packed(row))
            self.positions.append(position)
            self.ns.append(row.sentence.n)
            self.all.add(number, row, 1.0)
            theme = row.sentence.theme
            if theme in self.groups:
                sure = row.sentence.theme_scores.get(theme, 1.0)
                if sure >= _LIKELY:
                    self.groups[theme].add(number, row, sure)
                if _has_keyword(row.sentence):
                    self.asked.add(theme)
        for sentence in given.sentences:
            if sentence.theme in self.groups and sentence.part in counted:
                self.groups[sentence.theme].n_sentences += 1
        self.texts.extend(text_keys({row.sentence.text for row in across}))
        by_n = {row.sentence.n: row for row in rows}
        scored = [
            msgspec.structs.replace(
                sentence,
                score=round(by_n[sentence.n].score, 4),
                score_parts={k: round(v, 4) for k, v in by_n[sentence.n].parts.items() if v},
                left_out=by_n[sentence.n].sentence.left_out,
                resolved=by_n[sentence.n].sentence.resolved,
            )
            if sentence.n in by_n
            else sentence
            for sentence in given.sentences
        ]
        n_words = sum(row.n_words for row in rows)
        frequency = Counter(lemma for row in rows for lemma in row.lemmas)
        picked = pick(
            rows,
            n_words,
            settings,
            weights,
            default=fitting_length(len(rows)),
            says_nothing=lambda row, others: repeats(row, others, len(rows), frequency),
        )
        if not picked:  # a list or a table has no better digest than its beginning
            picked = _anything([row for row in given.sentences if row.part in counted], never)
        return scored, DocumentDigest(given.doc, given.title, picked, given.date)


def _anything(rows: Sequence[Sentence], never: Collection[int]) -> tuple[Selected, ...]:
    """Return the first sentence of a document none of which can be read alone, if it has any."""
    quoted = [row for row in rows if row.n not in never]
    return tuple(Selected(row.doc, row.n, 1, 0.0, row.text, row.part) for row in quoted[:1])


def _has_keyword(sentence: Sentence) -> bool:
    return any(reason.kind == "keyword" for reason in sentence.theme_reasons)


def _with_names(given: DocumentFacts) -> DocumentFacts:
    """Give the names that are shown to the sentences, which lean on the one before no more."""
    sentences = [
        msgspec.structs.replace(row, resolved=given.resolved.get(row.n, ()))
        for row in given.sentences
    ]
    features = [
        row
        if row.leans_on is None or row.leans_still is not None
        else msgspec.structs.replace(row, leans_on=None, alone=1.0)
        for row in given.features
    ]
    return given._replace(sentences=sentences, features=features)
