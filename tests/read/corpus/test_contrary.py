"""Texts that differ in a word that matters are no repeats; texts that say the same are."""

from __future__ import annotations

import pytest

from skrot.read import find_duplicates, read_text

VOTE = """Radni z Lipowej głosowali we wtorek nad projektem uchwały w sprawie nowego planu
miejscowego. Po trzech godzinach dyskusji radni przyjęli projekt stosunkiem głosów osiem do
siedmiu. Za projektem opowiedział się klub burmistrza Adama Nowickiego, przeciw głosowała
opozycja pod wodzą Ewy Rybak. Plan dotyczy terenów nad rzeką, na których przed laty działała
cukrownia. Zgodnie z dokumentem powstaną tam domy jednorodzinne, szkoła i park. Mieszkańcy
od dawna spierali się o los tej okolicy. W marcu urząd zebrał ponad sto uwag. Inwestor
zapowiada, że budowa ruszy wiosną. Koszt prac ma ponieść gmina. Burmistrz podkreślał po
głosowaniu, że uchwała nie zamyka rozmów z mieszkańcami."""

COURT = """Sąd okręgowy w Kaliszu skazał w piątek byłego prezesa spółdzielni Marka Zawadę,
oskarżonego o przywłaszczenie pieniędzy lokatorów. Proces trwał dwa lata. Zdaniem sądu dowody
zebrane przez prokuraturę były przekonujące. Obrońca zapowiedział apelację. Wyrok jest
nieprawomocny. Na ogłoszenie wyroku przyszło kilkudziesięciu mieszkańców osiedla, którzy
stracili oszczędności. Jak mówił sędzia Jan Wrona, oskarżony działał z premedytacją i
wykorzystał zaufanie starszych osób. Spółdzielnia odzyskała dotąd niewielką część kwoty.
Prokurator żądał pięciu lat więzienia i zakazu pełnienia funkcji. Syndyk sprzedał już
biurowiec i dwa garaże, lecz pieniędzy nie wystarczy dla wszystkich."""

MATCH = """Piłkarze Orła pokonali w sobotę na własnym stadionie Piasta dwa do jednego.
Pierwszą bramkę zdobył w dwudziestej minucie Kamil Dudek, wyrównał po przerwie Tomasz Król. O
zwycięstwie gospodarzy zadecydował rzut karny w końcówce meczu. Trener gości miał pretensje do
sędziego, który nie obejrzał powtórki. Na trybunach zasiadło osiem tysięcy widzów. Orzeł zajmuje
drugie miejsce w tabeli i traci do lidera trzy punkty. Za tydzień drużyna zagra na wyjeździe
z beniaminkiem. Kapitan zespołu opuścił boisko z urazem kolana i przejdzie badania w
poniedziałek. Klub liczy na jego szybki powrót do gry."""

PLACES = {
    name: " ".join(text.split())
    for name, text in {"vote": VOTE, "court": COURT, "match": MATCH}.items()
}

CONTRARY = [
    ("vote", "radni przyjęli projekt", "radni odrzucili projekt"),
    ("court", "skazał w piątek byłego", "uniewinnił w piątek byłego"),
    (
        "match",
        "Piłkarze Orła pokonali w sobotę na własnym stadionie Piasta",
        "Piłkarze Piasta pokonali w sobotę na własnym stadionie Orła",
    ),
    ("vote", "W marcu urząd", "W maju urząd"),
    ("vote", "osiem do siedmiu", "dziewięć do siedmiu"),
    ("court", "Wyrok jest nieprawomocny", "Wyrok jest prawomocny"),
    ("vote", "uchwała nie zamyka rozmów", "uchwała zamyka rozmowy"),
    ("vote", "uchwała nie zamyka rozmów", "uchwała zamyka rozmów"),
    ("match", "Kamil Dudek", "Michał Dudek"),
    ("court", "w Kaliszu", "w Koninie"),
    ("match", "dwa do jednego", "trzy do jednego"),
    ("court", "Prokurator żądał pięciu lat", "Prokurator żądał sześciu lat"),
    ("vote", "Koszt prac ma ponieść gmina", "Koszt prac ma ponieść inwestor"),
    ("match", "w sobotę", "w niedzielę"),
    (
        "vote",
        "Za projektem opowiedział się klub burmistrza",
        "Przeciw projektowi opowiedział się klub burmistrza",
    ),
    ("court", "Obrońca zapowiedział apelację", "Obrońca wykluczył apelację"),
    ("vote", "budowa ruszy wiosną", "budowa nie ruszy wiosną"),
    ("match", "drugie miejsce", "ostatnie miejsce"),
    ("court", "niewielką część kwoty", "znaczną część kwoty"),
    ("match", "który nie obejrzał", "który obejrzał"),
    ("vote", "Adama Nowickiego", "Adama Nowakowskiego"),
    (
        "match",
        "zdobył w dwudziestej minucie Kamil Dudek, wyrównał po przerwie Tomasz Król",
        "zdobył w dwudziestej minucie Tomasz Król, wyrównał po przerwie Kamil Dudek",
    ),
    (
        "court",
        "dowody zebrane przez prokuraturę były przekonujące",
        "dowody zebrane przez prokuraturę były nieprzekonujące",
    ),
    ("vote", "powstaną tam domy", "nie powstaną tam domy"),
    ("court", "sędzia Jan Wrona", "sędzia Anna Wrona"),
    ("match", "trzy punkty", "cztery punkty"),
    ("vote", "ponad sto uwag", "poniżej stu uwag"),
    ("match", "opuścił boisko z urazem kolana", "opuścił boisko bez urazu kolana"),
    ("vote", "przed laty działała", "do dziś działa"),
    ("court", "Syndyk sprzedał już biurowiec", "Syndyk kupił już biurowiec"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "one", "other"), CONTRARY)
