from __future__ import annotations

from decimal import Decimal

import msgspec
import pytest

from skrot.records import (
    Comparison,
    DocumentRow,
    Mention,
    Modifier,
    Relation,
    Selected,
    Statement,
)
from skrot.report.content.facts import (
    comparison_view,
    comparisons_view,
    names_view,
    numbers_view,
    together_counts,
)
from skrot.report.content.input import DocumentRecords, ReportInput, Totals, is_told
from skrot.report.content.lookup import Lookup, group_leaning, shorten
from skrot.report.content.summary import summary_line
from skrot.report.content.view import groups_view
from skrot.report.wording.messages import load_messages
from tests.report.sample import ARTICLE, BULLETIN, seeds_run

RUN = seeds_run()
PL = load_messages("pl")
LOOKUP = Lookup(RUN, PL)


def side(value: str | None, unit: str | None, modifier: Modifier | None = None) -> Statement:
    exact = Decimal(value) if value else None
    return Statement(BULLETIN, 3, 0, 1, "x", exact, unit, modifier, "2024")


def shown(relation: Relation, difference: float | None, *sides: Statement) -> str:
    row = Comparison("x", relation, sides, difference, 0.5)
    run = msgspec.structs.replace(
        RUN, digest=msgspec.structs.replace(RUN.digest, comparisons=(row,))
    )
    return comparisons_view(Lookup(run, PL))[0].difference


@pytest.mark.parametrize(
    ("first", "second", "unit", "difference", "text"),
    [
        ("2E9", "1.4E9", "USD/year", 0.4286, "różnica 600 mln USD/rok (43%)"),
        ("3", "3.5", "%", 0.1667, "różnica 0,5 pkt proc. (17%)"),
        ("55000", "60000", None, 0.0909, "różnica 5000 (9,1%)"),
        ("2", "2", "%", 0.0, ""),
        ("2", "2", "%", None, ""),
    ],
)
def test_by_how_much(
    first: str, second: str, unit: str | None, difference: float | None, text: str
) -> None:
    found = shown("differ", difference, side(first, unit), side(second, unit))
    assert found.replace("\u00a0", " ") == text


def test_only_the_share_when_units_differ_or_a_value_is_missing() -> None:
    assert shown("differ", 0.5, side("2", "km"), side("3", "m")) == "różnica 50%"
    assert shown("differ", 0.5, side("2", "km"), side(None, "km")) == "różnica 50%"
    assert shown("agree", 0.01, side("2", "km"), side("2", "km")) == ""


def test_what_is_most_worth_telling_comes_first() -> None:
    assert [c.relation for c in comparisons_view(LOOKUP)] == ["differ", "update", "agree", "agree"]


def test_what_is_trivial_or_has_no_name_is_not_shown() -> None:
    row = RUN.digest.comparisons[0]
    assert is_told(row)
    assert not is_told(msgspec.structs.replace(row, score=0.1))
    assert not is_told(msgspec.structs.replace(row, about=""))


def test_statements_that_say_the_same_are_shown_once() -> None:
    row = RUN.digest.comparisons[0]
    first = row.statements[0]
    more = [msgspec.structs.replace(first, doc=doc) for doc in ("x", "y")]
    whole = msgspec.structs.replace(row, statements=(*row.statements, *more))
    sides = comparison_view(LOOKUP, whole).sides
    assert len(sides) == len(row.statements)
    assert sides[0].same == "tak samo w 2 innych dokumentach"
    assert sides[1].same == ""


def test_sides_have_their_sentence_and_place() -> None:
    for comparison in comparisons_view(LOOKUP):
        for view in comparison.sides:
            assert "".join(t.text for t in view.tokens).strip()
            assert any(t.kind == "compared" for t in view.tokens)
            assert view.source.href.startswith("#d")
        assert max(view.width for view in comparison.sides) == 100


def test_numbers_that_compare_come_before_dates() -> None:
    kinds = [row.kind for row in numbers_view(LOOKUP)]
    assert kinds[0] == "money"
    assert kinds.index("percent") < kinds.index("date")
    assert len(kinds) == len(RUN.numbers)


def test_a_number_has_its_words_around_it() -> None:
    row = next(r for r in numbers_view(LOOKUP) if r.text == "783 mld dol.")
    assert row.before.startswith("…")
    assert row.before.endswith("wyniosła ")
    assert row.when == "2023"


