"""The first lines of a report: its title, its shares, its settings."""

import msgspec
import pytest

from skrot.records import Entity
from skrot.report import Lookup, ReportInput, load_messages
from skrot.report.charts.figures import figures_view
from skrot.report.content.facts import together_counts
from skrot.report.content.summary import settings_view, title_of
from skrot.report.content.view import shares_view, theme_view, whole_percents
from tests.report.sample import empty_run, seeds_run

PL = load_messages("pl")


def lookup(run: ReportInput | None = None, **fields: object) -> Lookup:
    return Lookup(msgspec.structs.replace(run or seeds_run(), **fields), PL)


def test_a_title_that_is_given_is_the_title():
    assert title_of(lookup(title="Przegląd tygodnia")) == "Przegląd tygodnia"


def test_else_the_title_is_of_what_most_texts_name():
    def named(name: str, mentions: int, *docs: str) -> Entity:
        return Entity(name, name, "placeName", (), mentions, docs)

    entities = (named("Oslo", 9, "a"), named("Rzym", 2, "a", "b"), named("Praga", 3, "a", "b"))
    assert title_of(lookup(entities=entities)) == "Praga, Rzym, Oslo"


def test_names_of_the_digest_come_first_in_the_title():
    run = seeds_run()
    (pick, *_) = run.digest.overall
    mention = next(row for row in run.mentions if (row.doc, row.n) != (pick.doc, pick.n))
    there = msgspec.structs.replace(mention, doc=pick.doc, n=pick.n, entity="Oslo")
    entities = (
        Entity("Rzym", "Rzym", "placeName", (), 9, ("a", "b")),
        Entity("Oslo", "Oslo", "placeName", (), 1, ("a",)),
    )
    assert title_of(lookup(entities=entities, mentions=(there,))) == "Oslo, Rzym"


def test_one_text_gives_its_title_and_a_corpus_without_names_its_folder():
    run = seeds_run()
    one = msgspec.structs.replace(run, documents=run.documents[:1], totals=None)
    assert title_of(lookup(one)) == run.documents[0].row.title
    assert title_of(lookup(empty_run(), entities=())) == lookup(empty_run()).corpus


@pytest.mark.parametrize(
    ("counts", "percents"),
    [
        ([1, 1, 1], [34, 33, 33]),
        ([5106, 411, 6, 7638], [39, 3, 0, 58]),
        ([2, 2, 2, 2, 2, 2, 2], [15, 15, 14, 14, 14, 14, 14]),
        ([0, 0], [0, 0]),
        ([7], [100]),
    ],
)
def test_shares_add_up(counts: list[int], percents: list[int]):
    assert whole_percents(counts) == percents
    assert sum(percents) in (0, 100)


def test_what_there_is_little_of_is_not_nothing():
    given = lookup()
    given.theme_counts.clear()
    given.theme_counts.update({"economy": 999, "security": 1})
    assert [share.percent for share in shares_view(given)][:3] == ["100%", "<1%", "0%"]


@pytest.mark.parametrize("language", ["pl", "en"])
def test_no_name_of_a_setting_reaches_a_reader(language: str):
    """Of those that a run writes into digest.json."""
    run = seeds_run()
    settings = {
        "themes": "/home/jan/tematy.toml",
        "discover": 3,
        "stability": 0.5,
        "sentences": None,
        "words": None,
        "ratio": None,
        "order": "rank",
        "include": ["teaser"],
        "exclude": [],
        "trim": False,
        "corrections": "poprawki/corrections.toml",
        "notes": ["A note."],
    }
    digest = msgspec.structs.replace(run.digest, settings=settings)
    given = Lookup(msgspec.structs.replace(run, digest=digest), load_messages(language))
    rows = dict(settings_view(given))
    assert len(rows) == len(settings) + 1
    assert not set(rows) & set(settings)
    assert "rank" not in rows.values()
    assert language == "en" or "teaser" not in rows.values()
    assert {"tematy.toml", "corrections.toml", "A note."} <= set(rows.values())


def test_numbers_of_a_theme_say_of_what():
    section = theme_view(lookup(), lookup().run.digest.themes[0])
    assert section.numbers
    assert all(number.before or number.after for number in section.numbers)


def test_a_compared_number_is_called_in_charts_as_the_comparison_calls_it():
    given = lookup()
    figures = figures_view(given, together_counts(given)).numbers
    (about,) = {c.about for c in given.run.digest.comparisons if "koszt" in c.about} or {""}
    assert about
    assert any(about in figure.svg for figure in figures)


def test_charts_show_what_has_a_name_where_enough_has():
    run = seeds_run()
    sums = [x for x in run.numbers if x.currency == "USD"]
    labels = tuple((x.doc, x.start, f"kwota {n}") for n, x in enumerate(sums))
    assert len(labels) > 4
    shown = figures_view(lookup(labels=labels[:4]), together_counts(lookup()))
    texts = str(shown)
    assert "kwota 3" in texts
    assert "kwota 4" not in texts
    few = str(figures_view(lookup(labels=labels[:1]), together_counts(lookup())))
    assert "kwota 0" in few
