"""Who says what: direct and reported speech, by hand-tagged sentences without a parser."""

import pytest
from msgspec.structs import replace

from skrot.extract import find_quotes
from tests.extract.quotes.helpers import Found, document, found, quotes

SAID = "powiedział/VERB/fsm/powiedzieć"
ADDED = "dodał/VERB/fsm/dodać"
IS = "jest/AUX/fs3/być"
NOWAK = "Jan/PROPN/nsm Nowak/PROPN/nsm"
THAT = "że/SCONJ"
JAN = "Jan Nowak"


def direct(text: str, speaker: str | None = JAN, told: str | None = JAN) -> Found:
    return Found(text, "direct", speaker, told, "says")


def indirect(
    text: str, speaker: str | None = JAN, told: str | None = JAN, act: str = "says"
) -> Found:
    return Found(text, "indirect", speaker, told, act)


CASES: list[tuple[str, str, list[Found]]] = [
    ("nothing", "", []),
    ("nobody speaks", f"Dom/NOUN/nsm {IS} duży/ADJ/nsm .", []),
    (
        "marks, then a dash",
        f"„ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” – {SAID} {NOWAK} .",
        [direct("Dom jest duży")],
    ),
    (
        "marks, then a comma",
        f"„ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” , – {SAID} {NOWAK} .",
        [direct("Dom jest duży")],
    ),
    (
        "a colon before marks",
        f"{NOWAK} {SAID} : „ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” .",
        [direct("Dom jest duży")],
    ),
    (
        "a dash at the start of the paragraph",
        f"– Dom/NOUN/nsm {IS} duży/ADJ/nsm – {SAID} {NOWAK} .",
        [direct("Dom jest duży")],
    ),
    (
        "a dash again after the verb",
        f"– Dom/NOUN/nsm {IS} duży/ADJ/nsm – {SAID} {NOWAK} . – Ogród/NOUN/nsm też {IS} .",
        [direct("Dom jest duży"), direct("Ogród też jest", told=None)],
    ),
    (
        "several sentences",
        f"– Dom/NOUN/nsm {IS} duży/ADJ/nsm . Ogród/NOUN/nsm {IS} mały/ADJ/nsm – {SAID} {NOWAK} .",
        [direct("Dom jest duży. Ogród jest mały")],
    ),
    (
        "a quotation inside",
        f"„ Plan/NOUN/nsm „ Dom/NOUN/nsm ” {IS} duży/ADJ/nsm ” – {SAID} {NOWAK} .",
        [direct("Plan „Dom” jest duży")],
    ),
    (
        "a sentence before a dash, without marks",
        f"Dom/NOUN/nsm {IS} duży/ADJ/nsm – {SAID} {NOWAK} .",
        [indirect("Dom jest duży")],
    ),
    (
        "in the first person",
        f"Mam/VERB/fs1/mieć duży/ADJ/asm dom/NOUN/asm – {SAID} {NOWAK} .",
        [direct("Mam duży dom")],
    ),
    (
        "a sentence that goes on after a dash without a verb",
        f"Najważniejsze/ADJ/nso {IS} dziś/ADV – {SAID} {NOWAK} – zebranie/NOUN/nso"
        " pieniędzy/NOUN/gpm .",
        [indirect("Najważniejsze jest dziś – powiedział Jan Nowak – zebranie pieniędzy")],
    ),
    (
        "after a dash, with another verb of saying inside",
        "– PAP/PROPN/nsf ostrzegała/VERB/fsf/ostrzegać przed/ADP domem/NOUN/ism –"
        f" {SAID} {NOWAK} .",
        [direct("PAP ostrzegała przed domem")],
    ),
    (
        "between dashes after a preposition",
        f"Pracuje/VERB/fs3/robić nad/ADP – jak/SCONJ {SAID} {NOWAK} – domem/NOUN/ism .",
        [],
    ),
    (
        "by several of whom the last are named",
        f"Wrócili/VERB/fpm/wrócić posłowie/NOUN/npm oraz/CCONJ {NOWAK} i/CCONJ Anna/PROPN/nsf"
        f" Lis/PROPN/nsf , którzy/DET/npm/który dodali/VERB/fpm/dodać , {THAT} dom/NOUN/nsm {IS} .",
        [indirect("dom jest", None, None)],
    ),
    (
        "several calls without marks",
        f"Wróćcie/VERB/mp2/wrócić . Idźcie/VERB/mp2/iść do/ADP domu/NOUN/gsm – {SAID} {NOWAK} .",
        [direct("Wróćcie. Idźcie do domu")],
    ),
    (
        "speech among the narrator's words that no verb closes",
        f"– Dom/NOUN/nsm {IS} – {SAID} {NOWAK} . – Mam/VERB/fs1/mieć dom/NOUN/asm ."
        f" Wiem/VERB/fs1/wiedzieć to/PRON . Ogród/NOUN/nsm {IS} mały/ADJ/nsm ."
        " Stał/VERB/fsm/stać tam dom/NOUN/nsm .",
        [direct("Dom jest"), direct("Mam dom. Wiem to. Ogród jest mały", told=None)],
    ),
    (
        "what a name reports after a dash",
        f"– Anna/PROPN/nsf Lis/PROPN/nsf z/ADP Polski/PROPN/gsf zauważyła/VERB/fsf/zauważyć ,"
        f" {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", "Anna Lis", "Anna Lis")],
    ),
    (
        "a mark that another one opens after",
        f'Stoi/VERB/fs3/stać tam "< dom/NOUN/nsm . Ogród/NOUN/nsm {IS} . {NOWAK} {SAID} :'
        ' "< Mam/VERB/fs1/mieć duży/ADJ/asm dom/NOUN/asm " .',
        [direct("Mam duży dom")],
    ),
    (
        "as somebody has said without a comma",
        f"Jak/SCONJ {SAID} {NOWAK} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "as is said without a comma",
        f"{NOWAK} wrócił/VERB/fsm/wrócić . Jak/SCONJ {SAID} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told=None)],
    ),
    (
        "on a page",
        f"Napisano/VERB/f/napisać na/ADP stronie/NOUN/lsf/strona PAP/PROPN/gsf ,"
        f" {THAT} dom/NOUN/nsm {IS} .",
        [indirect("dom jest", None, "stronie PAP")],
    ),
    (
        "on a day",
        f"Ogłoszono/VERB/f/ogłosić w/ADP piątek/NOUN/asm/piątek , {THAT} dom/NOUN/nsm {IS} .",
        [indirect("dom jest", None, None)],
    ),
    (
        "what somebody only thought",
        f"{NOWAK} sądził/VERB/fsm/sądzić , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [],
    ),
    (
        "what things show, by somebody after a dash",
        f"Dane/NOUN/npo wskazują/VERB/fp3/wskazywać , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm –"
        f" {SAID} {NOWAK} .",
        [indirect("Dane wskazują, że dom jest mały")],
    ),
    ("a title", "Czytał/VERB/fsm/robić „ Dom/NOUN/asm w/ADP ogrodzie/NOUN/lsm ” .", []),
    ("a list", f"– dom/NOUN/nsm {IS} duży/ADJ/nsm ;", []),
    (
        "a clause",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} duży/ADJ/nsm .",
        [indirect("dom jest duży")],
    ),
    (
        "a clause that is quoted",
        f"{NOWAK} {SAID} , {THAT} „ dom/NOUN/nsm {IS} duży/ADJ/nsm ” .",
        [Found("dom jest duży", "mixed", JAN, JAN, "says")],
    ),
    (
        "a clause of which a part is quoted",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm „ {IS} duży/ADJ/nsm ” .",
        [Found("dom „jest duży”", "mixed", JAN, JAN, "says")],
    ),
    (
        "two clauses of one verb",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} i/CCONJ {THAT} stoi/VERB/fs3 .",
        [indirect("dom jest i że stoi")],
    ),
    (
        "a participle goes on",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} , dodając/VERB/c/dodawać , {THAT} stoi/VERB/fs3"
        " długo/ADV .",
        [indirect("dom jest"), indirect("stoi długo")],
    ),
    (
        "a participle goes on after a purpose",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} po/ADP to/PRON/asn , by/SCONJ stać/VERB/i ,"
        f" dodając/VERB/c/dodawać , {THAT} stoi/VERB/fs3 długo/ADV .",
        [indirect("dom jest po to, by stać"), indirect("stoi długo")],
    ),
    (
        "a clause with what is inserted into it",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm , który/DET/nsm/który , jak/SCONJ"
        f" podkreśla/VERB/fs3/podkreślać , {IS} mały/ADJ/nsm , stoi/VERB/fs3 .",
        [indirect("dom, który, jak podkreśla, jest mały, stoi")],
    ),
    (
        "a clause that the speaker's next deed ends",
        f"{NOWAK} {SAID} , {THAT} straż/NOUN/nsf stała/VERB/fsf/stać i/CCONJ"
        " wrócił/VERB/fsm/wrócić do/ADP domu/NOUN/gsm .",
        [indirect("straż stała")],
    ),
    (
        "a clause with a verb of it before another verb of saying",
        f"{NOWAK} {SAID} , {THAT} Lis/PROPN/nsm miał/VERB/fsm/mieć dom/NOUN/asm , a/CCONJ"
        f" dał/VERB/fsm/dać go/PRON , bo/SCONJ uważa/VERB/fs3/uważać , {THAT} {IS} mały/ADJ/nsm .",
        [indirect("Lis miał dom, a dał go, bo uważa, że jest mały")],
    ),
    (
        "a clause before the speaker's next deed",
        f"{NOWAK} {SAID} , {THAT} trzeba/VERB sprawdzić/VERB/i , kto/PRON stał/VERB/fsm/stać ,"
        " i/CCONJ wrócił/VERB/fsm/wrócić .",
        [indirect("trzeba sprawdzić, kto stał")],
    ),
    (
        "a clause in a relative one before the main verb",
        f"Po/ADP słowach/NOUN/lpo Jana/PROPN/gsm Nowaka/PROPN/gsm , który/DET/nsm/który {SAID} ,"
        f" {THAT} dom/NOUN/nsm stoi/VERB/fs3/stać , w/ADP maju/NOUN/lsm"
        " zebrano/VERB/f/robić list/NOUN/asm .",
        [indirect("dom stoi", told="Jana Nowaka")],
    ),
    (
        "a clause of what others wish",
        f"{NOWAK} {SAID} , {THAT} {IS} dobrze/ADV , a/CCONJ ministrowie/NOUN/npm/minister"
        " życzą/VERB/fp3/życzyć sobie/PRON domu/NOUN/gsm .",
        [indirect("jest dobrze, a ministrowie życzą sobie domu")],
    ),
    (
        "a clause without a full stop after it",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm Słyszałem/VERB/fs1/słyszeć o/ADP"
        " tym/PRON .",
        [indirect("dom jest mały")],
    ),
    (
        "a clause before somebody else's, with a relative clause between",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} , ale/CCONJ Anna/PROPN/nsf Lis/PROPN/nsf ,"
        f" która/DET/nsf/który {IS} posłanką/NOUN/isf , dodała/VERB/fsf/dodać , {THAT}"
        " stoi/VERB/fs3 długo/ADV .",
        [indirect("dom jest"), indirect("stoi długo", "Anna Lis", "Anna Lis")],
    ),
    (
        "a clause of which the subject has a relative clause before another verb of saying",
        f"Anna/PROPN/nsf Lis/PROPN/nsf dodała/VERB/fsf/dodać , {THAT} {NOWAK} , który/DET/nsm/który"
        f" wrócił/VERB/fsm/wrócić , powiedziała/VERB/fsf/powiedzieć , {THAT} dom/NOUN/nsm {IS} .",
        [indirect("Jan Nowak, który wrócił, powiedziała, że dom jest", "Anna Lis", "Anna Lis")],
    ),
    (
        "a clause with who says it inside of it",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm , który/DET/nsm/który – jak/SCONJ {ADDED} –"
        f" stoi/VERB/fs3 , {IS} mały/ADJ/nsm .",
        [indirect("dom, który – jak dodał – stoi, jest mały")],
    ),
    (
        "a clause with something beside the verb",
        f"{NOWAK} {SAID} przy/ADP tym/PRON/lsn/to , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "a clause inside a relative one",
        f"Anna/PROPN/nsf Lis/PROPN/nsf , o/ADP której/DET/lsf/który {NOWAK} {SAID} , {THAT}"
        f" {IS} posłanką/NOUN/isf , też/PART wróciła/VERB/fsf/wrócić .",
        [indirect("jest posłanką")],
    ),
    (
        "a clause before the main one",
        f"Dodając/VERB/c/dodawać , {THAT} dom/NOUN/nsm {IS} , {NOWAK} wrócił/VERB/fsm/wrócić .",
        [indirect("dom jest", None, None)],
    ),
    (
        "a clause before another verb of the speaker",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} , {ADDED} jednak/PART , {THAT} stoi/VERB/fs3"
        " długo/ADV .",
        [indirect("dom jest"), indirect("stoi długo", told=None)],
    ),
    (
        "after something is no source",
        f"Dom/NOUN/nsm {IS} mały/ADJ/nsm po/ADP tym/PRON , jak/SCONJ {SAID} {NOWAK} .",
        [],
    ),
    (
        "in the opinion of an office with an abbreviation",
        "Zdaniem/NOUN/ism/zdanie ministra/NOUN/gsm/minister ds/ADP domów/NOUN/gpm"
        f" Jana/PROPN/gsm Nowaka/PROPN/gsm dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told="ministra ds domów Jana Nowaka", act="claims")],
    ),
    (
        "words between dashes after a conjunction are no end of speech",
        f"Dom/NOUN/nsm {IS} i/CCONJ – według/ADP straży/NOUN/gsf –"
        " przyznał/VERB/fsm/przyznać się/PRON do/ADP winy/NOUN/gsf .",
        [],
    ),
    ("a verb of saying is denied", f"{NOWAK} nie/PART {SAID} , {THAT} dom/NOUN/nsm {IS} .", []),
    (
        "a verb that says something denied",
        f"{NOWAK} nie/PART ukrywa/VERB/fs3/ukrywać , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "an order",
        f"{NOWAK} zażądał/VERB/fsm/zażądać , by/SCONJ dom/NOUN/nsm stał/VERB/fsm/stać .",
        [indirect("by dom stał", act="demands")],
    ),
    (
        "a purpose is no order",
        f"{NOWAK} {SAID} to/PRON , by/SCONJ dom/NOUN/nsm stał/VERB/fsm/stać .",
        [],
    ),
    (
        "a phrase",
        f"{NOWAK} wyraził/VERB/fsm/wyrazić opinię/NOUN/asf/opinia , {THAT} dom/NOUN/nsm {IS} .",
        [indirect("dom jest", act="claims")],
    ),
    (
        "in somebody's opinion",
        f"Zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "according to somebody",
        f"Dom/NOUN/nsm {IS} mały/ADJ/nsm , według/ADP Jana/PROPN/gsm Nowaka/PROPN/gsm .",
        [indirect("Dom jest mały", told="Jana Nowaka", act="claims")],
    ),
    ("according to a plan", f"Według/ADP planu/NOUN/gsm dom/NOUN/nsm {IS} mały/ADJ/nsm .", []),
    (
        "according to a pronoun",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} . Według/ADP niego/PRON/gsm ogród/NOUN/nsm"
        f" {IS} mały/ADJ/nsm .",
        [indirect("dom jest"), indirect("ogród jest mały", told=None, act="claims")],
    ),
    (
        "according to an institution tagged as a nominative",
        f"Według/ADP PAP/PROPN/nsf dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", "PAP", "PAP", "claims")],
    ),
    (
        "according to several without a name",
        f"Według/ADP polskich/ADJ/gpo mediów/NOUN/gpo/media dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, "polskich mediów", "claims")],
    ),
    (
        "according to what somebody has made known",
        "Według/ADP informacji/NOUN/gpf/informacja podanych/ADJ/gpf przez/ADP PAP/PROPN/asf ,"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", "PAP", "informacji podanych przez PAP", "claims")],
    ),
    (
        "according to an office with a name after a comma",
        "Według/ADP dyrektora/NOUN/gsm/dyrektor szkoły/NOUN/gsf , Jana/PROPN/gsm Nowaka/PROPN/gsm ,"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told="dyrektora szkoły, Jana Nowaka", act="claims")],
    ),
    (
        "according to those that a relative clause is of",
        "Według/ADP ekspertów/NOUN/gpm/ekspert , z/ADP którymi/DET/ipm/który"
        f" rozmawiał/VERB/fsm/rozmawiać {NOWAK} , dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, "ekspertów", "claims")],
    ),
    (
        "in somebody's opinion in a relative clause",
        f"Stoi/VERB/fs3/stać tam dom/NOUN/nsm , który/DET/nsm/który – zdaniem/NOUN/ism/zdanie"
        f" Jana/PROPN/gsm Nowaka/PROPN/gsm – {IS} za/ADP mały/ADJ/nsm .",
        [indirect("jest za mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in somebody's opinion in a relative clause before the main verb",
        "Dom/NOUN/nsm , który/DET/nsm/który zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm"
        f" Nowaka/PROPN/gsm {IS} za/ADP mały/ADJ/nsm , stoi/VERB/fs3/stać tam dalej/ADV .",
        [indirect("jest za mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in somebody's opinion after a conjunction",
        f"Dom/NOUN/nsm stoi/VERB/fs3/stać , a/CCONJ zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm"
        f" Nowaka/PROPN/gsm ogród/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("ogród jest mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in somebody's opinion in the midst",
        f"Ogród/NOUN/nsm zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm {IS} mały/ADJ/nsm"
        " .",
        [indirect("Ogród zdaniem Jana Nowaka jest mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in the opinion of an office that is not inflected, with a name",
        "Z/ADP kolei/NOUN/gsf zdaniem/NOUN/ism/zdanie politolog/NOUN/nsf/politolog Anny/PROPN/gsf"
        f" Lis/PROPN/gsf dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", "Anna Lis", "politolog Anny Lis", "claims")],
    ),
    (
        "in the opinion of somebody from somewhere",
        "Zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm z/ADP miasta/NOUN/gso ,"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in the opinion of several with names",
        "Zdaniem/NOUN/ism/zdanie radnych/NOUN/gpm/radny Jana/PROPN/gsm Nowaka/PROPN/gsm i/CCONJ"
        f" Anny/PROPN/gsf Lis/PROPN/gsf dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, "radnych Jana Nowaka i Anny Lis", "claims")],
    ),
    (
        "what wonders nobody",
        f"– Zastanawia/VERB/fs3/zastanawiać fakt/NOUN/nsm , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm –"
        f" {SAID} {NOWAK} .",
        [direct("Zastanawia fakt, że dom jest mały")],
    ),
    (
        "an aside in brackets with a dash",
        f"– Nie/PART {IS} to/PRON dom/NOUN/nsm ( PAP/PROPN/nsf - red/NOUN . ) i/CCONJ"
        f" ogród/NOUN/nsm – {SAID} {NOWAK} .",
        [direct("Nie jest to dom (PAP - red.) i ogród")],
    ),
    (
        "in the opinion of somebody with a party in brackets",
        f"Zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm ( PAP/PROPN/nsf ) dom/NOUN/nsm"
        f" {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", told="Jana Nowaka", act="claims")],
    ),
    (
        "in the opinion of an office with a name in no case",
        f"Zdaniem/NOUN/ism/zdanie lidera/NOUN/gsm/lider Globex/PROPN/nsm dom/NOUN/nsm"
        f" {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, "lidera Globex", "claims")],
    ),
    (
        "an opinion of a part of the sentence",
        "Nagrodę/NOUN/asf ma/VERB/fs3/mieć najlepszy/ADJ/nsm zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm"
        " Nowaka/PROPN/gsm dom/NOUN/nsm .",
        [],
    ),
    (
        "an opinion before what somebody else says",
        f"Zdaniem/NOUN/ism/zdanie Jana/PROPN/gsm Nowaka/PROPN/gsm dom/NOUN/nsm {IS} mały/ADJ/nsm ,"
        " natomiast/CCONJ Anna/PROPN/nsf Lis/PROPN/nsf mówi/VERB/fs3/mówić ,"
        f" {THAT} {IS} duży/ADJ/nsm .",
        [
            indirect("dom jest mały", told="Jana Nowaka", act="claims"),
            indirect("jest duży", "Anna Lis", "Anna Lis"),
        ],
    ),
    (
        "a clause before somebody else's without a verb",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm , a/CCONJ Anna/PROPN/nsf"
        f" Lis/PROPN/nsf – {THAT} duży/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "a condition with what follows from it",
        f"{NOWAK} {SAID} , {THAT} stoi/VERB/fs3/stać , i/CCONJ {ADDED} , {THAT} jeśli/SCONJ"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm , to/PART stoi/VERB/fs3/stać długo/ADV .",
        [
            indirect("stoi"),
            indirect("jeśli dom jest mały, to stoi długo", told=None),
        ],
    ),
    (
        "as somebody has said",
        f"Jak/SCONJ {SAID} {NOWAK} , dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "as an agency informs",
        f"Dom/NOUN/nsm {IS} mały/ADJ/nsm , informuje/VERB/fs3/informować PAP/PROPN/nsf .",
        [indirect("Dom jest mały", "PAP", "PAP")],
    ),
    ("a heading", f"{NOWAK} : Mam/VERB/fs1/mieć dom/NOUN/asm", [direct("Mam dom")]),
    (
        "a heading of an institution",
        f"PAP/PROPN/nsf : dom/NOUN/nsm {IS} mały/ADJ/nsm",
        [indirect("dom jest mały", "PAP", "PAP")],
    ),
    (
        "a heading of several",
        f"Rosyjskie/ADJ/npo media/NOUN/npo : dom/NOUN/nsm {IS} mały/ADJ/nsm",
        [indirect("dom jest mały", None, "Rosyjskie media")],
    ),
    ("an institution before a colon below", f"{NOWAK} ¶ PAP/PROPN/nsf : dom/NOUN/nsm {IS}", []),
    ("what an institution has", "PAP/PROPN/nsf : nowy/ADJ/nsm dom/NOUN/nsm w/ADP Polski", []),
    (
        "after a verb and a colon",
        f"{NOWAK} {SAID} ministrom/NOUN/dpm : dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały")],
    ),
    (
        "a list after a verb and a colon",
        f"{NOWAK} {SAID} dwa/NUM słowa/NOUN/apo : dom/NOUN/nsm i/CCONJ ogród/NOUN/nsm .",
        [],
    ),
    (
        "at a place",
        f"Dodano/VERB/f/dodać w/ADP Polski/PROPN/lsf , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, None)],
    ),
    (
        "the words of somebody before a colon",
        "To/PRON wpis/NOUN/nsm/wpis Nowaka/PROPN/gsm w/ADP sieci/NOUN/lsf : „ Dom/NOUN/nsm"
        f" {IS} bardzo/ADV duży/ADJ/nsm ” .",
        [direct("Dom jest bardzo duży", told="Nowaka")],
    ),
    (
        "a citation of somebody",
        "Jest cytat/NOUN/nsm/cytat z/ADP/z Nowaka/PROPN/gsm : „ Dom/NOUN/nsm"
        f" {IS} bardzo/ADV duży/ADJ/nsm ” .",
        [direct("Dom jest bardzo duży", told="Nowaka")],
    ),
    (
        "the words that a text of somebody holds",
        "Wpis/NOUN/nsm/wpis Nowaka/PROPN/gsm zawiera/VERB/fs3/zawierać słowa/NOUN/apn/słowo :"
        f" „ Dom/NOUN/nsm {IS} bardzo/ADV duży/ADJ/nsm ” .",
        [direct("Dom jest bardzo duży", told="Nowaka")],
    ),
    (
        "who says it between the marks",
        f"„ Dom/NOUN/nsm {IS} duży/ADJ/nsm – {SAID} {NOWAK} – i/CCONJ ładny/ADJ/nsm ” . Koniec .",
        [direct("Dom jest duży – powiedział Jan Nowak – i ładny")],
    ),
    (
        "an appeal to somebody is not theirs",
        f"Był/AUX/fsm/być apel/NOUN/nsm/apel do/ADP Nowaka/PROPN/gsm , {THAT} dom/NOUN/nsm {IS}.",
        [],
    ),
    (
        "an answer to the words of somebody",
        "Odpowiedź/NOUN/nsf/reakcja na/ADP słowa/NOUN/apn/słowo Nowaka/PROPN/gsm : „ Dom/NOUN/nsm"
        f" {IS} bardzo/ADV duży/ADJ/nsm ” .",
        [direct("Dom jest bardzo duży", None, None)],
    ),
    (
        "a title",
        f"Film/NOUN/nsm pt . „ Dom/NOUN/nsm {IS} bardzo/ADV duży/ADJ/nsm ” trwa godzinę .",
        [],
    ),
    (
        "a paper after the verb",
        f"„ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” – przypomina/VERB/fs3/przypominać „ FAZ/NOUN/gpf ” .",
        [direct("Dom jest duży", None, "FAZ")],
    ),
    (
        "an adverb and who is spoken to before the subject",
        f"„ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” – {SAID} oficjalnie/ADV ministrom/NOUN/dpm"
        " resort/NOUN/asm .",
        [direct("Dom jest duży", None, "resort")],
    ),
    (
        "a paper with its name and no comma",
        "Jak/SCONJ podaje/VERB/fs3/podawać Dziennik/NOUN/nsm/dziennik Łódzki/ADJ/nsm"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, "Dziennik Łódzki")],
    ),
    (
        "speech before a heading in its paragraph",
        f"{NOWAK} odparł/VERB/fsm/odeprzeć : – Mam/VERB/fs1/mieć dom/NOUN/asm . „ Dom/NOUN/nsm {IS}"
        " mały/ADJ/nsm ” Potem/ADV kupił/VERB/fsm/kupić ogród/NOUN/asm .",
        [direct("Mam dom", told=JAN), direct("Dom jest mały", told=None)],
    ),
    (
        "speech before a call to look at something else",
        f"{NOWAK} odparł/VERB/fsm/odeprzeć : – Mam/VERB/fs1/mieć dom/NOUN/asm ."
        f" Oglądaj/VERB/ms2/oglądać wideo/NOUN/aso : Jan/PROPN/nsm {IS} w/ADP domu/NOUN/lsm .",
        [direct("Mam dom", told=JAN)],
    ),
    (
        "no call to look at something else",
        f"Oglądaj/VERB/ms2/oglądać też/PART : dom/NOUN/nsm {IS} mały/ADJ/nsm – {SAID} {NOWAK} .",
        [],
    ),
    (
        "speech after a call to look at something else",
        f"ZOBACZ/VERB/ms2/zobaczyć OGRÓD/NOUN/asm – Dom/NOUN/nsm {IS} mały/ADJ/nsm – {SAID}"
        f" {NOWAK} .",
        [direct("Dom jest mały")],
    ),
    (
        "a report before a call in capitals",
        f"{NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm ZOBACZ/VERB/ms2/zobaczyć"
        " OGRÓD/NOUN/asm .",
        [indirect("dom jest mały")],
    ),
    (
        "a report before what the narrator says after adverbs",
        f"Anna/PROPN/nsf Lis/PROPN/nsf dodała/VERB/fsf/dodać , {THAT} dom/NOUN/nsm"
        " stoi/VERB/fs3/stać , i/CCONJ jak/SCONJ dotąd/ADV nie/PART dała/VERB/fsf/dać"
        " ogrodu/NOUN/gsm .",
        [indirect("dom stoi", "Anna Lis", "Anna Lis")],
    ),
    (
        "nobody",
        f"Dodano/VERB/f/dodać , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        [indirect("dom jest mały", None, None)],
    ),
]


