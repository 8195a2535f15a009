"""What is left out of sentences, and above all what is not."""

import tomllib
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given as forall
from hypothesis import settings as profile
from hypothesis import strategies as st
from spacy.language import Language

from skrot.annotate import annotate, load, sentences
from skrot.api import digest
from skrot.extract import sentence_features
from skrot.extract.discourse.trimming import find_omissible, omissible_spans
from skrot.extract.discourse.words import read_words
from skrot.read import read_text
from skrot.report.pages.terminal import digest_text
from skrot.report.wording.marks import Span, mark_shown
from skrot.summarise import SummarySettings, summarise
from skrot.summarise.scoring import count_words
from skrot.summarise.shown import LEFT_OUT, shown_text
from tests.summarise.helpers import given, tagged

GOLDEN = tomllib.loads(Path(__file__).with_name("trimming.toml").read_text("utf-8"))
KEPT = [(reason, text) for reason, texts in GOLDEN["kept"].items() for text in texts]
TEXTS = [
    "Port w Gdyni przyjął w maju rekordową liczbę statków (np. tankowców z gazem).",
    "Rybacy z Helu łowią coraz mniej dorszy w zatoce.",
    "Nowa latarnia morska stanęła na końcu długiego falochronu.",
]
CUT = (TEXTS[0].index(" (np."), TEXTS[0].index(")") + 1)
OMISSIBLE: dict[int, dict[str, object]] = {0: {"omissible": (CUT,)}}


@cache
def model() -> Language:
    return load()


def first(text: str) -> tuple[str, tuple[tuple[int, int], ...], int]:
    document = read_text("Sejm obradował we wtorek w sprawie budżetu.\n\n" + text, "golden.txt")
    (doc,) = annotate(model(), [document])
    rows = sentences(doc, document)
    features = sentence_features(doc, rows, document)
    return rows[1].text, omissible_spans(doc, rows, features)[1], rows[1].start


@pytest.mark.parametrize("case", GOLDEN["trimmed"], ids=lambda case: case["text"][:40])
def test_what_adds_nothing_is_left_out(case: dict[str, str]) -> None:
    text, spans, start = first(case["text"])
    assert text == case["text"]
    assert shown_text(text, start, spans) == case["shown"]


@pytest.mark.parametrize(("reason", "text"), KEPT)
def test_what_the_sense_needs_is_kept(reason: str, text: str) -> None:
    assert first(text)[1] == ()


def omissible(pieces: str, **settings: bool) -> str:
    doc = tagged(pieces)
    text = doc.text.rstrip()
    spans = find_omissible(read_words(doc), text, 0, **settings)
    return shown_text(text, 0, spans)


def test_an_attribution_goes_with_its_dashes_or_commas() -> None:
    fact = "Ceny/NOUN/npf spadły/VERB/+p w/ADP maju/NOUN/lsm znacznie/ADV"
    assert omissible(f"{fact} –/PUNCT podał/VERB/+s/podać GUS/PROPN .") == (
        "Ceny spadły w maju znacznie […]."
    )
    assert "podał" in omissible(f"{fact} –/PUNCT podał/VERB/+s/podać Nowak/PROPN .")


INFORMING = "Uprzejmie/ADV informuję/VERB/+s1/informować ,/PUNCT że/SCONJ"


@pytest.mark.parametrize(
    ("pieces", "shown"),
    [
        # What remains has four words.
        ("Ceny/NOUN spadły/VERB/+p w/ADP maju/NOUN (/PUNCT PAP/PROPN )/PUNCT .", True),
        ("Ceny/NOUN spadły/VERB/+p wczoraj/ADV (/PUNCT PAP/PROPN )/PUNCT .", False),
        (f"{INFORMING} ceny/NOUN spadły/VERB/+p mocno/ADV wczoraj/ADV .", True),
        (f"{INFORMING} ceny/NOUN spadły/VERB/+p mocno/ADV .", False),
        # A second clause would hang in the air, but for one of its own verb of saying.
        (f"{INFORMING} remont/NOUN trwa/VERB/+s ,/PUNCT że/SCONJ peron/NOUN stoi/VERB/+s .", True),
        (
            f"{INFORMING} remont/NOUN trwa/VERB/+s nadal/ADV ,/PUNCT że/SCONJ peron/NOUN"
            " stoi/VERB/+s .",
            False,
        ),
        (
            f"{INFORMING} remont/NOUN trwa/VERB/+s oraz/CCONJ że/SCONJ peron/NOUN stoi/VERB/+s .",
            False,
        ),
        # Nothing is told that could stand without it.
        ("Uprzejmie/ADV informuję/VERB/+s1/informować o/ADP remoncie/NOUN dworca/NOUN .", False),
        (
            "Nie/PART informuję/VERB/+s1/informować ,/PUNCT że/SCONJ ceny/NOUN rosły/VERB mi .",
            False,
        ),
    ],
)
def test_what_remains_is_a_sentence(pieces: str, shown: bool) -> None:
    assert (LEFT_OUT in omissible(pieces)) is shown


def test_nothing_goes_from_within_quotation_marks_or_brackets() -> None:
    bracket = "(/PUNCT np./X ogrodzenia/NOUN )/PUNCT"
    words = "Rada/NOUN chwali/VERB/+s „ nowe/ADJ środki/NOUN"
    assert LEFT_OUT not in omissible(f"{words} {bracket} na/ADP dziki/NOUN ” w/ADP gminie/NOUN .")
    assert LEFT_OUT in omissible(f"{words} ” {bracket} na/ADP dziki/NOUN w/ADP gminie/NOUN .")
    said = "w/ADP maju/NOUN ,/PUNCT podał/VERB/+s/podać GUS/PROPN ,/PUNCT mocno/ADV"
    prices = "Ceny/NOUN/npf chleba/NOUN spadły/VERB/+p"
    assert LEFT_OUT not in omissible(f"{prices} (/PUNCT {said} )/PUNCT w/ADP kraju/NOUN .")
    assert omissible(f"{prices} (/PUNCT bardzo/ADV )/PUNCT {said} w/ADP kraju/NOUN .") == (
        "Ceny chleba spadły ( bardzo ) w maju […] mocno w kraju."
    )


