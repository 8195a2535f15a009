"""What the text says about a name besides its mark: words before it, other mentions of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from functools import cache, lru_cache

from skrot.extract.names.agreement import agreeing, name_readings
from skrot.extract.names.companies import (
    beside_institutions,
    is_company,
    is_strange_company,
    speaks_of_company,
)
from skrot.extract.names.keys import is_acronym
from skrot.extract.names.nominatives import candidates, is_initial
from skrot.extract.names.text import (
    NameSpan,
    NameText,
    follows_article,
    has_lemma,
    is_common,
    is_forename,
    is_genitive_place,
    is_nameable,
    is_place,
    is_polish_forename,
    is_titlecase,
    label_by_dictionary,
    names_institution,
)
from skrot.extract.names.vocabulary import words as name_words
from skrot.labels import EntityLabel
from skrot.polish.characters import APOSTROPHES, CLOSING_QUOTES, OPENING_QUOTES, QUOTES
from skrot.polish.dictionary import FORENAME, SURNAME, analyse
from skrot.polish.inflection import head_phrases, readings
from skrot.polish.tags import slots
from skrot.polish.word_lists import function_words

_REACH = 4
_LIST_REACH = 6
_TITLE_WEIGHT = 3
_FULL_WEIGHT = 2
# The genders of nouns that name nobody.
_THINGS = frozenset({"m3", "n"})


def relabelled(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Give names the labels that the whole document speaks for.

    In this order: a title before the name ("koncernu", "wyspie", "premier"); the geographic name
    that the dictionary has; the other names of a list; the label that most mentions have.
    """
    out = [_by_itself(span, text) for span in spans]
    out = beside_institutions(_by_lists(out, text), text)
    return _by_vote(out, text)


def _by_itself(span: NameSpan, text: NameText) -> NameSpan:
    if span.known is not None:
        return span
    if span.label == "persName" and is_company(span, text):
        return span._replace(label="orgName")
    words = text.words(span.start, span.end)
    if span.label == "persName" and _is_thing(words):
        return span._replace(label="orgName")
    if span.label == "placeName" and is_genitive_place(span.start, span.end, text):
        # "prezydent Gdańska", whose bearer follows or is not named
        return span
    label = None if _is_said_person(span, text) else _label_by_form(words, span.label)
    label = label or label_by_dictionary(words)
    label = label or _label_by_title(span, words, text)
    return span if label is None else span._replace(label=label)


@lru_cache(maxsize=1 << 12)
def _is_thing(words: tuple[str, ...]) -> bool:
    """Tell whether a name is a common noun of a thing and its adjectives: "Czerwony Krzyż"."""
    if len(words) < 2 or any(map(is_forename, words)):
        return False
    whole = [p for p in head_phrases(words) if len(p.inflected) == len(words)]
    common = [p.slot.gender for p in whole if p.inflected[p.head].lemma[0].islower()]
    return bool(common) and (_THINGS.issuperset(common) or names_institution(words))


def _is_said_person(span: NameSpan, text: NameText) -> bool:
    """Tell whether a person is sure, or stands beside what a person is: "prezydent Wen Ki Bo"."""
    if span.label != "persName":
        return False
    root = text.doc[span.start].head
    said = text.doc[span.start].dep_ in {"appos", "flat"} and root.i < span.start
    titles = name_words().person_titles | name_words().offices
    said = text.is_sure(span.start, span.end) or (said and root.lemma_ in titles)
    return said or titled(span.start, text) == "persName"