@pytest.mark.parametrize(("text", "wanted"), [row[1:] for row in CASES], ids=[r[0] for r in CASES])
def test_quotations(text: str, wanted: list[Found]) -> None:
    assert found(text) == wanted


MINISTER = "minister/NOUN/nsm"
SPOKE = f"{MINISTER} {NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} mały/ADJ/nsm ."
LIS_SPOKE = f"Anna/PROPN/nsf Lis/PROPN/nsf dodała/VERB/fsf/dodać , {THAT} dom/NOUN/nsm {IS} ."
CLAUSE = f"{THAT} ogród/NOUN/nsm też {IS} ."
SPEAKERS: list[tuple[str, str, str | None]] = [
    ("who spoke before", f"{SPOKE} Dodał/VERB/fsm/dodać , {CLAUSE}", JAN),
    ("nobody of another gender", f"{SPOKE} Dodała/VERB/fsf/dodać , {CLAUSE}", None),
    ("nobody where there are more", f"{SPOKE} Dodali/VERB/fpm/dodać , {CLAUSE}", None),
    (
        "neither of two",
        f"{NOWAK} i/CCONJ Anna/PROPN/nsf Lis/PROPN/nsf dodali/VERB/fpm/dodać , {CLAUSE}",
        None,
    ),
    ("by his office", f"{SPOKE} Minister/NOUN/nsm {ADDED} , {CLAUSE}", JAN),
    ("by a noun for anybody", f"{SPOKE} Ekspert/NOUN/nsm {ADDED} , {CLAUSE}", JAN),
    ("not another office", f"{SPOKE} Prezes/NOUN/nsm {ADDED} , {CLAUSE}", None),
    (
        "by a pronoun",
        f"{SPOKE} Jego/PRON zdaniem/NOUN/ism/zdanie ogród/NOUN/nsm {IS} też mały/ADJ/nsm .",
        JAN,
    ),
    (
        "not whose spokeswoman she is",
        f"{SPOKE} Rzeczniczka/NOUN/nsf Nowak/PROPN/gsm dodała/VERB/fsf/dodać , {CLAUSE}",
        None,
    ),
    (
        "who the sentence before is about",
        f"{NOWAK} wrócił/VERB/fsm/wrócić . – Dom/NOUN/nsm {IS} – {ADDED} .",
        JAN,
    ),
    (
        "not the paper that is spoken to",
        f"{NOWAK} wrócił/VERB/fsm/wrócić . – Dom/NOUN/nsm {IS} – {ADDED} w/ADP"
        " rozmowie/NOUN/lsf z/ADP „ PAP/PROPN/nsf ” .",
        JAN,
    ),
    (
        "not who is spoken of in words quoted before",
        f"„ Jan/PROPN/nsm Nowak/PROPN/nsm {IS} ” Anna/PROPN/nsf Lis/PROPN/nsf"
        f" dodała/VERB/fsf/dodać , {CLAUSE}",
        "Anna Lis",
    ),
    (
        "the only paper that the text has named",
        f"Gazeta/NOUN/nsf „ PAP/PROPN/nsf ” wróciła/VERB/fsf/wrócić . {SPOKE}"
        f" Gazeta/NOUN/nsf dodała/VERB/fsf/dodać , {CLAUSE}",
        "PAP",
    ),
    (
        "by what the office is for",
        f"Minister/NOUN/nsm ds/ADP domów/NOUN/gpm {NOWAK} wrócił/VERB/fsm/wrócić ."
        f" Anna/PROPN/nsf Lis/PROPN/nsf wróciła/VERB/fsf/wrócić . Minister/NOUN/nsm {ADDED} ,"
        f" {CLAUSE}",
        JAN,
    ),
    (
        "an office after a comma too many",
        f"– Dom/NOUN/nsm {IS} – {ADDED} w/ADP rozmowie/NOUN/lsf z/ADP PAP/PROPN/isf ,"
        f" prezes/NOUN/nsm firmy/NOUN/gsf , {NOWAK} .",
        JAN,
    ),
    (
        "who a noun between commas says more of",
        f"{NOWAK} , też/PART minister/NOUN/nsm z/ADP Polski/PROPN/gsf , {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "a neuter noun after the verb, in two cases alike",
        f"Dom/NOUN/nsm {IS} – dodało/VERB/fso/dodać ministrowi/NOUN/dsm biuro/NOUN/aso"
        " PAP/PROPN/gsf .",
        "PAP",
    ),
    (
        "who speaks on in the next sentence",
        f"{NOWAK} {SAID} , {THAT} „ dom/NOUN/nsm {IS} mały/ADJ/nsm ” . I/CCONJ {THAT} „"
        f" ogród/NOUN/nsm {IS} mały/ADJ/nsm dziś/ADV ” .",
        JAN,
    ),
    (
        "not a participle of who is asked",
        f"{SPOKE} Pytany/ADJ/nsmp/pytać , czy/SCONJ ogród/NOUN/nsm też {IS} , {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "who a noun with somebody's name stands for, by an apposition",
        f"{LIS_SPOKE} Szef/NOUN/nsm/szef sztabu/NOUN/gsm Nowaka/PROPN/gsm , Jan/PROPN/nsm"
        f" Nowak/PROPN/nsm ( PAP/PROPN/nsf ) {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "who was called so before, in a source",
        f"{SPOKE} Polityk/NOUN/nsm/polityk {ADDED} , {THAT} {IS} . Według/ADP"
        f" polityka/NOUN/gsm/polityk ogród/NOUN/nsm {IS} mały/ADJ/nsm .",
        JAN,
    ),
    (
        "by a noun that several are called by",
        f"Profesor/NOUN/nsm/profesor {NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} ."
        f" Radny/NOUN/nsm/radny {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "not by a noun that another is called by",
        f"Radny/NOUN/nsm/radny Paweł/PROPN/nsm Globex/PROPN/nsm wrócił/VERB/fsm/wrócić . {SPOKE}"
        f" Radna/NOUN/nsf/radna dodała/VERB/fsf/dodać , {CLAUSE}",
        None,
    ),
    (
        "an institution right before the verb, whatever its case",
        f"Rok/NOUN/asm temu/ADV Globex/PROPN/gsm {SAID} , {CLAUSE}",
        "Globex",
    ),
    (
        "nobody by a participle beside what is said by nobody",
        f"{SPOKE} – Dom/NOUN/nsm {IS} – podkreślono/VERB/f/podkreślić ,"
        f" dodając/VERB/c/dodawać , {CLAUSE}",
        None,
    ),
    (
        "neither of two who may go on with a participle",
        f"{NOWAK} chwalił/VERB/fsm/robić ministra/NOUN/gsm/minister , który/DET/nsm/który"
        f" wrócił/VERB/fsm/wrócić , dodając/VERB/c/dodawać , {CLAUSE}",
        None,
    ),
    (
        "who has another office now",
        f"Minister/NOUN/nsm {NOWAK} {SAID} , {THAT} dom/NOUN/nsm {IS} . Były/ADJ/nsm/były"
        f" premier/NOUN/nsm {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "an institution right after the verb, whatever its case",
        f"Dom/NOUN/nsm {IS} mały/ADJ/nsm – dodało/VERB/fso/dodać PAP/PROPN/lso .",
        "PAP",
    ),
    (
        "an acronym after its noun",
        f"Gazeta/NOUN/nsf PAP/PROPN/gsf dodała/VERB/fsf/dodać , {CLAUSE}",
        "PAP",
    ),
    (
        "an acronym without a noun",
        f"W/ADP piątek/NOUN/asm PAP/PROPN/gsf pierwsza/ADJ/nsf dodała/VERB/fsf/dodać , {CLAUSE}",
        "PAP",
    ),
    (
        "by an office that a preposition joins to its holder",
        f"Wrócił/VERB/fsm/wrócić senator/NOUN/nsm z/ADP Polski/PROPN/gsf {NOWAK} ."
        f" Anna/PROPN/nsf Lis/PROPN/nsf wróciła/VERB/fsf/wrócić . – Dom/NOUN/nsm {IS} – {ADDED}"
        " senator/NOUN/nsm .",
        JAN,
    ),
    (
        "who the sentence before says is there",
        f"{SPOKE} Wśród/ADP nich/PRON/gpm była/AUX/fsf/być Anna/PROPN/nsf Lis/PROPN/nsf ."
        f" – Dom/NOUN/nsm {IS} – dodała/VERB/fsf/dodać .",
        "Anna Lis",
    ),
    (
        "the one whose relative clause has no name beside its verb",
        f"Anna/PROPN/nsf Lis/PROPN/nsf czytała/VERB/fsf/robić list/NOUN/asm Jana/PROPN/gsm"
        f" Nowaka/PROPN/gsm , który/DET/nsm/który {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "not who is spoken of before a dash",
        f"{NOWAK} wrócił/VERB/fsm/wrócić . – Globex/PROPN/nsm {IS} duży/ADJ/nsm – {ADDED} ,"
        f" tłumacząc/VERB/c/tłumaczyć , {CLAUSE}",
        JAN,
    ),
    (
        "nobody whose gender is not known by a possessive",
        f"{NOWAK} wrócił/VERB/fsm/wrócić . Jej/PRON/gsf zdaniem/NOUN/ism/zdanie"
        f" ogród/NOUN/nsm {IS} mały/ADJ/nsm .",
        None,
    ),
    (
        "not who the title of several says something of",
        f"Politolodzy/NOUN/npm/politolog : Nowak/PROPN/nsm wróci/VERB/fs3/wrócić . {LIS_SPOKE}"
        f" – Dom/NOUN/nsm {IS} – dodała/VERB/fsf/dodać politolog/NOUN/nsm .",
        "Anna Lis",
    ),
    (
        "the one the relative clause is of",
        f"Wrócił/VERB/fsm/wrócić {NOWAK} , który/DET/nsm/który {ADDED} , {CLAUSE}",
        JAN,
    ),
    (
        "nobody named before by another",
        f"{SPOKE} Inny/ADJ/nsm/inny minister/NOUN/nsm {ADDED} , {CLAUSE}",
        None,
    ),
    (
        "nobody named before by a name that was not found",
        f"{SPOKE} {MINISTER} Piotr/PROPN/nsm Kos/PROPN/nsm {ADDED} , {CLAUSE}",
        None,
    ),
    (
        "neither of two who spoke, where one is known to hold the office",
        f"Prezes/NOUN/nsm {NOWAK} {SAID} , {CLAUSE} {LIS_SPOKE}"
        f" Prezes/NOUN/ns dodaje/VERB/fs3/dodawać , {CLAUSE}",
        None,
    ),
    (
        "the only one whose office there is one of",
        f"Premier/NOUN/nsm {NOWAK} {SAID} , {CLAUSE} {LIS_SPOKE}"
        f" Premier/NOUN/ns dodaje/VERB/fs3/dodawać , {CLAUSE}",
        JAN,
    ),
    (
        "not who is said to hold the office",
        f"{LIS_SPOKE} Poseł/NOUN/ns dodaje/VERB/fs3/dodawać , {THAT} tam {IS} poseł/NOUN/nsm"
        f" {NOWAK} .",
        "Anna Lis",
    ),
    (
        "not what can be no subject",
        f"{SPOKE} Pochwalił/VERB/fsm/pochwalić książkę/NOUN/nsm/książka , {CLAUSE}",
        JAN,
    ),
    (
        "not a small word in marks that somebody uses",
        f"{NOWAK} wrócił/VERB/fsm/wrócić i/CCONJ mówił/VERB/fsm/mówić „ tatuś/NOUN/nsm ” , że/SCONJ"
        f" dom/NOUN/nsm {IS} mały/ADJ/nsm .",
        JAN,
    ),
    (
        "nobody where a verb is of another gender than the only name",
        f"{SPOKE} Dodała/VERB/fsf/dodać {NOWAK} , {CLAUSE}",
        None,
    ),
    (
        "who answers, not whose opinion is asked for",
        f"{SPOKE} Anna/PROPN/nsf Lis/PROPN/nsf pytana/ADJ/nsf , czy/PART według/ADP"
        f" niego/PRON/gsm dom/NOUN/nsm {IS} mały/ADJ/nsm , odparła/VERB/fsf/odeprzeć :"
        f" „ Dom/NOUN/nsm {IS} duży/ADJ/nsm ” .",
        "Anna Lis",
    ),
]


