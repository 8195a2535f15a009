from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from skrot.report.wording.marks import Span, Token, mark

SPANS = st.lists(
    st.builds(
        Span,
        st.integers(-3, 30),
        st.integers(-3, 30),
        st.sampled_from(["person", "money", "date"]),
        st.just("t"),
    ),
    max_size=8,
)


def shape(tokens: tuple[Token, ...]) -> str:
    marks = {"open": "[", "close": "]"}
    return "".join(t.text if t.type == "text" else marks[t.type] for t in tokens)


def test_no_spans_give_the_text() -> None:
    assert mark("abc", []) == (Token("text", "abc"),)


def test_empty_text_gives_nothing() -> None:
    assert mark("", [Span(0, 3, "money", "")]) == ()


def test_spans_count_from_the_document() -> None:
    assert shape(mark("cena 5 zł.", [Span(105, 109, "money", "")], start=100)) == "cena [5 zł]."


def test_a_span_inside_another_is_nested() -> None:
    spans = [Span(0, 12, "org", ""), Span(4, 7, "place", "")]
    assert shape(mark("Bank USA SA.", spans)) == "[Bank[ US]A SA.]"


def test_equal_spans_are_both_marked() -> None:
    assert shape(mark("2024", [Span(0, 4, "date", ""), Span(0, 4, "number", "")])) == "[[2024]]"


def test_crossing_spans_are_cut() -> None:
    assert shape(mark("abcdef", [Span(0, 4, "org", ""), Span(2, 6, "money", "")])) == "[ab[cd]][ef]"


@given(st.text(max_size=25), SPANS)
def test_the_text_is_kept_and_marks_nest(text: str, spans: list[Span]) -> None:
    tokens = mark(text, spans)
    assert "".join(t.text for t in tokens) == text
    depth = 0
    for token in tokens:
        depth += {"open": 1, "close": -1, "text": 0}[token.type]
        assert depth >= 0
    assert depth == 0


@given(st.text(min_size=1, max_size=25), SPANS)
def test_every_character_of_a_span_is_in_a_mark_of_its_kind(text: str, spans: list[Span]) -> None:
    covered: list[set[str]] = []
    stack: list[str] = []
    for token in mark(text, spans):
        if token.type == "open":
            stack.append(token.kind)
        elif token.type == "close":
            stack.pop()
        covered += [set(stack)] * len(token.text)
    for i, kinds in enumerate(covered):
        assert kinds == {s.kind for s in spans if s.start <= i < s.end}
