"""The stories that a report opens with."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from skrot.records import Story, StoryEntity, StoryNews
from skrot.report import Lookup, ReportInput, digest_pages, load_messages
from skrot.report.content import stories as module
from skrot.report.content.input import is_told
from skrot.report.content.stories import news_view, shown_stories, stories_view
from tests.report.sample import ARTICLE, BULLETIN, seeds_run


def story(*docs: str, origins: int | None = None, **fields: Any) -> Story:
    sentences = seeds_run().digest.overall[:2]
    told: Story = msgspec.structs.replace(
        Story("s-1", "Tytuł <b>", "t-1", docs, docs[:origins], None, None, (), (), (), docs[0]),
        sentences=sentences,
        **fields,
    )
    return told


def lookup_of(*stories: Story) -> Lookup:
    run: ReportInput = seeds_run()
    digest = msgspec.structs.replace(run.digest, stories=stories)
    return Lookup(msgspec.structs.replace(run, digest=digest), load_messages("pl"))


def pages(*stories: Story) -> dict[str, str]:
    return {name: data.decode() for name, data in digest_pages(lookup_of(*stories))}


def test_a_story_has_its_dates_and_how_many_tell_it() -> None:
    (view,) = stories_view(
        lookup_of(story(ARTICLE, BULLETIN, origins=1, first="2031-05-04", last="2031-05-06"))
    )
    assert view.meta == ("4 maja 2031 – 6 maja 2031", "2 teksty, w tym 1 niezależny")
    assert [text.href for text in view.texts] == ["#d2", "#d1"]
    assert view.section.n_selected == 2


def test_where_texts_say_who_published_them_the_sources_are_counted() -> None:
    lookup = lookup_of(story(ARTICLE, BULLETIN))
    rows = [
        msgspec.structs.replace(text, row=msgspec.structs.replace(text.row, source="Głos"))
        for text in lookup.run.documents
    ]
    run = msgspec.structs.replace(lookup.run, documents=tuple(rows))
    (view,) = stories_view(Lookup(run, load_messages("pl")))
    assert view.meta == ("2 teksty z 1 źródła",)


def test_a_story_of_one_text_is_not_shown() -> None:
    assert stories_view(lookup_of(story(ARTICLE))) == ()
    found = pages(story(ARTICLE))
    assert 'id="stories"' not in found["digest.html"]
    assert "Wydarzenia" not in found["digest.md"]


def test_the_page_opens_with_them() -> None:
    found = pages(story(ARTICLE, BULLETIN))
    html, markdown = found["digest.html"], found["digest.md"]
    assert html.index('id="stories"') < html.index('id="overall"')
    assert "Tytuł &lt;b&gt;" in html
    assert markdown.index("## Wydarzenia") < markdown.index("## W skrócie")
    assert markdown.index("## W skrócie") < markdown.index("## Wydarzenia po kolei")
    assert "### Tytuł \\<b\\>" in markdown


def test_only_the_first_ones_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STORIES", 3)
    monkeypatch.setattr(module, "STORY_TEXTS", 1)
    lookup = lookup_of(story(ARTICLE), *[story(ARTICLE, BULLETIN)] * 5)
    assert len(shown_stories(lookup.run.digest)) == 3
    assert [(len(view.texts), view.more) for view in stories_view(lookup)] == [(1, 1)] * 3


def dated(lookup: Lookup, **dates: str) -> Lookup:
    """Return a lookup of which documents have other dates."""
    sources = tuple(
        msgspec.structs.replace(
            source, row=msgspec.structs.replace(source.row, date=dates[f"d{place}"])
        )
        for place, source in enumerate(lookup.run.documents, 1)
    )
    return Lookup(msgspec.structs.replace(lookup.run, documents=sources), lookup.messages)


def test_the_texts_of_a_story_over_time_are_a_chart_from_three_days_on() -> None:
    lookup = lookup_of(story(ARTICLE, BULLETIN))
    days = dated(lookup, d1="2031-05-04", d2="2031-05-06")
    (view,) = stories_view(days)
    assert view.course is not None
    html = dict(digest_pages(days))["digest.html"].decode()
    assert '<svg class="course"' in html
    assert view.course.words in html
    (view,) = stories_view(dated(lookup, d1="2031-05-04", d2="2031-05-05"))
    assert view.course is None


def test_a_story_is_found_by_its_themes_and_its_texts() -> None:
    themes = {"security": 0.5, "economy": 0.3, "minerals": 0.1, "other": 0.1}
    (view,) = stories_view(lookup_of(story(ARTICLE, BULLETIN, themes=themes)))
    assert view.facets.split() == ["t2", "t1", "d2", "d1"]
    html = pages(story(ARTICLE, BULLETIN, themes=themes))["digest.html"]
    assert 'id="e1" data-f="t2 t1 d2 d1"' in html


def test_a_story_tells_who_does_what() -> None:
    people = (
        StoryEntity("takaichi", "speaker", "premier"),
        StoryEntity("tokyo", "place"),
        StoryEntity("nobody", "mentioned"),
    )
    (view,) = stories_view(lookup_of(story(ARTICLE, BULLETIN, entities=people)))
    assert [(row.name, row.role) for row in view.people] == [
        ("Sanae Takaichi", "premier, wypowiada się"),
        ("Tokio", "miejsce"),
    ]
    found = pages(story(ARTICLE, BULLETIN, entities=people))
    assert "(premier, wypowiada się)" in found["digest.html"]
    assert "Sanae Takaichi (premier, wypowiada się)" in found["digest.md"]


def test_what_differs_stands_apart_from_other_figures() -> None:
    told = [
        row for row in seeds_run().digest.comparisons if is_told(row) and row.relation == "differ"
    ]
    agreed = msgspec.structs.replace(told[0], id="agreed", relation="agree", about="zgodna kwota")
    differs = msgspec.structs.replace(told[0], id="differs", about="sporna kwota")
    lookup = lookup_of(story(ARTICLE, BULLETIN, quantities=("differs", "agreed", "unknown")))
    digest = msgspec.structs.replace(lookup.run.digest, comparisons=(agreed, differs))
    lookup = Lookup(msgspec.structs.replace(lookup.run, digest=digest), lookup.messages)
    (view,) = stories_view(lookup)
    assert [row.about for row in view.figures] == ["zgodna kwota"]
    assert [row.about for row in view.clashes] == ["sporna kwota"]
    found = {name: data.decode() for name, data in digest_pages(lookup)}
    assert "Sprzeczności" in found["digest.html"]
    assert "#### Sprzeczności\n\n- **sporna kwota**" in found["digest.md"]


def test_the_other_stories_are_on_a_page_of_their_own(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "lists/stories.html" not in pages(story(ARTICLE, BULLETIN))
    monkeypatch.setattr(module, "STORIES", 1)
    other = msgspec.structs.replace(story(ARTICLE, BULLETIN), title="Inne <i>")
    found = pages(story(ARTICLE, BULLETIN), other, other)
    assert found["lists/stories.html"].count("Inne &lt;i&gt;") == 2
    assert 'href="../digest.html#d' in found["lists/stories.html"]
    assert '<a href="lists/stories.html">2 wydarzenia</a>' in found["digest.html"]


def news(name: str, *docs: str, new: bool = False, **fields: Any) -> StoryNews:
    picks = seeds_run().digest.overall[:1]
    return StoryNews(name, "Coś nowego", new, docs, ("takaichi",), picks, (), **fields)


def test_a_page_of_a_folder_that_has_grown_tells_what_is_new() -> None:
    lookup = lookup_of(story(ARTICLE, BULLETIN))
    rows = (news("s-1", BULLETIN), news("s-9", ARTICLE, new=True), news("s-8"))
    lookup = Lookup(msgspec.structs.replace(lookup.run, news=rows), lookup.messages)
    first, second = news_view(lookup)
    assert (first.kind, first.href, first.note) == ("CIĄG DALSZY", "#e1", "1 nowy tekst")
    assert (second.kind, second.href, second.names) == ("NOWE", "#d2", "Sanae Takaichi")
    (view,) = stories_view(lookup)
    assert view.new == "+ 1 nowy tekst"
    html = dict(digest_pages(lookup))["digest.html"].decode()
    assert html.index('id="news"') < html.index('id="stories"')
    assert 'id="news"' not in pages(story(ARTICLE, BULLETIN))["digest.html"]


def test_a_story_leads_to_those_before_and_after_it() -> None:
    first = msgspec.structs.replace(story(ARTICLE, BULLETIN, after=("s-2", "s-3")), title="Jeden")
    second = msgspec.structs.replace(
        story(ARTICLE, BULLETIN, before=("s-1",)), story="s-2", title="Dwa"
    )
    alone = msgspec.structs.replace(story(ARTICLE, before=("s-1",)), story="s-3", title="Trzy")
    one, two = stories_view(lookup_of(first, second, alone))
    assert [(row.title, row.href) for row in one.after] == [("Dwa", "#e2"), ("Trzy", "")]
    assert [(row.title, row.href) for row in two.before] == [("Jeden", "#e1")]
    found = pages(first, second, alone)
    assert 'Wcześniej: <a href="#e1"><bdi>Jeden</bdi></a>' in found["digest.html"]
    assert "Potem: Dwa; Trzy" in found["digest.md"]
