import pytest
from spacy.tokens import MorphAnalysis

from skrot.extract.discourse.fragments import (
    answers_formally,
    find_fragment,
    is_cased,
    marker_length,
)
from skrot.extract.discourse.words import read_words
from tests.summarise.helpers import tagged

WHOLE = [
    "Premier/NOUN/nsm otworzył/VERB/+sm most/NOUN/asm ./PUNCT",
    "Czy/SCONJ port/NOUN/nsm działa/VERB/+s3 ?/PUNCT",
    "–/PUNCT Czy/SCONJ port/NOUN/nsm działa/VERB/+s3 ?/PUNCT",
    "Most/NOUN/nsm to/PART okno/NOUN/nso na/ADP świat/NOUN/asm ./PUNCT",
    "Brak/NOUN/nsm danych/NOUN/gpf ./PUNCT",
    "Most/NOUN/nsm ,/PUNCT który/DET stoi/VERB/+s3 ,/PUNCT cieszy/VERB/+s3 ./PUNCT",
    # The comma after the relative clause is missing.
    "Lista/NOUN/nsf ,/PUNCT którą/DET czytał/VERB/+sm leży/VERB/+s3 tu/ADV ./PUNCT",
    # A verb that the tagger took for something else, and one that stands for a verb.
    "Statek/NOUN/nsm przypłynął/ADJ rano/ADV ./PUNCT",
    "Można/ADV płynąć/VERB// dalej/ADV ./PUNCT",
    # Small letters that are names.
    "iPhone/PROPN/nsm drożeje/VERB/+s3 ./PUNCT",
    "1 ./PUNCT Port/NOUN/nsm działa/VERB/+s3 ./PUNCT",
    "Port/NOUN/nsm (/PUNCT duży/ADJ )/PUNCT działa/VERB/+s3 ./PUNCT",
    "informuję/VERB/+s1/informować ,/PUNCT że/SCONJ port/NOUN/nsm działa/VERB/+s3 ./PUNCT",
]
FRAGMENTS = [
    ("start", "województwo/NOUN/nso ma/VERB/+s3 plan/NOUN/asm ./PUNCT"),
    ("start", "3)/X port/NOUN/nsm działa/VERB/+s3 ;/PUNCT"),
    ("end", "W/ADP radzie/NOUN/lsf zasiadają/VERB/+p3 :/PUNCT"),
    ("predicate", "Koszty/NOUN/npm obsługi/NOUN/gsf 12 mln/NOUN ./PUNCT"),
    ("predicate", "Plan/NOUN/nsm ,/PUNCT który/DET działa/VERB/+s3 ./PUNCT"),
    ("predicate", "Działa/NOUN/npo portu/NOUN/gsm ./PUNCT"),
    ("predicate", "6 Dz./NOUN U./NOUN poz./NOUN 793 ./PUNCT"),
    ("bracket", "Port/NOUN/nsm (/PUNCT duży/ADJ działa/VERB/+s3 ./PUNCT"),
    ("bracket", "Port/NOUN/nsm działa/VERB/+s3 )/PUNCT ./PUNCT"),
    ("bracket", "Port/NOUN/nsm )/PUNCT działa/VERB/+s3 (/PUNCT ./PUNCT"),
    ("formula", "1./PUNCT Czy/SCONJ port/NOUN/nsm działa/VERB/+s3 ?/PUNCT"),
    ("formula", "Ad/X 3./PUNCT Czy/SCONJ port/NOUN/nsm działa/VERB/+s3 ?/PUNCT"),
    (
        "formula",
        "Przedstawiam/VERB/+s1/przedstawiać następujące/ADJ//następujący dane/NOUN/apf ./PUNCT",
    ),
]


def fragment(text: str, *, cased: bool = True, opens: bool = True):
    doc = tagged(text)
    start = marker_length(doc.text)
    words = [word for word in read_words(doc) if word.start >= start]
    return find_fragment(words, doc.text.strip(), cased=cased, opens=opens)


@pytest.mark.parametrize("text", WHOLE)
def test_whole_sentences(text: str) -> None:
    assert fragment(text) is None


@pytest.mark.parametrize(("reason", "text"), FRAGMENTS)
def test_fragments(reason: str, text: str) -> None:
    assert fragment(text) == reason


def test_without_capitals_in_a_document_small_letters_tell_nothing() -> None:
    assert fragment("port/NOUN/nsm działa/VERB/+s3 ./PUNCT", cased=False) is None
    assert not is_cased(["port działa.", "most stoi.", "Nie wiem."])
    assert is_cased(["Port działa.", "Most stoi.", "nie wiem."])


def test_a_dash_inside_a_paragraph_goes_on_with_the_sentence_before_or_opens_speech() -> None:
    text = "–/PUNCT {}/NOUN/nsm działa/VERB/+s3 ./PUNCT"
    assert fragment(text.format("port"), opens=False, cased=False) == "start"
    assert fragment(text.format("Port"), opens=False) is None
    assert fragment(text.format("Port")) is None


@pytest.mark.parametrize(
    ("text", "formal"),
    [
        ("W odpowiedzi na interpelację nr 5 informuję, że port działa.", True),
        ("odnosząc się do Państwa pytania, wyjaśniam, że port działa.", True),
        ("W związku z powodzią zamknięto port.", False),
        ("Uprzejmie informuję, że port działa.", False),
        ("Autor interpelacji mieszka w Gdyni.", False),
        ("Spółka, której dotyczy interpelacja, ma port w Gdyni.", True),
        ("Koszty portów zebrano w poniższej tabeli.", True),
        ("Port nie prowadził badań w zakresie ujętym w pytaniu.", True),
        ("Tabela poniżej portu leży w piasku.", False),
    ],
)
def test_openings_of_letters(text: str, formal: bool) -> None:
    assert answers_formally(text) is formal


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("1. Port", 3),
        ("2) port", 3),
        ("8)port", 2),
        ("a) port", 3),
        ("[3] Port", 4),
        ("• Port", 2),
        ("– Port", 2),
        ("Ad 4. Port", 6),
        ("IV. Port", 4),
        ("Port", 0),
        ("2024 był", 0),
        ("3 mln osób", 0),
        ("J. Kowalski", 0),
        ("12.5 mln osób", 0),
    ],
)
def test_markers_of_list_items(text: str, length: int) -> None:
    assert marker_length(text) == length


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Zobacz/VERB/+s2 most/NOUN/asm ./PUNCT", "call"),
        ("(/PUNCT Zobacz/VERB/+s2 most/NOUN/asm ./PUNCT )/PUNCT", "call"),
        ("„/PUNCT Zobacz/VERB/+s2 most/NOUN/asm ”/PUNCT ./PUNCT", None),
        ("–/PUNCT Zobacz/VERB/+s2 most/NOUN/asm ./PUNCT", None),
    ],
)
def test_what_tells_its_reader_to_do_something(text: str, reason: str | None) -> None:
    doc = tagged(text)
    for token in doc:
        if token.text == "Zobacz":
            token.morph = MorphAnalysis(doc.vocab, "Mood=Imp|Person=2|VerbForm=Fin")
    found = find_fragment(read_words(doc), doc.text.strip(), cased=True, opens=True)
    assert found == reason