def test_a_participle_attributes_nothing() -> None:
    pieces = (
        "Ceny/NOUN spadły/VERB/+p ,/PUNCT podane/{}/+p/podać GUS/PROPN ,/PUNCT w/ADP kraju/NOUN"
    )
    assert LEFT_OUT in omissible(pieces.format("VERB"))
    assert LEFT_OUT not in omissible(pieces.format("ADJ"))


def test_the_comma_before_the_next_clause_stays() -> None:
    said = "Ceny/NOUN/npf spadły/VERB/+p w/ADP maju ,/PUNCT podał/VERB/+s/podać GUS/PROPN ,/PUNCT"
    assert omissible(f"{said} a/CCONJ płace/NOUN rosną/VERB/+p .") == (
        "Ceny spadły w maju […], a płace rosną."
    )
    assert omissible(f"{said} mocno/ADV w/ADP kraju/NOUN .") == (
        "Ceny spadły w maju […] mocno w kraju."
    )


def test_what_the_next_sentence_needs_stays() -> None:
    fact = "Ceny/NOUN chleba/NOUN spadły/VERB/+p w/ADP maju/NOUN"
    pieces = f"{fact} –/PUNCT podał/VERB/+s/podać GUS/PROPN ."
    assert "podał" in omissible(pieces, source_needed=True)


@forall(st.text("ab (),–", min_size=1), st.data())
@profile(max_examples=100, deadline=None)
def test_what_is_shown_are_slices_of_the_text(text: str, data: st.DataObject) -> None:
    places = sorted(data.draw(st.sets(st.integers(0, len(text)))))
    spans = list(zip(places[::2], places[1::2], strict=False))
    shown = shown_text(text, 50, [(50 + begin, 50 + end) for begin, end in spans])
    edges = [0, *(place for span in spans for place in span), len(text)]
    kept = [text[begin:end] for begin, end in zip(edges[::2], edges[1::2], strict=True)]
    pieces = shown.split(LEFT_OUT)
    assert [piece.rstrip() for piece in pieces] == [piece.rstrip() for piece in kept]


def test_a_text_without_cuts_is_itself() -> None:
    assert shown_text("Port jest pusty.", 7, ()) == "Port jest pusty."
    assert shown_text("Port (nowy) jest pusty.", 100, [(104, 111)]) == "Port […] jest pusty."
    assert shown_text("Jak wiadomo, port stoi.", 100, [(100, 112)]) == "[…] port stoi."


def test_trimming_is_off_by_default() -> None:
    found = summarise([given(TEXTS, changes=OMISSIBLE)], [], SummarySettings(sentences=3))
    assert {row.shown for row in found.documents[0].sentences} == {None}
    assert all(row.left_out == () for row in found.sentences[0])


def test_the_whole_sentence_stays_beside_what_is_shown() -> None:
    settings = SummarySettings(sentences=3, trim=True)
    found = summarise([given(TEXTS, changes=OMISSIBLE)], [], settings)
    row = next(row for row in found.overall if row.n == 0)
    assert row.text == TEXTS[0]
    assert row.shown == "Port w Gdyni przyjął w maju rekordową liczbę statków […]."
    assert row.left_out == (CUT,)
    assert found.sentences[0][0].left_out == (CUT,)
    assert found.sentences[0][1].left_out == ()


def test_trimming_does_not_change_the_order_of_selection() -> None:
    item = given(TEXTS, changes=OMISSIBLE)
    kept, trimmed = (summarise([item], [], SummarySettings(trim=trim)) for trim in (False, True))
    assert [(row.n, row.rank, row.score) for row in kept.overall] == [
        (row.n, row.rank, row.score) for row in trimmed.overall
    ]


def test_length_counts_the_words_that_are_shown() -> None:
    item = given(TEXTS[:1], changes=OMISSIBLE)
    shown = count_words(TEXTS[0][: CUT[0]])
    other = given([TEXTS[1]], doc="b.txt")
    words = shown + count_words(TEXTS[1])
    for trim, rows in ((False, 1), (True, 2)):
        settings = SummarySettings(words=words, trim=trim)
        assert len(summarise([item, other], [], settings).overall) == rows


def test_marks_stand_around_what_is_left_out() -> None:
    text = "Jan Nowak (np. rybak) ma 3 łodzie."
    marks = [Span(100, 109, "person", ""), Span(115, 120, "org", ""), Span(125, 126, "number", "")]
    tokens = mark_shown(text, marks, [(109, 121)], start=100)
    assert "".join(token.text for token in tokens) == "Jan Nowak […] ma 3 łodzie."
    assert [token.kind for token in tokens if token.type == "open"] == ["person", "number"]


def test_a_digest_is_trimmed_on_request() -> None:
    text = "Jak podaje GUS, bezrobocie w powiecie sanockim spadło w maju do czterech procent."
    (whole,), (trimmed,) = (digest(text, trim=trim).overall for trim in (False, True))
    assert (whole.shown, whole.left_out) == (None, ())
    assert trimmed.text == whole.text == text
    assert trimmed.shown == f"{LEFT_OUT}{text[15:]}"
    assert LEFT_OUT in digest_text(digest(text, trim=True))
