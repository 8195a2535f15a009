from __future__ import annotations

import xml.etree.ElementTree as ET

from hypothesis import given, settings
from hypothesis import strategies as st

from skrot.report.charts.figures import printable
from skrot.report.charts.graph import Node, circle_graph, circle_order
from skrot.report.charts.specs import Dot, Line, Moment, dot_plot, dot_plot_rows, scatter, time_line
from skrot.report.charts.svg import Shown, draw

TICKS = {1e9: "1 mld", 1e10: "10 mld", 1e11: "100 mld", 1e12: "1 bln"}
LINES = [
    Line("Gospodarka", "c1"),
    Line("handel <b>&", "c1", value=2.28e11, text="228 mld USD", title="całe 'zdanie'"),
    Line("od do", "c1", low=2e9, high=5e10, text="2–50 mld"),
]


def elements(svg: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter())  # noqa: S314 - our own picture


def classes(svg: str) -> list[str]:
    return [e.get("class", "") for e in elements(svg)]


def test_rows_of_a_dot_plot_are_marked() -> None:
    for narrow in (False, True):
        svg = draw(dot_plot(LINES, TICKS, log=True, narrow=narrow), dot_plot_rows(LINES), label="x")
        found = classes(svg)
        assert found.count("pt c1") == 1
        assert found.count("ln c1") == 1
        assert found.count("hd") == 1
        assert "<b>" not in svg
        texts = {"Gospodarka", "handel &lt;b&gt;&amp;", "228 mld USD", "od do", "2–50 mld"}
        for text in {*TICKS.values(), *texts}:
            assert f">{text}<" in svg


def test_no_style_no_script_no_reference_stays() -> None:
    svg = draw(dot_plot(LINES, TICKS, log=True, narrow=False), dot_plot_rows(LINES), label="a\"b'")
    for element in elements(svg):
        assert element.tag in {"svg", "g", "path", "line", "text", "title"}
        assert not {"style", "fill", "stroke", "href", "font-family"} & element.attrib.keys()
        assert not [name for name in element.attrib if name.startswith("on")]


def test_the_same_chart_gives_the_same_picture() -> None:
    spec = dot_plot(LINES, TICKS, log=False, narrow=False)
    rows = dot_plot_rows(LINES)
    assert draw(spec, rows, label="x") == draw(spec, rows, label="x")


def test_dates_and_periods_have_their_marks() -> None:
    moments = [
        Moment(0, 2024.0, 2025.0, 1.0, "pt c1", "2024"),
        Moment(1, 2017.0, 2022.0, 0.3, "ln c2", "2017–2021"),
    ]
    svg = draw(
        time_line(moments, ["A", ""], narrow=False),
        [Shown(m.css, m.title) for m in moments],
        label="x",
    )
    assert "pt c1" in classes(svg)
    assert "ln c2" in classes(svg)
    assert "<title>2017–2021</title>" in svg


def test_dots_keep_their_keys() -> None:
    dots = [Dot(i, i * i, "pt c1", str(i), i == 3, "") for i in range(5)]
    svg = draw(scatter(dots), [Shown(d.css, key=d.key) for d in dots], label="x")
    keys = [e.get("data-key") for e in elements(svg)]
    assert [key for key in keys if key] == list("01234")


def test_a_graph_of_one_pair_and_of_many() -> None:
    for n in (2, 10, 40):
        nodes = [Node(f"Nazwa {i}", "nd", "", i + 1) for i in range(n)]
        edges = [(i, (i + 1) % n, i + 1) for i in range(n - 1)]
        rows = [Shown("nd", key=f"n{i}") for i in range(n)]
        rows += [Shown("ed", key=f"e{a}-{b}") for a, b, _ in edges]
        rows += [Shown("tx", key=f"n{i}", text=node.label) for i, node in enumerate(nodes)]
        svg = draw(circle_graph(nodes, edges), rows, label="x")
        assert all(f">{node.label}<" in svg for node in nodes)
        found = classes(svg)
        assert (found.count("nd"), found.count("ed"), found.count("tx")) == (n, n - 1, n)


def test_names_that_appear_together_stand_together() -> None:
    pairs = [("a", "c", 9), ("b", "d", 9), ("a", "b", 1)]
    order = circle_order(["a", "b", "c", "d"], pairs)
    assert abs(order.index("a") - order.index("c")) == 1
    assert abs(order.index("b") - order.index("d")) == 1


@settings(max_examples=20, deadline=None)
@given(st.text(max_size=30))
def test_any_label_can_be_drawn(text: str) -> None:
    lines = [Line(printable(text), "c1", value=1e9, text=printable(text), title=printable(text))]
    svg = draw(dot_plot(lines, TICKS, log=True, narrow=False), dot_plot_rows(lines), label="x")
    titles = {e.text or "" for e in elements(svg) if e.tag == "title"}
    assert titles <= {printable(text)}
    assert bool(titles) == bool(printable(text))
