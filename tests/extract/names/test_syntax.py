"""What the tagger and the parser say about names: cells, trees, what opens a sentence."""

import re
from collections.abc import Mapping

import pytest
from spacy.tokens import Doc, MorphAnalysis, Span, SpanGroup

from skrot.extract.names.find import find_entities
from skrot.extract.names.phrases import nominative
from skrot.extract.names.vocabulary import towns
from skrot.labels import NAMES
from skrot.polish.tags import Slot
from tests.extract.names.entity_gold import blank

NLP = blank()


def found(doc: Doc) -> list[tuple[str, str]]:
    mentions, entities = find_entities(doc)
    names = {entity.entity: entity.name for entity in entities}
    return [(m.text, names[m.entity]) for m in mentions]


def parsed(
    text: str, marks: Mapping[str, str], arcs: Mapping[str, tuple[str, str]] = {}, **tags: str
) -> Doc:
    """Make a Doc with marks, with the heads and relations of some words, and morphology."""
    doc = NLP(text)
    at = {token.text: token for token in doc}
    doc.ents = [
        Span(doc, span.start, span.end, label)
        for name, label in marks.items()
        for match in re.finditer(re.escape(name), text)
        if (span := doc.char_span(*match.span())) is not None
    ]
    for sent in list(doc.sents):
        for token in sent:
            token.head, token.dep_ = sent[0], "ROOT" if token == sent[0] else "dep"
    for word, (head, relation) in arcs.items():
        at[word].head, at[word].dep_ = at[head], relation
    for word, features in tags.items():
        pos, _, morph = features.partition(" ")
        at[word].pos_ = pos
        at[word].morph = MorphAnalysis(doc.vocab, morph)
    return doc


def test_an_adjective_of_the_noun_after_a_mark_is_no_part_of_it() -> None:
    doc = parsed(
        "Ogłosiła to w Rzymie włoska sekcja dzieła.",
        {"Rzymie włoska": "placeName"},
        {"włoska": ("sekcja", "amod"), "Rzymie": ("Ogłosiła", "obl")},
        Rzymie="PROPN Case=Loc",
        włoska="ADJ Case=Nom",
    )
    assert found(doc) == [("Rzymie", "Rzym"), ("włoska", "Włochy")]


def test_an_adjective_of_the_name_stays_though_the_parser_takes_it_for_another_nouns() -> None:
    doc = parsed(
        "Teren Irlandii Północnej strefy wolnego handlu.",
        {"Irlandii Północnej": "placeName"},
        {"Północnej": ("strefy", "amod")},
        Irlandii="PROPN Case=Gen",
        Północnej="ADJ Case=Gen",
    )
    assert found(doc) == [("Irlandii Północnej", "Irlandia Północna")]


@pytest.mark.parametrize(
    ("institution", "name"),
    [("Radiu Bomtrex", "Radio Bomtrex"), ("UE", "Unia Europejska"), ("Ruch", None)],
)
def test_a_surname_of_the_text_does_not_depend_on_an_institution(
    institution: str, name: str | None
) -> None:
    doc = parsed(
        f"Wrócił Adam Wolski. Mówił w {institution} Wolski swobodnie.",
        {"Adam Wolski": "persName", f"{institution} Wolski": "orgName"},
        Wolski="PROPN Case=Nom",
    )
    person = ("Adam Wolski", "Adam Wolski")
    parts = [(institution, name), ("Wolski", "Adam Wolski")]
    whole = [(f"{institution} Wolski", f"{institution} Wolski")]
    assert found(doc) == [person, *(whole if name is None else parts)]


def test_the_subject_of_the_clause_is_no_part_of_the_institution_before_it() -> None:
    doc = parsed(
        "Adam Wolski wstał. Wśród członków grupy Bomtrex Forward Wolski mówił swobodnie.",
        {"Adam Wolski": "persName", "Bomtrex Forward Wolski": "orgName"},
        {"Bomtrex": ("grupy", "nmod"), "Forward": ("Bomtrex", "flat")},
    )
    doc[9].head, doc[9].dep_ = doc[10], "nsubj"
    assert doc[9].text == "Wolski"
    assert found(doc)[1:] == [("Bomtrex Forward", "Bomtrex Forward"), ("Wolski", "Adam Wolski")]


