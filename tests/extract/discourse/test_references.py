import pytest
from spacy.tokens import Span

from skrot.extract.discourse.references import adds, leaning_word
from skrot.extract.discourse.words import read_words
from tests.summarise.helpers import tagged

LEANS = [
    ("Jednak", "Jednak/ADV premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT"),
    ("jednak", "Premier/NOUN/nsm milczy/VERB/+s3 jednak/PART dalej/ADV ./PUNCT"),
    ("W zamian", "W/ADP zamian/NOUN Litwa/PROPN/nsf kupi/VERB/+s3 statki/NOUN/apm ./PUNCT"),
    ("one", "Są/VERB/+p3 one/PRON/npf niezbędne/ADJ/npf ./PUNCT"),
    ("Takie", "Takie/DET/npo słowa/NOUN/npo nie/PART padły/VERB/+pf ./PUNCT"),
    ("To", "To/DET/nso przyspieszenie/NOUN/nso cieszy/VERB/+s3 ./PUNCT"),
    ("To", "To/PRON/nso połowa/NOUN/nsf eksportu/NOUN/gsm ./PUNCT"),
    ("to", "Władze/NOUN/npf płacą/VERB/+p3 za/ADP to/PRON/aso co/ADP rok/NOUN/asm ./PUNCT"),
    ("Ich", "Ich/PRON/gp budowa/NOUN/nsf trwa/VERB/+s3 ./PUNCT"),
    ("Pochwalił", "Pochwalił/VERB/+sm miasto/NOUN/aso za/ADP porządek/NOUN/asm ./PUNCT"),
    ("Zaoferowali", "Zaoferowali/VERB/+pm nowe/ADJ/apf inwestycje/NOUN/apf ./PUNCT"),
    ("Obie", "Obie/NUM/npf strony/NOUN/npf milczą/VERB/+p3 ./PUNCT"),
    ("tam", "Mieści/VERB/+s3 się/PRON tam/ADV baza/NOUN/nsf ./PUNCT"),
    ("Umowa", "Umowa/NOUN/nsf/umowa zakłada/VERB/+s3 współpracę/NOUN/asf ./PUNCT"),
    ("Dlaczego", "Dlaczego/ADV ?/PUNCT"),
    ("Ponieważ", "Ponieważ/SCONJ premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT"),
    (
        "Były",
        "Były/ADJ/nsm/były premier/NOUN/nsm/premier Japonii/PROPN/gsf milczy/VERB/+s3 ./PUNCT",
    ),
    ("Chodzi o", "Chodzi/VERB/+s3 o/ADP sieci/NOUN/apf ./PUNCT"),
]
STANDS = [
    "Premier/NOUN/nsm otworzył/VERB/+sm nowy/ADJ/asm most/NOUN/asm ./PUNCT",
    # The pronoun has its noun in the sentence.
    "Ministra/NOUN/nsf mówi/VERB/+s3 ,/PUNCT że/SCONJ jej/PRON/gsf plan/NOUN/nsm jest/VERB/+s3 ./X",
    "To/PRON/nso prawda/NOUN/nsf ,/PUNCT że/SCONJ most/NOUN/nsm stoi/VERB/+s3 ./PUNCT",
    "W/ADP tym/DET/lsm roku/NOUN/lsm/rok most/NOUN/nsm stanął/VERB/+sm ./PUNCT",
    "Most/NOUN/nsm łączy/VERB/+s3 kraje/NOUN/apm ,/PUNCT w/ADP tym/PRON/lso Polskę/PROPN/asf ./X",
    "Zamówienia/NOUN/npo publiczne/ADJ/npo to/PRON/nso ryzyko/NOUN/nso ./PUNCT",
    # Impersonal verbs and forms need no subject.
    "O/ADP moście/NOUN/lsm mówi/VERB/+s3 się/PRON często/ADV ./PUNCT",
    "Podpisano/VERB/ umowy/NOUN/apf ./PUNCT",
    "Należy/VERB/+s3/należeć czekać/VERB ./PUNCT",
    "Doszło/VERB/+so/dojść do/ADP sporu/NOUN/gsm ./PUNCT",
    "Jesteśmy/AUX/+p1 gotowi/ADJ/npm ./PUNCT",
    # The subject follows the verb, or is a quantity.
    "Spadł/VERB/+sm śnieg/NOUN/nsm ./PUNCT",
    "Wiele/NUM//wiele firm/NOUN/gpf czeka/VERB/+s3 ./PUNCT",
    "Litwa/PROPN/nsf i/CCONJ Łotwa/PROPN/nsf mają/VERB/+p3 plan/NOUN/asm ./PUNCT",
    # Those who held an office are several, or may be anybody.
    "Byli/ADJ/npm/były premierzy/NOUN/npm/premier milczą/VERB/+p3 ./PUNCT",
    "Były/ADJ/nsm/były pracownik/NOUN/nsm/pracownik milczy/VERB/+s3 ./PUNCT",
    "./PUNCT",
]


@pytest.mark.parametrize(("word", "text"), LEANS)
def test_what_points_back_is_named(word: str, text: str) -> None:
    assert leaning_word(read_words(tagged(text))) == word


@pytest.mark.parametrize("text", STANDS)
def test_what_stands_alone_names_nothing(text: str) -> None:
    assert leaning_word(read_words(tagged(text))) is None


def test_holder_of_an_office_is_told_by_a_name() -> None:
    text = "Były/ADJ/nsm/były premier/NOUN/nsm/premier Abe/PROPN/nsm milczy/VERB/+s3 ./PUNCT"
    doc = tagged(text)
    doc.set_ents([Span(doc, 2, 3, label="persName")])
    assert leaning_word(read_words(doc)) is None


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Japonia/PROPN/nsf powtórzyła/VERB/+sf też/PART obietnicę/NOUN/asf ./PUNCT", True),
        ("Umowa/NOUN/nsf obejmuje/VERB/+s3 cła/NOUN/apo ,/PUNCT a/CCONJ także/PART", False),
        ("Rząd/NOUN/nsm ,/PUNCT jak/SCONJ również/PART sejm/NOUN/nsm milczy/VERB/+s3", False),
    ],
)
def test_what_adds_to_something(text: str, found: bool) -> None:
    assert adds(read_words(tagged(text))) is found


def test_no_tokens() -> None:
    assert leaning_word([]) is None


def test_features_of_the_official_model_alone_suffice() -> None:
    # No morphology at all: nothing breaks, and nothing is claimed of agreement.
    doc = tagged("Premier/NOUN milczy/VERB ./PUNCT")
    assert leaning_word(read_words(doc)) is None
