"""A digest as plain text for a terminal."""

from __future__ import annotations

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence

from skrot.records import Digest, Selected
from skrot.report.wording.messages import load_messages

_WIDTH = 88


def digest_text(digest: Digest) -> str:
    """Return a digest in Polish: the whole corpus first, then every theme with sentences."""
    words = load_messages("pl")
    lines = [words.t("overall").upper(), *_sentences(digest.overall, digest)]
    for theme in digest.themes:
        if theme.sentences:
            lines += ["", theme.label.upper(), *_sentences(theme.sentences, digest)]
    if not digest.overall:
        lines.append(f"  {words.t('nothing_to_select')}")
    return "\n".join(lines) + "\n"


def _sentences(selected: Sequence[Selected], digest: Digest) -> Iterator[str]:
    several = len(digest.documents) > 1
    for row in selected:
        text = _plain(row.shown or row.text)
        text = f"{text} [{_plain(row.doc)}]" if several else text
        yield textwrap.fill(text, _WIDTH, initial_indent="  • ", subsequent_indent="    ")


def _plain(text: str) -> str:
    """Take out control and formatting characters: a text must not drive the terminal."""
    return "".join(char for char in text if unicodedata.category(char) not in {"Cc", "Cf"})