def test_what_depends_on_a_name_in_the_genitive_is_part_of_it() -> None:
    doc = parsed(
        "Powstała Fundacja Centrum Dialogu i Porozumienia w mieście.",
        {"Fundacja Centrum": "orgName"},
        {
            "Dialogu": ("Centrum", "nmod"),
            "i": ("Porozumienia", "cc"),
            "Porozumienia": ("Dialogu", "conj"),
            "Centrum": ("Fundacja", "nmod"),
        },
        Dialogu="NOUN Case=Gen",
        Porozumienia="NOUN Case=Gen",
    )
    assert [name for name, _ in found(doc)] == ["Fundacja Centrum Dialogu i Porozumienia"]


@pytest.mark.parametrize("before", ["", "– ", "„", "– „"])
def test_a_noun_that_opens_a_sentence_is_no_part_of_the_state_after_it(before: str) -> None:
    text = f"{before}Decyzja Niemiec zapadła."
    assert found(parsed(text, {"Decyzja Niemiec": "placeName"})) == [("Niemiec", "Niemcy")]


def test_a_pronoun_that_opens_a_sentence_is_no_part_of_the_name_after_it() -> None:
    doc = parsed("Czemu Nowacki milczy?", {"Czemu Nowacki": "orgName"}, Czemu="ADV")
    assert [name for name, _ in found(doc)] == ["Nowacki"]


def test_a_day_after_a_place_is_no_number_of_it() -> None:
    text = "Podpisano w Londynie 8 grudnia. Zmieniono w Londynie 8 grudnia."
    doc = parsed(text, {"Londynie": "placeName"})
    assert found(doc) == [("Londynie", "Londyn")] * 2


def test_events_are_no_institutions() -> None:
    doc = parsed(
        "Szczyt Weimarski trwa, a Mistrzostwa Świata też.",
        {"Szczyt Weimarski": "geogName", "Mistrzostwa Świata": "orgName"},
    )
    assert found(doc) == []


def test_half_of_a_double_name_is_taken_in() -> None:
    doc = parsed("Premier Saksonii-Anhalt wraca.", {"Anhalt": "placeName"})
    assert [name for name, _ in found(doc)] == ["Saksonii-Anhalt"]


def test_an_adjective_made_of_an_acronym_points_to_it() -> None:
    doc = parsed("Dziękuję telewizji PiS-owskiej.", {"PiS-owskiej": "orgName"})
    mentions, entities = find_entities(doc)
    assert [(m.text, m.relational) for m in mentions] == [("PiS-owskiej", True)]
    assert [entity.name for entity in entities] == ["Prawo i Sprawiedliwość"]


def test_an_acronym_loses_an_ending_of_the_plural() -> None:
    assert found(parsed("Zagłosuje za JOW-ami.", {"JOW-ami": "orgName"})) == [("JOW-ami", "JOW")]


def test_a_name_in_the_locative_and_one_in_the_nominative_are_two_whatever_is_in_them() -> None:
    doc = parsed(
        "Przy Michale Bonim Janusz Korwin-Mikke milczał.",
        {"Michale Bonim Janusz Korwin-Mikke": "persName"},
    )
    assert [name for _, name in found(doc)] == ["Michał Boni", "Janusz Korwin-Mikke"]


def test_a_woman_of_a_people_is_no_town() -> None:
    doc = parsed("Mówi Żydówka do Polki.", {"Żydówka": "placeName"})
    doc[1].lemma_ = "Żydówka"
    assert [m.relational for m in find_entities(doc)[0] if m.text == "Żydówka"] == [True]


def test_a_people_marked_as_a_person_is_a_people() -> None:
    doc = parsed("Armia broni Łemków.", {"Łemków": "persName"}, Łemków="NOUN Case=Gen|Number=Plur")
    mentions, entities = find_entities(doc)
    assert [(m.label, m.relational) for m in mentions] == [("placeName", True)]
    assert [entity.name for entity in entities] == ["Łemkowie"]


@pytest.mark.parametrize(
    ("form", "case", "name"),
    [
        ("Augustowa", "gen", "Augustów"),
        ("Siedlcach", "loc", "Siedlce"),
        ("Peszawarze", "loc", "Peszawar"),
        ("Kolonią", "inst", "Kolonia"),
        ("Nitrze", "loc", "Nitra"),
    ],
)
def test_a_place_is_the_town_that_exists(form: str, case: str, name: str) -> None:
    cases = frozenset({case})
    assert nominative((form,), "placeName", frozenset(), {}, {}, cases=cases) == name


def test_a_noun_in_the_plural_only_opens_the_sentence() -> None:
    doc = parsed(
        "Losy Wronickiego ważą się.",
        {"Losy Wronickiego": "persName"},
        Losy="NOUN Number=Plur",
        Wronickiego="PROPN Case=Gen|Number=Sing",
    )
    assert found(doc) == [("Wronickiego", "Wronicki")]


