"""The forms by which a page is searched."""

import msgspec
import pytest

from skrot.records import Entity, Mention
from skrot.report import Lookup, load_messages
from skrot.report.content.search import fold, word_groups
from tests.report.sample import empty_run, seeds_run


def groups_with(run: Lookup, form: str) -> list[set[str]]:
    found = []
    for group in word_groups(run):
        start, ends = group.split("|")
        forms = {start + end for end in ends.split(",")}
        found += [forms] if form in forms else []
    return found


@pytest.mark.parametrize(
    ("word", "folded"), [("Żołnierzy", "zolnierzy"), ("ŁÓDŹ", "lodz"), ("Dvořák", "dvorak")]
)
def test_folding(word: str, folded: str):
    assert fold(word) == folded


def test_forms_of_a_word_stand_together_with_its_base_form():
    seeds = Lookup(seeds_run(), load_messages("pl"))
    (soldiers,) = groups_with(seeds, "zolnierzy")
    assert "zolnierz" in soldiers
    assert groups_with(seeds, "japonii")[0] >= {"japonia", "japonii", "japonie"}


def test_forms_of_a_name_without_an_entry_go_by_its_entity():
    run = seeds_run()
    (sentence, *_) = run.sentences
    sentence = msgspec.structs.replace(
        sentence, text="Ishiby nie ma w domu.", end=sentence.start + 21
    )
    mention = Mention(
        sentence.doc, 0, sentence.start, sentence.start + 6, "Ishiby", "persName", "x"
    )
    entity = Entity("x", "Shigeru Ishiba", "persName", (), 1, (sentence.doc,))
    run = msgspec.structs.replace(
        run, sentences=(sentence,), mentions=(mention,), entities=(entity,)
    )
    assert groups_with(Lookup(run, load_messages("pl")), "ishiby") == [{"ishiba", "ishiby"}]


def test_nothing_has_no_forms():
    assert word_groups(Lookup(empty_run(), load_messages("pl"))) == []
