"""Which sentences quote somebody, and which of them says whom, by the quotations of a document."""

import pytest

from skrot.extract.discourse.quotations import Speech, find_speech
from skrot.records import Quote, QuoteKind, Sentence

# Three sentences of ten characters.
ROWS = [Sentence("a.txt", n, 10 * n, 10 * n + 10, "x" * 10, "body", (), 3) for n in range(3)]
NONE = Speech(None, None)


def quote(start: int, end: int, told: int | None, kind: QuoteKind = "direct") -> Quote:
    span = None if told is None else (told, told + 3)
    return Quote("a.txt", start // 10, start, end, "", kind, told=span)


@pytest.mark.parametrize(
    ("quotes", "found"),
    [
        ([], [NONE, NONE, NONE]),
        ([quote(1, 6, 7)], [Speech(True, 0), NONE, NONE]),
        ([quote(1, 18, 20)], [Speech(False, 2), Speech(False, 2), NONE]),
        ([quote(1, 14, 16)], [Speech(False, 1), Speech(True, 1), NONE]),
        ([quote(11, 19, None)], [NONE, Speech(False, None), NONE]),
        ([quote(1, 6, 7, "indirect")], [NONE, NONE, NONE]),
        ([quote(1, 6, 7, "mixed")], [Speech(True, 0), NONE, NONE]),
        ([quote(11, 13, 14), quote(15, 19, 21)], [NONE, Speech(False, 2), NONE]),
        ([quote(11, 13, 21), quote(15, 19, 14)], [NONE, Speech(False, 2), NONE]),
    ],
    ids=[
        "nobody speaks",
        "within the sentence",
        "two sentences, told in the third",
        "told in the second",
        "told nowhere",
        "reported",
        "partly quoted",
        "the second told elsewhere",
        "the first told elsewhere",
    ],
)
def test_who_speaks(quotes: list[Quote], found: list[Speech]) -> None:
    assert find_speech(ROWS, quotes) == found


def test_a_document_without_sentences() -> None:
    assert find_speech([], [quote(0, 3, None)]) == []
