"""Which word of a Polish sentence points at the sentence before it.

The rules look at forms, parts of speech, case, gender and number alone, so that they work with any
tagger; they follow the description of textual reference in Halliday and Hasan (1976), "Cohesion in
English", applied to Polish, where the subject is often left out and shows only in the verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from skrot.extract.discourse.language import Language, language
from skrot.extract.discourse.subjects import (
    CLAUSE_ENDS,
    NOUNS,
    VERBS,
    feature,
    finite,
    has_subject,
    missing_subject,
)
from skrot.extract.discourse.words import Word
from skrot.polish.characters import DASHES, LONG_DASHES
from skrot.polish.dictionary import analyse
from skrot.polish.word_lists import function_words

_PUNCT = frozenset({"PUNCT", "SYM", "SPACE"})
_BREAKS = DASHES | frozenset(",;:")
_FIRST_CLAUSE_MAX = 12
_LONGEST_PHRASE = 6
_FRAGMENT = 3


def leaning_word(words: Sequence[Word]) -> str | None:
    """Return the word by which a sentence leans on what was said before, null when it has none.

    Parameters
    ----------
    words
        The words of one sentence in order.

    Returns
    -------
    str or None
        The word as written; the verb when it is the subject that is missing.
    """
    start = 0
    while start < len(words) and words[start].pos in _PUNCT:
        start += 1
    words = words[start:]
    if not words:
        return None
    lists = language()
    for rule in (
        _opener,
        _demonstrative,
        _mentioned,
        _pronoun,
        _pair,
        _inner,
        _bare_noun,
        _holder,
        _unnamed_speaker,
        missing_subject,
    ):
        found = rule(words, lists)
        if found is not None:
            return found
    return None


def _opener(words: Sequence[Word], lists: Language) -> str | None:
    """Connectives that open the sentence, and fragments that need one before them."""
    first = words[0].lower
    beginning = "".join(word.text + word.space for word in words[:_LONGEST_PHRASE])
    lowered = beginning.lower()
    # Nearly always there is none: all are asked for at once.
    for phrase in lists.opening_phrases if lowered.startswith(lists.opening_phrases) else ():
        if not lowered.startswith(phrase) or beginning[len(phrase) :][:1].isalnum():
            continue
        if not _completed(words[len(phrase.split()) :]):
            return beginning[: len(phrase)]
    if len(words) <= _FRAGMENT and not any(finite(word) for word in words):
        return words[0].text
    if first in lists.openers and first not in lists.openers_with_phrase:
        # "Podobnie jak …", "Tak … jak": a comparison that the sentence itself completes.
        return None if _follows(words, 0, lists.comparing) else words[0].text
    adds = first in lists.openers_before_verb and len(words) > 1 and words[1].pos in VERBS
    dependent = first in lists.subordinators and sum(finite(word) for word in words) < 2
    leans = first in lists.leaning_openers or adds or dependent
    return words[0].text if leans else None


def _completed(after: Sequence[Word]) -> bool:
    """Tell whether what follows says to what: "W odpowiedzi na …", "W efekcie rozmów …"."""
    if not after:
        return False
    if after[0].lower in language().completing:
        return True
    genitive = after[0].pos in {"NOUN", "PROPN", "ADJ"} and feature(after[0], "Case") == "Gen"
    return genitive and not any(":nom" in reading.tag for reading in analyse(after[0].lower))


def _demonstrative(words: Sequence[Word], lists: Language) -> str | None:
    """Forms of *ten*, *taki*, *ów* without what they point at."""
    forms = lists.demonstratives
    for index, word in enumerate(words):
        if word.lower not in forms.forms:
            continue
        if word.lower == lists.joining_demonstrative and index and _is_copula(words, index):
            continue
        if _in_idiom(words, index, lists) or _points_ahead(words, index, lists):
            continue
        noun = _next_noun(words, index)
        if noun is not None and noun.low_lemma in lists.time_lemmas:
            continue
        # "Rozwiązania te": the noun may come first.
        trails = index and words[index - 1].pos in NOUNS
        if noun is None and word.lower == lists.trailing_demonstrative and not trails:
            continue
        # "trzech … firm – ta ostatnia": after the first clause the thing was mostly just named.
        if index and _later_clause(words, index, lists) and _nouns_before(words, index):
            continue
        if noun is not None and any(
            earlier.lemma == noun.lemma and earlier.pos in NOUNS for earlier in words[:index]
        ):
            continue
        return word.text
    return None


def _mentioned(words: Sequence[Word], lists: Language) -> str | None:
    """*Powyższe zasady*, *przywołana ustawa*: what the text has named, but not in this sentence."""
    for index, word in enumerate(words):
        if word.low_lemma not in lists.mentioned and word.lower not in lists.mentioned:
            continue
        if word.pos == "VERB" or word.lower == lists.above:
            continue
        noun = _next_noun(words, index)
        named = noun is not None and any(w.lemma == noun.lemma for w in words[:index])
        # "Osoby wymienione w art. 3": the participle is told by what follows it.
        told = index + 1 < len(words) and words[index + 1].pos == "ADP" and index > 0
        if not named and not (told and words[index - 1].pos in NOUNS):
            return word.text
    return None


def _is_copula(words: Sequence[Word], index: int) -> bool:
    """Tell whether *to* joins two sides: "Port to okno na świat", "– to główne efekty"."""
    # "Oznacza to …", "płaci za to …"
    if finite(words[index - 1]) or words[index - 1].pos == "ADP":
        return False
    if words[index].pos in {"AUX", "PART", "SCONJ", "CCONJ"} or words[index - 1].text in DASHES:
        return True
    return not any(finite(word) for word in words[:index])


def _in_idiom(words: Sequence[Word], index: int, lists: Language) -> bool:
    pair = _text(words[max(0, index - 1) : index + 1]).lower()
    after = _text(words[index : index + 2]).lower()
    if pair in lists.demonstratives.idioms:
        # "w tym roku", "w tym m.in. …", but "w tym celu" points back.
        noun = _next_noun(words, index)
        return noun is None or noun.low_lemma in lists.time_lemmas or noun.pos == "PROPN"
    return after in lists.demonstratives.idioms


def _points_ahead(words: Sequence[Word], index: int, lists: Language) -> bool:
    """*To, że …*, *ten, który …*, *takie jak …*: what is meant follows."""
    alike = words[index].lower in lists.demonstratives.alike
    # "to, że …", "to prawda, że …", but "nalega na to państwo, które …".
    reach = 7 if _next_noun(words, index) is not None else 3
    for offset, word in enumerate(words[index + 1 : index + 1 + reach], start=1):
        if word.lower in lists.correlates:
            if _another(words[index], word):
                continue
            previous = words[index + offset - 1]
            return previous.text == "," or word.lower == lists.comparing or previous.pos == "ADP"
        if alike and (word.text == ":" or word.text in LONG_DASHES):
            return True
    return False


def _another(pronoun: Word, relative: Word) -> bool:
    """Tell whether a relative pronoun is about something else: "tej decyzji podmiot, który …"."""
    if not relative.lower.startswith(language().relative_stem):
        return False
    for name in ("Number", "Gender"):
        mine, theirs = feature(pronoun, name), feature(relative, name)
        if mine and theirs and mine != theirs and feature(pronoun, "Number") == "Sing":
            return True
    return False


def _next_noun(words: Sequence[Word], index: int) -> Word | None:
    """Return the noun that a determiner at ``index`` goes with."""
    number = feature(words[index], "Number")
    for word in words[index + 1 : index + 5]:
        if word.pos in NOUNS:
            theirs = feature(word, "Number")
            return word if not number or not theirs or number == theirs else None
        if word.pos not in {"ADJ", "DET", "NUM", "ADV"}:
            return None
    return None


def _pronoun(words: Sequence[Word], lists: Language) -> str | None:
    """Third-person pronouns without an agreeing noun before them in the sentence."""
    for index, word in enumerate(words):
        known = lists.pronouns.get(word.lower)
        named = index and word.text.istitle()
        if known is None or named or word.pos not in {"PRON", "DET", "ADJ"}:
            continue
        gender, number = known
        if number == "Any":
            gender, number = ("MascNeut", "Sing")
            if feature(word, "Number") == "Plur":
                gender, number = ("Any", "Plur")
        # Polish leaves a subject out where it is clear; one that stands there points further back.
        nominative = word.lower in lists.subject_pronouns
        if nominative and (number == "Plur" or not _later_clause(words, index, lists)):
            return word.text
        if not _antecedent(words[:index], gender, number):
            return word.text
    return None


def _antecedent(before: Sequence[Word], gender: str, number: str) -> bool:
    names = 0
    for word in before:
        if word.pos not in NOUNS:
            continue
        names += 1
        theirs = feature(word, "Gender")
        if number == "Plur":
            if feature(word, "Number") == "Plur":
                return True
            continue
        if feature(word, "Number") == "Plur":
            continue
        if not theirs or theirs == gender or (gender == "MascNeut" and theirs in {"Masc", "Neut"}):
            return True
    # "Kanada i Meksyk … ich": names joined by a conjunction make a plural.
    return number == "Plur" and names > 1 and any(word.pos == "CCONJ" for word in before)


def _pair(words: Sequence[Word], lists: Language) -> str | None:
    """*Oba państwa*, *obie strony* without the two names before them."""
    for index, word in enumerate(words):
        if word.low_lemma in lists.pairs or word.lower in lists.pair_forms:
            names = {earlier.low_lemma for earlier in words[:index] if earlier.pos == "PROPN"}
            if len(names) < 2:
                return word.text
    return None


def _inner(words: Sequence[Word], lists: Language) -> str | None:
    """Connectives and adverbs of place and time inside the first clause."""
    for index, word in enumerate(words[:_FIRST_CLAUSE_MAX]):
        if word.text in CLAUSE_ENDS:
            return None
        if index and (
            word.lower in lists.connectives
            or _text(words[index : index + 2]).lower() in lists.connectives
        ):
            return word.text
        # "tam, gdzie …" says where by itself.
        if (
            index
            and word.lower in lists.adverbs
            and not (
                _text(words[index + 1 : index + 2]) == "," and _points_ahead(words, index, lists)
            )
        ):
            return word.text
    return None


def _bare_noun(words: Sequence[Word], lists: Language) -> str | None:
    """*Umowa zakłada …*: a general noun, without anything that says which, before its verb."""
    known = len(words) > 2 and words[0].low_lemma in lists.anaphoric_nouns
    return words[0].text if known and _bare(words) else None


def _holder(words: Sequence[Word], lists: Language) -> str | None:
    """*Były premier Japonii …* in a sentence without the name of a person."""
    if any(word.entity == "persName" for word in words):
        return None
    for word, following in pairwise(words):
        if word.low_lemma in lists.holders and following.low_lemma in lists.offices:
            plural = feature(following, "Number") == "Plur"
            if word.pos == "ADJ" and following.pos in NOUNS and not plural:
                return word.text
    return None


def _unnamed_speaker(words: Sequence[Word], lists: Language) -> str | None:
    """*Port rośnie – dodał*: a verb of speech after a dash that does not say who speaks."""
    for index, word in enumerate(words[:-1]):
        if word.text not in DASHES:
            continue
        near = words[index + 1 : index + 4]
        verb = next((w for w in near if finite(w) and w.low_lemma in lists.speech), None)
        if verb is not None:
            # "Premier – szef partii – powiedział …": the subject may stand before.
            return (
                None if has_subject({verb.i}, words) else missing_subject(words[index + 1 :], lists)
            )
    return None


def adds(words: Sequence[Word]) -> bool:
    """Tell whether a sentence that can be read alone adds to something: *Japonia powtórzyła też …*.

    Parameters
    ----------
    words
        The words of one sentence in order.
    """
    lists = language()
    return any(
        word.lower in lists.additive and before.lower not in lists.joined_additive
        for before, word in pairwise(words)
    )


def repeated_noun(words: Sequence[Word], before: Sequence[Word]) -> str | None:
    """Return the noun by which a sentence takes up a thing that the one before says more of.

    *Rządowy Fundusz Dróg powstał w maju. Fundusz wspiera gminy*: the noun opens the sentence bare,
    right before its verb, where the sentence before told which one is meant.

    Parameters
    ----------
    words, before
        The words of a sentence and of the one before it.

    Returns
    -------
    str or None
        The noun as written.
    """
    lists = language()
    if len(words) < 3 or words[0].pos != "NOUN" or not _bare(words):
        return None
    lemma = words[0].low_lemma
    if lemma in lists.time_lemmas | lists.unique:
        return None
    for index, word in enumerate(before):
        if word.low_lemma != lemma:
            continue
        sides = [*before[max(0, index - 1) : index], *before[index + 1 : index + 2]]
        if any(side.pos in {"ADJ", "PROPN", "NOUN", "X"} for side in sides):
            return words[0].text
    return None


def _bare(words: Sequence[Word]) -> bool:
    """Tell whether the verb follows the first word, with nothing that says which one it is."""
    follower = words[1]
    lists = language()
    if follower.lower in {function_words().denial, lists.denied_being} | lists.additive:
        follower = words[2]
    return follower.pos in VERBS and finite(follower)


def _later_clause(words: Sequence[Word], index: int, lists: Language) -> bool:
    """Tell whether a clause that says more than who speaks ends before ``index``."""
    told = False
    for word in words[:index]:
        told = told or (finite(word) and word.low_lemma not in lists.speech)
        if told and word.text in _BREAKS:
            return True
    return False


def _nouns_before(words: Sequence[Word], index: int) -> bool:
    return any(word.pos in NOUNS for word in words[:index])


def _follows(words: Sequence[Word], index: int, form: str) -> bool:
    return any(word.lower == form for word in words[index + 1 : index + 3])


def _text(words: Sequence[Word]) -> str:
    return " ".join(word.text for word in words)