def test_larger_towns_come_first() -> None:
    assert towns()["Siedlce"] < towns()["Siedlec"]
    assert towns()["Brześć"] < towns()["Siedlce"]


@pytest.mark.parametrize(
    ("form", "name"),
    [
        # towns of Poland and large cities abroad go before villages and before the singular
        ("Siedlec", "Siedlce"),
        ("Tychów", "Tychy"),
        ("Brześcia", "Brześć"),
        # not several of one: Teresina
        ("Teresin", "Teresin"),
        # a city that the dictionary does not have
        ("Chersoniu", "Chersoń"),
        ("Foggi", "Foggia"),
        ("Independence", "Independence"),
    ],
)
def test_a_form_of_two_places_is_of_the_larger(form: str, name: str) -> None:
    assert nominative((form,), "placeName", frozenset(), {}, {}) == name


@pytest.mark.parametrize(
    ("form", "cell", "name"),
    [
        ("Opinie", Slot("pl", "nom", "f"), "Opinie"),
        ("Opinie", Slot("sg", "loc", "m3"), "Opin"),
    ],
)
def test_the_cell_of_the_tagger_decides_between_lexemes(form: str, cell: Slot, name: str) -> None:
    given = nominative((form,), "orgName", frozenset(), {}, {}, cells={form: cell})
    assert given == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Timothym Georgem Kellym", "Timothy George Kelly"),
        ("Svenem-Erikem Buchtem", "Sven-Erik Bucht"),
    ],
)
def test_foreign_names_in_the_instrumental(written: str, name: str) -> None:
    assert found(parsed(f"Rozmawiał z {written}.", {written: "persName"})) == [(written, name)]


@pytest.mark.parametrize(
    ("text", "marks", "name"),
    [
        ("Śpiewała Argentynka wczoraj.", [(1, 2)], "Argentyna"),
        ("Mówił ksiądz Polak wczoraj.", [(2, 3)], "Polak"),
        ("Był Jan Polak . Mówił Polak wczoraj.", [(1, 3), (5, 6)], "Jan Polak"),
    ],
)
def test_somebody_of_a_country_marked_as_a_person(
    text: str, marks: list[tuple[int, int]], name: str
) -> None:
    doc = parsed(text, {})
    doc.ents = [Span(doc, *at, "persName") for at in marks]
    for token in doc:
        token.lemma_ = token.text
    assert found(doc)[-1][1] == name


def scored(text: str, marks: Mapping[str, str], score: float) -> Doc:
    """Make a Doc with marks that are all so sure."""
    doc = parsed(text, marks)
    sure = [score] * len(doc.ents)
    doc.spans[NAMES] = SpanGroup(doc, name=NAMES, attrs={"scores": sure}, spans=list(doc.ents))
    return doc


def test_a_name_in_doubt_wherever_it_stands_is_left_out() -> None:
    text, marks = "Przyszedł Bomtrex Alfa.", {"Bomtrex Alfa": "orgName"}
    assert found(scored(text, marks, 0.6)) == []
    assert found(scored(text, marks, 0.95)) == [("Bomtrex Alfa", "Bomtrex Alfa")]
    assert found(parsed(text, marks)) == [("Bomtrex Alfa", "Bomtrex Alfa")]


def test_no_part_of_a_name_in_doubt_is_found_again() -> None:
    text = "Przyszedł Adam Bolman. Dostał Biały Krzyż. Adam Krzyż i Jan Biały poszli."
    marks = {"Adam Bolman": 0.95, "Biały Krzyż": 0.5, "Adam Krzyż": 0.95, "Jan Biały": 0.95}
    labels = dict.fromkeys(marks, "persName") | {"Biały Krzyż": "geogName"}
    doc = parsed(text, labels)
    group = SpanGroup(doc, name=NAMES, spans=list(doc.ents))
    group.attrs["scores"] = [marks[e.text] for e in doc.ents]
    doc.spans[NAMES] = group
    assert [form for form, _ in found(doc)] == ["Adam Bolman", "Adam Krzyż", "Jan Biały"]


