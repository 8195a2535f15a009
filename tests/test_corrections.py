"""The corrections file: what it may hold, and what is said of one that cannot be used."""

from pathlib import Path

import pytest

from skrot.corrections import (
    LARGEST_FILE,
    CorrectionsError,
    find_corrections,
    load_corrections,
    parse_corrections,
)
from skrot.records import Correction

FILE = """\
# a comment
[[name]]
forms = ["Ishiby", "Ishibą"]
name = "Ishiba"
label = "persName"

[[lemma]]
form = "zamówieniu"
lemma = "zamówienie"
pos = "NOUN"

[[name]]
forms = ["Kowalski"]
apart_from = ["Jan Kowalski"]

[[theme]]
text = "Wojsko  kupi\tczołgi"
theme = "security"

[[leave_out]]
text = "Wszelkie prawa"

[[leave_out]]
pattern = '(?i)^czytaj też: .+'
"""


def test_rules_of_every_kind_with_their_lines():
    found = parse_corrections(FILE)
    assert [rule.canonical for rule in found.name] == ["Ishiba", "Kowalski"]
    assert (found.lemma[0].lemma, found.lemma[0].pos) == ("zamówienie", "NOUN")
    assert found.theme[0].part == "Wojsko kupi czołgi"
    assert [rule.text for rule in found.leave_out] == ["Wszelkie prawa", "(?i)^czytaj też: .+"]
    told = found.told({"name": [2, 0], "leave_out": [0, 1]})
    assert told == (
        Correction("name", "Ishiby, Ishibą → Ishiba", 2, 2),
        Correction("name", "Kowalski ≠ Jan Kowalski", 12, 0),
        Correction("leave_out", "Wszelkie prawa", 20, 0),
        Correction("leave_out", "(?i)^czytaj też: .+", 23, 1),
    )


def test_an_empty_file_has_no_rules():
    assert parse_corrections("# nothing yet\n").lines == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[names]]\n", "1: unknown key 'names'; known keys: name, lemma, theme, leave_out"),
        ("[name]\nforms = 1\n", "1: write each rule under [[name]] with double brackets"),
        ("\n[[lemma]]\nfrom = 'a'\n", "3: unknown key 'from'; known keys: form, lemma, pos"),
        ("[[lemma]]\nform = 'a'\n", "1: the key 'lemma' is missing in [lemma]; add it"),
        ("[[lemma]]\nform = 1\nlemma = 'b'\n", "2: lemma.form: expected text in quotes"),
        ("[[lemma]]\nform = ' '\nlemma = 'b'\n", "2: form must be a non-empty text"),
        ("[[lemma]]\nform = 'a b'\nlemma = 'b'\n", "2: 'a b' is not one word; write one word"),
        ("[[lemma]]\nform='a'\nlemma='b'\npos='N'\n", "4: lemma.pos: invalid enum value 'N'; "),
        ("[[lemma]]\nform='a'\nlemma='b'\n[[lemma]]\nform='A'\nlemma='c'\n", "5: 'a' has a rule"),
        ("[[name]]\nforms = []\n", "2: forms is empty; write the forms"),
        ("[[name]]\nforms = 'a'\n", "2: name.forms: expected a list"),
        ("[[name]]\nforms = ['a', 2]\n", "2: name.forms: expected text in quotes"),
        ("[[name]]\nforms = ['a']\n", "1: a rule of forms alone says nothing; add name and label"),
        ("[[name]]\nforms = ['a']\nname = 'A'\n", "1: the key 'label' is missing; add one of pers"),
        ("[[name]]\nforms=['a']\nname='A'\nlabel='person'\n", "4: name.label: invalid enum value"),
        (
            "[[name]]\nforms=['a']\nname='A'\nlabel='date'\n",
            "4: 'date' is no label of names; write",
        ),
        ("[[name]]\nforms=['A']\napart_from=['a']\n", "3: 'A' cannot be apart from itself"),
        (
            "[[name]]\nforms=['a','b']\napart_from=['c']\n[[name]]\nforms=['b']\napart_from=['c']",
            "5: 'b' has a rule on line 1 already; remove one of them",
        ),
        (
            "[[name]]\nforms=['a']\nname='A'\nlabel='orgName'\n"
            "[[name]]\nforms=['b']\nname='A'\nlabel='geogName'\n",
            "8: 'A' has another label above; give it one",
        ),
        (
            '[[theme]]\ntext = "\\u001b[2J"\ntheme = "a"\n',
            "2: text has a character that no text has",
        ),
        ('[[leave_out]]\npattern = "\\u001b"\n', "2: pattern '\\x1b': write 1 to 200 characters"),
        ("[[theme]]\ntext = 'a'\n", "1: the key 'theme' is missing in [theme]; add it"),
        ("[[theme]]\ntext = ''\ntheme = 'a'\n", "2: text must be a non-empty text in quotes"),
        ("[[theme]]\ntext = 'a'\ntheme = ''\n", "3: theme must be a non-empty text in quotes"),
        ("[[leave_out]]\n", "1: give either text or pattern"),
        ("[[leave_out]]\ntext = 'a'\npattern = 'a'\n", "1: give either text or pattern"),
        ("[[leave_out]]\npattern = '(a'\n", "2: pattern '(a': not a regular expression (missing )"),
        ("[[leave_out]\n", "1: not valid TOML: "),
    ],
)
def test_a_broken_rule_names_its_line(text: str, message: str):
    with pytest.raises(CorrectionsError) as caught:
        parse_corrections(text, "mine.toml")
    assert str(caught.value).startswith(f"mine.toml:{message}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b", "(a|b)*c", "(a?){30}a", "(?:(a)b?)+c", "a*b*c*d", "a?b?c?d?e", "(a)\\1",
        "(?x)a # [", "(?#[)(a+)+", "(?x:a)", "(?P<n>a+)(?P=n)", "[]a](b+)+", "[^]](b+)*",
        "\\\\(a+)+", "\\[(a+)+", "(?i)(a+)+", "(?:a{2}){3}", "a" * 201, "", "*", "(?>a+)+",
    ],
)  # fmt: skip
def test_a_pattern_that_could_search_for_ages_is_refused(pattern: str):
    with pytest.raises(CorrectionsError, match=r"^f:2: pattern '"):
        parse_corrections(f"[[leave_out]]\npattern = '{pattern}'\n", "f")


