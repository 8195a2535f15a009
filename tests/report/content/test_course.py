"""How many texts a story has day by day."""

from __future__ import annotations

from skrot.report import load_messages
from skrot.report.content.course import Bar, Course, course_view

PL = load_messages("pl")


def course(*dates: str | None) -> Course | None:
    return course_view(dates, PL)


def test_less_than_three_days_have_no_course() -> None:
    assert course() is None
    assert course(None, "2031", "2031-05-04", "2031-05-05", "2031-05-05") is None
    assert course("2031-05-04", "2031-05-06") is not None


def test_each_day_has_a_bar_as_high_as_its_texts() -> None:
    found = course("2031-05-04", "2031-05-06", "2031-05-06", "2031-05-08", None)
    assert found is not None
    assert found.bars == (
        Bar(0.0, 10.0, 16.0, 10.0),
        Bar(40.0, 0.0, 16.0, 20.0),
        Bar(80.0, 10.0, 16.0, 10.0),
    )
    assert found.words == "Teksty w ciągu 5 dni: najwięcej 6 maja 2031, 2 teksty."


def test_many_days_share_bars() -> None:
    found = course("2031-01-01", "2031-01-02", "2031-12-31")
    assert found is not None
    assert [bar.height for bar in found.bars] == [20.0, 10.0]
    assert all(bar.x >= 0 and bar.x + bar.width <= 100 for bar in found.bars)
