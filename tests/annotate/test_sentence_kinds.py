"""Places that look like the end of a sentence, in both readings: a bar marks each boundary."""

from __future__ import annotations

import pytest
import spacy
from spacy.language import Language

# A unit before what is counted, which begins with a capital; and a unit that ends its sentence.
UNITS = [
    "Na wybory pójdzie 52 proc. Polaków.",
    "Za zmianą opowiada się 61 proc. Niemców i 48 proc. Francuzów.",
    "Z kraju wyjechało 15 tys. Ukraińców.",
    "Protestowało 2 mln. Brazylijczyków z całego kraju.",
    "Badanie objęło 7 proc. Warszawiaków w wieku do 30 lat.",
    "Zaszczepiło się 38 proc. Ślązaków, a w mieście mieszka 12 tys. Kaszubów.",
    "Program obejmie 3 tys. Romów.",
    "Według sondażu 47 proc. Polek i 52 proc. Polaków chce zmian. | Reszta milczy.",
    "Za euro jest 40 proc. Czechów, przeciw 55 proc. | Słowacy mają je od lat.",
    "Zginęło 200 tys. Syryjczyków, a 4 mln. Afgańczyków uciekło.",
    "Ufa mu 44 proc. Europejczyków.",
    "Akcje ma 20 proc. Orlenu i 5 proc. PZU.",
    "Inwestor kupił 25 proc. Żabki.",
    "Pod wodą stanęło 40 proc. Żuław.",
    "Firma wydała 3 mln dol. | Potem zbankrutowała.",
    "Wzrost wyniósł 3 proc. | Polacy kupują więcej.",
    "Zatrudnia 4 tys. | Szefem jest Adam Lis.",
    "Bezrobocie spadło do 5 proc. | Ministerstwo nie komentuje tych danych.",
    "Zebrano 12 tys. | Pieniądze trafią do szpitala.",
    "Poparcie spadło o 4 proc. | Niemcy są rozczarowani.",
    "Inflacja wynosi 5 proc. | Czesi mają wyższą.",
    "Wśród 30 proc. Rosjan panuje inna opinia.",
    "Aż 70 proc. Amerykanów popiera zakaz.",
    "Co piąty, czyli 20 proc. Włochów, nie pracuje.",
    "Głosowało 51,3 proc. Greków uprawnionych do głosowania.",
    "Ponad 90 proc. Krymu nie ma prądu.",
    "Do obozów trafiło 400 tys. Żydów węgierskich.",
    "Premiera popiera 33 proc. | Tusk traci.",
    "Tego zdania jest 28 proc. Litwinów oraz 31 proc. Łotyszy.",
    "Sprzedano 10 tys. egz. | Autor jest zadowolony.",
]  # fmt: skip

# What continues over brackets, abbreviated months, quotes.
SPLITS = [
    "Bank (...) S.A. złożył wniosek w sądzie.",
    "Spółka (…) sp. z o.o. wniosła pozew.",
    "Powód Jan (...) Nowak wniósł apelację.",
    "Sąd w (...) Wydział I Cywilny oddalił skargę.",
    "Zawarto umowę z (...) Bank S.A. w Warszawie.",
    "Sprzedaż spadła w mar. 2024 r. o 3 proc.",
    "Dane za okres sty. 2023 – gru. 2024 są pełne.",
    "Raport z paź. 2022 r. mówi co innego.",
    "W lut. 2021 r. zamknięto fabrykę.",
    "Umowa z 5 wrz. 2020 r. wygasła.",
    "Od kwi. 2019 r. działa tu szkoła.",
    "W listopadzie i gru. 2018 r. padał śnieg.",
    "(...) Spółka Akcyjna wniosła o oddalenie powództwa.",
    "Wyrok wydano 3 cze. 2017 r. w Łodzi.",
    "Było zimno. | (...) Potem przyszła wiosna.",
]  # fmt: skip

QUOTES = [
    "Powiedział: „Nie wiem.” | Potem wyszedł.",
    "Powiedział: «Nie wiem.» | Potem wyszedł.",
    "Powiedział: \"Nie wiem.\" | Potem wyszedł.",
    "Powiedział: „Nie wiem.“ | Potem wyszedł.",
    "Powiedział: ‘Nie wiem.’ | Potem wyszedł.",
    "Powiedział: >>Nie wiem.<< | Potem wyszedł.",
    "Powiedział: <<Nie wiem.>> | Potem wyszedł.",
    "Powiedział: »Nie wiem.« | Potem wyszedł.",
    "Powiedział: ,,Nie wiem.'' | Potem wyszedł.",
    "Nazwał go „zdrajcą”. | Potem wyszedł.",
    "Nazwał go »zdrajcą«. | Potem wyszedł.",
    "– Nie wiem! » | Prezes zamilkł.",
    "Kto to był? ” | Nikt nie wiedział.",
    "„Dość tego!” | Tłum zawył.",
    "«Kim jesteś?» | Nie odpowiedział.",
    "Zapytał: „Kto?” | Anny tam nie było.",
    "To koniec.’ | Wstał i wyszedł.",
    "To koniec.« | Wstał i wyszedł.",
    "To koniec.\" | Wstał i wyszedł.",
    "„Tak.” | „Nie.” | Kłócili się długo.",
]  # fmt: skip

