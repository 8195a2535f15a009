"""Which word of a Polish sentence points at the sentence before it.

The rules look at forms, parts of speech, case, gender and number alone, so that they work with any
tagger; they follow the description of textual reference in Halliday and Hasan (1976), "Cohesion in
English", applied to Polish, where the subject is often left out and shows only in the verb.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.dictionary import analyse
from pipeline.summarise.language import Language, language

if TYPE_CHECKING:
    from spacy.tokens import Token

_NOUNS = frozenset({"NOUN", "PROPN"})
_VERBS = frozenset({"VERB", "AUX"})
_PUNCT = frozenset({"PUNCT", "SYM", "SPACE"})
_FIRST_CLAUSE_MAX = 12
_LONGEST_PHRASE = 6
_FRAGMENT = 3


def leaning_word(tokens: Sequence[Token]) -> str | None:
    """Return the word by which a sentence leans on what was said before, null when it has none.

    Parameters
    ----------
    tokens
        The tokens of one sentence in order.

    Returns
    -------
    str or None
        The word as written; the verb when it is the subject that is missing.
    """
    words = [token for token in tokens if not token.is_space]
    start = 0
    while start < len(words) and words[start].pos_ in _PUNCT:
        start += 1
    words = words[start:]
    if not words:
        return None
    lists = language()
    for rule in (_opener, _demonstrative, _pronoun, _pair, _inner, _bare_noun, _missing_subject):
        found = rule(words, lists)
        if found is not None:
            return found
    return None


def _opener(words: Sequence[Token], lists: Language) -> str | None:
    """Connectives that open the sentence, and fragments that need one before them."""
    first = words[0].lower_
    beginning = "".join(word.text_with_ws for word in words[:_LONGEST_PHRASE])
    for phrase in lists.opening_phrases:
        if beginning.lower().startswith(phrase) and not beginning[len(phrase) :][:1].isalnum():
            return beginning[: len(phrase)]
    if len(words) <= _FRAGMENT and not any(_finite(word) for word in words):
        return words[0].text
    if first in lists.openers and first not in lists.openers_with_phrase:
        # "Podobnie jak …", "Tak … jak": a comparison that the sentence itself completes.
        return None if _follows(words, 0, {"jak"}) else words[0].text
    adds = first in {"także", "również", "dotąd"} and len(words) > 1 and words[1].pos_ in _VERBS
    dependent = first in lists.subordinators and sum(_finite(word) for word in words) < 2
    leans = first in {"a", "i", "wcześniej", "później", "tak", "tu", "tutaj"} or adds or dependent
    return words[0].text if leans else None


def _demonstrative(words: Sequence[Token], lists: Language) -> str | None:
    """Forms of *ten*, *taki*, *ów* without what they point at."""
    forms = lists.demonstratives
    for index, word in enumerate(words):
        if word.lower_ not in forms.forms:
            continue
        if word.lower_ == "to" and index and _is_copula(words, index):
            continue
        if _in_idiom(words, index, lists) or _points_ahead(words, index, lists):
            continue
        noun = _next_noun(words, index)
        if noun is not None and noun.lemma_.lower() in lists.time_lemmas:
            continue
        if noun is None and word.lower_ == "te":
            continue
        # "trzech … firm – ta ostatnia": after the first clause the thing was mostly just named.
        if index and _later_clause(words, index, lists) and _nouns_before(words, index):
            continue
        if noun is not None and any(
            earlier.lemma_ == noun.lemma_ and earlier.pos_ in _NOUNS for earlier in words[:index]
        ):
            continue
        return word.text
    return None


def _is_copula(words: Sequence[Token], index: int) -> bool:
    """Tell whether *to* joins two sides: "Port to okno na świat", "– to główne efekty"."""
    if words[index].pos_ in {"AUX", "PART", "SCONJ", "CCONJ"} or words[index - 1].text in "–—-":
        return True
    before = words[:index]
    return words[index - 1].pos_ != "ADP" and not any(_finite(word) for word in before)


def _in_idiom(words: Sequence[Token], index: int, lists: Language) -> bool:
    pair = _text(words[max(0, index - 1) : index + 1]).lower()
    after = _text(words[index : index + 2]).lower()
    if pair in lists.demonstratives.idioms:
        # "w tym roku", "w tym m.in. …", but "w tym celu" points back.
        noun = _next_noun(words, index)
        return noun is None or noun.lemma_.lower() in lists.time_lemmas or noun.pos_ == "PROPN"
    return after in lists.demonstratives.idioms


def _points_ahead(words: Sequence[Token], index: int, lists: Language) -> bool:
    """*To, że …*, *ten, który …*, *takie jak …*: what is meant follows."""
    alike = words[index].lower_ in lists.demonstratives.alike
    # "to, że …", "to prawda, że …", but "nalega na to państwo, które …".
    reach = 7 if _next_noun(words, index) is not None else 3
    for offset, word in enumerate(words[index + 1 : index + 1 + reach], start=1):
        if word.lower_ in lists.correlates:
            previous = words[index + offset - 1]
            return previous.text == "," or word.lower_ == "jak" or previous.pos_ == "ADP"
        if alike and word.text in {":", "–"}:
            return True
    return False


def _next_noun(words: Sequence[Token], index: int) -> Token | None:
    """Return the noun that a determiner at ``index`` goes with."""
    number = _feature(words[index], "Number")
    for word in words[index + 1 : index + 5]:
        if word.pos_ in _NOUNS:
            theirs = _feature(word, "Number")
            return word if not number or not theirs or number == theirs else None
        if word.pos_ not in {"ADJ", "DET", "NUM", "ADV"}:
            return None
    return None


def _pronoun(words: Sequence[Token], lists: Language) -> str | None:
    """Third-person pronouns without an agreeing noun before them in the sentence."""
    for index, word in enumerate(words):
        known = lists.pronouns.get(word.lower_)
        if known is None or word.pos_ not in {"PRON", "DET", "ADJ"} or (index and word.is_title):
            continue
        gender, number = known
        if number == "Any":
            gender, number = ("MascNeut", "Sing")
            if _feature(word, "Number") == "Plur":
                gender, number = ("Any", "Plur")
        # Polish leaves a subject out where it is clear; one that stands there points further back.
        nominative = word.lower_ in {"on", "ona", "ono", "oni", "one"}
        if nominative and (number == "Plur" or not _later_clause(words, index, lists)):
            return word.text
        if not _antecedent(words[:index], gender, number):
            return word.text
    return None


def _antecedent(before: Sequence[Token], gender: str, number: str) -> bool:
    names = 0
    for word in before:
        if word.pos_ not in _NOUNS:
            continue
        names += 1
        theirs = _feature(word, "Gender")
        if number == "Plur":
            if _feature(word, "Number") == "Plur":
                return True
            continue
        if _feature(word, "Number") == "Plur":
            continue
        if not theirs or theirs == gender or (gender == "MascNeut" and theirs in {"Masc", "Neut"}):
            return True
    # "Kanada i Meksyk … ich": names joined by a conjunction make a plural.
    return number == "Plur" and names > 1 and any(word.pos_ == "CCONJ" for word in before)


def _pair(words: Sequence[Token], lists: Language) -> str | None:
    """*Oba państwa*, *obie strony* without the two names before them."""
    for index, word in enumerate(words):
        if word.lemma_.lower() in lists.pairs or word.lower_ in {"obu", "obydwu", "obojga", "oba"}:
            names = {earlier.lemma_.lower() for earlier in words[:index] if earlier.pos_ == "PROPN"}
            if len(names) < 2:
                return word.text
    return None


def _inner(words: Sequence[Token], lists: Language) -> str | None:
    """Connectives and adverbs of place and time inside the first clause."""
    for index, word in enumerate(words[:_FIRST_CLAUSE_MAX]):
        if word.text in {",", ":", "–", "—", ";"}:
            return None
        if index and (
            word.lower_ in lists.connectives
            or _text(words[index : index + 2]).lower() in lists.connectives
        ):
            return word.text
        if index and word.lower_ in lists.adverbs and not _points_ahead(words, index, lists):
            return word.text
    return None


def _bare_noun(words: Sequence[Token], lists: Language) -> str | None:
    """*Umowa zakłada …*: a general noun, without anything that says which, before its verb."""
    if len(words) > 2 and words[0].lemma_.lower() in lists.anaphoric_nouns:
        follower = words[1]
        if follower.lower_ in {"nie", "ma", "też", "także", "również"}:
            follower = words[2]
        if follower.pos_ in _VERBS and _finite(follower):
            return words[0].text
    return None


def _missing_subject(words: Sequence[Token], lists: Language) -> str | None:
    """A third-person verb in the first clause with no noun that could be its subject."""
    at = next((i for i, word in enumerate(words) if _finite(word)), None)
    if at is None:
        return None
    verb = words[at]
    subordinate = words[0].pos_ == "SCONJ" and words[0].lower_ != "jak"
    # "Mówi się o …": with "się" a verb in the present may have no subject at all.
    beside = {word.lower_ for word in words[max(0, at - 1) : at + 2]}
    unmarked = _feature(verb, "Gender") == "" and _feature(verb, "Number") != "Plur"
    nobody = "się" in beside and unmarked and verb.lemma_.lower() != "mieć"
    if subordinate or nobody or _without_subject(verb, lists):
        return None
    right = next(
        (i for i in range(at, len(words)) if words[i].text in {",", ";", ":", "–", "—"}), len(words)
    )
    # A subject may also stand before an inserted clause: "Premier, który …, zapowiedział …".
    near = words[:right]
    if any(word.lemma_.lower() in lists.quantifiers for word in near):
        return None
    if any(_agrees(word, verb, words) or _may_agree(word, verb, words) for word in near):
        return None
    return None if _several(verb, words) else verb.text


def _several(verb: Token, words: Sequence[Token]) -> bool:
    """Tell whether a plural verb may have several nouns as its subject."""
    if _feature(verb, "Number") != "Plur":
        return False
    joints = {word.i for word in words if word.pos_ == "CCONJ" or word.text == ","}
    # The tagger often errs on the case of foreign names: what is joined to the first counts too.
    nouns = [
        word
        for word in words
        if word.pos_ in _NOUNS
        and (_nominative(word, verb, words) or (word.i < verb.i and word.i - 1 in joints))
    ]
    return len(nouns) > 1 and bool(joints)


def _without_subject(verb: Token, lists: Language) -> bool:
    """Tell whether a verb needs no subject: *należy*, *podano*, *doszło*, *jesteśmy*."""
    if verb.lemma_.lower() in lists.impersonal or _feature(verb, "Person") in {"0", "1", "2"}:
        return True
    if verb.lower_.endswith(("no", "to")) and _feature(verb, "Number") == "":
        return True
    return _feature(verb, "Gender") == "Neut" and _feature(verb, "Number") != "Plur"


def _agrees(word: Token, verb: Token, words: Sequence[Token]) -> bool:
    """Tell whether ``word`` can be the subject of ``verb``."""
    if word.pos_ == "NUM" or word.lower_ in {"kto", "co", "nikt", "nic", "ktoś", "coś", "to"}:
        return True
    return _nominative(word, verb, words) and _same_number_and_gender(word, verb)


def _may_agree(word: Token, verb: Token, words: Sequence[Token]) -> bool:
    """Tell whether a noun before the verb may be its subject although it was tagged otherwise."""
    if word.i >= verb.i:
        return False
    # A foreign name before the verb: "premier Takaichi zapowiedziała".
    if word.i == verb.i - 1 and word.is_title and not analyse(word.text):
        return _feature(verb, "Number") != "Plur"
    if word.pos_ not in _NOUNS or _governed(word, words):
        return False
    wanted = "pl" if _feature(verb, "Number") == "Plur" else "sg"
    return word.i == words[0].i and any(
        reading.tag.startswith(f"subst:{wanted}:nom") for reading in analyse(word.lower_)
    )


def _nominative(word: Token, verb: Token, words: Sequence[Token]) -> bool:
    case = _feature(word, "Case")
    if word.pos_ in {"DET", "ADJ"}:
        return case == "Nom"
    if _feature(word, "VerbForm") == "Vnoun":
        return case == "Nom"
    if word.pos_ not in {"NOUN", "PROPN", "PRON", "X"}:
        return False
    # Letters and foreign names are not inflected; their case is a guess.
    uninflected = not case or (word.is_upper and len(word) > 1)
    near = word.i <= verb.i + 2
    known = not word.is_upper and bool(analyse(word.text))
    if word.pos_ == "PRON" or (case == "Nom" and (near or known)):
        return case == "Nom"
    return uninflected and near and not _governed(word, words)


def _same_number_and_gender(word: Token, verb: Token) -> bool:
    number, theirs = _feature(verb, "Number"), _feature(word, "Number")
    if number and theirs and number != theirs:
        return False
    gender, their = _feature(verb, "Gender"), _feature(word, "Gender")
    if gender and their and gender != their and number != "Plur":
        return word.pos_ == "PROPN" and word.ent_type_ == "persName"
    return True


def _governed(word: Token, words: Sequence[Token]) -> bool:
    """Tell whether a preposition stands before ``word``, with only names and adjectives between."""
    index = word.i - words[0].i - 1
    while index >= 0 and words[index].pos_ in {"NOUN", "PROPN", "ADJ", "X"}:
        index -= 1
    return index >= 0 and words[index].pos_ == "ADP"


def _finite(word: Token) -> bool:
    if word.pos_ not in _VERBS:
        return False
    form = _feature(word, "VerbForm")
    return form in {"", "Fin"} and (
        _feature(word, "Tense") != "" or _feature(word, "Person") != "" or word.pos_ == "VERB"
    )


def _later_clause(words: Sequence[Token], index: int, lists: Language) -> bool:
    """Tell whether a clause that says more than who speaks ends before ``index``."""
    told = False
    for word in words[:index]:
        told = told or (_finite(word) and word.lemma_.lower() not in lists.speech)
        if told and word.text in {",", ";", ":", "–", "—"}:
            return True
    return False


def _nouns_before(words: Sequence[Token], index: int) -> bool:
    return any(word.pos_ in _NOUNS for word in words[:index])


def _follows(words: Sequence[Token], index: int, forms: set[str]) -> bool:
    return any(word.lower_ in forms for word in words[index + 1 : index + 3])


def _feature(word: Token, name: str) -> str:
    values = word.morph.get(name, [])
    return str(values[0]) if values else ""


def _text(words: Sequence[Token]) -> str:
    return " ".join(word.text for word in words)
