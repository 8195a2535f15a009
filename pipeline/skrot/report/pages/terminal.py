"""A digest as plain text for a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

from skrot.records import Digest, Entity, Selected, StoryNews
from skrot.report.content.input import is_told
from skrot.report.wording.messages import load_messages
from skrot.report.wording.values import iso_text

_WIDTH = 88
# So many sentences of each story are told as news.
_SAID = 3


def digest_text(digest: Digest) -> str:
    """Return a digest in Polish: the whole corpus first, then every theme with sentences."""
    words = load_messages("pl")
    lines = [words.t("overall").upper(), *_sentences(digest.overall, digest)]
    for theme in digest.themes:
        if theme.sentences:
            lines += ["", theme.label.upper(), *_sentences(theme.sentences, digest)]
    if not digest.overall:
        lines.append(f"  {words.t('nothing_to_select')}")
    rows = [*digest.overall, *(row for theme in digest.themes for row in theme.sentences)]
    if any(row.resolved for row in rows):
        lines += ["", words.t("added_note")]
    return "\n".join(lines) + "\n"


def news_text(stories: Sequence[StoryNews], entities: Mapping[str, Entity], run: int) -> str:
    """Return what is new in Polish: of each story its new texts, what they say, name and revise.

    `run` is the number of the last run that found something.
    """
    words = load_messages("pl")
    if not stories:
        return f"{words.t('nothing_new')}\n"
    total = len({doc for story in stories for doc in story.docs})
    lines = [words.t("news_of_run", run=run, texts=words.n("new_text", total))]
    for story in stories:
        kind = "story_new" if story.new else "story_grown" if story.docs else "story_changed"
        lines += ["", f"{words.t(kind)}: {plain(story.title)}"]
        if story.docs:
            docs = ", ".join(map(plain, story.docs))
            lines.append(_item(f"{words.n('new_text', len(story.docs))}: {docs}"))
        for move in story.moves:
            docs = ", ".join(move.docs)
            lines.append(_item(plain(words.t("moved", title=move.title, docs=docs))))
        best = sorted(story.sentences, key=lambda row: row.rank)[:_SAID]
        lines += [
            _item(f"{plain(row.shown or row.text)} [{plain(row.doc)}]")
            for row in story.sentences
            if row in best
        ]
        if story.docs and not (best or story.entities or story.comparisons or story.events):
            lines.append(_item(words.t("says_nothing_new")))
        if names := ", ".join(entities[key].name for key in story.entities if key in entities):
            lines.append(_item(f"{words.t('new_names')}: {plain(names)}"))
        for row in filter(is_told, story.comparisons):
            first = {side.text: side.doc for side in reversed(row.statements)}
            said = " / ".join(f"{text} [{doc}]" for text, doc in reversed(first.items()))
            relation = words.label("relation", row.relation)
            lines.append(_item(plain(f"{row.about}: {said} ({relation})")))
        for event in story.events:
            note = ""
            if event.dates:
                dates = ", ".join(iso_text(date, words) for date in event.dates)
                note = f" ({words.t('dates_differ', dates=dates)})"
            lines.append(_item(plain(f"{event.date_text}: {event.text} [{event.doc}]{note}")))
    return "\n".join(lines) + "\n"


def _item(text: str) -> str:
    return textwrap.fill(text, _WIDTH, initial_indent="  • ", subsequent_indent="    ")


def _sentences(selected: Sequence[Selected], digest: Digest) -> Iterator[str]:
    several = len(digest.documents) > 1
    for row in selected:
        text = plain(row.shown or row.text)
        text = f"{text} [{plain(row.doc)}]" if several else text
        yield _item(text)


def plain(text: str) -> str:
    """Take out control and formatting characters: a text must not drive the terminal."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
