"""What stands under a text: who wrote it, where it comes from, calls and disclaimers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from skrot.polish.characters import LOWER, UPPER
from skrot.read.structure.notices import find_link_in_credit, is_agency, is_signature
from skrot.toml import Table, load

_LONGEST = 150
_SENTENCE_END = re.compile(rf"[{LOWER}]{{4}}[.!?] [{UPPER}]|[!?] ")
_AROUND = " \t/|,;"
_BETWEEN = re.compile(r" ?[/,] ?")


class Wording(Table, frozen=True):
    """What ``inserts.toml`` holds; the comments there say what each list means."""

    openers: tuple[str, ...]
    long_openers: tuple[str, ...]
    pictures: tuple[str, ...]
    picture_labels: tuple[str, ...]
    invites: tuple[str, ...]
    channels: tuple[str, ...]
    wishes: tuple[str, ...]
    disclaimers: tuple[str, ...]
    authors: tuple[str, ...]
    sources: tuple[str, ...]
    bare_authors: tuple[str, ...]


@cache
def insert_wording() -> Wording:
    """Give the words and patterns."""
    return load("skrot.read.structure", "data/inserts.toml", Wording)


def find_byline(text: str) -> tuple[int, int] | None:
    """Find "Autor: … / Źródło: …" at the end of a text, up to a link there; None if it has none."""
    ended = text.endswith(".")
    for label in () if ended else _label().finditer(text, max(len(text) - _LONGEST, 0)):
        rest = text[label.end() :]
        if label[0][0].isupper() and rest.strip() and not _SENTENCE_END.search(rest):
            link = find_link_in_credit(rest)
            return label.start(), len(text) if link is None else label.end() + link
    return None


def read_bylines(lines: Iterable[str]) -> tuple[str | None, str | None]:
    """Give the author and the source that credits name: "Autor: jn / Źródło: PAP", "PAP/jn".

    Parameters
    ----------
    lines : iterable of str
        Lines that stand over or under a text.

    Returns
    -------
    tuple of (str or None, str or None)
        The first of each that is named.
    """
    authors: list[str] = []
    sources: list[str] = []
    for line in lines:
        labels = list(_label().finditer(line)) if len(line) <= _LONGEST else []
        ends = [label.start() for label in labels] + [len(line)]
        for label, end in zip(labels, ends[1:], strict=True):
            named = line[label.end() : end].strip(_AROUND)
            if named:
                (authors if label["author"] else sources).append(named)
        if not labels and is_signature(line):
            signed = line.strip(" ()/")
            names = _BETWEEN.split(signed)
            if any(map(is_agency, names)):
                authors += filter(str.islower, names)
                sources += (name for name in names if not name.islower())
            else:
                authors.append(signed)
    return next(iter(authors), None), next(iter(sources), None)


def find_invitations(text: str) -> Iterator[tuple[int, int]]:
    """Find calls with a wish before them inside a text: "Chcesz wiedzieć więcej? Polub nas …"."""
    for match in _inner_invitation().finditer(text):
        if match["call"][0].isupper():
            yield match.span("call")


def is_invitation(text: str) -> bool:
    """Tell whether a sentence or two call readers to a channel of the outlet: "Polub nas na …"."""
    return _invitation().match(text) is not None


def is_wish(text: str) -> bool:
    """Tell whether a sentence is what stands before such a call: "Chcesz wiedzieć więcej?"."""
    return _wish().match(text) is not None


def is_disclaimer(text: str) -> bool:
    """Tell whether a sentence says whose opinion the text is not."""
    return _disclaimer().match(text) is not None


@cache
def _label() -> re.Pattern[str]:
    words = insert_wording()
    authors, sources, bare = map("|".join, (words.authors, words.sources, words.bare_authors))
    author = rf"(?P<author>(?:{authors}) ?:|(?:{bare})(?: ?:| ))"
    return re.compile(rf"(?<!\w)(?:{author}|(?:{sources}) ?:) ?", re.IGNORECASE)


@cache
def _call() -> str:
    """Match what calls readers, up to the channel that it calls them to."""
    invites, channels = map("|".join, (insert_wording().invites, insert_wording().channels))
    return rf"(?:{invites})\b[^.!?]*?(?<!\w)(?:{channels})"


@cache
def _wanted() -> str:
    return rf"(?:{'|'.join(insert_wording().wishes)})\b"


@cache
def _invitation() -> re.Pattern[str]:
    return re.compile(rf"(?:{_wanted()}.*?(?<!\w))?{_call()}", re.IGNORECASE)


@cache
def _wish() -> re.Pattern[str]:
    return re.compile(rf"{_wanted()}[^.!?]*\?$", re.IGNORECASE)


@cache
def _inner_invitation() -> re.Pattern[str]:
    call = rf"{_wanted()}[^.!?]{{1,150}}[?.] {_call()}[^.!?]*[.!]?"
    return re.compile(rf"[.!?”\"] (?P<call>{call})", re.IGNORECASE)


@cache
def _disclaimer() -> re.Pattern[str]:
    return re.compile("|".join(insert_wording().disclaimers), re.IGNORECASE)
