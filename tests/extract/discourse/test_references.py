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


# One rule after another, where it applies and where it does not.
PAIRS = [
    (
        None,
        "Gmina/NOUN/nsf ma/VERB/+s3 firmę/NOUN/asf ,/PUNCT a/CCONJ ta/DET/nsf "
        "ostatnia/ADJ/nsf upadła/VERB/+sf ./PUNCT",
    ),
    ("ta", "Pada/VERB/+s3 ,/PUNCT a/CCONJ ta/DET/nsf ostatnia/ADJ/nsf upadła/VERB/+sf ./PUNCT"),
    (
        None,
        "Premier/NOUN/nsm przyszedł/VERB/+sm ,/PUNCT a/CCONJ on/PRON/nsm milczał/VERB/+sm ./PUNCT",
    ),
    (
        "on",
        "Premier/NOUN/nsm powiedział/VERB/+sm/powiedzieć ,/PUNCT że/SCONJ on/PRON/nsm "
        "milczał/VERB/+sm ./PUNCT",
    ),
    (
        "tym",
        "Rząd/NOUN/nsm w/ADP tym/DET/lsm celu/NOUN/lsm/cel zbuduje/VERB/+s3 most/NOUN/asm ./PUNCT",
    ),
    (
        None,
        "Rząd/NOUN/nsm w/ADP tym/DET/lsm roku/NOUN/lsm/rok zbuduje/VERB/+s3 most/NOUN/asm ./PUNCT",
    ),
    (
        None,
        "Strony/NOUN/npf mają/VERB/+p3 umowę/NOUN/asf/umowa i/CCONJ tę/DET/asf "
        "umowę/NOUN/asf/umowa chwalą/VERB/+p3 ./PUNCT",
    ),
    (
        "tę",
        "Strony/NOUN/npf mają/VERB/+p3 umowę/NOUN/asf/umowa i/CCONJ tę/DET/asf "
        "ustawę/NOUN/asf/ustawa chwalą/VERB/+p3 ./PUNCT",
    ),
    (
        "powyższe",
        "Rząd/NOUN/nsm chwali/VERB/+s3 powyższe/ADJ/apf/powyższy zasady/NOUN/apf/zasada ./PUNCT",
    ),
    (
        None,
        "Rząd/NOUN/nsm zmienił/VERB/+sm ustawę/NOUN/asf/ustawa ,/PUNCT bo/SCONJ "
        "przywołana/ADJ/nsf/przywołany ustawa/NOUN/nsf/ustawa szkodzi/VERB/+s3 ./PUNCT",
    ),
    (
        None,
        "Osoby/NOUN/npf/osoba wymienione/ADJ/npf/wymieniony w/ADP art./NOUN 3/NUM "
        "mają/VERB/+p3 dom/NOUN/asm ./PUNCT",
    ),
    (
        "Wymienione",
        "Wymienione/ADJ/npf/wymieniony osoby/NOUN/npf/osoba mają/VERB/+p3 dom/NOUN/asm ./PUNCT",
    ),
    (None, "Do/ADP tegorocznych/ADJ/gp zbiorów/NOUN/gpm doszły/VERB/+pf jabłka/NOUN/npo ./PUNCT"),
    ("Do tego", "Do/ADP tego/PRON/gso doszły/VERB/+pf jabłka/NOUN/npo ./PUNCT"),
    (None, "W/ADP efekcie/NOUN/lsm rozmów/NOUN/gpf otwarto/VERB/ most/NOUN/asm ./PUNCT"),
    ("W efekcie", "W/ADP efekcie/NOUN/lsm Polska/PROPN/nsf ma/VERB/+s3 most/NOUN/asm ./PUNCT"),
    (
        None,
        "W/ADP odpowiedzi/NOUN/lsf na/ADP apel/NOUN/asm premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT",
    ),
    ("W odpowiedzi", "W/ADP odpowiedzi/NOUN/lsf premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT"),
    (None, "Premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT"),
    ("Nowy", "Nowy/ADJ/nsm port/NOUN/nsm ./PUNCT"),
    ("Ale", "Ale/CCONJ premier/NOUN/nsm milczy/VERB/+s3 dalej/ADV ./PUNCT"),
    ("Także", "Także/PART wzrosły/VERB/+pf ceny/NOUN/npf chleba/NOUN/gsm ./PUNCT"),
    (None, "Także/PART Polska/PROPN/nsf ma/VERB/+s3 plan/NOUN/asm ./PUNCT"),
    ("A", "A/CCONJ premier/NOUN/nsm nadal/ADV milczy/VERB/+s3 ./PUNCT"),
    (
        None,
        "Ponieważ/SCONJ premier/NOUN/nsm milczy/VERB/+s3 ,/PUNCT rynek/NOUN/nsm "
        "spada/VERB/+s3 ./PUNCT",
    ),
    (None, "Poza/ADP portem/NOUN/ism premier/NOUN/nsm ma/VERB/+s3 most/NOUN/asm ./PUNCT"),
    (
        None,
        "Podobnie/ADV jak/SCONJ Litwa/PROPN/nsf Polska/PROPN/nsf ma/VERB/+s3 most/NOUN/asm ./PUNCT",
    ),
    (
        None,
        "Inaczej/ADV jak/SCONJ Litwa/PROPN/nsf Polska/PROPN/nsf ma/VERB/+s3 most/NOUN/asm ./PUNCT",
    ),
    ("Inaczej", "Inaczej/ADV Polska/PROPN/nsf nie/PART ma/VERB/+s3 mostu/NOUN/gsm ./PUNCT"),
    (
        None,
        "Litwa/PROPN/nsf i/CCONJ Łotwa/PROPN/nsf zbudują/VERB/+p3 most/NOUN/asm ,/PUNCT "
        "a/CCONJ oba/NUM kraje/NOUN/apm zapłacą/VERB/+p3 ./PUNCT",
    ),
    (
        "oba",
        "Litwa/PROPN/nsf zbuduje/VERB/+s3 most/NOUN/asm ,/PUNCT a/CCONJ oba/NUM "
        "kraje/NOUN/apm zapłacą/VERB/+p3 ./PUNCT",
    ),
    (
        None,
        "Premier/NOUN/nsm był/VERB/+sm tam/ADV ,/PUNCT gdzie/ADV leży/VERB/+s3 "
        "śnieg/NOUN/nsm ./PUNCT",
    ),
    ("tam", "Premier/NOUN/nsm był/VERB/+sm tam/ADV rano/ADV ./PUNCT"),
    (
        None,
        "Premier/NOUN/nsm wie/VERB/+s3 ,/PUNCT że/SCONJ śnieg/NOUN/nsm tam/ADV "
        "leży/VERB/+s3 ./PUNCT",
    ),
    ("mimo", "Premier/NOUN/nsm mimo/ADP to/PRON/aso milczy/VERB/+s3 ./PUNCT"),
    (None, "Umowa/NOUN/nsf/umowa Polski/PROPN/gsf zakłada/VERB/+s3 pokój/NOUN/asm ./PUNCT"),
    ("Umowa", "Umowa/NOUN/nsf/umowa nie/PART zakłada/VERB/+s3 pokoju/NOUN/gsm ./PUNCT"),
    (None, "Zima/NOUN/nsf/zima nie/PART zakłada/VERB/+s3 pokoju/NOUN/gsm ./PUNCT"),
    (
        None,
        "Rząd/NOUN/nsm ma/VERB/+s3 takie/DET/apo plany/NOUN/apm :/PUNCT port/NOUN/asm "
        "i/CCONJ most/NOUN/asm ./PUNCT",
    ),
    ("takie", "Rząd/NOUN/nsm ma/VERB/+s3 takie/DET/apo plany/NOUN/apm ./PUNCT"),
    (
        None,
        "Rząd/NOUN/nsm ma/VERB/+s3 takie/DET/apm plany/NOUN/apm ,/PUNCT jak/SCONJ "
        "port/NOUN/asm ./PUNCT",
    ),
    (
        "tej",
        "Od/ADP tej/DET/gsf decyzji/NOUN/gsf/decyzja podmiot/NOUN/nsm ,/PUNCT "
        "który/DET/nsm się/PRON skarży/VERB/+s3 ,/PUNCT odwołał/VERB/+sm się/PRON "
        "./PUNCT",
    ),
    (
        None,
        "Od/ADP tej/DET/gsf decyzji/NOUN/gsf/decyzja ,/PUNCT która/DET/nsf "
        "zapadła/VERB/+sf ,/PUNCT podmiot/NOUN/nsm się/PRON odwołał/VERB/+sm ./PUNCT",
    ),
    ("Oznacza to", "Oznacza/VERB/+s3 to/PRON/nso spadek/NOUN/asm cen/NOUN/gpf ./PUNCT"),
    (
        None,
        "Kanada/PROPN/nsf i/CCONJ Meksyk/PROPN/nsm chwalą/VERB/+p3 ich/PRON/gp "
        "plan/NOUN/asm ./PUNCT",
    ),
    ("ich", "Kanada/PROPN/nsf chwali/VERB/+s3 ich/PRON/gp plan/NOUN/asm ./PUNCT"),
    (None, "Kraje/NOUN/npm chwalą/VERB/+p3 ich/PRON/gp plan/NOUN/asm ./PUNCT"),
    (None, "Marynarze/NOUN/npm chwalą/VERB/+p3 Ich/PRON/gp Honor/NOUN/asm ./PUNCT"),
    (None, "Premier/NOUN/nsm chwali/VERB/+s3 jego/PRON/gsm plan/NOUN/asm ./PUNCT"),
    ("jego", "Ministra/NOUN/nsf chwali/VERB/+s3 jego/PRON/gsm plan/NOUN/asm ./PUNCT"),
    ("jego", "Władze/NOUN/npf chwalą/VERB/+p3 jego/PRON/gsm plan/NOUN/asm ./PUNCT"),
]


@pytest.mark.parametrize(("word", "text"), LEANS)
def test_what_points_back_is_named(word: str, text: str) -> None:
    assert leaning_word(read_words(tagged(text))) == word


@pytest.mark.parametrize(("word", "text"), PAIRS)
def test_each_rule_tells_what_points_back_from_what_does_not(word: str | None, text: str) -> None:
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