def test_names_are_counted_with_their_company() -> None:
    together = together_counts(LOOKUP)
    rows = names_view(LOOKUP, together)
    assert [r.mentions for r in rows] == sorted((r.mentions for r in rows), reverse=True)
    steel = next(r for r in rows if r.name == "U.S. Steel")
    assert "Nippon Steel" in [name for name, _ in steel.together]
    assert all(a < b for a, b in together)


def pick(n: int, rank: int, *, leans: bool = False, doc: str = ARTICLE) -> Selected:
    return Selected(doc, n, rank, 1.0, "x", with_previous=leans)


def test_a_leaning_sentence_stands_with_the_one_before_it() -> None:
    picks = (pick(4, 3), pick(5, 1, leans=True), pick(9, 2), pick(6, 4, leans=True))
    assert [[p.n for p in group] for group in group_leaning(picks)] == [[4, 5, 6], [9]]


def test_a_leaning_sentence_without_its_predecessor_stands_alone() -> None:
    picks = (pick(5, 1, leans=True), pick(4, 2, doc=BULLETIN))
    assert [[p.n for p in group] for group in group_leaning(picks)] == [[5], [4]]


def test_the_predecessor_is_shown_as_soon_as_the_leaning_sentence() -> None:
    group = groups_view(LOOKUP, (pick(4, 3), pick(5, 1, leans=True)))[0]
    assert [p.shown_from for p in group] == [1, 1]
    assert [p.rank for p in group] == [3, 1]


@pytest.mark.parametrize(
    ("text", "limit", "short"),
    [
        ("krótki", 10, "krótki"),
        ("dwa słowa i więcej", 10, "dwa słowa…"),
        ("nieprzerwanyciąg", 8, "nieprze…"),
        ("raz, dwa", 6, "raz…"),
        ("", 3, ""),
    ],
)
def test_shorten(text: str, limit: int, short: str) -> None:
    assert shorten(text, limit) == short
    assert len(shorten(text, limit)) <= limit


def test_places_name_the_paragraph_and_the_heading() -> None:
    lead = next(s for s in RUN.sentences if s.doc == ARTICLE and s.part == "lead")
    assert LOOKUP.place((lead.doc, lead.n)) == "akapit 1"
    late = next(s for s in RUN.sentences if s.text.startswith("Wśród podpisanych umów"))
    assert LOOKUP.place((late.doc, late.n)).endswith("pod nagłówkiem „Krytyczne metale”")
    assert LOOKUP.place(("nie ma", 0)) == ""


def test_pairs_of_names_are_forgotten_rarely(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skrot.report.content.input._MOST_PAIRS", 10)
    totals = Totals()
    changes = 0
    for number in range(1000):
        doc, before = f"d{number}", totals.together
        names = [f"n{number}", f"m{number}"]
        mentions = [
            Mention(doc, n, i, i + 1, name, "persName", name)
            for n in range(1 + (number < 12))  # the first pairs stand twice, and stay
            for i, name in enumerate(names)
        ]
        row = DocumentRow(doc, None, None, "", 0, 0, "pl", ())
        totals.add(DocumentRecords(row, str, [], mentions, [], None))
        changes += totals.together is not before
        assert len(totals.together) <= 24
    assert totals.together["m3", "n3"] == 2
    assert 0 < changes <= 100


@pytest.mark.parametrize(
    ("corpus", "shown"),
    [
        ("/home/anna/teksty/", "teksty"),
        (r"C:\Users\anna\teksty", "teksty"),
        ("C:/Users/anna/teksty", "teksty"),
        (r"\\serwer\anna\teksty\\", "teksty"),
        (r"..\anna\teksty", "teksty"),
        ("Interpelacje: Sejm", "Interpelacje: Sejm"),
        ("", "—"),
    ],
)
def test_no_path_of_the_corpus_stands_in_the_report(corpus: str, shown: str) -> None:
    digest = msgspec.structs.replace(LOOKUP.run.digest, corpus=corpus)
    assert Lookup(ReportInput(digest), LOOKUP.messages).corpus == shown


@pytest.mark.parametrize(
    ("dated", "said"), [(5, "2 stycznia 2025 – 3 lutego 2025"), (4, "4 z 10 dokumentów z datą")]
)
def test_the_dates_of_few_texts_are_not_those_of_all(dated: int, said: str) -> None:
    totals = Totals(documents=10, first="2025-01-02", last="2025-02-03", dated=dated)
    run = msgspec.structs.replace(RUN, totals=totals)
    assert said in summary_line(Lookup(run, PL))
