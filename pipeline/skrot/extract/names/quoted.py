"""Names in quotation marks: media that are known, and what a noun before them says they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache

from skrot.extract.names.known import Known, enter
from skrot.extract.names.text import NameSpan, NameText, has_lemma, is_forename, names_institution
from skrot.extract.names.vocabulary import Organisations
from skrot.extract.names.vocabulary import words as name_words
from skrot.polish.characters import CLOSING_QUOTES, OPENING_QUOTES
from skrot.polish.dictionary import analyse
from skrot.toml import load

# A name in quotation marks has so many tokens, and so many adjectives before it.
_LONGEST = 6
_ADJECTIVES = 2
_INSIDE = frozenset("-–&'’.")


def by_quotation(text: NameText) -> Iterator[NameSpan]:
    """Find institutions by their names in quotation marks: "dziennik „Fakt”", "jak pisze „Rz”".

    A known medium whose name is a word of the dictionary, and one that is not known, is told by
    what stands before it or by the verb after it.
    """
    for index in text.capitals:
        opening = index - 1
        if opening < 0 or text.texts[opening] not in OPENING_QUOTES or text.spaced[opening]:
            continue
        end = _closing(index, text)
        if end == index:
            continue
        known = media_forms().get(text.form(index, end))
        if known is not None:
            word = end - index == 1 and _is_noun(text.texts[index])
            told = not word or _reports(end + 1, text) or _is_told(opening, text)
        else:
            words = text.texts[index:end]
            told = all(map(_may_be_named, words)) and not is_forename(words[0])
            told = told and _is_told(opening, text)
        if told:
            yield NameSpan(index, end, "orgName", known)


def with_quotation(spans: Sequence[NameSpan], text: NameText) -> Iterator[NameSpan]:
    """Give institutions whole that end in quotation marks: "Stowarzyszenie Sędziów „Iustitia”"."""
    for span in spans:
        index = span.end + 1
        if span.label != "orgName" or span.known is not None or not text.inside(span.end):
            continue
        opens = text.texts[span.end] in OPENING_QUOTES and not text.spaced[span.end]
        end = _closing(index, text) if opens and text.inside(index) else index
        quoted = text.texts[index:end]
        told = quoted and quoted[0][0].isupper() and all(map(_may_be_named, quoted))
        if told and names_institution(text.words(span.start, span.end)):
            yield NameSpan(span.start, end + 1, "orgName")


def _closing(start: int, text: NameText) -> int:
    """Give where a quotation of few words ends within a sentence; its start where it does not."""
    for end in range(start + 1, min(start + _LONGEST, len(text.texts) - 1) + 1):
        if text.texts[end] in CLOSING_QUOTES:
            return end
        if end in text.starts:
            break
    return start


def _is_told(opening: int, text: NameText) -> bool:
    """Tell whether the words before a quotation say that it is the name of an institution."""
    at = opening - 1
    if not text.inside(opening):
        return False
    vocabulary = name_words()
    frame = text.form(max(at - 1, 0), opening).lower()
    if frame in vocabulary.press_frames:
        return True
    if at and text.texts[at - 1].lower() == "jak" and text.doc[at].lemma_ in vocabulary.press_verbs:
        return True
    if frame in vocabulary.called:
        at -= 2
    skipped = 0
    while skipped < _ADJECTIVES and text.inside(at) and text.doc[at].pos_ == "ADJ":
        at, skipped = at - 1, skipped + 1
    return at >= 0 and has_lemma(text.texts[at].lower(), vocabulary.press | vocabulary.org_titles)


def _reports(index: int, text: NameText) -> bool:
    """Tell whether a token is a verb of which a medium is the subject."""
    return text.inside(index) and text.doc[index].lemma_ in name_words().press_verbs


@lru_cache(maxsize=1 << 12)
def _is_noun(word: str) -> bool:
    """Tell whether a word is a common noun, too: "Fakt", and not "Wyborcza"."""
    return any(r.pos == "subst" and r.lemma.islower() for r in analyse(word.lower()))


def _may_be_named(word: str) -> bool:
    small = word in name_words().small_foreign or word in _INSIDE
    return word[0].isupper() or word[0].isdigit() or small


@cache
def media_forms() -> Mapping[str, Known]:
    """Map every case form of a medium to it; "Wyborcza" inflects as in "Gazeta Wyborcza"."""
    table: dict[str, Known] = {}
    for one in load("skrot.extract.names", "data/media.toml", Organisations).organisation:
        known = Known(one.name, "orgName", None, "")
        whole: dict[str, Known] = {}
        enter(whole, known, (), ())
        for alias in one.aliases:
            if one.name.endswith(f" {alias}"):
                words = alias.count(" ") + 1
                tails = (" ".join(form.split()[-words:]) for form in whole)
                table |= dict.fromkeys(tails, known._replace(alias=alias))
        enter(table, known, one.aliases, ())
    return table