@pytest.mark.parametrize(
    ("text", "wanted"), [r[1:] for r in SPEAKERS], ids=[r[0] for r in SPEAKERS]
)
def test_who_speaks(text: str, wanted: str | None) -> None:
    assert quotes(text)[-1].speaker == wanted


@pytest.mark.parametrize(
    "shown",
    [
        "Wszystko/PRON/nso wskazuje/VERB/fs3/wskazywać na/ADP to/PRON/aso",
        "-Wszystko/NOUN/nso wskazuje/VERB/fs3/wskazywać na/ADP to/PRON/aso",
        "To/PRON/nso też/PART potwierdza/VERB/fs3/potwierdzać",
    ],
)
def test_what_things_show_is_nobodys(shown: str) -> None:
    assert len(quotes(f"{SPOKE} {shown} , {CLAUSE}")) == 1
    assert (
        len(quotes(f"{SPOKE} Sam/ADJ/nsm też/PART potwierdza/VERB/fs3/potwierdzać , {CLAUSE}")) == 2
    )


def test_what_somebody_is_to_somebody_is_no_organisation() -> None:
    doc, mentions, entities = document(
        f"Obrońca/NOUN/nsm/obrońca Lis/PROPN/gsf {SAID} , {CLAUSE} Lis/PROPN/nsf wróciła ."
    )
    first = replace(mentions[0], start=0, text="Obrońca Lis", label="orgName", entity="obronca")
    office = replace(entities[0], entity="obronca", name="Obrońca Lis", label="orgName", aliases=())
    found = find_quotes(doc, [first, *mentions[1:]], [office, *entities])
    assert [(quote.speaker, quote.speaker_text) for quote in found] == [(None, "Obrońca Lis")]


