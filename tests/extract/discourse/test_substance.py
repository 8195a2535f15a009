"""Sentences that only say who is in charge, that nothing is known, or promise: with the model."""

from functools import cache

import pytest
from spacy.language import Language

from skrot.annotate import load
from skrot.extract.discourse.substance import is_evasive
from skrot.extract.discourse.words import read_words
from skrot.summarise import SummarySettings, summarise
from tests.summarise.helpers import given

EVASIVE = [
    "Minister Edukacji nie jest organem właściwym do oceny uchwał rady gminy.",
    "Utrzymanie tej drogi pozostaje w gestii samorządu województwa.",
    "Zapewnienie dowozu uczniów należy do kompetencji gminy.",
    "Sprawy kadrowe szpitali pozostają poza zakresem właściwości ministra.",
    "Ministerstwo nie dysponuje takimi danymi za lata wcześniejsze.",
    "Ministerstwo Zdrowia nie prowadzi rejestru takich zdarzeń.",
    "Urząd nie gromadzi w tym zakresie żadnych informacji.",
    "Spółka podejmuje szereg działań na rzecz dialogu z mieszkańcami.",
    "Dołożymy wszelkich starań, aby remont przebiegł sprawnie.",
    "Resort przywiązuje dużą wagę do bezpieczeństwa pacjentów.",
    "Zestawienia zabytków dostępne są na stronie internetowej urzędu.",
    "Raport opisuje witryna https://www.example.pl/raport.",
    "Sytuacja na rynku jest na bieżąco monitorowana przez resort.",
]
TELLING = [
    "Gmina dowozi do szkół 340 uczniów z dziewięciu wsi.",
    "Samorząd województwa wyremontował drogę z Sanoka do Leska.",
    "Minister właściwy do spraw zdrowia ogłosił nowy wykaz leków.",
    "Ministerstwo nie planuje zmiany granic portu w Elblągu.",
    "Podejmowanie działań bez zezwolenia grozi grzywną.",
    "Port w Gdyni prowadzi rejestr statków od stu lat.",
    "Inspekcja zgromadziła dane o 120 składowiskach odpadów.",
    "Zespół jest organem doradczym ministra właściwego do spraw budownictwa.",
]


@cache
def model() -> Language:
    return load()


@pytest.mark.parametrize("text", EVASIVE)
def test_competence_ignorance_and_promises(text: str) -> None:
    assert is_evasive(read_words(model()(text)))


@pytest.mark.parametrize("text", TELLING)
def test_what_tells_something(text: str) -> None:
    assert not is_evasive(read_words(model()(text)))


def test_they_are_selected_after_what_tells_something() -> None:
    changes: dict[int, dict[str, object]] = {0: {"evasive": True}}
    found = summarise([given(TELLING[:2], changes=changes)], [], SummarySettings(sentences=2))
    assert [row.rank for row in found.documents[0].sentences] == [2, 1]
    assert found.sentences[0][0].score_parts["evasive"] < 0
