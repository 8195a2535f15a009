"""Marks of a model put right, with hand-set marks that are wrong in the usual ways."""

from __future__ import annotations

import time
import tomllib
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc, Span

from skrot.extract.names.component import create_entities
from skrot.extract.names.find import find_entities
from tests.extract.names.entity_gold import GoldText, blank, gold_doc, locate

NLP = blank()
PAIRS = tomllib.loads(Path(__file__).with_name("pairs.toml").read_text("utf-8"))["case"]


def marked(text: str, *names: tuple[str, str]) -> Doc:
    """Make a Doc in which the given words (in text order) carry the given labels."""
    return gold_doc(NLP, GoldText(text, locate(text, [[w, label, ""] for w, label in names])))


def found(doc: Doc) -> list[tuple[str, str, str]]:
    mentions, entities = find_entities(doc)
    names = {entity.entity: entity.name for entity in entities}
    return [(m.text, m.label, names[m.entity]) for m in mentions]


CASES = [
    # inhabitants are no part of a name; a title in short is none of a person's
    (
        "Według instytutu Axeltra Brytyjczycy czekają.",
        [("Axeltra Brytyjczycy", "orgName")],
        [
            ("Axeltra", "orgName", "Axeltra"),
            ("Brytyjczycy", "placeName", "Wielka Brytania"),
        ],
    ),
    (
        "Kard. Bolmański: tak trzeba.",
        [("Kard. Bolmański", "persName")],
        [("Bolmański", "persName", "Bolmański")],
    ),
    # a man's form of a surname is not that of a woman; a forename in brackets is the surname's
    (
        "Anna Herbertowicz wróciła. Zbigniew Herbertowicz też. Anna Herbertowicz pomogła"
        " Herbertowiczowi.",
        [
            ("Anna Herbertowicz", "persName"),
            ("Zbigniew Herbertowicz", "persName"),
            ("Anna Herbertowicz", "persName"),
            ("Herbertowiczowi", "persName"),
        ],
        [
            ("Anna Herbertowicz", "persName", "Anna Herbertowicz"),
            ("Zbigniew Herbertowicz", "persName", "Zbigniew Herbertowicz"),
            ("Anna Herbertowicz", "persName", "Anna Herbertowicz"),
            ("Herbertowiczowi", "persName", "Zbigniew Herbertowicz"),
        ],
    ),
    (
        "Zaprosił (premiera Mateusza) Bolmańskiego, a Bolmański przyjechał.",
        [("Mateusza", "persName"), ("Bolmańskiego", "persName"), ("Bolmański", "persName")],
        [
            ("Mateusza", "persName", "Mateusz Bolmański"),
            ("Bolmańskiego", "persName", "Mateusz Bolmański"),
            ("Bolmański", "persName", "Mateusz Bolmański"),
        ],
    ),
    (
        "Założyły spółkę Axeltra AG Rząd rozpatrzył wniosek.",
        [("Axeltra AG Rząd", "orgName")],
        [("Axeltra AG", "orgName", "Axeltra AG")],
    ),
    (
        "Badanie zbliżonej do SPD Fundacji Bolmana trwa.",
        [("SPD Fundacji Bolmana", "orgName")],
        [
            ("SPD", "orgName", "Socjaldemokratyczna Partia Niemiec"),
            ("Fundacji Bolmana", "orgName", "Fundacja Bolmana"),
        ],
    ),
    (
        "Mówił G.Bolmański i nikt więcej.",
        [("G.Bolmański", "persName")],
        [("G.Bolmański", "persName", "G. Bolmański")],
    ),
    ("Pisze Bolmański.(PAP) o tym.", [("Bolmański.(PAP", "orgName")], []),
    # a known institution, or somebody of the text, in another case before a person
    (
        "Tak mówi Onetowi Slava Bolmen wczoraj.",
        [("Onetowi Slava Bolmen", "persName")],
        [("Onetowi", "orgName", "Onet"), ("Slava Bolmen", "persName", "Slava Bolmen")],
    ),
    (
        "Milczy Geert Bolmers. Adwokat Bolmersa Bram Axelowicz też.",
        [("Geert Bolmers", "persName"), ("Bolmersa Bram Axelowicz", "persName")],
        [
            ("Geert Bolmers", "persName", "Geert Bolmers"),
            ("Bolmersa", "persName", "Geert Bolmers"),
            ("Bram Axelowicz", "persName", "Bram Axelowicz"),
        ],
    ),
    # the patron of an institution
    (
        "Uczy w Zespole Szkół imienia Jana Nowaka w mieście.",
        [("Zespole Szkół", "orgName"), ("Jana Nowaka", "persName")],
        [("Zespole Szkół imienia Jana Nowaka", "orgName", "Zespół Szkół imienia Jana Nowaka")],
    ),
    # a nickname in quotation marks; a newspaper in them and who spoke to it
    (
        "Grał Rafał „Gan” Bolman.",
        [("Rafał", "persName"), ("Gan” Bolman", "persName")],
        [("Rafał „Gan” Bolman", "persName", "Rafał Bolman")],
    ),
    (
        "Pisze „Kathi” Bolman.",
        [("Kathi” Bolman", "persName")],
        [("Kathi", "orgName", "Kathi"), ("Bolman", "persName", "Bolman")],
    ),
    # institutions that whoever is of them stands before
    (
        "Pisali o tym dziennikarze Bromex.",
        [("Bromex", "orgName")],
        [("Bromex", "orgName", "Bromex")],
    ),
    (
        "Mówił o tym premierowi Bromexowi.",
        [("Bromexowi", "orgName")],
        [("Bromexowi", "persName", "Bromex")],
    ),
    # the Arabic article apart
    (
        "Mówił o tym Al Dżazirze wczoraj.",
        [("Al Dżazirze", "persName")],
        [("Al Dżazirze", "orgName", "Al-Dżazira")],
    ),
    # a party before whom it sent
    (
        "Mówił poseł Kukiz'15 Jan Bolman.",
        [("Kukiz'15", "persName"), ("Jan Bolman", "persName")],
        [("Kukiz'15", "orgName", "Kukiz'15"), ("Jan Bolman", "persName", "Jan Bolman")],
    ),
    # an adjective whose noun was left out; half of a second name
    (
        "Przed Zgromadzeniem Ogólnym ONZ mówił.",
        [("Ogólnym ONZ", "orgName")],
        [("Zgromadzeniem Ogólnym ONZ", "orgName", "Zgromadzenie Ogólne ONZ")],
    ),
    (
        "Będzie Agencja Lasów i Europejski klub.",
        [("Agencja Lasów i Europejski", "orgName")],
        [("Agencja Lasów", "orgName", "Agencja Lasów")],
    ),
    # a company by the legal form after it
    (
        "W radzie są Axeltra sp. z o.o., Bom - Film S. A. i Adam Bolman GmbH.",
        [("Adam Bolman", "persName")],
        [
            ("Axeltra sp. z o.o.", "orgName", "Axeltra sp. z o.o."),
            ("Bom - Film S. A.", "orgName", "Bom - Film S. A."),
            ("Adam Bolman GmbH", "orgName", "Adam Bolman GmbH"),
        ],
    ),
    # a measure that the text uses as one only where it is not marked
    ("Rośnie QPI, a indeks QPI to miara.", [("QPI", "orgName")], []),
    # an adjective in lower case of the noun that follows; a state after an institution and a hyphen
    (
        "Budowany przez Bomtrex bałtyckim gazociągiem.",
        [("Bomtrex bałtyckim", "orgName")],
        [
            ("Bomtrex", "orgName", "Bomtrex"),
            ("bałtyckim", "geogName", "Morze Bałtyckie"),
        ],
    ),
    (
        "Rozmowy Komisja Europejska-Ukraina trwają.",
        [("Komisja Europejska-Ukraina", "orgName")],
        [
            ("Komisja Europejska", "orgName", "Komisja Europejska"),
            ("Ukraina", "placeName", "Ukraina"),
        ],
    ),
    (
        "Wrócił dyrektor Bank Światowy Stephen Bolman.",
        [("Bank Światowy Stephen Bolman", "persName")],
        [
            ("Bank Światowy", "orgName", "Bank Światowy"),
            ("Stephen Bolman", "persName", "Stephen Bolman"),
        ],
    ),
    ("Za chwilę Święta Bożego Narodzenia.", [("Święta Bożego", "orgName")], []),
    # a numeral that counts what follows, the title of the person who follows
    (
        "Pisze Prokuratura Generalna prok. Jan Bolman.",
        [("Prokuratura Generalna prok.", "orgName"), ("Jan Bolman", "persName")],
        [
            ("Prokuratura Generalna", "orgName", "Prokuratura Generalna"),
            ("Jan Bolman", "persName", "Jan Bolman"),
        ],
    ),
    # the end of an Arabic name that the text has whole
    (
        "Skazano Abd al-Rahima al-Bolmana. Adwokaci al-Bolmana milczą.",
        [("Abd al-Rahima al-Bolmana", "persName"), ("Bolmana", "orgName")],
        [
            ("Abd al-Rahima al-Bolmana", "persName", "Abd al-Rahim al-Bolman"),
            ("al-Bolmana", "persName", "Abd al-Rahim al-Bolman"),
        ],
    ),
    # a full stop that touches what comes after it
    (
        "Mówi Bolmanski.- Nie.",
        [("Bolmanski.", "orgName")],
        [("Bolmanski.", "orgName", "Bolmanski")],
    ),
    # what stands only in a sentence in another language
    (
        "Wrócił Jan Bolman. Yesterday evening President Bolman wrote about Katherine Tollman.",
        [("Jan Bolman", "persName"), ("Katherine Tollman", "persName")],
        [
            ("Jan Bolman", "persName", "Jan Bolman"),
            ("Bolman", "persName", "Jan Bolman"),
        ],
    ),
    (
        "Byli ppor. Tomasz B., chor. Adam Bolman, plut. Jan Lis i kpr. Piotr C.",
        [("Adam Bolman", "persName"), ("Jan Lis", "persName")],
        [("Adam Bolman", "persName", "Adam Bolman"), ("Jan Lis", "persName", "Jan Lis")],
    ),
    # streets that are called after people keep the genitive; adjectives agree
    (
        "Ulica Sienkiewicza i ulica Długa. Blisko Sienkiewicza czekał.",
        [("Sienkiewicza", "geogName"), ("Długa", "geogName"), ("Sienkiewicza", "persName")],
        [
            ("Sienkiewicza", "geogName", "Sienkiewicza"),
            ("Długa", "geogName", "Długa"),
            ("Sienkiewicza", "geogName", "Sienkiewicza"),
        ],
    ),
    # codes of shares and pairs of currencies, initials, words run together with a country
    ("Spadek kursów OMVV.VI i GBPUSD.", [("OMVV.VI", "orgName"), ("GBPUSD", "orgName")], []),
    ("W spółce R. i u Ł.D. milczą.", [("R.", "orgName"), ("Ł.D.", "orgName")], []),
    ("Zdjęcie: PKN AXELPolska zmniejszy zakupy.", [("PKN AXELPolska", "orgName")], []),
    ("Zarzut wobec CBAJak pisze tygodnik.", [("CBAJak", "orgName")], []),
    ("Na kapitana An-148 czekano.", [("An", "persName")], []),
    # the end of an Arabic name is no place
    (
        "Mówi Saif ul-Bolman.",
        [("ul-Bolman", "geogName")],
        [("Saif ul-Bolman", "persName", "Saif ul-Bolman")],
    ),
    # a surname of someone named in full is no institution, however often it is marked so
    (
        "Wrócił George Bolman. Zdaniem Bolmana tak. Bolman milczy. Bolman mówi.",
        [
            ("George Bolman", "persName"),
            ("Bolmana", "orgName"),
            ("Bolman", "orgName"),
            ("Bolman", "orgName"),
        ],
        [
            ("George Bolman", "persName", "George Bolman"),
            ("Bolmana", "persName", "George Bolman"),
            ("Bolman", "persName", "George Bolman"),
            ("Bolman", "persName", "George Bolman"),
        ],
    ),
    # two people side by side: a name in another case, and a nominative
    (
        "Po słowach Donalda Trumpa Jared Kushner wyszedł.",
        [("Donalda Trumpa Jared Kushner", "persName")],
        [
            ("Donalda Trumpa", "persName", "Donald Trump"),
            ("Jared Kushner", "persName", "Jared Kushner"),
        ],
    ),
    (
        "Obok Janowi Nowakowi Ewa Zaręba odmówiła.",
        [("Janowi Nowakowi Ewa Zaręba", "persName")],
        [("Janowi Nowakowi", "persName", "Jan Nowak"), ("Ewa Zaręba", "persName", "Ewa Zaręba")],
    ),
    (
        "Dziś Putinowi Donald Tusk odmówił.",
        [("Putinowi Donald Tusk", "persName")],
        [("Putinowi", "persName", "Putin"), ("Donald Tusk", "persName", "Donald Tusk")],
    ),
    # three names in one mark
    (
        "Byli Adam Nowak Jan Lis Ewa Zaręba.",
        [("Adam Nowak Jan Lis Ewa Zaręba", "persName")],
        [
            ("Adam Nowak", "persName", "Adam Nowak"),
            ("Jan Lis", "persName", "Jan Lis"),
            ("Ewa Zaręba", "persName", "Ewa Zaręba"),
        ],
    ),
    # the end of a name from abroad
    (
        "Walczy o to Low Impacter Fishers of Europe od roku.",
        [("Europe", "geogName")],
        [("Low Impacter Fishers of Europe", "orgName", "Low Impacter Fishers of Europe")],
    ),
    # the last word of a heading, and the first of what is under it
    (
        "Po pracę do Glenmoor Glenmoor jechał.",
        [("Glenmoor Glenmoor", "placeName")],
        [("Glenmoor", "placeName", "Glenmoor"), ("Glenmoor", "placeName", "Glenmoor")],
    ),
    # a row of people in one case: a second forename, a surname said again, two lone surnames
    (
        "Skazano Mateusza S. Jakuba K. w maju.",
        [("Mateusza S. Jakuba K.", "persName")],
        [("Mateusza S.", "persName", "Mateusz S."), ("Jakuba K.", "persName", "Jakub K.")],
    ),
    (
        "Zdaniem Brekka Jana Nowaka nie było. Brekk milczy.",
        [("Brekka Jana Nowaka", "persName"), ("Brekk", "persName")],
        [
            ("Brekka", "persName", "Brekk"),
            ("Jana Nowaka", "persName", "Jan Nowak"),
            ("Brekk", "persName", "Brekk"),
        ],
    ),
    (
        "Wrócił Donald Tusk Tusk.",
        [("Donald Tusk Tusk", "persName")],
        [("Donald Tusk", "persName", "Donald Tusk"), ("Tusk", "persName", "Donald Tusk")],
    ),
    (
        "Spór Brekka Zadra trwa. Brekk mówi, a Zadr milczy.",
        [("Brekka Zadra", "persName"), ("Brekk", "persName"), ("Zadr", "persName")],
        [
            ("Brekka", "persName", "Brekk"),
            ("Zadra", "persName", "Zadr"),
            ("Brekk", "persName", "Brekk"),
            ("Zadr", "persName", "Zadr"),
        ],
    ),
    # an acronym and a person, what he is and what he is called
    (
        "Mówił PiS Nowak.",
        [("PiS Nowak", "persName")],
        [("PiS", "orgName", "Prawo i Sprawiedliwość"), ("Nowak", "persName", "Nowak")],
    ),
    (
        "Wróciła Włoszka Anna Rossi.",
        [("Włoszka Anna Rossi", "persName")],
        [("Włoszka", "placeName", "Włochy"), ("Anna Rossi", "persName", "Anna Rossi")],
    ),
    # an institution or a place and a person
    (
        "W imieniu Partii Pracy Tony Blair przeprosił.",
        [("Partii Pracy Tony Blair", "orgName")],
        [("Partii Pracy", "orgName", "Partia Pracy"), ("Tony Blair", "persName", "Tony Blair")],
    ),
    (
        "W Warszawie Jan Nowak milczy.",
        [("Warszawie Jan Nowak", "placeName")],
        [("Warszawie", "placeName", "Warszawa"), ("Jan Nowak", "persName", "Jan Nowak")],
    ),
    # a person and a state
    (
        "Według Konrada Nowaka Polska czeka.",
        [("Konrada Nowaka Polska", "persName")],
        [("Konrada Nowaka", "persName", "Konrad Nowak"), ("Polska", "placeName", "Polska")],
    ),
    # a word in lower case that neither agrees nor depends
    (
        "W Brukseli unijni ministrowie milczą.",
        [("Brukseli unijni", "placeName")],
        [
            ("Brukseli", "placeName", "Bruksela"),
            ("unijni", "orgName", "Unia Europejska"),
        ],
    ),
    # what is one name stays one
    (
        "Ofertę złożył bank JP Morgan Chase.",
        [("JP Morgan Chase", "orgName")],
        [("JP Morgan Chase", "orgName", "JP Morgan Chase")],
    ),
    (
        "Wrócił Jan Maria Nowak Rokita.",
        [("Jan Maria Nowak Rokita", "persName")],
        [("Jan Maria Nowak Rokita", "persName", "Jan Maria Nowak Rokita")],
    ),
    # a number that the text has after a name more than once, and one that only stands there
    (
        "Budują Axel Stream 2. Rura Axel Stream 2 ruszy 2 maja.",
        [("Axel Stream", "orgName"), ("Axel Stream", "orgName")],
        [
            ("Axel Stream 2", "orgName", "Axel Stream 2"),
            ("Axel Stream 2", "orgName", "Axel Stream 2"),
        ],
    ),
    (
        "Bank Axeltra 2 razy pytał.",
        [("Axeltra", "orgName")],
        [("Axeltra", "orgName", "Axeltra")],
    ),
    # two known names are joined, an ending after an apostrophe
    (
        "Umowa między NATO i Unią Europejską.",
        [("NATO i Unią Europejską", "orgName")],
        [("NATO", "orgName", "NATO"), ("Unią Europejską", "orgName", "Unia Europejska")],
    ),
    (
        "Od George’a Brekka nie ma listu.",
        [("George’a Brekka", "orgName")],
        [("George’a Brekka", "persName", "George Brekk")],
    ),
    # an inhabitant with an adjective
    (
        "Wracają młodzi, bo Nowi Polacy czekają.",
        [("Nowi Polacy", "placeName")],
        [("Polacy", "placeName", "Polska")],
    ),
    # a company by the noun before it, whoever marks it as a person
    (
        "Wzrosły akcje Axeltry. Klienci Axeltry czekają. Milczy Axeltra.",
        [("Axeltry", "persName"), ("Axeltry", "persName"), ("Axeltra", "persName")],
        [
            ("Axeltry", "orgName", "Axeltra"),
            ("Axeltry", "orgName", "Axeltra"),
            ("Axeltra", "orgName", "Axeltra"),
        ],
    ),
    # an acronym that the text uses as a word, and one that is explained as a name
    (
        "Spadły stawki połączeń (QTR). Niskie QTR cieszą.",
        [("QTR", "orgName"), ("QTR", "orgName")],
        [],
    ),
    ("Rośnie wskaźnik QPI, a QPI to miara.", [("QPI", "orgName"), ("QPI", "orgName")], []),
    (
        "Działa Rada Rzek Zachodu (RRZ). Milczy RRZ.",
        [("Rada Rzek Zachodu", "orgName"), ("RRZ", "orgName"), ("RRZ", "orgName")],
        [
            ("Rada Rzek Zachodu", "orgName", "Rada Rzek Zachodu"),
            ("RRZ", "orgName", "Rada Rzek Zachodu"),
            ("RRZ", "orgName", "Rada Rzek Zachodu"),
        ],
    ),
    # laws and programmes
    ("Zmienia to Kodeks Karny.", [("Kodeks Karny", "orgName")], []),
    # units, codes of currencies, events
    (
        "Moc w GW, kurs EUR, potem Brexitu nie było.",
        [("GW", "orgName"), ("EUR", "orgName"), ("Brexitu", "orgName")],
        [],
    ),
    # a name and the subject after it
    (
        "W sprawie wniosku Unii Europejskiej Ministerstwo Rozwoju milczy.",
        [("Unii Europejskiej Ministerstwo Rozwoju", "orgName")],
        [
            ("Unii Europejskiej", "orgName", "Unia Europejska"),
            ("Ministerstwo Rozwoju", "orgName", "Ministerstwo Rozwoju"),
        ],
    ),
    # a ship named after a person
    (
        "Do portu wpłynął USS George Washington.",
        [("USS", "orgName"), ("George Washington", "persName")],
        [("USS George Washington", "orgName", "USS George Washington")],
    ),
    (
        "Okręt ORP Kościuszko stoi w Gdyni.",
        [("Kościuszko", "persName"), ("Gdyni", "placeName")],
        [
            ("ORP Kościuszko", "orgName", "ORP Kościuszko"),
            ("Gdyni", "placeName", "Gdynia"),
        ],
    ),
    # the unit of a figure
    (
        "Moc wzrosła do 10 MW, a firma MW Polska do 5 GW.",
        [("MW", "orgName"), ("MW Polska", "orgName"), ("GW", "orgName")],
        [("MW Polska", "orgName", "MW Polska")],
    ),
    # a forename or a surname left outside
    (
        "Wczoraj Marię Kwiecień nagrodzono.",
        [("Kwiecień", "persName")],
        [("Marię Kwiecień", "persName", "Maria Kwiecień")],
    ),
    (
        "Nagrodę wręczono Janowi Wronie.",
        [("Janowi", "persName")],
        [("Janowi Wronie", "persName", "Jan Wrona")],
    ),
    # a title taken in
    (
        "Głos zabrał Minister Jan Wrona.",
        [("Minister Jan Wrona", "persName")],
        [("Jan Wrona", "persName", "Jan Wrona")],
    ),
    # two names as one
    (
        "Spotkanie Nowak–Wrona trwało krótko.",
        [("Nowak–Wrona", "persName")],
        [("Nowak", "persName", "Nowak"), ("Wrona", "persName", "Wrona")],
    ),
    # a cut ending after an apostrophe
    (
        "To słowa Bruce’a Lee.",
        [("Bruce", "persName"), ("Lee", "persName")],
        [("Bruce’a Lee", "persName", "Bruce Lee")],
    ),
    # an adjective torn off, a word in capitals, contact data
    ("Komisja Krajowej zależy.", [("Krajowej", "orgName")], []),
    (
        "Zadzwoniono do Ministerstwa Energii tel. 22.",
        [("Ministerstwa Energii tel. 22", "orgName")],
        [("Ministerstwa Energii", "orgName", "Ministerstwo Energii")],
    ),
    # a wrong label that the title before the name corrects
    (
        "Oddano park na wyspie Minamitori.",
        [("Minamitori", "persName")],
        [("Minamitori", "geogName", "Minamitori")],
    ),
    (
        "Umowę podpisał koncern Axeltra.",
        [("Axeltra", "persName")],
        [("Axeltra", "orgName", "Axeltra")],
    ),
    # a government meant by its capital stays a place
    (
        "Od rana Kijów czeka na odpowiedź.",
        [("Kijów", "orgName")],
        [("Kijów", "placeName", "Kijów")],
    ),
    # two institutions as one
    (
        "Pieniądze Narodowego Funduszu Zdrowia i Agencji Badań Medycznych.",
        [("Narodowego Funduszu Zdrowia i Agencji Badań Medycznych", "orgName")],
        [
            ("Narodowego Funduszu Zdrowia", "orgName", "Narodowy Fundusz Zdrowia"),
            ("Agencji Badań Medycznych", "orgName", "Agencja Badań Medycznych"),
        ],
    ),
    # what names nobody
    ("Wzrost PKB i cen LNG.", [("PKB", "orgName"), ("LNG", "orgName")], []),
    # a country known without any mark, but not a forename or a dish
    (
        "Od wczoraj Ukraina i Polska rozmawiają.",
        [],
        [("Ukraina", "placeName", "Ukraina"), ("Polska", "placeName", "Polska")],
    ),
    ("Dania podano o ósmej.", [], []),
    ("Na scenie Kuba śpiewał.", [], []),
    # lower case is no name
    ("Dawne ministerstwo zamknięto.", [("ministerstwo", "orgName")], []),
]


