"""Whether the subject of a Polish sentence is left out, so that only the verb points at it."""

from __future__ import annotations

from collections.abc import Sequence

from skrot.extract.discourse.language import Language, language
from skrot.extract.discourse.words import Word
from skrot.polish.characters import LONG_DASHES
from skrot.polish.dictionary import analyse
from skrot.polish.tags import fits, numbers
from skrot.polish.word_lists import function_words

NOUNS = frozenset({"NOUN", "PROPN"})
VERBS = frozenset({"VERB", "AUX"})
CLAUSE_ENDS = LONG_DASHES | frozenset(",;:")
# A subject that the tagger took for something else stands at most so many words from the verb.
_NEAR = 4
_ROOT = "ROOT"
_AUXILIARIES = ("aux", "cop")
_SUBJECTS = ("nsubj", "csubj")


def missing_subject(words: Sequence[Word], lists: Language) -> str | None:
    """Return the third-person verb of the first clause when no noun there can be its subject.

    Parameters
    ----------
    words
        The words of a sentence without marks before its first word.
    lists
        The word lists.

    Returns
    -------
    str or None
        The verb as written.
    """
    at = _main_verb(words)
    if at is None:
        return None
    verb = words[at]
    served = _served(verb, words)
    subordinate = (
        not verb.relation and words[0].pos == "SCONJ" and words[0].lower != lists.comparing
    )
    # "Mówi się o …": with "się" a verb in the present may have no subject at all.
    beside = {word.lower for word in words[max(0, at - 1) : at + 2]}
    unmarked = feature(verb, "Gender") == "" and feature(verb, "Number") != "Plur"
    nobody = lists.reflexive in beside and unmarked and verb.low_lemma != lists.having
    # "Nie ma dowodów", "Nie ulega wątpliwości".
    after = words[at + 1].low_lemma if at + 1 < len(words) else ""
    nothing = (verb.low_lemma, after) == lists.no_doubt or (
        at > 0
        and words[at - 1].lower == function_words().denial
        and verb.lower == lists.denied_being
    )
    if subordinate or nobody or nothing or _without_subject(verb, lists):
        return None
    right = next((i for i in range(at, len(words)) if words[i].text in CLAUSE_ENDS), len(words))
    # A subject may also stand before an inserted clause: "Premier, który …, zapowiedział …".
    near = [word for word in words[:right] if not _has_its_place(word, served)]
    if any(word.low_lemma in lists.quantifiers for word in near):
        return None
    if any(_agrees(word, verb, words) or _may_agree(word, verb, words, lists) for word in near):
        return None
    return None if _several(verb, words) or has_subject(served, words) else verb.text


def _main_verb(words: Sequence[Word]) -> int | None:
    """Return the place of the first finite verb; by the syntax, if there is one, of the main one.

    "Gdy spadł deszcz, wyszedł": without syntax the verb of the first clause stands for it.
    """
    verbs = [i for i, word in enumerate(words) if finite(word)]
    root = next((word.i for word in words if word.relation == _ROOT), None)
    main = (i for i in verbs if words[i].i == root or _serves(words[i], root))
    return next(main, verbs[0] if verbs else None)


def _serves(word: Word, head: int | None) -> bool:
    return word.head == head and word.relation.startswith(_AUXILIARIES)


def _served(verb: Word, words: Sequence[Word]) -> set[int]:
    """Return a verb with those whose subject is its own: "został wybrany", "przyszedł i usiadł"."""
    within = {word.i: word for word in words}
    served = {verb.i}
    while verb.relation.startswith((*_AUXILIARIES, "conj")) and verb.head not in served:
        if verb.head not in within:
            break
        verb = within[verb.head]
        served.add(verb.i)
    return served


def has_subject(served: set[int], words: Sequence[Word]) -> bool:
    """Tell by the syntax whether verbs have a subject, of their number or several joined."""
    plural = any(feature(word, "Number") == "Plur" for word in words if word.i in served)
    joined = {word.head for word in words if word.relation == "conj"}
    return any(
        word.head in served
        and word.relation.startswith(_SUBJECTS)
        and (not plural or feature(word, "Number") != "Sing" or word.i in joined)
        for word in words
    )


def _has_its_place(word: Word, served: set[int]) -> bool:
    """Tell by the syntax whether a word is something else: the predicate, another's subject."""
    return word.relation != "" and (
        word.i in served or (word.relation.startswith(_SUBJECTS) and word.head not in served)
    )


def _several(verb: Word, words: Sequence[Word]) -> bool:
    """Tell whether a plural verb may have several nouns as its subject."""
    if feature(verb, "Number") != "Plur":
        return False
    joints = {word.i for word in words if word.pos == "CCONJ" or word.text == ","}
    # The tagger often errs on the case of foreign names: what is joined to the first counts too.
    nouns = [
        word
        for word in words
        if word.pos in NOUNS
        and (_nominative(word, verb, words) or (word.i < verb.i and word.i - 1 in joints))
    ]
    return len(nouns) > 1 and bool(joints)