def test_somebodys_whole_name_is_found_again_though_the_mark_was_in_doubt() -> None:
    text = "Przyszedł Adam Bolman. Widział Adama Bolmana."
    doc = parsed(text, {"Adam Bolman": "persName", "Adama Bolmana": "placeName"})
    doc.spans[NAMES] = SpanGroup(
        doc, name=NAMES, attrs={"scores": [0.95, 0.3]}, spans=list(doc.ents)
    )
    doc.ents = [Span(doc, e.start, e.end, "persName") for e in doc.ents]
    assert found(doc)[1:] == [("Adama Bolmana", "Adam Bolman")]


def test_several_mentions_leave_less_doubt() -> None:
    text = "Przyszedł Bomtrex Alfa. Wyszedł Bomtrex Alfa. Wrócił Bomtrex Alfa."
    assert len(found(scored(text, {"Bomtrex Alfa": "orgName"}, 0.6))) == 3


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Wygrał Instytut Alfa.", "Instytut Alfa", "orgName"),
        ("Pyta dziennik Bomtrex.", "Bomtrex", "orgName"),
        ("Przyszedł Jan Bomtrex.", "Jan Bomtrex", "persName"),
        ("Wrócił z Radomia.", "Radomia", "placeName"),
        ("Broni tego Komisja Europejska.", "Komisja Europejska", "orgName"),
        ("Kupił akcje Bomtreksu.", "Bomtreksu", "orgName"),
        ("Powstał Bomtrex (BX) w mieście.", "Bomtrex", "orgName"),
    ],
)
def test_a_name_that_tells_what_it_names_stays(text: str, name: str, label: str) -> None:
    assert [mention for mention, _ in found(scored(text, {name: label}, 0.5))] == [name]


def with_scores(doc: Doc, marks: Mapping[tuple[int, int], float]) -> Doc:
    """Make marks of institutions the scores of which are given."""
    spans = [Span(doc, *at, "orgName") for at in marks]
    attrs = {"scores": list(marks.values())}
    doc.ents = spans
    doc.spans[NAMES] = SpanGroup(doc, name=NAMES, attrs=attrs, spans=spans)
    return doc


def test_what_is_not_as_it_was_marked_is_in_doubt() -> None:
    """The model is sure of the mark, and not of what the rules make of it."""
    words = "Wrócił mały Bomtrex"
    assert found(with_scores(parsed(words, {}), {(2, 3): 0.95})) == [("Bomtrex", "Bomtrex")]
    assert found(with_scores(parsed(words, {}), {(1, 3): 0.95})) == []


@pytest.mark.parametrize("text", ["Wrócił „Bomtrex” wczoraj", "Wrócił Bomtrex Sp . wczoraj"])
def test_signs_and_a_legal_form_do_not_change_a_mark(text: str) -> None:
    doc = parsed(text, {})
    assert [name for name, _ in found(with_scores(doc, {(1, 4): 0.95}))] == ["Bomtrex"]


def test_strange_words_are_a_person_of_whom_the_model_is_sure() -> None:
    text, marks = "Wczoraj wrócił Bim Jo Zong z kraju.", {"Bim Jo Zong": "persName"}
    assert [m.label for m in find_entities(scored(text, marks, 0.95))[0]] == ["persName"]
    assert [m.label for m in find_entities(parsed(text, marks))[0]] == ["orgName"]


def test_what_only_opens_a_sentence_opens_a_name_of_which_the_model_is_sure() -> None:
    doc = scored("Kim Dzong Il wrócił.", {"Kim Dzong Il": "persName"}, 0.95)
    doc[0].pos_ = "PRON"
    assert found(doc) == [("Kim Dzong Il", "Kim Dzong Il")]


def test_less_is_asked_of_what_a_list_has_beside_a_sure_name() -> None:
    doc = parsed("Są Bomtrex , Alfex i Dolmix", {})
    sure, unsure = {(1, 2): 0.95}, {(3, 4): 0.7, (5, 6): 0.5}
    assert [name for name, _ in found(with_scores(doc, sure | unsure))] == ["Bomtrex", "Alfex"]
    assert found(with_scores(doc, unsure)) == []


def test_a_known_name_inside_what_is_in_doubt_is_found() -> None:
    doc = scored("Przez Bomtrex Line Ukraina straci.", {"Bomtrex Line Ukraina": "orgName"}, 0.6)
    assert found(doc) == [("Ukraina", "Ukraina")]


