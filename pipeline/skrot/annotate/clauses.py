"""The words around a place where a sentence may end: clauses and their verbs, initials."""

from __future__ import annotations

from functools import cache

from spacy.tokens import Doc, Span, Token

from skrot.annotate.abbreviations import load_abbreviations
from skrot.polish.dictionary import analyse
from skrot.toml import Table, load

STOPS = frozenset({".", "..", "?", "!", "…", "...", "?!", "!?", "!!", "!!!", "??", "???"})
FUNCTION = frozenset({"prep", "conj", "comp", "part"})
# Without a verb no clause is longer, in words.
REACH = 80
_CLAUSE_ENDS = frozenset({",", ";", ":", "(", ")"})
_FINITE = frozenset({"fin", "praet", "cond", "bedzie", "imps", "winien", "impt"})


class SentenceWords(Table, frozen=True):
    """What ``sentences.toml`` holds; the comments there say what each list means."""

    initials: frozenset[str]
    subordinators: frozenset[str]
    acts: frozenset[str]
    counting: frozenset[str]
    currencies: frozenset[str]
    at_events: frozenset[str]
    day: str
    years: frozenset[str]
    decades: frozenset[str]
    clause_openers: tuple[str, ...]


@cache
def sentence_words() -> SentenceWords:
    """Give the words."""
    return load("skrot.annotate", "data/sentences.toml", SentenceWords)


def last_clause(doc: Doc, first: int, stop: int) -> Span:
    """Give what ends here from its last conjunction on: "że w maju 2026 r."."""
    for at in range(stop - 1, first, -1):
        if doc[at].lower_ in sentence_words().subordinators and doc[at - 1].text == ",":
            return doc[at:stop]
        if doc[at].text in _CLAUSE_ENDS:
            break
    return doc[first:stop]


def kinds(word: Token) -> set[str]:
    """Give the parts of speech that the dictionary knows for a word."""
    return {reading.pos for reading in analyse(word.text)}


def may_be_verb(word: Token) -> bool:
    """Tell whether a word can be a finite verb, and is no function word."""
    known = kinds(word)
    return bool(known & _FINITE) and not known & FUNCTION


def has_verb(doc: Doc, start: int, stop: int, step: int) -> bool:
    """Look for a finite verb up to the end of the clause on one side, so many words at most."""
    for at in range(start, stop, step)[:REACH]:
        token = doc[at]
        if token.text in _CLAUSE_ENDS or (step > 0 and token.text in STOPS and _ends(doc, at)):
            return False
        readings = analyse(token.text)
        if readings and all(r.pos in _FINITE for r in readings):
            return True
    return False


def may_have_main_verb(doc: Doc, start: int) -> bool:
    """Look for what can be the verb of a main clause up to the end of the sentence.

    Of "Samochód, który prowadził, stał" one verb is of the clause after the comma.
    """
    verbs = 0
    for at in range(start, min(start + REACH, len(doc))):
        token = doc[at]
        if (token.text in STOPS and _ends(doc, at)) or "\n\n" in token.text:
            break
        if doc[at - 1].text == "," or doc[at - 2].text == ",":  # "…, w którym …"
            verbs -= token.lower_.startswith(sentence_words().clause_openers)
        verbs += may_be_verb(token)
    return verbs > 0


def _ends(doc: Doc, at: int) -> bool:
    """Tell whether a full stop is that of a sentence rather than of an abbreviation."""
    groups = load_abbreviations()
    word = doc[at - 1]
    known = groups.inner | groups.final | groups.before_number
    return word.text.lower() not in known and not is_initial(word)


def is_initial(word: Token) -> bool:
    """Tell whether a word before a full stop is the initial of a name."""
    return (len(word) == 1 and word.text.isupper()) or word.text in sentence_words().initials
