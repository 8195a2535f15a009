import pytest
from hypothesis import given
from hypothesis import strategies as st

from skrot.cluster import ThemesError, load_themes
from skrot.cluster.themes import parse_themes
from skrot.records import Theme

FULL = """
# o czym czytamy
[[theme]]
id = "sea"
label = "Morze"
description = \"\"\"Porty,
statki i [[theme]] ryby.\"\"\"
keywords = ["port morski", "statek"]
examples = ["Statek wpłynął do portu."]

[[theme]]
id = "bread"
keywords = ["chleb"]
"""


def test_reads_every_field_and_labels_by_id() -> None:
    sea, bread = parse_themes(FULL)
    assert sea == Theme(
        id="sea",
        label="Morze",
        description="Porty, statki i [[theme]] ryby.",
        keywords=("port morski", "statek"),
        examples=("Statek wpłynął do portu.",),
    )
    assert bread.label == "bread"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "no themes"),
        ("# nothing\n", 1, "no themes"),
        ('title = "x"\n', 1, "unknown key 'title'"),
        ('[[theme]]\nid = "a"\nkeyword = ["b"]\n', 3, "unknown key 'keyword'"),
        (FULL + '\n[[theme]]\nid = "x"\ncolour = "red"\n', 17, "unknown key 'colour'"),
        ('[[theme]]\nid = "a"\nkeywords = "b"\n', 3, "must be a list"),
        ('[[theme]]\nid = "a"\nkeywords = []\n', 3, "must be a list"),
        ('[[theme]]\nid = "a"\nkeywords = ["b", 3]\n', 3, "must be a list"),
        ('[[theme]]\nid = "a"\nkeywords = [" "]\n', 3, "must be a list"),
        ('[[theme]]\nid = 5\nlabel = "x"\n', 2, "must be a non-empty text"),
        ('[[theme]]\nid = ""\nlabel = "x"\n', 2, "must be a non-empty text"),
        ('[[theme]]\nlabel = "x"\n', 1, "without id"),
        ('[[theme]]\nid = "a"\n', 2, "has only an id"),
        ('[[theme]]\nid = "other"\nlabel = "x"\n', 2, "stands for sentences without a theme"),
        (
            '[[theme]]\nid = "a"\nlabel = "x"\n[[theme]]\nlabel = "y"\nid = "a"\n',
            6,
            "used twice",
        ),
        ('[theme]\nid = "a"\n', 1, "double brackets"),
        ('[[theme]]\nid = "a\n', 2, "not valid TOML"),
    ],
)
def test_a_fault_is_one_line_with_its_place(text: str, line: int, words: str) -> None:
    with pytest.raises(ThemesError) as caught:
        parse_themes(text, "mine.toml")
    message = str(caught.value)
    assert "\n" not in message
    assert words in message
    assert message.startswith("mine.toml")
    assert f":{line}:" in message or f"line {line}," in message


def test_files_that_cannot_be_read(tmp_path) -> None:
    with pytest.raises(ThemesError, match="cannot be read"):
        load_themes(tmp_path / "missing.toml")
    with pytest.raises(ThemesError, match="cannot be read"):
        load_themes(tmp_path)
    binary = tmp_path / "binary.toml"
    binary.write_bytes(b"\xff\xfe\x00\x01")
    with pytest.raises(ThemesError, match="not UTF-8"):
        load_themes(binary)


def test_a_byte_order_mark_is_no_fault(tmp_path) -> None:
    path = tmp_path / "themes.toml"
    path.write_bytes("\ufeff".encode() + FULL.encode())
    assert [theme.id for theme in load_themes(path)] == ["sea", "bread"]


@given(st.text(max_size=80))
def test_any_text_gives_themes_or_a_one_line_error(text: str) -> None:
    message = ""
    try:
        themes = parse_themes(text)
    except ThemesError as error:
        themes, message = (), str(error)
    assert bool(themes) != bool(message)
    assert "\n" not in message