@pytest.mark.parametrize(
    ("text", "written", "label", "case", "name"),
    [
        # after the noun that says what it is: the nominative, or the case of a place's noun
        ("Dom stoi w mieście Bolma.", "Bolma", "placeName", "Loc", "Bolma"),
        ("Kupił to koncern chemiczny Bolma.", "Bolma", "orgName", "Nom", "Bolma"),
        ("Badacze z uniwersytetów Bolseda.", "Bolseda", "orgName", "Gen|Number=Plur", "Bolseda"),
        ("Kupił to kupiec z miasta Bolmborga.", "Bolmborga", "placeName", "Gen", "Bolmborg"),
        # what the dictionary takes for a plural, or reads as a form of another word
        ("Podała to agencja Fars.", "Fars", "orgName", "Nom", "Fars"),
        ("Jest to firma Soma Bolmex.", "Soma Bolmex", "orgName", "Nom", "Soma Bolmex"),
        ("Mieszka w mieście Independence.", "Independence", "placeName", "Loc", "Independence"),
        ("Był w klubie Nocnych Wilków.", "Nocnych Wilków", "orgName", "Loc", "Nocne Wilki"),
        # nothing but men and towns called a castle or a hill have a genitive in -a
        ("Kupił to kupiec z miasta Bolma.", "Bolma", "placeName", "Gen", "Bolma"),
    ],
)
def test_a_name_after_the_noun_of_its_kind(
    text: str, written: str, label: str, case: str, name: str
) -> None:
    tags = {written.split(maxsplit=1)[0]: "PROPN Case=Gen|Gender=Masc|Number=Sing"}
    doc = parsed(text, {written: label}, {}, **tags)
    kinds = {"mieście": "miasto", "miasta": "miasto", "klubie": "klub"}
    kinds |= {"uniwersytetów": "uniwersytet"}
    for token in doc:
        same = token.text in {"agencja", "firma", "koncern"}
        kind = kinds.get(token.text, token.text if same else None)
        if kind is not None:
            token.lemma_, token.pos_ = kind, "NOUN"
            token.morph = MorphAnalysis(doc.vocab, f"Case={case}")
    assert found(doc) == [(written, name)]


def test_an_apposition_is_in_the_case_of_its_noun() -> None:
    def name(noun: str, case: str) -> str:
        doc = parsed(
            f"Słowa te {noun} obrony Ibori Bolmela zna dobrze.",
            {"Ibori Bolmela": "persName"},
            {"Ibori": (noun, "appos"), "Bolmela": ("Ibori", "flat")},
            Ibori="PROPN Case=Gen",
            Bolmela="PROPN Case=Gen",
        )
        doc[2].pos_ = "NOUN"
        doc[2].morph = MorphAnalysis(doc.vocab, f"Animacy=Hum|Case={case}|Gender=Masc")
        return found(doc)[0][1]

    assert name("minister", "Nom") == "Ibori Bolmela"
    assert name("ministra", "Gen") == "Ibori Bolmel"


def test_a_place_ends_where_another_case_begins() -> None:
    def names(second: str, case: str) -> list[tuple[str, str]]:
        return found(
            parsed(
                f"To wydalony z Sofii {second} powiedział.",
                {f"Sofii {second}": "placeName"},
                {},
                Sofii="PROPN Case=Gen",
                **{second: f"PROPN Case={case}"},
            )
        )

    assert names("Rosjanin", "Nom") == [("Sofii", "Sofia"), ("Rosjanin", "Rosja")]
    assert names("Konserwy", "Nom") == [("Sofii", "Sofia")]
    assert len(names("Północnej", "Gen")) == 1


def test_a_name_goes_on_before_its_capital() -> None:
    doc = parsed(
        "Zatwierdziła to komisja Spraw Wiejskich.",
        {"Spraw Wiejskich": "orgName"},
        {},
        Spraw="NOUN Case=Gen",
    )
    assert found(doc) == [("komisja Spraw Wiejskich", "Komisja Spraw Wiejskich")]


def test_marks_that_only_touch_are_two_names() -> None:
    marks = {"Yorkshire": "placeName", "Lednicy": "placeName"}
    tags = {"Yorkshire": "PROPN Case=Loc", "Lednicy": "PROPN Case=Nom"}
    apart = {"Yorkshire": ("Mieszkają", "obl"), "Lednicy": ("grupą", "nsubj")}
    doc = parsed("Mieszkają w Yorkshire Lednicy wielką grupą.", marks, apart, **tags)
    assert [name for name, _ in found(doc)] == ["Yorkshire", "Lednicy"]
    one = apart | {"Lednicy": ("Yorkshire", "flat")}
    doc = parsed("Mieszkają w Yorkshire Lednicy wielką grupą.", marks, one, **tags)
    assert [name for name, _ in found(doc)] == ["Yorkshire Lednicy"]