def _label_by_form(words: tuple[str, ...], label: EntityLabel) -> EntityLabel | None:
    """Give the label that the words of a name speak for, null when they leave it open."""
    if label == "persName":
        # Three unknown words that are not inflected like a person's: "Breast Cancer Unit".
        strange = (
            sum(word[0].isupper() for word in words) > 2
            and not any(map(_is_personal, words))
            and name_readings(words)[0].words == words
        )
        acronym = len(words) == 1 and is_acronym(words[0]) and words[0].isupper()
        return "orgName" if strange or (acronym and not _is_name(words[0].title())) else None
    marked = [bool(APOSTROPHES.intersection(word)) for word in words]
    inflected = sum(marked) > 1 or (len(words) > 1 and marked[0] and is_forename(words[0]))
    polish = label == "orgName" and _is_polish_name(words)
    if inflected or polish or _opens_with_forename(words) or _is_long_name(words):
        return "persName"
    if names_institution(words):
        return "orgName"
    built = len(words) > 1 and has_lemma(words[0].lower(), name_words().facilities)
    lemmas = (r.lemma for r in analyse(words[0].lower()))
    natural = label == "placeName" and any(_titles().get(lemma) == "geogName" for lemma in lemmas)
    return "geogName" if built or natural else None


def _label_by_title(span: NameSpan, words: tuple[str, ...], text: NameText) -> EntityLabel | None:
    """Give the label that the title before a name speaks for, or its place in the dictionary."""
    title = titled(span.start, text)
    if title == "persName":
        named = all(is_nameable(word) for word in words if word[0].isupper())
        strange = span.label == "orgName" and (
            is_strange_company(span.start, words, text) or not _agrees(span.start, words, text)
        )
        return title if named and not (strange or is_acronym(words[0])) else None
    forename = (is_forename(words[0]) or is_initial(words[0])) and len(words) > 1
    leads = span.label == "persName" and (forename or _is_leader(words, text))
    capital = (
        title == "orgName"
        and span.label != title
        and text.form(span.start, span.end) in (name_words().cities)
    )
    if title is not None and not leads and not capital:
        return title
    if (
        span.label == "orgName"
        and len(words) == 1
        and is_place(words[0])
        and not is_acronym(words[0])
    ):
        # A capital that stands for its government stays a place.
        return "placeName"
    before = text.texts[span.start - 1] if text.inside(span.start) else ""
    after = text.texts[span.end] if text.inside(span.end) else ""
    quoted = before in OPENING_QUOTES and after in CLOSING_QUOTES
    if quoted and len(words) > 1 and not any(map(is_forename, words)):
        # A title: "Rossijskaja Gazieta"; a nickname is one word.
        return "orgName" if span.label == "persName" else None
    ruled = len(words) == 1 and (not is_place(words[0]) or _is_base(words[0]))
    if ruled and has_lemma(before, name_words().heads_of_state):
        # "prezydenta Warszawy" is the head of a city.
        return "persName" if is_titlecase(words[0]) and is_nameable(words[0]) else None
    return None


def _agrees(start: int, words: tuple[str, ...], text: NameText) -> bool:
    """Tell whether a name can be that of whom the title before it is.

    Not so "dziennikarze The Hill", "poseł Konfederacji", nor what has a noun ("Bol agencji Ax").
    """
    if any(r.pos == "subst" for word in words if word.islower() for r in analyse(word)):
        return False
    title = text.texts[start - 1].lower()
    if _title_of(title) != "persName":
        return True
    found = {cell[:2] for r in readings(title) for cell in slots(r.tag)}
    return any(("sg", case) in found for r in name_readings(words) for case in r.cases)


def _is_leader(words: Sequence[str], text: NameText) -> bool:
    """Tell whether what follows an institution is whose it is: "partia Nowackiego".

    The text has the person in full, and the surname is in the genitive.
    """
    found = {
        c.nominative for c in candidates(words[0]) if "gen" in c.cases and "nom" not in c.cases
    }
    return len(words) == 1 and bool(found & text.surnames)


@lru_cache(maxsize=1 << 13)
def _is_name(word: str) -> bool:
    return any({SURNAME, FORENAME}.intersection(r.names) for r in analyse(word))


def _is_personal(word: str) -> bool:
    particle = word in name_words().particles
    return particle or _is_name(word) or is_forename(word) or is_initial(word)


