from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from skrot.report.wording.messages import load_messages, parse_messages
from skrot.toml import Toml, TomlError

PL, EN = load_messages("pl"), load_messages("en")


@pytest.mark.parametrize(
    ("count", "text"),
    [
        (0, "0 zdań"),
        (1, "1 zdanie"),
        (2, "2 zdania"),
        (4, "4 zdania"),
        (5, "5 zdań"),
        (12, "12 zdań"),
        (22, "22 zdania"),
        (112, "112 zdań"),
        (1001, "1001 zdań"),
        (12345, "12\u202f345 zdań"),
    ],
)
def test_polish_plurals(count: int, text: str) -> None:
    assert PL.n("sentence", count) == text


def test_languages_have_the_same_keys_and_placeholders() -> None:
    assert PL.plurals.keys() == EN.plurals.keys()
    for table, entries in PL.tables.items():
        assert entries.keys() == EN.tables[table].keys(), table
        for key, text in entries.items():
            holes = re.findall(r"\{\w+\}", text)
            assert sorted(holes) == sorted(re.findall(r"\{\w+\}", EN.tables[table][key])), key


def test_every_text_is_used() -> None:
    folder = Path(str(files("skrot.report")))
    sources = [*folder.rglob("*.py"), *(folder / "templates").iterdir()]
    code = "".join(source.read_text(encoding="utf-8") for source in sources).replace("'", '"')
    nouns = PL.plurals.keys() - PL.tables["relation"].keys()
    assert [key for key in [*PL.tables["text"], *nouns] if f'"{key}"' not in code] == []


def test_unknown_values_are_shown_as_they_are() -> None:
    assert PL.label("score", "nowy składnik") == "nowy składnik"
    assert PL.label("modifier", None) == ""


def test_unknown_language_names_the_known_ones() -> None:
    with pytest.raises(ValueError, match=r"'xx'.*en, pl"):
        load_messages("xx")


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("[modifier]", "[modifiers]", r":\d+: unknown key 'modifiers'"),
        ("group_from = 10000", "group_from = 'x'", ":4: group_from: expected a whole number"),
        ('few = "{n} dokumenty", ', "", ":7: plural.document must have"),
        ('skip = "Przejdź do treści"', "skip = 1", ":37: text.skip: expected text"),
    ],
)
def test_a_wrong_file_is_refused(old: str, new: str, problem: str) -> None:
    text = (files("skrot.report") / "messages" / "pl.toml").read_text(encoding="utf-8")
    with pytest.raises(TomlError, match=problem):
        parse_messages("pl", Toml(text.replace(old, new), "pl.toml"))
