import itertools

from skrot.extract import find_quotes, sentence_features
from skrot.extract.discourse.features import content_lemmas
from skrot.extract.discourse.words import read_words
from skrot.records import Sentence, SentenceFeatures
from tests.summarise.helpers import document, tagged


def rows_of(text: str, *bounds: tuple[int, int]) -> list[Sentence]:
    return [
        Sentence("a.txt", n, start, end, text[start:end], "body", (), 1)
        for n, (start, end) in enumerate(bounds)
    ]


def test_content_lemmas_leave_out_function_words_and_numbers() -> None:
    doc = tagged(
        "W/ADP 2024/NUM r./X//r. Nowe/ADJ//nowy statki/NOUN//statek są/AUX//być duże/ADJ//duży"
    )
    assert content_lemmas(read_words(doc)) == ("nowy", "statek", "duży")


def test_paragraph_and_heading() -> None:
    source = document(
        ("title", "Statki"), ("lead", "Lead."), ("heading", "Porty"), ("body", "Port jest.")
    )
    doc = tagged("Statki/NOUN Lead/NOUN ./PUNCT Porty/NOUN Port/NOUN jest/AUX ./PUNCT")
    starts = [(part.start, part.end) for part in source.parts]
    found = sentence_features(doc, rows_of(source.text, *starts), source)
    assert [row.paragraph for row in found] == [0, 1, 2, 3]
    assert [row.heading for row in found] == [None, None, None, "Porty"]


def test_a_title_and_a_lead_stand_under_no_heading() -> None:
    source = document(
        ("heading", "Porty"), ("body", "Port jest."), ("title", "Prom"), ("lead", "Prom jest.")
    )
    doc = tagged("Porty Port jest . Prom Prom jest .")
    starts = [(part.start, part.end) for part in source.parts]
    found = sentence_features(doc, rows_of(source.text, *starts), source)
    assert [row.heading for row in found] == [None, "Porty", None, None]


def speech(text: str, *cuts: int) -> list[SentenceFeatures]:
    """Features of one paragraph cut into sentences before the tokens numbered ``cuts``."""
    doc = tagged(text)
    source = document(("body", doc.text.strip()))
    edges = [0, *cuts, len(doc)]
    bounds = [(doc[a].idx, doc[b - 1].idx + len(doc[b - 1])) for a, b in itertools.pairwise(edges)]
    quotes = find_quotes(doc, (), ())
    return sentence_features(doc, rows_of(doc.text, *bounds), source, quotes)


def test_a_quotation_with_its_speaker() -> None:
    (found,) = speech(
        "„ Statki są/AUX dziś bardzo duże i drogie ” –/PUNCT powiedział/VERB//powiedzieć premier ."
    )
    assert (found.speaker, found.speaker_n) == (True, 0)


def test_a_quotation_over_two_sentences_knows_where_its_speaker_is() -> None:
    first, second = speech(
        "„ Statki są/AUX dziś bardzo duże . Porty też ”"
        " –/PUNCT powiedział/VERB//powiedzieć premier .",
        7,
    )
    assert (first.speaker, first.speaker_n) == (False, 1)
    assert second.speaker is True


def test_speech_after_a_dash() -> None:
    first, second = speech(
        "–/PUNCT Statki są/AUX dziś duże . Porty też –/PUNCT mówi/VERB//mówić premier .", 6
    )
    assert (first.speaker, first.speaker_n) == (False, 1)
    assert second.speaker is True


def test_a_quotation_nobody_owns() -> None:
    (found,) = speech("„ Statki są/AUX dziś bardzo duże i drogie ” .")
    assert (found.speaker, found.speaker_n) == (False, None)


def test_titles_and_irony_are_no_quotations() -> None:
    (found,) = speech("Gazeta „ Nowy Dzień ” milczy .")
    assert found.speaker is None


def test_questions() -> None:
    assert speech("Czy statki są duże ?")[0].question
    assert speech("Pyta , „ czy statki są duże ? ”")[0].question
    assert not speech("Statki są duże .")[0].question
