"""The first screen: what happened, and what differs."""

import msgspec

from skrot.records import Story
from skrot.report import Lookup, ReportInput, load_messages
from skrot.report.content.contents import contents_of
from skrot.report.content.glance import Glance, glance_view
from tests.report.sample import ARTICLE, BULLETIN, seeds_run


def glance(run: ReportInput) -> Glance:
    contents = contents_of(Lookup(run, load_messages("pl")))
    return glance_view(contents.stories, contents.overall, contents.comparisons)


def test_stories_come_first_where_there_are_some():
    run = seeds_run()
    docs = (BULLETIN, ARTICLE)
    story = Story("s", "Wizyta w Tokio", "t", docs, docs, None, None, (), (), (), ARTICLE)
    digest = msgspec.structs.replace(run.digest, stories=(story,))
    (headline,) = glance(msgspec.structs.replace(run, digest=digest)).happened
    assert (headline.text, headline.href) == ("Wizyta w Tokio", "#e1")


def test_else_the_best_sentences():
    run = seeds_run()
    best = min(run.digest.overall, key=lambda pick: pick.rank)
    assert best.text.startswith(glance(run).happened[0].text.rstrip("…"))


def test_what_differs_says_the_values_and_what_agrees_is_left_to_the_list():
    differs = glance(seeds_run()).differs
    assert {row.relation for row in differs} <= {"differ", "update"}
    assert all(row.values for row in differs)
    assert differs[0].href == "#cmp-1"
