"""Hard-wrapped text against one paragraph a line."""

import pytest

from skrot.read import read_text
from skrot.read.structure.paragraphs import begins_lower, bullet_length, ends_sentence, is_item
from tests.read.helpers import PARAGRAPH, SECOND, SENTENCES, kinds, parts, wrap


@pytest.mark.parametrize("width", [45, 60, 80, 110])
@pytest.mark.parametrize("gap", ["\n\n", "\n"])
def test_wrapped_text_becomes_its_paragraphs(width: int, gap: str) -> None:
    short_end = "Tak orzekł sąd."
    text = gap.join(wrap(f"{text} {short_end}", width) for text in (PARAGRAPH, SECOND, PARAGRAPH))
    expected = [f"{text} {short_end}" for text in (PARAGRAPH, SECOND, PARAGRAPH)]
    found = parts(read_text(text))
    assert " ".join(found) == " ".join(expected)
    if gap == "\n\n":
        assert found == expected


def test_a_paragraph_a_line_stays() -> None:
    text = "\n".join([PARAGRAPH, SECOND, PARAGRAPH])
    assert parts(read_text(text)) == [PARAGRAPH, SECOND, PARAGRAPH]


def test_double_spaced_lines_are_one_paragraph() -> None:
    text = wrap(f"{PARAGRAPH} {SECOND}", 60).replace("\n", "\n\n")
    assert parts(read_text(text)) == [f"{PARAGRAPH} {SECOND}"]


def test_capital_at_a_line_start_inside_a_sentence() -> None:
    text = "Umowę podpisał w środę w obecności mediów minister spraw zagranicznych\n"
    text += "Radosław Sikorski, który przyjechał z Warszawy, żeby rozmawiać o handlu\n"
    text += "i o wspólnych ćwiczeniach wojska."
    assert len(parts(read_text(text))) == 1


def test_year_at_a_line_end_does_not_end_the_paragraph() -> None:
    text = (
        wrap(PARAGRAPH, 60)
        + "\nw 2025 r.\nDodano w 2026 r. nową uchwałę, którą przyjęto bez\ngłosów sprzeciwu."
    )
    assert len(parts(read_text(text))) <= 2


def test_dash_at_a_line_start() -> None:
    text = (
        "Ministerstwo przygotowało projekt zmiany ustawy z dnia 20 lipca 2018 r.\n"
        "– Prawo o szkolnictwie wyższym i nauce, który wejdzie w życie po czternastu\n"
        "dniach od ogłoszenia w dzienniku."
    )
    assert len(parts(read_text(text))) == 1


def test_dialogue_keeps_its_dash() -> None:
    said = "– To dobra wiadomość dla całej gminy – mówi burmistrz."
    text = "\n".join([PARAGRAPH, said, SECOND])
    assert parts(read_text(text)) == [PARAGRAPH, said, SECOND]


def test_list_items_lose_their_bullets() -> None:
    text = f"{PARAGRAPH}\n- Budowa szkoły ruszy w marcu.\n• Drogę poprowadzi gmina.\n{SECOND}"
    found = parts(read_text(text))
    assert found[1:3] == ["Budowa szkoły ruszy w marcu.", "Drogę poprowadzi gmina."]


def test_wrapped_list_items() -> None:
    rows = [
        "Program obejmuje następujące zadania, które gmina wykona w dwóch etapach:",
        "- budowę szkoły podstawowej dla czterystu uczniów razem z salą sportową",
        "i boiskiem przy ulicy Leśnej;",
        "- remont drogi powiatowej od rynku do nowego osiedla na wschodzie miasta,",
        "wraz z chodnikiem i oświetleniem.",
    ]
    found = parts(read_text("\n".join(rows)))
    assert len(found) == 3
    assert found[1].endswith("przy ulicy Leśnej;")
    assert found[2].startswith("remont drogi")


def test_small_texts() -> None:
    assert parts(read_text("Jedno zdanie.")) == ["Jedno zdanie."]
    assert parts(read_text("Zdanie złamane\nw połowie.")) == ["Zdanie złamane w połowie."]
    assert kinds(read_text("")) == []
    assert kinds(read_text(" \n\n \t")) == []


def test_line_predicates() -> None:
    assert ends_sentence("koniec.”")
    assert not ends_sentence("i dalej")
    assert begins_lower("dalej")
    assert not begins_lower("a) punkt")
    assert not begins_lower("https://przyklad.pl")
    assert is_item("1) punkt")
    assert not is_item("1,5 mln zł")
    assert bullet_length("• punkt") == 2
    assert bullet_length("– mówi minister") == 2
    assert bullet_length("– Mówi minister") == 0


def test_nothing_is_lost() -> None:
    text = wrap(" ".join(SENTENCES * 3), 50)
    assert " ".join(parts(read_text(text))) == " ".join(SENTENCES * 3)