@pytest.mark.parametrize("case", PAIRS, ids=lambda case: case["text"][:40])
def test_each_rule_knows_where_it_applies(case: dict[str, Any]) -> None:
    marks = [(word, label) for word, label in case["marks"]]
    assert found(marked(case["text"], *marks)) == [tuple(name) for name in case["names"]]


@pytest.mark.parametrize(("text", "marks", "wanted"), CASES)
def test_repairs(
    text: str, marks: list[tuple[str, str]], wanted: list[tuple[str, str, str]]
) -> None:
    assert found(marked(text, *marks)) == wanted


def test_a_mark_that_ends_at_an_abbreviation_goes_on_with_the_patron() -> None:
    name = "Fundacja im. Jana Nowaka"
    doc = marked(f"Działa {name}.", ("Fundacja im.", "orgName"), ("Jana Nowaka", "persName"))
    for token in doc:
        token.is_sent_start = token.i == 0
    assert found(doc) == [(name, "orgName", name)]


def test_a_surname_is_found_again_where_no_mark_is() -> None:
    doc = marked(
        "Mówiła Sanae Takaichi. Potem wyszła, a za Takaichi dziennikarze.",
        ("Sanae Takaichi", "persName"),
    )
    assert [name for _, _, name in found(doc)] == ["Sanae Takaichi", "Sanae Takaichi"]


