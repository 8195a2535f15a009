"""Which entity a noun phrase names: *premier May*, not *rząd Teresy May*."""

from __future__ import annotations

from collections.abc import Mapping

from skrot.extract.names.vocabulary import words as name_words
from skrot.extract.quotes.roles import initials
from skrot.extract.quotes.text import QuoteText, Range, feature
from skrot.extract.quotes.vocabulary import things, vocabulary
from skrot.records import Entity

_PERSON = "persName"


class Naming:
    """Tells whom or what the noun phrases of a text name.

    Parameters
    ----------
    text
        The document with its names.
    entities
        Those of the document, by their ids.
    """

    def __init__(self, text: QuoteText, entities: Mapping[str, Entity]) -> None:
        self._text = text
        self._names = entities

    def named_in(self, phrase: Range, head: int) -> str | None:
        """Give the entity that a noun phrase names, not one that it only mentions."""
        text = self._text
        own = text.names[head]
        if own is not None and not own.relational:
            return own.entity
        person = text.is_human(head) or text.words[head].pos != "NOUN"
        relational = text.words[head].low_lemma in vocabulary().of_somebody
        own_case = feature(text.words[head], "Case")
        guessed = None  # "szefowa komisji do spraw Amber Gold Anna Lis": another may be in its case
        for at in range(*phrase):
            name = text.names[at]
            if name is None or name.relational:
                continue
            # "rząd Teresy May" is not May; a full name in the nominative is whoever it stands by.
            full = " " in name.text
            if name.label != (_PERSON if person or full else "orgName"):
                # "agencja Asia News", not "członek zarządu Asia News"
                beside = all(text.words[i].pos == "PUNCT" for i in range(head + 1, at))
                if person or name.label != "orgName" or not beside:
                    continue
            if not person and at == head + 1 and self._is_of_noun(at, head):
                return name.entity
            # "rzeczniczka May" is not May, nor "córka Asi Bibi" she.
            case = feature(text.words[at], "Case")
            sure = case == own_case and " " in name.text and (case == "Nom" or at > head + 1)
            same = self.is_nominative(at) if own_case in {"", "Nom"} else case == own_case
            if same and (sure or not relational):
                if case == own_case:
                    return name.entity
                guessed = guessed or name.entity
        return guessed

    def is_nominative(self, at: int) -> bool:
        """Tell whether a name stands as the subject does: "premier May", not "rząd Teresy May"."""
        name = self._text.names[at]
        if name is None or name.entity not in self._names:
            return False
        entity = self._names[name.entity]
        known = {word for one in (entity.name, *entity.aliases) for word in one.split()}
        as_named = all(word in known for word in name.text.split())
        marked = at > 0 and self._text.words[at - 1].text in {"„", '"', "«", "”"}
        case = feature(self._text.words[at], "Case")
        genitive = case == "Gen" and self._text.words[at].relation == "nmod"
        return marked or (as_named and (name.label == _PERSON or case == "Nom") and not genitive)

    def surnamed(self, at: int) -> str | None:
        """Give the person whose surname a word is that was taken for a noun: "Biskup dodał"."""
        word = self._text.words[at]
        found = [
            entity.entity
            for entity in self._names.values()
            if entity.label == _PERSON
            and " " in entity.name
            and entity.name.split()[-1] == word.text
        ]
        return found[0] if len(found) == 1 and word.text[:1].isupper() else None

    def shortened(self, at: int) -> str | None:
        """Give the only organisation whose initials a word is: "przypomina „FAZ”"."""
        word = self._text.words[at].text
        if not word.isupper() or len(word) == 1:
            return None
        known = (e for e in self._names.values() if e.label == "orgName" and " " in e.name)
        found = [entity.entity for entity in known if initials(entity.name) == word]
        return found[0] if len(found) == 1 else None

    def _is_of_noun(self, at: int, head: int) -> bool:
        """Tell whether an acronym, which has no case, is what a noun is of: "telewizja CNN"."""
        name, noun = self._text.names[at], self._text.words[head].low_lemma
        known = things().keys() | vocabulary().opinion.reports | name_words().heads
        return name is not None and name.text.isupper() and noun in known
