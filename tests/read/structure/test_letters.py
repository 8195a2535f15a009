"""Letters: head, opening, signature."""

import pytest

from skrot.read import read_text
from skrot.read.structure.letters import find_subject, is_opening
from skrot.read.structure.paragraphs import is_closing, is_salutation
from tests.read.helpers import PARAGRAPH, SECOND, kinds, parts, wrap

HEAD = "Sekretarz Stanu\nEwa Mazur\nBK-VII.0520.340.2026\nWarszawa, 27 lipca 2026 r.\nPani\n"
OPENING = (
    "w odpowiedzi na pismo z dnia 3 lipca 2026 r. w sprawie budowy nowej szkoły podstawowej\n"
    "przy ulicy Leśnej, uprzejmie przedstawiam następujące informacje."
)
END = "Z poważaniem\nEwa Mazur\n/podpisano elektronicznie/\nDo wiadomości:\nRada gminy"


@pytest.mark.parametrize("salutation", ["Szanowna Pani Przewodnicząca,", "Szanowny Panie Pośle!"])
def test_only_the_matter_is_body(salutation: str) -> None:
    text = f"{HEAD}{salutation}\n{OPENING}\n{wrap(PARAGRAPH, 85)}\n\n{wrap(SECOND, 85)}\n{END}"
    document = read_text(text)
    assert parts(document, "body") == [PARAGRAPH, SECOND]
    assert document.date == "2026-07-27"
    assert document.dropped == ()
    assert {"Ewa Mazur", "Rada gminy", salutation} <= set(parts(document, "other"))


def test_signature_without_closing_phrase() -> None:
    text = f"Szanowni Państwo,\n{PARAGRAPH}\nEwa Mazur\nSekretarz Stanu\n/podpisano elektronicznie/"
    assert parts(read_text(text), "body") == [PARAGRAPH]


def test_attachment_after_the_signature_stays() -> None:
    text = f"Szanowni Państwo,\n{PARAGRAPH}\nZ poważaniem\nEwa Mazur\nZałącznik nr 1\n{SECOND}"
    assert parts(read_text(text), "body") == [PARAGRAPH, SECOND]


def test_an_article_is_no_letter() -> None:
    text = f"Szkoła w polu\n{PARAGRAPH}\n{SECOND}\n– Szanowny panie, to nieprawda – mówi burmistrz."
    assert "other" not in {part.kind for part in read_text(text).parts}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Szanowny Panie Marszałku,", True),
        ("Szanowna Pani Poseł", True),
        ("Szanowni Państwo!", True),
        ("Szanowny Panie Marszałku! Wysoka Izbo! Panie", False),
        ("Szanowni państwo, wznosicie okrzyki, piszecie listy", False),
        ("Panie i panowie posłowie wyszli z sali.", False),
    ],
)
def test_salutation(text: str, expected: bool) -> None:
    assert is_salutation(text) is expected


def test_closing() -> None:
    assert is_closing("Z wyrazami szacunku")
    assert not is_closing(
        "Z poważaniem odniósł się do niego także przewodniczący rady gminy w środę."
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("odpowiadając na interpelację nr 7, przekazuję poniższe wyjaśnienia.", True),
        ("w odpowiedzi na pismo informuję, że szkoła powstanie w 2027 r.", False),
        ("W odpowiedzi na pismo przedstawiam informacje. Szkoła powstanie. Oto odpowiedzi.", False),
        ("Przedstawiam poniższe wyjaśnienia.", False),
    ],
)
def test_opening(text: str, expected: bool) -> None:
    assert is_opening(text) is expected


def test_the_addressee_ends_the_head_where_no_salutation_does() -> None:
    matter = (
        "na podstawie art. 115 Konstytucji Rzeczypospolitej Polskiej z 2 kwietnia 1997 r. (Dz.\n"
        "U. z 1997 r. Nr 78, poz. 483, z późn. zm.) przekazuję odpowiedź na pytania posłanki o\n"
        "szkolenie lekarzy, które zaczyna się co roku wiosną i jesienią, oraz o egzamin po nim.\n"
    )
    head = "RKLU.050.16.2026.DR\nWarszawa, 20 lipca 2026\nPan\nJan Lis\nMarszałek Sejmu\n"
    text = f"{head}Rzeczypospolitej Polskiej\n{matter}{wrap(f'{PARAGRAPH} {SECOND}', 90)}\n"
    document = read_text(text)
    assert parts(document, "other")[-1] == "Rzeczypospolitej Polskiej"
    body = parts(document, "body")
    assert body[0].startswith("na podstawie art. 115")
    assert "(Dz. U. z 1997 r." in body[0]
    assert {kind for _, kind in zip(range(6), kinds(document), strict=False)} == {"other"}


@pytest.mark.parametrize(
    ("blocks", "subject"),
    [
        (
            ["Szanowny Panie,", "w odpowiedzi na interpelację nr 5 Pani Poseł w sprawie budowy\n"
             "mostu w Sanoku, uprzejmie informuję, że most powstanie."],
            "W sprawie budowy mostu w Sanoku",
        ),
        (
            ["Sprawa: Interpelacja nr 7 w sprawie obwodnicy w pow. sanockim Znak sprawy: X.1"],
            "W sprawie obwodnicy w pow. sanockim",
        ),
        (["W związku z pismem z dnia 2 maja w sprawie zmiany ustawy przekazuję odpowiedź."],
         "W sprawie zmiany ustawy"),
        (["w odpowiedzi na interpelację w sprawie dróg"], "W sprawie dróg"),
        (["Sejm uchwalił ustawę w sprawie budowy dróg."], None),
        (["w odpowiedzi na zapytanie w sprawie " + "bardzo " * 60 + "długiej"], None),
        ([], None),
    ],
)  # fmt: skip
def test_a_letter_says_what_it_is_about(blocks: list[str], subject: str | None) -> None:
    assert find_subject(blocks) == subject


def test_the_subject_of_a_letter_is_its_title() -> None:
    text = "Szanowna Pani Marszałek,\n\nw odpowiedzi na zapytanie nr 3 w sprawie szkoły w Polu, "
    document = read_text(text + "przekazuję odpowiedź.\n\nSzkoła pozostanie otwarta.")
    assert document.title == "W sprawie szkoły w Polu"
    assert "title" not in {part.kind for part in document.parts}