@pytest.mark.parametrize(
    "pattern",
    [
        "(?i)^reklama$",
        "(ab)+",
        "[(|+*]+",
        "a|b",
        r"\(a\+\)\d{2}",
        "(?<=a)b",
        "(?i:x).*?y",
        "[]a)+]+",
    ],
)
def test_a_plain_pattern_may_stand(pattern: str):
    (rule,) = parse_corrections(f"[[leave_out]]\npattern = '{pattern}'\n").leave_out
    assert rule.pattern == pattern


def test_the_file_is_the_one_given_or_the_one_beside_the_corpus(tmp_path: Path):
    corpus, given = tmp_path / "corpus", tmp_path / "mine.toml"
    corpus.mkdir()
    (corpus / "a.txt").write_text("", "utf-8")
    assert find_corrections(None, corpus) is None
    assert find_corrections(None, None) is None
    beside = corpus / "corrections.toml"
    beside.write_text("", "utf-8")
    assert find_corrections(None, corpus) == find_corrections(None, corpus / "a.txt") == beside
    assert find_corrections(given, corpus) == given


def test_a_link_beside_the_corpus_is_not_followed(tmp_path: Path):
    (tmp_path / "mine.toml").write_text("", "utf-8")
    (tmp_path / "corrections.toml").symlink_to(tmp_path / "mine.toml")
    with pytest.raises(CorrectionsError, match=r"a link is not followed; give its file by --corr"):
        find_corrections(None, tmp_path)
    assert find_corrections(tmp_path / "mine.toml", tmp_path) == tmp_path / "mine.toml"


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path):
    with (tmp_path / "corrections.toml").open("wb") as file:
        file.truncate(LARGEST_FILE + 1)
    with pytest.raises(CorrectionsError, match="is this the right file"):
        load_corrections(tmp_path / "corrections.toml")


def test_a_file_that_is_not_there_says_so(tmp_path: Path):
    with pytest.raises(CorrectionsError, match="cannot be read"):
        load_corrections(tmp_path / "no.toml")