@pytest.mark.parametrize("turned", [False, True])
def test_contrary_texts_are_both_kept(place: str, one: str, other: str, *, turned: bool) -> None:
    first = PLACES[place]
    assert one in first
    texts = [first, first.replace(one, other)]
    documents = [read_text(text, str(i)) for i, text in enumerate(texts[::-1] if turned else texts)]
    assert find_duplicates(documents) == {}


REPEATS = [
    ("vote", "Po trzech", "(PAP) Po trzech"),
    ("vote", "Inwestor zapowiada, że budowa ruszy wiosną. ", ""),
    ("court", " Obrońca zapowiedział apelację.", ""),
    ("match", "Orzeł zajmuje", "A Orzeł zajmuje"),
    (
        "match",
        "opuścił boisko z urazem kolana i przejdzie",
        "opuścił boisko z urazem kolana oraz przejdzie",
    ),
    ("vote", "że uchwała nie zamyka", "iż uchwała nie zamyka"),
    ("court", "Proces trwał dwa lata.", "Proces trwał dwa lata.\n\nREKLAMA\n\n"),
    ("vote", "Plan dotyczy", "„Plan” dotyczy"),
    ("match", "Klub liczy na jego szybki powrót do gry.", ""),
    ("court", "sprzedał już biurowiec", "sprzedał także już biurowiec"),
    ("vote", "Mieszkańcy od dawna spierali się o los tej okolicy. ", ""),
    ("match", "Za tydzień drużyna", "Za tydzień zaś drużyna"),
]  # fmt: skip


@pytest.mark.parametrize(("place", "one", "other"), REPEATS)
def test_what_says_no_more_is_a_repeat(place: str, one: str, other: str) -> None:
    first = PLACES[place]
    assert one in first
    documents = [read_text(first, "a"), read_text(first.replace(one, other), "b")]
    assert find_duplicates(documents) == {"b": "a"}


LETTER = """Szanowna Pani Marszałek,

w odpowiedzi na interpelację nr {number} {who} z dnia {day} w sprawie remontu mostu w Sanoku
uprzejmie informuję, co następuje.

Most pochodzi z lat sześćdziesiątych i wymaga gruntownej naprawy. Generalna Dyrekcja zleciła
jesienią badanie filarów, a jego wyniki wykazały korozję zbrojenia. Remont obejmie płytę
pomostu, łożyska oraz barierki. Środki na ten cel zapisano w planie wieloletnim. W czasie
robót ruch będzie się odbywał wahadłowo, a autobusy pojadą objazdem przez Zagórz. Mieszkańcy
zostaną o tym powiadomieni przez urząd miasta. Zakończenie prac przewidziano na jesień.

Z poważaniem
"""


def test_letters_that_differ_in_whom_they_answer_are_repeats() -> None:
    one = LETTER.format(number=501, who="Pana Posła Jana Lisa", day="3 marca 2031 r.")
    other = LETTER.format(
        number=514, who="Pani Poseł Anny Wilk i grupy posłów", day="9 maja 2031 r."
    )
    assert find_duplicates([read_text(one, "a"), read_text(other, "b")]) == {"b": "a"}