def test_a_heading_is_by_who_says_the_same_below() -> None:
    words = f"Dom/NOUN/nsm {IS} bardzo/ADV mały/ADJ/nsm"
    heading, below = quotes(f"„ {words} ” ¶ – {words} – {SAID} {NOWAK} .")
    assert heading.speaker == below.speaker == JAN


def test_the_verb_and_who_is_spoken_to() -> None:
    (quote,) = quotes(
        f"{NOWAK} {SAID} w/ADP rozmowie/NOUN/lsf/rozmowa z/ADP PAP/PROPN/isf , {THAT} dom/NOUN/nsm"
        f" {IS} mały/ADJ/nsm ."
    )
    assert (quote.verb, quote.addressee, quote.speaker) == ("powiedział", "PAP", JAN)


def test_a_surname_that_was_taken_for_a_noun() -> None:
    text = f"{SPOKE} {LIS_SPOKE} Nowak/NOUN/nsm {ADDED} , {CLAUSE}"
    doc, mentions, entities = document(text)
    assert find_quotes(doc, mentions[:-1], entities)[-1].speaker == JAN


def test_one_of_several_is_nobody() -> None:
    several = "Jeden/ADJ/nsm/jeden z/ADP posłów/NOUN/gpm"
    doc, mentions, entities = document(f"{SPOKE} {several} {ADDED} , {CLAUSE}")
    for sentence in list(doc.sents):
        verb = next(token for token in sentence if token.pos_ == "VERB")
        for token in sentence:
            token.dep_ = "nsubj" if token.text in {"Nowak", "Jeden"} else "dep"
            token.head = verb
    assert find_quotes(doc, mentions, entities)[-1].speaker is None


