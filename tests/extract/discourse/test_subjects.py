"""Subjects that are left out, and nouns that take up what the sentence before tells more of."""

import pytest

from skrot.extract.discourse.references import leaning_word, repeated_noun
from skrot.extract.discourse.words import read_words
from tests.summarise.helpers import tagged

# The verb whose subject is missing, null where there is one or none is needed.
SUBJECTS = [
    ("Pochwalił", "Pochwalił/VERB/+sm miasto/NOUN/aso ./PUNCT"),
    (None, "Premier/NOUN/nsm pochwalił/VERB/+sm miasto/NOUN/aso ./PUNCT"),
    (
        None,
        "Jak/SCONJ wiadomo/ADJ ,/PUNCT premier/NOUN/nsm pochwalił/VERB/+sm miasto/NOUN/aso ./PUNCT",
    ),
    (
        None,
        "Gdy/SCONJ przyjechał/VERB/+sm do/ADP miasta/NOUN/gso ,/PUNCT premier/NOUN/nsm "
        "milczał/VERB/+sm ./PUNCT",
    ),
    (None, "O/ADP moście/NOUN/lsm mówi/VERB/+s3 się/PRON często/ADV ./PUNCT"),
    ("mówi", "O/ADP moście/NOUN/lsm mówi/VERB/+s3 często/ADV bardzo/ADV ./PUNCT"),
    ("mówili", "O/ADP moście/NOUN/lsm mówili/VERB/+pm się/PRON często/ADV ./PUNCT"),
    (
        None,
        "Nie/PART ulega/VERB/+s3/ulegać wątpliwości/NOUN/gsf/wątpliwość ,/PUNCT "
        "że/SCONJ most/NOUN/nsm stoi/VERB/+s3 ./PUNCT",
    ),
    (
        "ulega",
        "Nie/PART ulega/VERB/+s3/ulegać zmianie/NOUN/dsf ,/PUNCT że/SCONJ most/NOUN/nsm "
        "stoi/VERB/+s3 ./PUNCT",
    ),
    (None, "Nie/PART ma/VERB/+s3/mieć dowodów/NOUN/gpm winy/NOUN/gsf ./PUNCT"),
    ("Ma", "Ma/VERB/+s3/mieć dowody/NOUN/apm winy/NOUN/gsf ./PUNCT"),
    (None, "Należy/VERB/+s3/należeć zbudować/VERB most/NOUN/asm ./PUNCT"),
    (None, "Jesteśmy/AUX/+p1 gotowi/ADJ/npm dzisiaj/ADV ./PUNCT"),
    (None, "Podano/VERB/ wyniki/NOUN/apm rano/ADV ./PUNCT"),
    (None, "Doszło/VERB/+so do/ADP sporu/NOUN/gsm wczoraj/ADV ./PUNCT"),
    (None, "Wiele/NUM//wiele firm/NOUN/gpf szuka/VERB/+s3 pracowników/NOUN/gpm ./PUNCT"),
    (None, "Przyszło/VERB/+so pięciu/NUM posłów/NOUN/gpm ./PUNCT"),
    ("Pozyskała", "Pozyskała/VERB/+sf dwóch/NUM inwestorów/NOUN/apm ./PUNCT"),
    (None, "Trzy/NUM kobiety/NOUN/gpf przyszły/VERB/+pf rano/ADV ./PUNCT"),
    (None, "Kto/PRON pracuje/VERB/+s3 ,/PUNCT zarabia/VERB/+s3 ./PUNCT"),
    (None, "Nikt/PRON nie/PART pochwalił/VERB/+sm miasta/NOUN/gso ./PUNCT"),
    ("Leciała", "Leciała/VERB/+sf samolotem/NOUN/ism do/ADP Rzymu/PROPN/gsm ./PUNCT"),
    (None, "Premier/NOUN/asm Takaichi/X zapowiedziała/VERB/+sf reformę/NOUN/asf ./PUNCT"),
    ("zapowiedziała", "Reformę/NOUN/asf zapowiedziała/VERB/+sf wczoraj/ADV ./PUNCT"),
    (None, "Powstał/VERB/+sm/powstać park/NOUN/asm nad/ADP rzeką/NOUN/isf ./PUNCT"),
    ("Kupił", "Kupił/VERB/+sm/kupić park/NOUN/asm nad/ADP rzeką/NOUN/isf ./PUNCT"),
    (None, "Zaczął/VERB/+sm/zacząć się/PRON sezon/NOUN/asm nad/ADP rzeką/NOUN/isf ./PUNCT"),
    (None, "Obawy/NOUN/apf budzi/VERB/+s3/budzić remont/NOUN/asm mostu/NOUN/gsm ./PUNCT"),
    (
        "budzi",
        "W/ADP Obawach/NOUN/lpf budzi/VERB/+s3/budzić remont/NOUN/asm mostu/NOUN/gsm ./PUNCT",
    ),
    (None, "Francja/PROPN/nsf i/CCONJ Niemcy/PROPN/npm mają/VERB/+p3 umowę/NOUN/asf ./PUNCT"),
    (None, "Francja/PROPN/nsf i/CCONJ Iveta/PROPN/gsf mają/VERB/+p3 umowę/NOUN/asf ./PUNCT"),
    ("mają", "Od/ADP Francji/PROPN/gsf mają/VERB/+p3 umowę/NOUN/asf ./PUNCT"),
    ("mają", "Francja/PROPN/nsf mają/VERB/+p3 umowę/NOUN/asf ./PUNCT"),
    (None, "KGHM/PROPN sprzedał/VERB/+sm miedź/NOUN/asf ./PUNCT"),
    ("kupił", "Od/ADP KGHM/PROPN kupił/VERB/+sm miedź/NOUN/asf ./PUNCT"),
    ("sprzedał", "Ministry/NOUN/npf sprzedał/VERB/+sm miedź/NOUN/asf ./PUNCT"),
    (None, "Chora/ADJ/nsf przyszła/VERB/+sf rano/ADV do/ADP lekarza/NOUN/gsm ./PUNCT"),
    ("przyjęła", "Chorą/ADJ/asf przyjęła/VERB/+sf rano/ADV ./PUNCT"),
    (
        None,
        "Premier/NOUN/nsm ,/PUNCT który/DET był/AUX/+sm w/ADP Oslo/PROPN/lso ,/PUNCT "
        "wrócił/VERB/+sm ./PUNCT",
    ),
    (
        "wrócił",
        "Wczoraj/ADV ,/PUNCT w/ADP Oslo/PROPN/lso ,/PUNCT wrócił/VERB/+sm ,/PUNCT "
        "a/CCONJ premier/NOUN/nsm milczy/VERB/+s3 ./PUNCT",
    ),
    # Several nouns are the subject of a plural verb only.
    ("sprzedał", "Statki/NOUN/npm i/CCONJ łodzie/NOUN/npf sprzedał/VERB/+sm wczoraj/ADV ./PUNCT"),
    (None, "Statki/NOUN/npm i/CCONJ łodzie/NOUN/npf odpłynęły/VERB/+pf wczoraj/ADV ./PUNCT"),
    # A foreign name before the verb, whatever its tags, but of one person.
    (None, "Wczoraj/ADV Takaichi/PROPN/gsm zapowiedziała/VERB/+sf reformę/NOUN/asf ./PUNCT"),
    (
        "zapowiedzieli",
        "Wczoraj/ADV Takaichi/PROPN/gsm zapowiedzieli/VERB/+pm reformę/NOUN/asf ./PUNCT",
    ),
    # Nothing follows the opening phrase.
    ("W efekcie", "W/ADP efekcie/NOUN/lsm"),
]


