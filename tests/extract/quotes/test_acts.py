"""What somebody does by saying something, and where his words begin after who he is."""

import pytest
from spacy.tokens import MorphAnalysis

from skrot.extract.quotes import find_quotes
from tests.extract.quotes.helpers import document


@pytest.mark.parametrize(
    ("tense", "infinitive", "act"),
    [
        ("Fut", "", "promises"),
        ("Past", "", "says"),
        ("Pres", "", "says"),
        ("Pres", "i", "promises"),
    ],
)
def test_what_is_or_was_is_not_promised(tense: str, infinitive: str, act: str) -> None:
    second = "stać/VERB/i/stać" if infinitive else "dziś/ADV"
    doc, mentions, entities = document(
        f"Jan/PROPN/nsm Nowak/PROPN/nsm zapowiedział/VERB/fsm/zapowiedzieć , że/SCONJ"
        f" dom/NOUN/nsm postoi/VERB/fs3/postać {second} ."
    )
    verb = next(token for token in doc if token.text == "postoi")
    verb.morph = MorphAnalysis(doc.vocab, f"{verb.morph}|Tense={tense}")
    (quote,) = find_quotes(doc, mentions, entities)
    assert quote.act == act


SAID = "dom/NOUN/nsm jest/AUX/fs3/być duży/ADJ/nsm ."


@pytest.mark.parametrize(
    "who",
    [
        "z/ADP Globex/PROPN/gsm",
        ", szefa/NOUN/gsm/szef Globex/PROPN/gsm",
        ", szefa/NOUN/gsm/szef Globex/PROPN/gsm ,",
        ", członka/NOUN/gsm/członek zarządu/NOUN/gsm/zarząd ,",
    ],
)
def test_who_somebody_is_is_not_what_he_says(who: str) -> None:
    text = f"Zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm {who} {SAID}"
    doc, mentions, entities = document(text)
    (quote,) = find_quotes(doc, mentions, entities)
    assert (quote.text, quote.speaker_text) == ("dom jest duży", "Jana Nowaka")


@pytest.mark.parametrize(("who", "speaker"), [("Ten/DET/nsm/ten", "Adam Wilk"), ("", "Jan Nowak")])
def test_a_pronoun_means_who_was_named_last_and_no_subject(who: str, speaker: str) -> None:
    doc, mentions, entities = document(
        "Jan/PROPN/nsm Nowak/PROPN/nsm spotkał/VERB/fsm/spotkać się z/ADP Adamem/PROPN/ism"
        f" Wilkiem/PROPN/ism . {who} powiedział/VERB/fsm/powiedzieć , że/SCONJ {SAID}"
    )
    (quote,) = find_quotes(doc, mentions, entities)
    assert {e.entity: e.name for e in entities}[quote.speaker or ""] == speaker


def test_what_is_only_supposed_nobody_says() -> None:
    doc, mentions, entities = document(
        "To tak/ADV , jakby/SCONJ Jan/PROPN/nsm Nowak/PROPN/nsm powiedział/VERB/fsm/powiedzieć ,"
        f" że/SCONJ {SAID}"
    )
    assert find_quotes(doc, mentions, entities) == []
