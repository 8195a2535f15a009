"""Who says what, as the report shows it."""

from __future__ import annotations

import msgspec
import pytest

from skrot.records import DocumentRow, Entity, Part, Quote, QuoteAct, QuoteKind, Sentence
from skrot.report.content.input import ReportInput, SourceText
from skrot.report.content.lookup import Lookup
from skrot.report.content.statements import LONGEST, SpeakerView, statements_view
from skrot.report.pages.pages import statement_pages
from skrot.report.wording.messages import load_messages
from tests.report.sample import empty_run, seeds_run

NOWAK, KOWALSKI = "person:nowak", "person:kowalski"


def said(
    doc: str,
    n: int,
    text: str,
    speaker: str | None = NOWAK,
    *,
    kind: QuoteKind = "indirect",
    act: QuoteAct = "says",
) -> Quote:
    return Quote(doc, n, 10 * n, 10 * n + len(text), text, kind, speaker, act=act)


def shown(*quotes: Quote, repeated: str | None = None, each: int = 6) -> tuple[SpeakerView, ...]:
    return statements_view(lookup(*quotes, repeated=repeated), each=each)


def lookup(*quotes: Quote, repeated: str | None = None) -> Lookup:
    dates = {"b.txt": "2025-02-01", "a.txt": "2025-03-01"}
    documents = tuple(
        SourceText(
            DocumentRow(
                doc,
                f"Tytuł {doc}",
                date,
                "0",
                100,
                1,
                "pl",
                (Part("body", 0, 100),),
                duplicate_of="b.txt" if doc == repeated else None,
            ),
            "x" * 100,
        )
        for doc, date in sorted(dates.items())
    )
    sentences = tuple(Sentence(doc, 1, 10, 90, "x" * 80, "body", (), 1) for doc in dates)
    entities = tuple(
        Entity(entity, name, "persName", (name,), 1, ("a.txt",))
        for entity, name in ((NOWAK, "Jan Nowak"), (KOWALSKI, "Anna Kowalska"))
    )
    run = ReportInput(empty_run().digest, documents, sentences, entities, quotes=quotes)
    return Lookup(run, load_messages("pl"))


def words(view: SpeakerView) -> list[str]:
    return ["".join(token.text for token in row.tokens) for row in view.statements]


def test_speakers_are_in_order_of_how_much_they_say_and_statements_of_dates() -> None:
    views = shown(
        said("a.txt", 1, "most jest gotowy"),
        said("a.txt", 2, "tunel też", KOWALSKI, act="denies"),
        said("b.txt", 1, "Most będzie gotowy", kind="direct"),
        said("b.txt", 1, "nie wiadomo czyje", None),
    )
    assert [(view.name, view.total) for view in views] == [("Jan Nowak", 2), ("Anna Kowalska", 1)]
    assert words(views[0]) == ["„Most będzie gotowy”", "most jest gotowy"]
    assert [row.source.title for row in views[0].statements] == ["Tytuł b.txt", "Tytuł a.txt"]
    assert [row.act for view in views for row in view.statements] == ["mówi", "mówi", "zaprzecza"]
    assert views[0].statements[0].source.href


def test_the_same_words_and_repeated_documents_are_shown_once() -> None:
    first, again = said("b.txt", 1, "most jest gotowy"), said("a.txt", 1, "Most „jest”  gotowy")
    other = said("a.txt", 2, "tunel też")
    (view,) = shown(first, again, other)
    assert words(view) == ["most jest gotowy", "tunel też"]
    (view,) = shown(first, other, repeated="a.txt")
    assert (view.total, words(view)) == (1, ["most jest gotowy"])


def test_what_is_left_out_is_counted_and_long_words_are_cut() -> None:
    (view,) = shown(*(said("a.txt", n, f"{n} " + "słowo " * 100) for n in range(5)), each=2)
    assert (view.total, len(view.statements)) == (5, 2)
    assert all(len(text) <= LONGEST and text.endswith("…") for text in words(view))


def test_names_are_marked_in_words_that_stand_in_the_text() -> None:
    run = seeds_run()
    views = statements_view(Lookup(run, load_messages("en")))
    tokens = [token for view in views for row in view.statements for token in row.tokens]
    assert {"person", "place"} <= {token.kind for token in tokens if token.type == "open"}
    changed = tuple(msgspec.structs.replace(quote, start=quote.start + 1) for quote in run.quotes)
    views = statements_view(
        Lookup(msgspec.structs.replace(run, quotes=changed), load_messages("en"))
    )
    assert all(
        token.type == "text" for view in views for row in view.statements for token in row.tokens
    )


@pytest.mark.parametrize("limit", [0, 1])
def test_no_more_speakers_than_asked(limit: int) -> None:
    lookup = Lookup(seeds_run(), load_messages("pl"))
    assert len(statements_view(lookup, limit)) == limit


def test_all_statements_are_on_pages_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def pages(count: int) -> dict[str, bytes]:
        quotes = tuple(said("a.txt", 1, f"zdanie {number}", who)
                       for who in (NOWAK, KOWALSKI) for number in range(count))  # fmt: skip
        return statement_pages(lookup(*quotes))[0]

    assert pages(6) == {}
    (page,) = pages(7).values()
    assert page.decode().count("<blockquote") == 14
    monkeypatch.setattr("skrot.report.pages.pages.PAGE_SPEAKERS", 1)
    assert list(pages(7)) == ["lists/statements-1.html", "lists/statements-2.html"]