def test_an_acronym_explained_in_the_text_is_the_institution() -> None:
    doc = marked(
        "Działa Krajowa Rada Mostów (KRM). Członkowie KRM są zgodni.",
        ("Krajowa Rada Mostów", "orgName"),
        ("KRM", "orgName"),
        ("KRM", "orgName"),
    )
    mentions, entities = find_entities(doc)
    assert [(e.name, e.aliases, e.mentions) for e in entities] == [
        ("Krajowa Rada Mostów", ("KRM",), 3)
    ]
    assert len(mentions) == 3


def test_a_head_alone_is_the_institution_named_before() -> None:
    doc = marked(
        "Powstał Instytut Mostów Wiszących. Wczoraj Instytut wydał raport.",
        ("Instytut Mostów Wiszących", "orgName"),
        ("Instytut", "orgName"),
    )
    assert {name for _, _, name in found(doc)} == {"Instytut Mostów Wiszących"}


@pytest.mark.parametrize(
    ("text", "marks", "name"),
    [
        ("Mówiono, że Unia czeka.", ["Unia"], "Unia Europejska"),
        (
            "Działa Unia Młynarzy. Mówiono, że Unia czeka.",
            ["Unia Młynarzy", "Unia"],
            "Unia Młynarzy",
        ),
        (
            "Unia Europejska pyta, a Unia Młynarzy milczy. Mówiono, że Unia czeka.",
            ["Unia Europejska", "Unia Młynarzy", "Unia"],
            "Unia Europejska",
        ),
        ("Wrócił z Wysp.", [], "Wielka Brytania"),
        ("Poleciał na Wyspy Owcze.", [], "Wyspy Owcze"),
    ],
)
def test_a_short_name_is_what_it_shortens_in_the_text(
    text: str, marks: list[str], name: str
) -> None:
    assert found(marked(text, *((mark, "orgName") for mark in marks)))[-1][2] == name


