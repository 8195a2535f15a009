"""Every label of names has all that it shows by: words, colours, a mark and a prefix."""

import re
import tomllib
from typing import get_args

import pytest

from skrot.extract.names.keys import entity_id
from skrot.labels import LABELS, EntityLabel
from skrot.report.content.lookup import MARK_KINDS
from skrot.report.pages.html import style_sheet
from tests.conftest import REPOSITORY

LANGUAGES = sorted((REPOSITORY / "pipeline" / "skrot" / "report" / "messages").glob("*.toml"))


def test_the_table_has_every_label_in_order() -> None:
    assert tuple(LABELS) == get_args(EntityLabel)


@pytest.mark.parametrize("path", LANGUAGES, ids=lambda path: path.stem)
def test_labels_and_marks_have_words(path) -> None:
    words = tomllib.loads(path.read_text("utf-8"))
    assert list(words["label"]) == list(LABELS)
    assert list(words["mark"]) == list(MARK_KINDS)
    assert all(words["label"].values())
    assert all(words["mark"].values())


@pytest.mark.parametrize("name", LABELS)
def test_a_label_has_its_colours_and_its_prefix(name: EntityLabel) -> None:
    label, style = LABELS[name], style_sheet()
    light_and_dark = 2
    assert len(re.findall(rf"--{label.mark}: #", style)) == light_and_dark
    assert f".k-{label.mark} {{ --mk: var(--{label.mark}); }}" in style
    assert len(re.findall(rf"--c{label.colour}: #", style)) == light_and_dark
    assert (f".e-{name} {{ --c: var(--c{label.colour}); }}" in style) is label.named
    assert label.mark in MARK_KINDS
    assert entity_id("Łódź", name) == f"{label.prefix}:lodz"


def test_no_two_labels_share_a_prefix() -> None:
    assert len({label.prefix for label in LABELS.values()}) == len(LABELS)
