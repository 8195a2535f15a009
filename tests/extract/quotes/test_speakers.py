"""Who speaks, where a parser has been: subjects behind what stands between, verbs of no list."""

from collections.abc import Mapping

import pytest

from skrot.extract import find_quotes
from skrot.records import Quote
from tests.extract.quotes.helpers import document

SAID = "powiedział/VERB/fsm/powiedzieć"
SPEECH = "– Dom/NOUN/nsm stoi/VERB/fs3/stać –"
NOWAK = "Jan/PROPN/nsm Nowak/PROPN/nsm"

# The relation of a word and the word that it depends on, by their forms.
Tree = Mapping[str, tuple[str, str]]


def parsed(text: str, tree: Tree) -> list[Quote]:
    """The quotations of a document in which all else depends on the first verb of its sentence."""
    doc, mentions, entities = document(text)
    for sentence in list(doc.sents):
        root = next((token for token in sentence if token.pos_ == "VERB"), sentence[0])
        words = {token.text: token for token in sentence}
        for token in sentence:
            relation, head = tree.get(token.text, ("dep", root.text))
            token.head = words.get(head, root)
            token.dep_ = "ROOT" if token == root else relation
    return find_quotes(doc, mentions, entities)


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (f"ucina/VERB/fs3/ucinać lekarz/NOUN/nsm {NOWAK}", ("Jan Nowak", "lekarz Jan Nowak")),
        (f"marszczy/VERB/fs3/marszczyć brwi/NOUN/apf {NOWAK}", ("Jan Nowak", "Jan Nowak")),
        ("oburzył/VERB/fsm/oburzyć się/PRON poseł/NOUN/nsm", (None, "poseł")),
    ],
)
def test_a_verb_after_speech_tells_it_with_somebody_as_its_subject(
    told: str, wanted: tuple[str | None, str]
) -> None:
    verb = told.partition("/")[0]
    tree = {"lekarz": ("nsubj", verb), "poseł": ("nsubj", verb)}
    tree |= {} if "lekarz" in told else {"Jan": ("nsubj", verb)}
    (quote,) = parsed(f"{SPEECH} {told} .", tree)
    assert (quote.text, quote.speaker, quote.speaker_text) == ("Dom stoi", *wanted)


@pytest.mark.parametrize(
    "other",
    [
        "stał/VERB/fsm/stać dom/NOUN/nsm",  # a thing
        "Stał/VERB/fsm/stać poseł/NOUN/nsm",  # a sentence of its own
        "widzę/VERB/fs1/widzieć poseł/NOUN/nsm",  # of who speaks
    ],
)
def test_other_verbs_after_a_dash_are_part_of_the_speech(other: str) -> None:
    verb = other.partition("/")[0]
    text = f"– Idę/VERB/fs1/iść – {other} ."
    (quote,) = parsed(text, {"dom": ("nsubj", verb), "poseł": ("nsubj", verb)})
    assert quote.verb is None


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (
            "podał/VERB/fsm/podać we/ADP wtorek/NOUN/asm stołeczny/ADJ/asm urząd/NOUN/asm/urząd",
            "urząd",
        ),
        (
            "podał/VERB/fsm/podać w/ADP komunikacie/NOUN/lsm resort/NOUN/asm/resort"
            " dyplomacji/NOUN/gsf/dyplomacja",
            "resort dyplomacji",
        ),
        ("podał/VERB/fsm/podać w/ADP komunikacie/NOUN/lsm wynik/NOUN/asm/wynik", None),
        (
            "mówi/VERB/fs3/mówić w/ADP rozmowie/NOUN/lsf z/ADP prasą/NOUN/isf 34/NUM< -< latka/NOUN"
            "/gso/latko",
            "34-latka",
        ),
        (
            f"ocenił/VERB/fsm/ocenić w/ADP „ Wiesz/VERB/fs2 i/CCONJ już/ADV ” {NOWAK}",
            "Jan Nowak",
        ),
    ],
)
def test_a_subject_behind_adverbials(told: str, wanted: str | None) -> None:
    assert parsed(f"{SPEECH} {told} .", {})[0].speaker_text == wanted


def test_a_title_after_w_is_no_quotation() -> None:
    told = f"{SAID} w/ADP „ Wiesz/VERB/fs2/wiedzieć i/CCONJ już/ADV ” {NOWAK}"
    assert [quote.text for quote in parsed(f"{SPEECH} {told} .", {})] == ["Dom stoi"]


def test_a_subject_that_a_title_hides_from_the_tree_is_who_speaks_next() -> None:
    text = (
        f"{SPEECH} {SAID} poseł/NOUN/nsm Lis/PROPN/nsf ¶ Odniósł/VERB/fsm/odnieść się/PRON do/ADP"
        f" tego/PRON w/ADP „ Teraz/ADV ” {NOWAK} . ¶ {SPEECH} dodał/VERB/fsm/dodać ."
    )
    tree = {"poseł": ("nsubj", "powiedział"), "Lis": ("flat", "poseł"), "Jan": ("appos", "Teraz")}
    assert [quote.speaker for quote in parsed(text, tree)][-1] == "Jan Nowak"


def test_nobody_speaks_of_oneself_by_name() -> None:
    text = (
        f"{NOWAK} wrócił/VERB/fsm/wrócić . ¶ – Nowak/PROPN/nsm zamyka/VERB/fs3/zamykać dom/NOUN/asm"
        " – przekonuje/VERB/fs3/przekonywać rozmówca/NOUN/nsm ."
    )
    tree = {"Jan": ("nsubj", "wrócił"), "Nowak": ("nsubj", "zamyka")}
    (quote,) = parsed(text, tree | {"rozmówca": ("nsubj", "przekonuje")})
    assert (quote.speaker, quote.speaker_text) == (None, "rozmówca")