def _opens_with_forename(words: Sequence[str]) -> bool:
    """Tell whether words marked as a place are a forename and a surname."""
    first, last = words[0], words[-1]
    named = is_forename(first) and not is_common(first) and not is_place(first)
    parts = last.split("-")
    return named and len(words) > 1 and all(is_titlecase(w) and _is_name(w) for w in parts)


def _is_long_name(words: Sequence[str]) -> bool:
    """Tell whether three words are a forename and names from abroad: "Jorge Nunez Ferrer"."""
    if len(words) != 3 or not all(is_titlecase(word) for word in words):
        return False
    return is_forename(words[0]) and all(not analyse(word) for word in words[1:])


def _is_polish_name(words: Sequence[str]) -> bool:
    """Tell whether two words marked as a company are a forename of the dictionary and a surname."""
    if len(words) != 2 or not all(map(is_titlecase, words)) or any(map(is_common, words)):
        return False
    named = is_polish_forename(words[0]) and is_nameable(words[1])
    return named and agreeing(tuple(words)) is not None and not is_place(words[1])


@lru_cache(maxsize=1 << 12)
def _is_base(word: str) -> bool:
    return any(cell[:2] == ("sg", "nom") for r in analyse(word) for cell in slots(r.tag))


@cache
def _titles() -> dict[str, EntityLabel]:
    vocabulary = name_words()
    found: dict[str, EntityLabel] = dict.fromkeys(vocabulary.geog_titles, "geogName")
    found.update(dict.fromkeys(vocabulary.place_titles, "placeName"))
    found.update(dict.fromkeys(vocabulary.org_titles, "orgName"))
    found.update(dict.fromkeys(vocabulary.person_titles, "persName"))
    return found


@lru_cache(maxsize=1 << 14)
def _title_of(word: str) -> EntityLabel | None:
    titles = _titles()
    return next((titles[r.lemma] for r in analyse(word) if r.lemma in titles), None)


@lru_cache(maxsize=1 << 14)
def _qualifies(word: str) -> bool:
    """Tell whether a word can stand between a title and a name: an adjective, a genitive."""
    found = analyse(word)
    return any(r.pos in {"adj", "ppas"} or ":gen" in r.tag for r in found) and not any(
        r.pos in {"prep", "conj", "fin", "praet"} for r in found
    )


def titled(start: int, text: NameText) -> EntityLabel | None:
    """Give the label that the title before a name speaks for."""
    index = start
    while index > 0 and text.texts[index - 1] in QUOTES and index not in text.starts:
        index -= 1
    for back in range(1, _REACH + 1):
        at = index - back
        if at < 0 or at + 1 in text.starts:
            return None
        word = text.texts[at]
        opening = at in text.starts
        if not word.isalpha() or (word[0].isupper() and not opening):
            return None
        label = _title_of(word.lower())
        if label is not None:
            # A person's title stands right before the name, and before no quotation mark.
            direct = back == 1 and index == start
            return label if direct or label != "persName" else None
        if _office(word.lower()) and _is_full_name(start, text):
            return "persName"
        if not _qualifies(word):
            return None
    return None


@lru_cache(maxsize=1 << 14)
def _office(word: str) -> bool:
    return any(r.lemma in name_words().offices for r in analyse(word))


def _is_full_name(start: int, text: NameText) -> bool:
    """Tell whether two words that could be a forename and a surname begin at a token."""
    second = start + 3 if follows_article(start + 3, text) else start + 1
    pair = (*text.texts[start : start + 1], *text.texts[second : second + 1])
    return len(pair) == 2 and all(
        is_titlecase(w) and is_nameable(w) and not is_common(w) for w in pair
    )


