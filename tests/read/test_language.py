"""Polish and its neighbours."""

import pytest

from skrot.read import detect_language
from tests.read.helpers import PARAGRAPH

OTHERS = {
    "cs": "Zastupitelé v úterý schválili stavbu nové školy, která bude stát osmnáct milionů korun a"
    " otevře se příští rok, protože ve městě už není pro děti dost místa.",
    "sk": "Poslanci v utorok schválili stavbu novej školy, ktorá bude stáť osemnásť miliónov eur a"
    " otvorí sa budúci rok, pretože v meste už nie je pre deti dosť miesta.",
    "en": "On Tuesday the council approved the building of a new school, which will cost eighteen"
    " million and open next year, because there is not enough room for the children in the town.",
    "de": "Der Rat hat am Dienstag den Bau einer neuen Schule beschlossen, die achtzehn Millionen"
    " kosten und im nächsten Jahr öffnen wird, weil in der Stadt kein Platz für die Kinder ist.",
    "fr": "Le conseil a approuvé mardi la construction d'une nouvelle école qui coûtera dix-huit"
    " millions et ouvrira dans un an, car il n'y a plus de place pour les enfants dans la ville.",
    "ru": "Во вторник совет утвердил строительство новой школы, которая будет стоить восемнадцать"
    " миллионов и откроется через год, потому что в городе не хватает места для детей.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages(language: str) -> None:
    assert detect_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        PARAGRAPH,
        "Budowa szkoły",
        "",
        "Rada gminy przyjela uchwale o budowie nowej szkoly, ktora bedzie gotowa za rok i ma byc"
        " tansza, niz sie wydawalo na poczatku.",
        f"{PARAGRAPH} According to the minister, it is the best school in the country.",
        "NATO, OECD, Soft Bank, Open AI, joint venture – te nazwy padały najczęściej.",
    ],
)
def test_polish(text: str) -> None:
    assert detect_language(text) == "pl"


def test_no_language() -> None:
    assert detect_language("xqz vbn wrt " * 20) == "und"
