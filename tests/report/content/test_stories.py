"""The stories that a report opens with."""

from __future__ import annotations

import msgspec
import pytest

from skrot.records import Story
from skrot.report import Lookup, ReportInput, digest_pages, load_messages
from skrot.report.content import stories as module
from skrot.report.content.stories import shown_stories, stories_view
from tests.report.sample import ARTICLE, BULLETIN, seeds_run


def story(*docs: str, origins: int | None = None, **fields: str) -> Story:
    sentences = seeds_run().digest.overall[:2]
    return msgspec.structs.replace(
        Story("s-1", "Tytuł <b>", "t-1", docs, docs[:origins], None, None, (), (), (), docs[0]),
        sentences=sentences,
        **fields,
    )


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
    assert view.meta == ("4 maja 2031 – 6 maja 2031", "2 teksty, 1 niezależny")
    assert [text.href for text in view.texts] == ["#d2", "#d1"]
    assert view.section.n_selected == 2


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
    assert "### Tytuł \\<b\\>" in markdown


def test_only_the_first_ones_are_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "STORIES", 3)
    monkeypatch.setattr(module, "STORY_TEXTS", 1)
    lookup = lookup_of(story(ARTICLE), *[story(ARTICLE, BULLETIN)] * 5)
    assert len(shown_stories(lookup.run.digest)) == 3
    assert [(len(view.texts), view.more) for view in stories_view(lookup)] == [(1, 1)] * 3
