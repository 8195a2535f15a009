"""What a page puts between its sentences, and nobody says: "Oglądaj wideo: …", "Zobacz też …"."""

from __future__ import annotations

from skrot.extract.quotes.drafts import Draft
from skrot.extract.quotes.text import QuoteText
from skrot.extract.quotes.vocabulary import vocabulary


def without_furniture(text: QuoteText, draft: Draft) -> Draft | None:
    """Cut a quotation before a call to look at something else.

    Parameters
    ----------
    text
        The document.
    draft
        What was taken for words said.

    Returns
    -------
    Draft or None
        What stands after a dash where it begins with a call, null without one. Who speaks is not
        known where the verb stands after a call.
    """
    at = next((i for i in range(draft.first, draft.end) if _calls(text, i)), None)
    if at is None:
        return draft
    if at == draft.first:
        dash = next((i for i in range(at, draft.end - 1) if text.is_dash(i)), None)
        return None if dash is None else draft._replace(first=dash + 1, kind="direct")
    cut = draft._replace(end=at)
    told_after = draft.cue is not None and draft.cue > at
    return cut._replace(cue=None, act="says", subject=None) if told_after else cut


def _calls(text: QuoteText, at: int) -> bool:
    """Tell whether a call stands at a word: alone in capitals, or with what is to be seen.

    A word before it may be glued to it: "dodałOglądaj".
    """
    if at + 1 >= len(text.words):
        return False
    words = vocabulary().calls
    call, seen = text.words[at], text.words[at + 1]
    verb = next((verb for verb in words.verbs if call.lower.endswith(verb)), None)
    if verb is None or not call.text[-len(verb)].isupper():
        return False
    loud = call.text[-len(verb) :].isupper() and seen.text.isupper() and seen.text.isalpha()
    return loud or seen.lower in words.seen


def follows_pointer(text: QuoteText, at: int) -> bool:
    """Tell whether an arrow to another page stands before a dash: "czytaj dalej » - Dom jest …"."""
    first = text.sentence(at - 1)[0] if at else 0
    before = [text.words[i].text for i in range(first, at)]
    return before[-1:] == ["»"] and "«" not in before and before.count("»") == 1