@pytest.mark.parametrize(("verb", "text"), SUBJECTS)
def test_a_verb_points_back_where_nothing_can_be_its_subject(verb: str | None, text: str) -> None:
    assert leaning_word(read_words(tagged(text))) == verb


BARE = "Fundusz/NOUN/nsm/fundusz wspiera/VERB/+s3 gminy/NOUN/apf ./PUNCT"
ROADS = "Rządowy/ADJ/nsm Fundusz/NOUN/nsm/fundusz powstał/VERB/+sm w/ADP maju/NOUN/lsm ./PUNCT"
REPEATED = [
    ("Fundusz", BARE, ROADS),
    ("Fundusz", BARE, "Fundusz/NOUN/nsm/fundusz Dróg/NOUN/gpf powstał/VERB/+sm w/ADP maju/NOUN"),
    ("Fundusz", BARE.replace(" wspiera", " nie/PART wspiera"), ROADS),
    # Nothing was told of it, it is not bare, or it is another one.
    (None, BARE, "Fundusz/NOUN/nsm/fundusz powstał/VERB/+sm w/ADP maju/NOUN/lsm ./PUNCT"),
    (None, BARE.replace(" wspiera", " Dróg/NOUN/gpf wspiera"), ROADS),
    (None, BARE, "Nowa/ADJ/nsf Fundacja/NOUN/nsf/fundacja powstała/VERB/+sf wczoraj/ADV"),
    (None, "Wspiera/VERB/+s3/fundusz wspiera/VERB/+s3 gminy/NOUN/apf ./PUNCT", ROADS),
    (None, "Fundusz/NOUN/nsm/fundusz wspiera/VERB/+s3", ROADS),
    # Times and what there is only one of need no telling.
    ("Port", "Port/NOUN/nsm/port rośnie/VERB/+s3 szybko/ADV", "Nowy/ADJ/nsm port/NOUN/nsm/port"),
    (None, "Rok/NOUN/nsm/rok mija/VERB/+s3 szybko/ADV", "Nowy/ADJ/nsm rok/NOUN/nsm/rok"),
    (None, "Rząd/NOUN/nsm/rząd rządzi/VERB/+s3 słabo/ADV", "Nowy/ADJ/nsm rząd/NOUN/nsm/rząd"),
]


@pytest.mark.parametrize(("noun", "text", "before"), REPEATED)
def test_a_bare_noun_takes_up_what_the_sentence_before_tells_more_of(
    noun: str | None, text: str, before: str
) -> None:
    assert repeated_noun(read_words(tagged(text)), read_words(tagged(before))) == noun
