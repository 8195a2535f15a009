"""The sides of a story as the report shows them."""

from __future__ import annotations

import msgspec
import pytest

from skrot.records import DocumentRow, Entity, Part, Quote, QuoteAct, Story
from skrot.report.content.input import ReportInput, SourceText
from skrot.report.content.lookup import Lookup
from skrot.report.content.positions import SideView, sides_view
from skrot.report.wording.messages import load_messages
from tests.report.sample import empty_run

# The name of a side, and the role and the words of each of its positions.
Shown = list[tuple[str, list[tuple[str, str]]]]

NOWAK, LIS = "person:nowak", "person:lis"
DATES = {"a.txt": "2026-03-01", "b.txt": "2026-04-01", "c.txt": "2026-05-01"}


def said(
    doc: str, text: str, who: str | None = NOWAK, act: QuoteAct = "says", start: int = 0
) -> Quote:
    return Quote(doc, 0, start, start + len(text), text, "indirect", who, act=act)


def sides(*quotes: Quote, dated: bool = True, origins: tuple[str, ...] | None = None) -> Shown:
    documents = tuple(
        SourceText(
            DocumentRow(doc, doc, date if dated else None, "0", 9, 1, "pl", (Part("body", 0, 9),)),
            "x" * 200,
        )
        for doc, date in DATES.items()
    )
    entities = tuple(
        Entity(entity, name, "persName", (name,), 1, ("a.txt",))
        for entity, name in ((NOWAK, "Jan Nowak"), (LIS, "Anna Lis"))
    )
    docs = tuple(DATES)
    story = Story("s", "", "t", docs, origins or docs, None, None, (), (), (), "a.txt")
    digest = msgspec.structs.replace(empty_run().digest, stories=(story,))
    run = ReportInput(digest, documents, entities=entities, quotes=quotes)
    return [_shown(view) for view in sides_view(Lookup(run, load_messages("pl")), story)]


def _shown(view: SideView) -> tuple[str, list[tuple[str, str]]]:
    return view.name, [
        (row.role, "".join(token.text for token in row.statement.tokens)) for row in view.positions
    ]


BUILT = "most w Nysie będzie gotowy za rok"
NOT_BUILT = "most w Nysie nie będzie gotowy za rok"
ELSE = "podatki wzrosną w całym kraju jesienią"


def test_each_side_has_what_it_says_first() -> None:
    assert sides(said("b.txt", ELSE), said("a.txt", BUILT), said("a.txt", ELSE, LIS)) == [
        ("Jan Nowak", [("najpierw", BUILT)]),
        ("Anna Lis", [("najpierw", ELSE)]),
    ]


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        ([said("a.txt", BUILT), said("b.txt", ELSE, act="denies")], [("zaprzecza", ELSE)]),
        ([said("a.txt", BUILT), said("b.txt", NOT_BUILT)], [("potem inaczej", NOT_BUILT)]),
        (
            [said("a.txt", "most w Nysie kosztuje 20 mln zł"),
             said("b.txt", "most w Nysie kosztuje 30 mln zł")],
            [("potem inaczej", "most w Nysie kosztuje 30 mln zł")],
        ),
        ([said("a.txt", BUILT), said("b.txt", BUILT)], []),
        ([said("a.txt", BUILT), said("b.txt", ELSE)], []),
        ([said("a.txt", BUILT), said("a.txt", NOT_BUILT, start=100)], []),
    ],
    ids=["denied", "changed", "another number", "the same", "of another thing", "in one text"],
)  # fmt: skip
def test_what_is_denied_and_changed(quotes: list[Quote], found: list[tuple[str, str]]) -> None:
    ((_, (_, *rest)),) = sides(*quotes)
    assert rest == found


def test_without_dates_nothing_is_first_or_later() -> None:
    assert sides(said("a.txt", BUILT), said("b.txt", NOT_BUILT), dated=False) == [
        ("Jan Nowak", [("", BUILT)])
    ]


def test_what_is_denied_first_is_told_once() -> None:
    assert sides(said("a.txt", BUILT, act="denies")) == [("Jan Nowak", [("zaprzecza", BUILT)])]


def test_copies_unknown_speakers_and_single_words_are_left_out() -> None:
    quotes = [said("b.txt", ELSE, LIS), said("a.txt", "nie"), said("a.txt", BUILT, None)]
    assert sides(*quotes, origins=("a.txt",)) == []