INITIALS = [
    "Czesi kupili szczepionkę Sputnik V. | Prezydent jest zadowolony.",
    "Polska trafiła do grupy B. | Mecz odbędzie się we wtorek.",
    "Zatrzymano go razem z Janem K. | Prokuratura postawiła zarzuty.",
    "Wyrok usłyszał Adam W. | Sąd skazał go na rok więzienia.",
    "Przyjął ją J. Kowalski z zarządu.",
    "Umowę podpisał A. Nowak.",
    "Wystąpił zespół pod batutą K. Pendereckiego.",
    "Cierpi na niedobór witaminy C. | Lekarz zalecił dietę.",
    "Wybrano wariant A. | Mieszkańcy protestują.",
    "W wyroku mowa o Marku P. | Mężczyzna nie przyznał się do winy.",
    "Marka P. | Zatrzymano wczoraj w domu.",
    "Prezydent J. F. Kennedy zginął w Dallas.",
    "Spotkał się z A. Dudą i M. Morawieckim.",
    "Choruje na zapalenie wątroby typu C. | Leczenie trwa.",
    "Podejrzana to Anna Z. | Kobieta milczy.",
    "Autorem jest Tomasz A. Wiśniewski.",
    "Opowiada o tym George W. Bush.",
    "Zajął się tym prokurator. | J. Nowak nie przyszedł.",
    "Pomnik Jana Pawła II. | Odsłonięto go w maju.",
    "To plan B. | Nikt go nie zna.",
    "Trwa śledztwo ws. Marka D. | Policja szuka świadków.",
    "Awansował do kategorii D. | Trener chwali zawodnika.",
    "Zeznawał Piotr S. | Obrońcy nie było.",
]  # fmt: skip

STOPS = [
    "To był koniec .. | Potem wyszedł.",
    "To był koniec . | Potem wyszedł.",
    "To był koniec.. | Potem wyszedł.",
    "Nie wiem ... | Może jutro.",
    "Kto to był ? | Nikt nie wie.",
    "To skandal ! | Tak mówi poseł.",
    "Rada przyjęła uchwałę .. | Wójt milczy.",
    "Zapłacił 5 zł .. i wyszedł.",
    "Minister odpowiedział ,że nie wie. | Poseł wyszedł.",
]  # fmt: skip


# A figure with a full stop: an ordinal before what it counts, or the end of a sentence.
ORDINALS = [
    "Rozpoczął się 14. Festiwal Pieśni w Łodzi.",
    "Minister weźmie udział w 8. Sesji Zgromadzenia.",
    "Rusza 3. Rajd Barbórki.",
    "W niedzielę 5. Bieg Niepodległości przebiegł ulicami miasta.",
    "Podczas 12. Zjazdu Lekarzy mówiono o szczepieniach.",
    "W drugi dzień 69. Międzynarodowego Kongresu pokazano mapę.",
    "Mieszkanie ma metrów 69. | Międzynarodowy zespół pracuje dalej.",
    "Meble pochodzą z lat 20. XX w. i są w dobrym stanie.",
    "Przeciw głosowało 15 posłów, wstrzymało się 4. | Prezydent podpisze ustawę.",
    "Rannych jest 30. | Policja szuka sprawców.",
    "Posiedzenie zaczęło się o godz. 16. | Wniosek złożył klub.",
    "Stało się to przed godziną 23. | Samochód, który prowadził Lis, stał na chodniku.",
    "Trwa 7. Marsz Seniorów, w którym idzie burmistrz.",
    "Liczba gmin wzrosła z 6 do 20. | Bywały lata gorsze.",
    "Kandydują: | 1. Jan Lis | 2. Ewa Nowak | 3. Piotr Zając.",
]
ABBREVIATIONS = [
    "Abonament płaci ok. 10 procent domów.",
    "Stało się to zgodnie z art. 7 traktatu.",
    "Spotkał się z przywódcą Korei Płn. Kim Dzong Unem.",
    "W maju br. Xi i prezydent Chin zapowiedzieli zmiany.",
    "Był to pełnomocnik ds. CPK Mikołaj Lis.",
    "Ukazała się książka pt. „Nowy most”.",
    "Rozmawiał z b. Pierwszą Damą.",
    "Zdecydował o tym kard. Bertone, a red. Szułdrzyński to opisał.",
    "Poinformował o tym nadinsp. Marek Nowak, a insp. Anna Lis i asp. Jan Wrona to powtórzyli.",
    'Zwolnienia zapowiedział bank PKO BP. | "Będzie ich wiele" – podał.',
]


# The full stop of a decade.
DECADES = [
    "W drugiej połowie lat 70. Jan Nowak pracował na uczelni.",
    "W latach 60. i 70. Warszawa rosła szybko.",
    "Pod koniec lat 80. Adam Lis założył gazetę.",
    "Mieszkał tu w latach 70. | Nowak był jego sąsiadem.",
    "Moda wróciła z lat 90. | Jan Nowak ją opisał.",
    "Fabryka stoi od lat 50. | Zamknie ją ministerstwo.",
]

# No blank stands after the full stop of an abbreviation that ends its sentence.
GLUED = [
    "Most otwarto w 2010 r.|Jesienią ruszy na nim tramwaj.",
    "Zamek stoi od XV w.|Latem przyjeżdżają tu turyści.",
    "Firma U.S.Steel ma w Polsce zakład.",
    "Ustawę ogłoszono w Dz.U.Nr 5.",
]


@pytest.fixture(scope="module")
def nlp() -> Language:
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_sentences")
    return nlp


@pytest.mark.parametrize(
    "marked", [*UNITS, *SPLITS, *QUOTES, *INITIALS, *STOPS, *ORDINALS, *ABBREVIATIONS, *DECADES]
)
def test_kinds(nlp: Language, marked: str) -> None:
    found = [span.text.strip() for span in nlp(marked.replace(" | ", " ")).sents]
    assert found == marked.split(" | ")


@pytest.mark.parametrize("marked", GLUED)
def test_without_a_blank(nlp: Language, marked: str) -> None:
    found = [span.text for span in nlp(marked.replace("|", "")).sents]
    assert found == marked.split("|")