def _by_lists(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Make lone words marked as people organisations where they stand in a list of these."""
    out = list(spans)
    group: list[int] = []
    for index, span in enumerate(spans):
        listed = bool(group) and _is_list_gap(text.texts[spans[group[-1]].end : span.start])
        if not listed:
            _settle_list(group, out, text)
            group = []
        group.append(index)
    _settle_list(group, out, text)
    return out


def _is_list_gap(gap: tuple[str, ...]) -> bool:
    listing = name_words().listing
    if not gap or len(gap) > _LIST_REACH or gap[0] not in listing:
        return False
    return all(word in listing or word[0].isupper() or _lists(word) for word in gap)


def _lists(word: str) -> bool:
    """Tell whether a word can describe an item of a list: "koncern elektroniczny"."""
    return word.islower() and (_qualifies(word) or _title_of(word) is not None)


def _settle_list(group: Sequence[int], out: list[NameSpan], text: NameText) -> None:
    labels = Counter(out[index].label for index in group)
    if labels["orgName"] < 2:
        return
    for index in group:
        span = out[index]
        words = text.texts[span.start : span.end]
        if span.label == "persName" and not any(is_forename(word) for word in words):
            out[index] = span._replace(label="orgName")


def _by_vote(spans: Sequence[NameSpan], text: NameText) -> list[NameSpan]:
    """Give a name the label that most of its mentions have; a full name decides for its parts."""
    inside = function_words().inside
    marked: dict[str, Counter[EntityLabel]] = {}
    told: dict[str, Counter[EntityLabel]] = {}
    full: Counter[str] = Counter()
    bearers: set[str] = set()
    keys = [_vote_keys(span, text) for span in spans]
    for span, found in zip(spans, keys, strict=True):
        if span.known is not None:
            continue
        before = text.texts[span.start - 1] if span.start else ""
        said = Counter({span.label: (titled(span.start, text) is not None) * (_TITLE_WEIGHT - 1)})
        # "akcje Axeltry", not "inicjator akcji Adam Wrona"
        named = span.end - span.start > 1 and is_polish_forename(text.texts[span.start])
        company = speaks_of_company(span, text) and not named
        said["orgName"] += _TITLE_WEIGHT * company
        said["placeName"] += before in inside and span.label != "orgName"
        for key in found:
            marked.setdefault(key, Counter())[span.label] += 1
            told.setdefault(key, Counter()).update(said)
        if span.label == "persName" and span.end - span.start > 1:
            words = text.words(span.start, span.end)
            full.update({c.nominative for word in words for c in candidates(word)})
            if is_forename(words[0]):
                bearers |= {c.nominative for c in candidates(words[-1])}
    votes = {key: marked[key] + told[key] for key in marked}
    out = []
    for span, found in zip(spans, keys, strict=True):
        if span.known is not None or not found or titled(span.start, text) is not None:
            out.append(span)
            continue
        best = max(found, key=lambda key: (sum(votes[key].values()), key))
        single = " " not in best and span.label != "persName" and not is_place(best)
        # The surname of a person named in full is the person's, however it is marked.
        counts = (told if single and best in bearers else votes)[best].copy()
        counts["persName"] += _FULL_WEIGHT * full[best] if single else 0
        if span.label != "persName" and " " in best:
            # "Ishiba Shigeru" is a person where "Ishiba" is one.
            parts = [votes.get(part, Counter[EntityLabel]())["persName"] for part in best.split()]
            words = tuple(best.split())
            named = all(is_titlecase(word) and is_nameable(word) for word in words)
            named = named and not _is_thing(words)
            counts["persName"] += max(parts) * named
        top = max(counts.values())
        if counts[span.label] < top:
            out.append(span._replace(label=min(k for k, v in counts.items() if v == top)))
        else:
            out.append(span)
    return out


def _vote_keys(span: NameSpan, text: NameText) -> tuple[str, ...]:
    """Give the nominatives that a short name may have; longer names do not vote."""
    words = text.words(span.start, span.end)
    if len(words) == 1 and words[0][0].isupper():
        return tuple(dict.fromkeys(c.nominative for c in candidates(words[0])[:4]))
    return (" ".join(words),) if len(words) == 2 else ()
