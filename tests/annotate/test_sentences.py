from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.language import Language

from skrot.annotate import annotate, sentences
from skrot.annotate.sentences import judge
from skrot.read import read_text

HERE = Path(__file__).parent
SEEDS = HERE.parents[1] / "seeds"


@cache
def rules() -> Language:
    """A blank pipeline: what the rules do without learned scores."""
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    return nlp


@pytest.fixture(scope="module")
def nlp() -> Language:
    return rules()


def split(nlp: Language, text: str) -> list[str]:
    return [span.text.strip() for span in nlp(text).sents]


# The bar marks the expected boundaries.
GOLDEN = [
    "Spór trwa od 2019 r. | Potem wszystko ucichło.",
    "W 2019 r. Kowalski wyjechał do Krakowa.",
    "W 2019 r. doszło do przełomu.",
    "W 2019 r. Ministerstwo nie wypłacało nagród.",
    "Dlatego też na 2026 r. Ministerstwo ostrożnie planuje wydatki.",
    "Wiadomo, że w lutym 1990 r. Minister złożył dymisję.",
    "Zgodnie z art. 12 ustawy z dnia 20 lipca 2017 r. Prawo wodne spółka płaci.",
    "Stanie się to w 2027 r. | Minister czeka.",
    "Remont drogi nr 140 na odc. Rzeszów – Krosno trwa.",
    "Umowę podpisano w 2019 r. | Francja ją potem wypowiedziała.",
    "Wiadomo, że w 1990 r. Kowalski brał w tym udział.",
    "Wzrost o 5 proc. (w 2025 r. Ponad 3 proc.) jest duży. | Tak mówią.",
    "Zgodnie z art. 12 ustawy z dnia 15 września 2000 r. – Kodeks handlowy spółka płaci.",
    "Ministra J. A. Nowaka przyjął prof. Z. Lis.",
    "Firmę U.S. Steel chciała kupić spółka z o.o. z Gdyni.",
    "Zakazano m.in. Francji i Niemcom wywozu.",
    "Rusza projekt pn. „Cyfrowa Gmina” i program pn. Aktywna Szkoła. | Nabór trwa.",
    "Mowa o spotkaniach ww. Rady z posłami. | Nikt nie przyszedł.",
    "Zginęło 12 tys. osób, tj. więcej niż rok temu.",
    "Koszt to 14,9 mld dol. | Nikt tego nie zapłaci.",
    "Koszt to 14,9 mld dol. rocznie.",
    "Sprzedano obraz za 80 mln. USD bogaczowi.",
    "Film pokazano na 10. Planetoc Doc Film Festival w maju.",
    "Mieszka tam do 10. | Potem wyjedzie.",
    "Wydano 5 mln dol., czyli za dużo.",
    "W XX w. było inaczej.",
    "Zamek stoi od XVII w. | Dziś jest tam muzeum.",
    "Zajął 3. miejsce w biegu.",
    "Zgodnie z art. 4 ust. 2 pkt 3 ustawy sprawę umorzono.",
    "Kupił jabłka, gruszki itd. | Potem poszedł spać.",
    "Kupił jabłka, gruszki itp. i poszedł spać.",
    "Były tam psy, koty etc. | Nikt ich nie karmił.",
    "Zarabia 5 mln zł, a brat 2 mld zł.",
    "Dom nr 5 stoi wg planu przy ul. Długiej.",
    "„Nie wiem.” | Tak odpowiedział.",
    "„Nie wiem” – napisał w liście.",
    "„To prawda! Nie ma rady” – napisał.",
    "– Nie przyjdę – odparł. – Jestem chory.",
    "– Przyjdziesz? – zapytała Anna.",
    "No cóż… | Trudno się mówi.",
    "No cóż… trudno się mówi.",
    "To był koniec.Potem wrócił do domu.",
    "Naprawdę? | Tak! | Chodźmy.",
    "Wydatki wzrosną do 2 proc. PKB.",
    "Wydano 5 tys. zł. | Prof. J. Lis nic o tym nie wie.",
    "Zmarł w 2019 r. | Dr J. Lis był przy tym.",
    "Spadek wyniósł 2 proc. | Rząd milczy.",
    "Mieszka w Korei Płd. od lat.",
    "Urodził się ok. 1950 r. w Łodzi.",
    "Przyjechał dr hab. inż. Jan Lis.",
    "Spotkanie o godz. 13.30 odwołano.",
    "Strona www.przyklad.pl działa.",
    "Pełna nazwa (zob. s. 12) jest długa.",
    "Był tam (nie sam!) dwa razy.",
]
GOLDEN_SPLIT = {
    "To był koniec.Potem wrócił do domu.": ["To był koniec.", "Potem wrócił do domu."],
    "„To prawda! Nie ma rady” – napisał.": ["„To prawda!", "Nie ma rady” – napisał."],
    "– Nie przyjdę – odparł. – Jestem chory.": ["– Nie przyjdę – odparł.", "– Jestem chory."],
}


@pytest.mark.parametrize("marked", GOLDEN)
def test_golden_cases(nlp: Language, marked: str) -> None:
    expected = GOLDEN_SPLIT.get(marked, marked.split(" | "))
    assert split(nlp, marked.replace(" | ", " ")) == expected


def test_blocks_are_boundaries_without_a_full_stop(nlp: Language) -> None:
    text = "Nowe cła\n\nRząd podniósł cła o 5 proc.\n\npierwszy punkt listy\n\ndrugi"
    assert split(nlp, text) == [
        "Nowe cła",
        "Rząd podniósł cła o 5 proc.",
        "pierwszy punkt listy",
        "drugi",
    ]


@pytest.mark.parametrize(
    ("seed", "expected"),
    [
        ("000_af0246b465d87fda.txt", "seed_000_sentences.txt"),
        ("001_78e3e586a5162025.txt", "seed_001_sentences.txt"),
    ],
)
def test_all_boundaries_of_the_seeds(nlp: Language, seed: str, expected: str) -> None:
    document = read_text((SEEDS / seed).read_text("utf-8"))
    (doc,) = annotate(nlp, [document])
    found = [row.text for row in sentences(doc, document)]
    assert found == (HERE / "data" / expected).read_text("utf-8").splitlines()


@settings(deadline=None)
@given(st.text(alphabet='aB1 .?!…„”"(),–-\n:;r', max_size=60))
def test_every_token_is_decided_and_text_is_kept(text: str) -> None:
    nlp = rules()
    doc = nlp(text)
    assert doc.text == text
    assert all(token.is_sent_start is not None for token in doc)
    assert "".join(span.text_with_ws for span in doc.sents) == text


def test_parser_boundaries_are_those_of_the_component(nlp: Language) -> None:
    doc = nlp("Wydano 5 mln dol. rocznie. Koniec.")
    starts = [token.i for token in doc if token.is_sent_start]
    assert starts == [0, 7]
    assert doc.has_annotation("SENT_START")


def test_dates_without_a_verb_take_time_in_proportion() -> None:
    def seconds(times: int) -> float:
        doc = rules().make_doc("w 2020 r. Aaa " * times)
        started = time.process_time()
        judge(doc)
        return time.process_time() - started

    seconds(100)
    assert seconds(4000) < 40 * max(seconds(400), 0.01)
