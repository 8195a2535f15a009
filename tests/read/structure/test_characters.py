"""Character repairs and their map."""

import pytest

from skrot.read.structure.characters import repair_characters


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("bez zmian: zażółć gęślą jaźń", "bez zmian: zażółć gęślą jaźń"),
        ("a\r\nb\rc\n", "a\nb\nc\n"),
        ("ﬁnanse i ﬂota", "finanse i flota"),
        ("z\u0307o\u0301łw", "żółw"),
        ("mini\u00adster", "minister"),
        ("12\u00a0000\u202fzł", "12 000 zł"),
        ("a\u200bb\u202ec\ufeffd", "abcd"),
        ("\uf0b7 punkt", "• punkt"),
        ("a\x00b\x07c", "a b c"),
        ("\ud800x", "\ufffdx"),
    ],
)
def test_repairs(raw: str, clean: str) -> None:
    assert repair_characters(raw).text == clean


def misread(text: str, page: str) -> str:
    """Read UTF-8 in a one-byte code page, its holes as browsers do."""
    return "".join(byte.to_bytes().decode(page, "ignore") or chr(byte) for byte in text.encode())


@pytest.mark.parametrize("page", ["cp1250", "cp1252", "latin-1", "iso8859-2"])
def test_mojibake_is_read_again(page: str) -> None:
    text = "Zażółć gęślą jaźń, powiedział „minister” – w środę; 185 m³, ±2°, ½ września • José"
    wrong = misread(text, page)
    assert wrong != text
    assert repair_characters(wrong).text == text


@pytest.mark.parametrize("first", ["cp1250", "cp1252"])
@pytest.mark.parametrize("second", ["cp1250", "cp1252", "latin-1", "iso8859-2"])
def test_mojibake_of_mojibake_is_read_again(first: str, second: str) -> None:
    text = "Zażółć gęślą jaźń, powiedział „minister” – w środę; 185 m³"
    assert repair_characters(misread(misread(text, first), second)).text == text


def test_mojibake_among_good_text_is_read_again() -> None:
    wrong = misread("Zażółć gęślą jaźń", "cp1252")
    assert repair_characters(f"Rząd: {wrong} – rzekł").text == "Rząd: Zażółć gęślą jaźń – rzekł"


def test_polish_code_page_read_as_western() -> None:
    wrong = "Rz¹d przyj¹³ projekt ustawy, która ma ¿ó³ty kolor"
    assert repair_characters(wrong).text == "Rząd przyjął projekt ustawy, która ma żółty kolor"


@pytest.mark.parametrize("text", ["Ă to litera", "E = mc² i 10 m³ gazu", "Ångström, Åbo, Äpfel"])
def test_rare_letters_that_are_meant_stay(text: str) -> None:
    assert repair_characters(text).text == text


def test_map_gives_back_the_raw_text() -> None:
    raw = "Ala\r\nma ﬁgę i\u00a0z\u0307ółwia"
    repaired = repair_characters(raw)
    start = repaired.text.index("figę")
    assert raw.__getitem__(slice(*repaired.raw_range(start, start + 2))) == "ﬁ"
    low, high = repaired.raw_range(repaired.text.index("żółwia"), len(repaired.text))
    assert raw[low:high] == "z\u0307ółwia"