def test_dates_and_times_are_not_entities() -> None:
    assert (
        found(marked("Przyjechał 3 maja o ósmej.", ("3 maja", "date"), ("o ósmej", "time"))) == []
    )


def test_the_component_sets_what_it_promises() -> None:
    nlp = spacy.blank("pl")
    component = create_entities(nlp, "pl_entities")
    doc = component(marked("Głos zabrał Minister Jan Wrona.", ("Minister Jan Wrona", "persName")))
    assert [entity.name for entity in doc._.entities] == ["Jan Wrona"]
    assert doc.ents[0]._.entity == "person:jan-wrona"
    assert doc[3:5]._.entity == "person:jan-wrona"
    assert doc[0:1]._.entity is None


WORDS = st.sampled_from(
    [
        "Jan",
        "Wrona",
        "Wronie",
        "USA",
        "Ishiby",
        "i",
        "–",
        "Ministerstwo",
        "Energii",
        "(",
        "KRM",
        ")",
        ".",
        "w",
        "Łodzi",
        "japońskiej",
        "Colby’ego",
        "„",
        "”",
        "Sejm",
        "RP",
        "12",
    ]
)


@given(st.lists(WORDS, min_size=1, max_size=14), st.data())
def test_mentions_never_overlap_and_belong_to_an_entity(
    words: list[str], data: st.DataObject
) -> None:
    nlp: Language = NLP
    doc = Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))])
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    label = data.draw(st.sampled_from(["persName", "orgName", "placeName", "geogName"]))
    doc.ents = [Span(doc, start, end, label)]
    mentions, entities = find_entities(doc)
    for before, after in pairwise(mentions):
        assert before.end <= after.start
    for mention in mentions:
        assert doc.text[mention.start : mention.end] == mention.text
    counted = {entity.entity: entity.mentions for entity in entities}
    assert len(counted) == len(entities)
    assert sum(counted.values()) == len(mentions)
    assert {mention.entity for mention in mentions} == set(counted)
    assert all(entity.name and entity.name not in entity.aliases for entity in entities)


@pytest.mark.parametrize("name", ["Kowalskiego", "Rada", "Jan Kowalski"])
def test_a_row_of_names_takes_time_in_proportion(name: str) -> None:
    def seconds(times: int) -> float:
        doc = marked(" ".join([name] * times), *[(name, "orgName")] * times)
        started = time.process_time()
        find_entities(doc)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