def test_dodano_is_said_by_the_institution_before() -> None:
    text = (
        "PAP/PROPN/nsf podała/VERB/fsf/podać , że/SCONJ dom/NOUN/nsm stoi/VERB/fs3/stać . „"
        " Dom/NOUN/nsm stoi/VERB/fs3/stać mocno/ADV ” – dodano/VERB/fs0/dodać ."
    )
    assert [quote.speaker for quote in parsed(text, {"PAP": ("nsubj", "podała")})] == ["PAP", "PAP"]
    by_person = text.replace("PAP/PROPN/nsf podała/VERB/fsf", f"{NOWAK} podał/VERB/fsm")
    assert [quote.speaker for quote in parsed(by_person, {"Jan": ("nsubj", "podał")})] == [
        "Jan Nowak",
        None,
    ]


def test_a_fact_that_a_question_is_about_is_not_said() -> None:
    text = (
        f"{NOWAK} odparł/VERB/fsm/odeprzeć , pytany/ADJ/nsm o/ADP to/PRON , jak/SCONJ odnosi/VERB"
        "/fs3/odnosić się/PRON do/ADP faktu/NOUN/gsm/fakt , że/SCONJ dom/NOUN/nsm stoi/VERB/fs3"
        "/stać ."
    )
    tree = {"że": ("mark", "stoi"), "stoi": ("acl", "odparł"), "Jan": ("nsubj", "odparł")}
    assert parsed(text, tree) == []


def test_where_several_are_who_have_no_other_name() -> None:
    text = (
        "Władze/NOUN/npf/władza w/ADP Polski/PROPN/lsf twierdzą/VERB/fp3/twierdzić , że/SCONJ dom"
        "/NOUN/nsm stoi/VERB/fs3/stać ."
    )
    tree = {"Władze": ("nsubj", "twierdzą"), "Polski": ("nmod", "Władze")}
    assert [quote.speaker_text for quote in parsed(text, tree)] == ["Władze w Polski"]


def test_an_office_that_is_an_adjective_too() -> None:
    text = (
        "Przewodnicząca/ADJ/nsf/przewodniczyć izby/NOUN/gsf dodała/VERB/fsf/dodać , że/SCONJ"
        " dom/NOUN/nsm stoi/VERB/fs3/stać ."
    )
    (quote,) = parsed(text, {"Przewodnicząca": ("acl", "izby")})
    assert quote.speaker_text == "Przewodnicząca izby"


def test_a_name_in_the_case_of_the_office_before_one_that_it_is_for() -> None:
    text = (
        f"{SPEECH} mówi/VERB/fs3/mówić szef/NOUN/nsm komisji/NOUN/gsf do/ADP spraw/NOUN/gpf"
        f" Anna/PROPN/gsf Lis/PROPN/gsf {NOWAK} ."
    )
    (quote,) = parsed(text, {"szef": ("nsubj", "mówi")})
    assert quote.speaker == "Jan Nowak"


def test_somebody_anonymous_is_not_who_spoke_last() -> None:
    text = (
        f"{SPEECH} {SAID} {NOWAK} . Mówił/VERB/fsm/mówić o/ADP tym/PRON anonimowo/ADV polityk/NOUN"
        f"/nsm . ¶ {SPEECH} dodał/VERB/fsm/dodać ."
    )
    tree = {"Jan": ("nsubj", "powiedział"), "polityk": ("nsubj", "Mówił")}
    assert [quote.speaker for quote in parsed(text, tree)] == ["Jan Nowak", None]


@pytest.mark.parametrize(
    ("subject", "wanted"),
    [
        ("Jeden/ADJ/nsm/jeden z/ADP posłów/NOUN/gpm", "Jeden z posłów"),
        ("5/NUM proc/NOUN/nsm/proc . badanych/NOUN/gpm", "5 proc. badanych"),
        (f"Szef/NOUN/nsm policji/NOUN/gsf gen/NOUN/nsm . insp/NOUN/nsm . {NOWAK}", "Jan Nowak"),
    ],
)
def test_the_words_for_who_speaks_are_whole(subject: str, wanted: str) -> None:
    doc, mentions, entities = document(
        f"{subject} twierdzi/VERB/fs3/twierdzić , że/SCONJ dom/NOUN/nsm stoi/VERB/fs3/stać ."
    )
    verb = next(token for token in doc if token.text == "twierdzi")
    for token in doc:
        token.is_sent_start = token.i == 0
    for token in doc:
        token.head, token.dep_ = verb, "nsubj" if token.text in {"Jeden", "Szef", "proc"} else "dep"
    (quote,) = find_quotes(doc, mentions, entities)
    assert (quote.speaker or quote.speaker_text) == wanted


def test_a_remark_that_somebody_answers_is_not_said_by_them() -> None:
    text = (
        f"{SPEECH} {SAID} {NOWAK} , pytany/ADJ/nsm o/ADP stwierdzenie/NOUN/asn/stwierdzenie ,"
        " że/SCONJ „ dom/NOUN/nsm jest/AUX/fs3/być mały/ADJ/nsm ” ."
    )
    quotes = parsed(text, {"Jan": ("nsubj", "powiedział")})
    assert [quote.text for quote in quotes] == ["Dom stoi"]


def test_somebody_called_by_an_age_is_who_was_spoken_of() -> None:
    text = (
        f"{SPEECH} {SAID} {NOWAK} . ¶ {SPEECH} dodaje/VERB/fs3/dodawać 38/NUM< -< latek/NOUN/nsm ."
    )
    first, second = parsed(text, {"Jan": ("nsubj", "powiedział")})
    assert (first.speaker, second.speaker, second.speaker_text) == (
        "Jan Nowak",
        "Jan Nowak",
        "38-latek",
    )