def test_several_who_say_one_thing_are_told_and_none_of_them_alone() -> None:
    doc, mentions, entities = document(
        f"{NOWAK} i/CCONJ Anna/PROPN/nsf Lis/PROPN/nsf powiedzieli/VERB/fpm/powiedzieć , {CLAUSE}"
    )
    nowak, lis, verb = doc[1], doc[4], doc[5]
    for token in doc:
        token.dep_, token.head = "dep", verb
    nowak.dep_, lis.dep_, lis.head = "nsubj", "conj", nowak
    (quote,) = find_quotes(doc, mentions, entities)
    assert (quote.speaker, quote.speaker_text) == (None, "Jan Nowak i Anna Lis")


def test_an_answer_goes_on_where_a_paragraph_begins_inside_a_conversation() -> None:
    house = f"Dom/NOUN/nsm {IS} duży/ADJ/nsm ."
    asked = f"– Czy/PART dom/NOUN/nsm {IS} duży/ADJ/nsm ?"
    _, answer = quotes(f"Ogród/NOUN/nsm {IS} mały/ADJ/nsm . {asked} – {house} {house}")
    assert answer.text == "Dom jest duży. Dom jest duży"


def test_a_dash_after_an_arrow_begins_speech() -> None:
    arrow = "Nowy/ADJ/nsm dom/NOUN/nsm czytaj/X dalej/ADV »"
    text = f"Ogród/NOUN/nsm rośnie/VERB/fs3/rosnąć . {arrow} – Dom/NOUN/nsm {IS} duży/ADJ/nsm ."
    assert found(f"{text} Ogród/NOUN/nsm też {IS} – {SAID} {NOWAK} .") == [
        direct("Dom jest duży. Ogród też jest")
    ]


def test_the_verb_is_the_one_beside_the_clause() -> None:
    text = f"– Dom/NOUN/nsm {IS} duży/ADJ/nsm – {SAID} {NOWAK} , dodając/VERB/c/dodawać , {CLAUSE}"
    assert [quote.verb for quote in quotes(text)] == ["powiedział", "dodając"]


def test_the_sentence_is_the_one_it_begins_in() -> None:
    first, second = quotes(f"{SPOKE} Dodał/VERB/fsm/dodać , {CLAUSE}")
    assert (first.n, second.n) == (0, 1)