def _without_subject(verb: Word, lists: Language) -> bool:
    """Tell whether a verb needs no subject: *należy*, *podano*, *doszło*, *jesteśmy*."""
    if verb.low_lemma in lists.impersonal or feature(verb, "Person") in {"0", "1", "2"}:
        return True
    if verb.lower.endswith(lists.impersonal_endings) and feature(verb, "Number") == "":
        return True
    return feature(verb, "Gender") == "Neut" and feature(verb, "Number") != "Plur"


def _agrees(word: Word, verb: Word, words: Sequence[Word]) -> bool:
    """Tell whether ``word`` can be the subject of ``verb``."""
    if word.pos == "NUM":
        # "Dwie kobiety przyszły", "przyszło pięciu", but "pozyskała dwóch inwestorów".
        return feature(verb, "Number") == "Plur" or feature(verb, "Gender") in {"", "Neut"}
    if word.lower in language().agreeing_pronouns:
        return True
    if word.pos == "PRON" and word.text.istitle() and word.i > words[0].i:  # "Marine One"
        return False
    return _nominative(word, verb, words) and _same_number_and_gender(word, verb)


def _may_agree(word: Word, verb: Word, words: Sequence[Word], lists: Language) -> bool:
    """Tell whether a noun may be the subject of the verb although it was tagged otherwise."""
    # A foreign name before the verb: "premier Takaichi zapowiedziała".
    if word.i == verb.i - 1 and word.text.istitle() and not analyse(word.text):
        return feature(verb, "Number") != "Plur"
    if word.pos not in NOUNS or _governed(word, words):
        return False
    if word.i > verb.i:
        free = _takes_no_object(verb, words, lists) or _object_before(verb, words)
        if feature(word, "Case") != "Acc" or not free:
            return False
    wanted = "pl" if feature(verb, "Number") == "Plur" else "sg"
    near = word.i == words[0].i or -_NEAR < word.i - verb.i <= _NEAR or word.head == verb.i
    return near and _reads(word, "subst", "ger", number=wanted, case="nom")


def _object_before(verb: Word, words: Sequence[Word]) -> bool:
    """Tell whether the verb has its object before it: "Obawy budzi nakładanie ceł"."""
    return any(
        word.pos == "NOUN"
        and feature(word, "Case") in {"Nom", "Acc"}
        and not _governed(word, words)
        and (
            _reads(word, "subst", number="sg", case="acc")
            or _reads(word, "subst", number="pl", case="acc")
        )
        for word in words
        if word.i < verb.i
    )


def _reads(word: Word, *classes: str, number: str, case: str) -> bool:
    """Tell whether the dictionary has such a reading of a form, and of that number alone.

    What is not inflected ("KE", "kilo") may be in any case and is left to the tagger.
    """
    return any(
        reading.pos in classes
        and numbers(reading.tag) == (number,)
        and fits(reading.tag, number, case)
        for reading in analyse(word.lower)
    )


def _takes_no_object(verb: Word, words: Sequence[Word], lists: Language) -> bool:
    """Tell whether a noun after the verb is no object: "Powstał park", "Zaczął się sezon"."""
    at = verb.i - words[0].i
    reflexive = any(word.lower == lists.reflexive for word in words[max(0, at - 1) : at + 3])
    return reflexive or verb.pos == "AUX" or verb.low_lemma in lists.intransitive


def _nominative(word: Word, verb: Word, words: Sequence[Word]) -> bool:
    case = feature(word, "Case")
    if word.pos in {"DET", "ADJ"}:
        return case == "Nom"
    if feature(word, "VerbForm") == "Vnoun":
        return case == "Nom"
    if word.pos not in {"NOUN", "PROPN", "PRON", "X"}:
        return False
    # Letters and foreign names are not inflected; their case is a guess.
    uninflected = not case or (word.text.isupper() and len(word.text) > 1)
    near = word.i <= verb.i + 2
    known = not word.text.isupper() and bool(analyse(word.text))
    if word.pos == "PRON" or (case == "Nom" and (near or known)):
        return case == "Nom"
    return uninflected and near and not _governed(word, words)


def _same_number_and_gender(word: Word, verb: Word) -> bool:
    number, theirs = feature(verb, "Number"), feature(word, "Number")
    if number and theirs and number != theirs:
        return False
    gender, their = feature(verb, "Gender"), feature(word, "Gender")
    if gender and their and gender != their and number != "Plur":
        return word.pos == "PROPN" and word.entity == "persName"
    return True


def _governed(word: Word, words: Sequence[Word]) -> bool:
    """Tell whether a preposition stands before ``word``, with only names and adjectives between."""
    index = word.i - words[0].i - 1
    while index >= 0 and words[index].pos in {"NOUN", "PROPN", "ADJ", "X"}:
        index -= 1
    return index >= 0 and words[index].pos == "ADP"


def finite(word: Word) -> bool:
    """Tell whether a word is a finite verb, as far as its features say."""
    if word.pos not in VERBS:
        return False
    form = feature(word, "VerbForm")
    return form in {"", "Fin"} and (
        feature(word, "Tense") != "" or feature(word, "Person") != "" or word.pos == "VERB"
    )


def feature(word: Word, name: str) -> str:
    """Return a morphological feature of a word, empty when it has none."""
    return word.features.get(name, "")
