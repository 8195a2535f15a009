"""What the pages of a large corpus show: a bounded part, with the counts of the whole."""

from __future__ import annotations

import msgspec
import pytest

from skrot.report import (
    Coordinate,
    Lookup,
    ReportInput,
    digest_pages,
    document_pages,
    load_messages,
    report,
    take_excerpt,
)
from skrot.report.content.input import records_of, totals_of
from tests.report.sample import large_run, seeds_run


def excerpt_of(run: ReportInput, coordinates: tuple[Coordinate, ...] = ()) -> ReportInput:
    digest = msgspec.structs.replace(run.digest, documents=(), comparisons=())
    return take_excerpt(records_of(run), digest, run.digest.comparisons, run.entities, coordinates)


def pages_of(run: ReportInput, shown: ReportInput) -> dict[str, bytes]:
    lookup = Lookup(shown, load_messages("pl"))
    return {**dict(document_pages(lookup, records_of(run))), **dict(digest_pages(lookup))}


@pytest.mark.parametrize("run", [seeds_run(), large_run(20)], ids=["seeds", "large"])
def test_a_small_corpus_is_shown_as_a_whole(run: ReportInput) -> None:
    whole = {name: data for name, data in report(run).items() if not name.startswith("tables/")}
    assert pages_of(run, excerpt_of(run, run.coordinates)) == whole


def test_of_a_large_corpus_a_part_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skrot.report.content.lookup.INLINE_CHARACTERS", 10_000)
    monkeypatch.setattr("skrot.report.content.excerpt.WHOLE_SENTENCES", 20)
    monkeypatch.setattr("skrot.report.content.excerpt.LISTED_DOCUMENTS", 5)
    run = large_run(200)
    last = run.sentences[-1]
    shown = excerpt_of(run, (Coordinate(last.doc, last.n, 0.0, 0.0),))
    assert len(shown.sentences) < len(run.sentences) / 4
    assert shown.totals is not None
    assert shown.totals.documents == 200
    assert shown.totals.numbers.total() == len(run.numbers)
    files = pages_of(run, shown)
    cited = {pick.doc for theme in run.digest.themes for pick in theme.sentences}
    cited |= {pick.doc for pick in run.digest.overall}
    pages = [name for name in files if name.startswith("documents/")]
    assert len(cited) <= len(pages) <= len(cited) + 5 + 20
    html = files["digest.html"].decode()
    assert "200 dokumentów" in html
    for name in pages:  # every page is reached, and no link leads nowhere
        assert name in html
    assert html.count('href="documents/') == sum(html.count(f'href="{name}') for name in pages)


def test_themes_count_what_may_be_quoted() -> None:
    run = seeds_run()

    def count(changed: ReportInput, *parts: str) -> int:
        found = totals_of(changed).themes
        assert found == excerpt_of(changed).totals.themes  # type: ignore[union-attr]
        return sum(row.part in parts for row in run.sentences) - found.total()

    def setting(**settings: list[str]) -> ReportInput:
        changed = {**run.digest.settings, **settings}
        digest = msgspec.structs.replace(run.digest, settings=changed)
        return msgspec.structs.replace(run, digest=digest)

    assert count(run, "lead", "body", "takeaway") == 0
    assert count(setting(include=["heading"]), "lead", "body", "takeaway", "heading") == 0
    assert count(setting(exclude=["lead"]), "body", "takeaway") == 0


def test_themes_do_not_count_repeats() -> None:
    run = seeds_run()
    first, second = run.documents
    row = msgspec.structs.replace(second.row, duplicate_of=first.row.doc)
    twice = (first, msgspec.structs.replace(second, row=row))
    found = totals_of(msgspec.structs.replace(run, documents=twice))
    assert found.documents == 2
    assert found.themes == totals_of(msgspec.structs.replace(run, documents=(first,))).themes


def test_the_excerpt_does_not_grow_with_the_corpus(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("skrot.report.content.excerpt.WHOLE_SENTENCES", 100)
    monkeypatch.setattr("skrot.report.content.excerpt.LISTED_DOCUMENTS", 10)
    sizes = [len(msgspec.json.encode(excerpt_of(large_run(n)).sentences)) for n in (100, 400)]
    assert sizes[1] < 1.5 * sizes[0]