def test_a_place_that_has_a_president_is_none() -> None:
    doc = parsed(
        "Mówił o prezydencie Gdańska Pawle Wronie.",
        {"Gdańska": "placeName", "Pawle Wronie": "persName"},
        Gdańska="PROPN Case=Gen",
    )
    assert found(doc) == [("Gdańska", "Gdańsk"), ("Pawle Wronie", "Paweł Wrona")]


def test_a_person_after_another_case_is_another_name() -> None:
    doc = parsed(
        "Ironizował z kierownictwa Bomtrizy Dymitros Papadimulos.",
        {"Bomtrizy Dymitros Papadimulos": "persName"},
        {"Bomtrizy": ("kierownictwa", "nmod"), "Papadimulos": ("Dymitros", "flat")},
        Bomtrizy="PROPN Case=Gen",
        Dymitros="PROPN Case=Nom",
    )
    assert [name for name, _ in found(doc)] == ["Bomtrizy", "Dymitros Papadimulos"]
    doc = parsed(
        "Wczoraj w Mitrovicy Vuczić opowiadał się za pokojem.",
        {"Mitrovicy Vuczić": "persName"},
        {"Mitrovicy": ("opowiadał", "obl"), "Vuczić": ("opowiadał", "nsubj")},
        Mitrovicy="PROPN Case=Loc",
        Vuczić="PROPN Case=Nom",
    )
    assert [name for name, _ in found(doc)] == ["Mitrovicy", "Vuczić"]


def test_a_country_in_the_nominative_depends_on_nothing_before_it() -> None:
    text = "Zdaniem Nowaka Włochy są w kryzysie."
    doc = parsed(text, {"Nowaka Włochy": "orgName"}, Nowaka="PROPN Case=Gen")
    assert [name for name, _ in found(doc)] == ["Nowaka", "Włochy"]


def test_an_adjective_alone_is_no_person() -> None:
    doc = parsed("Chce żyć po Bożemu i spokojnie.", {"Bożemu": "persName"}, Bożemu="ADJ Case=Dat")
    assert found(doc) == []


@pytest.mark.parametrize(
    ("verb", "sex", "written", "name"),
    [
        ("podkreśliła", "Fem", "Karla Szlechtova", "Karla Szlechtova"),
        ("podkreślił", "Masc", "Bolinga", "Bolinga"),
        # what the dictionary knows can be an object: "poparł Adama Bolmana"
        ("poparł", "Masc", "Adama Bolmana", "Adam Bolman"),
    ],
)
def test_the_verb_before_its_subject_tells_a_name_that_no_list_knows(
    verb: str, sex: str, written: str, name: str
) -> None:
    first, *rest = written.split()
    doc = parsed(
        f"Tak {verb} {written} wczoraj.",
        {written: "persName"},
        {first: (verb, "nsubj"), **dict.fromkeys(rest, (first, "flat"))},
        **{verb: f"VERB VerbForm=Fin|Number=Sing|Gender={sex}", first: "PROPN Case=Acc"},
    )
    assert found(doc) == [(written, name)]


@pytest.mark.parametrize(
    ("name", "noun", "nominative"),
    [
        ("Koalicji Radykalnej Lewicy", "Lewicy", "Koalicja Radykalnej Lewicy"),
        ("Koalicji Radykalnej Lewicy", "Koalicji", "Koalicja Radykalna Lewicy"),
        ("Komisji Krajowej Solidarności", "Solidarności", "Komisja Krajowa Solidarności"),
        ("Związku Zawodowego Młynarzy", "Młynarzy", "Związek Zawodowy Młynarzy"),
        ("Rady Niemieckiej Ukrainy", "Ukrainy", "Rada Niemiecka Ukrainy"),
        # of what is known, none
        (
            "Izby Obrachunkowej Federacji Rosyjskiej",
            "Federacji",
            "Izba Obrachunkowa Federacji Rosyjskiej",
        ),
    ],
)
def test_an_adjective_belongs_to_the_noun_after_it_where_the_parser_says_so(
    name: str, noun: str, nominative: str
) -> None:
    adjective = name.split()[1]
    doc = parsed(
        f"Lider {name} odmówił.",
        {name: "orgName"},
        {adjective: (noun, "amod")},
        **dict.fromkeys(name.split(), "NOUN Case=Gen"),
    )
    for token in doc:
        token.lemma_ = {"Krajowej": "krajowy", "Zawodowego": "zawodowy"}.get(token.text, "")
    assert found(doc) == [(name, nominative)]
