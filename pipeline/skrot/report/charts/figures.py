"""The pictures of a report: which data they show, cut to what stays legible."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal

import msgspec
import numpy as np
from markupsafe import Markup

from skrot.labels import LABELS
from skrot.records import Number
from skrot.report.charts.graph import Node, circle_graph, circle_order
from skrot.report.charts.specs import (
    Dot,
    Line,
    Moment,
    dot_plot,
    dot_plot_rows,
    scatter,
    time_line,
)
from skrot.report.charts.svg import Shown, draw
from skrot.report.content.facts import ranked_numbers
from skrot.report.content.input import Coordinate
from skrot.report.content.lookup import Lookup, shorten
from skrot.report.wording.values import (
    amount_text,
    decimal_text,
    iso_bounds,
    iso_text,
    modifier_text,
    number_text,
)

MONEY_ROWS = 24
PERCENT_ROWS = 20
CURRENCIES = 3
MIN_VALUES = 3
GRAPH_NAMES = 40
GRAPH_EDGES = 140
MAP_DOTS = 1500
CONTEXT = 44
POINT_TEXT = 280
YEARS = (1000.0, 2200.0)
POINT_YEARS = 1.01
PERIOD_LANES = 4
DISTINCT_DATES = 60
CENTRAL = 0.98
_CONTROL = frozenset({"Cc", "Cs", "Cf", "Cn", "Co"})


class Figure(msgspec.Struct, frozen=True):
    """A picture with its words."""

    title: str
    description: str
    svg: Markup
    css: str
    note: str = ""
    narrow: Markup | None = None
    legend: tuple[tuple[str, str], ...] = ()


class Figures(msgspec.Struct, frozen=True):
    """All pictures; ``points`` is what the script shows of the dots of the map, by their key."""

    numbers: tuple[Figure, ...]
    graph: Figure | None
    map: Figure | None
    points: dict[str, dict[str, str]]


def figures_view(lookup: Lookup, together: Counter[tuple[str, str]]) -> Figures:
    """Draw everything there is enough data for."""
    numbers = [
        *_money_figures(lookup),
        *_percent_figure(lookup),
        *_date_figure(lookup),
    ]
    map_figure, points = _map_figure(lookup)
    return Figures(tuple(numbers), _graph_figure(lookup, together), map_figure, points)


def printable(text: str) -> str:
    """Return ``text`` without control, format and unassigned characters, which XML may refuse."""
    return "".join(c for c in text if unicodedata.category(c) not in _CONTROL)


def _money_figures(lookup: Lookup) -> list[Figure]:
    rows = [x for x in ranked_numbers(lookup) if x.kind == "money" and _size(x) > 0]
    by_currency = Counter(x.currency or "" for x in rows)
    figures: list[Figure] = []
    for currency, count in sorted(by_currency.items(), key=lambda item: (-item[1], item[0])):
        if count < MIN_VALUES or not currency or len(figures) == CURRENCIES:
            continue
        shown = _spread(lookup, [x for x in rows if x.currency == currency], MONEY_ROWS)
        title = lookup.messages.t("chart_money", currency=currency)
        description = lookup.messages.t("chart_money_desc")
        figures.append(_dot_figure(lookup, shown, count, title, description, log=True))
    return figures


def _percent_figure(lookup: Lookup) -> list[Figure]:
    rows = [x for x in ranked_numbers(lookup) if x.kind == "percent" and 0 <= _size(x) <= 100]
    shown = _spread(lookup, rows, PERCENT_ROWS)
    if len(shown) < MIN_VALUES:
        return []
    title, description = lookup.messages.t("chart_percent"), lookup.messages.t("chart_percent_desc")
    return [_dot_figure(lookup, shown, len(rows), title, description, log=False)]


def _spread(lookup: Lookup, numbers: Iterable[Number], limit: int) -> list[Number]:
    """Choose up to ``limit`` numbers, evenly from the themes.

    Where enough have a name, others are not shown. Within a theme those of selected sentences come
    first, then the larger ones; what is said twice of one thing, or in one sentence, counts once.
    """
    rows = list(numbers)
    named = [x for x in rows if (x.doc, x.start) in lookup.measured]
    found: dict[tuple[object, ...], Number] = {}
    for x in named if len(named) >= MIN_VALUES else rows:
        name = lookup.measured.get((x.doc, x.start))
        found.setdefault((name or (x.doc, x.n), x.value, x.low, x.high), x)
    ranked = sorted(
        found.values(), key=lambda x: ((x.doc, x.n) not in lookup.selected, -_size(x), x.doc, x.n)
    )
    place: Counter[str] = Counter()
    turns = []
    for x in ranked:
        theme = lookup.theme_of((x.doc, x.n)).anchor
        turns.append((place[theme], x))
        place[theme] += 1
    turns.sort(key=lambda turn: turn[0])
    return [x for _, x in turns[:limit]]


def _size(number: Number) -> float:
    known = [v for v in (number.value, number.high, number.low) if v is not None]
    return float(known[0]) if known else -1.0


def _dot_figure(
    lookup: Lookup, numbers: list[Number], total: int, title: str, description: str, *, log: bool
) -> Figure:
    lines: list[Line] = []
    themes = [*lookup.themes.values(), lookup.rest]
    for theme in themes:
        own = [x for x in numbers if lookup.theme_of((x.doc, x.n)) == theme]
        if own:
            lines.append(Line(printable(theme.label), theme.css))
        own.sort(key=lambda x: (-_size(x), x.doc, x.start))
        lines.extend(_line(lookup, x, theme.css) for x in own)
    sizes = [_size(x) for x in numbers]
    ticks = _log_ticks(sizes, lookup) if log else _percent_ticks(sizes)
    wide, narrow = (
        draw(dot_plot(lines, ticks, log=log, narrow=narrow), dot_plot_rows(lines), label=title)
        for narrow in (False, True)
    )
    note = _shown_note(lookup, "chart_shown", len(numbers), total)
    return Figure(title, description, wide, "dots", note, narrow)


def _line(lookup: Lookup, x: Number, css: str) -> Line:
    is_range = x.value is None and x.low is not None and x.high is not None and x.low < x.high
    single = None if is_range else _size(x)
    sentence = lookup.sentences.get((x.doc, x.n))
    modifier = modifier_text(x.modifier, lookup.messages)
    return Line(
        label=printable(_context(lookup, x)),
        css=css,
        value=single,
        low=float(x.low) if is_range and x.low is not None else None,
        high=float(x.high) if is_range and x.high is not None else None,
        text=f"{modifier} {number_text(x, lookup.messages)}".strip(),
        title=printable(shorten(sentence.text, POINT_TEXT)) if sentence else "",
    )


def _context(lookup: Lookup, x: Number) -> str:
    """Return what a number is of, as comparisons call it, else the words around it.

    These are those before it, or, at the beginning, those after it.
    """
    if about := lookup.measured.get((x.doc, x.start)):
        return shorten(about, CONTEXT)
    before, after = lookup.around(x, CONTEXT)
    if len(before) >= CONTEXT // 2 or not after:
        return f"{before.rstrip()} …" if before else x.text
    return shorten(before + x.text + after, CONTEXT)


def _log_ticks(sizes: list[float], lookup: Lookup) -> dict[float, str]:
    low = int(np.floor(np.log10(min(sizes))))
    high = max(int(np.ceil(np.log10(max(sizes)))), low + 1)
    return {
        float(f"1e{e}"): amount_text(Decimal(f"1e{e}"), lookup.messages)
        for e in range(low, high + 1)
    }


def _percent_ticks(sizes: list[float]) -> dict[float, str]:
    top = next(t for t in (1, 2, 5, 10, 20, 50, 100) if max(sizes) <= t)
    return {top * k / 5: f"{top * k / 5:g}%".replace(".", ",") for k in range(6)}


def _date_figure(lookup: Lookup) -> list[Figure]:
    messages = lookup.messages
    counts: Counter[tuple[str, str]] = Counter()
    for x in lookup.run.numbers:
        bounds = iso_bounds(x.iso) if x.iso and x.kind in ("date", "date_range") else None
        if x.iso and bounds and YEARS[0] <= bounds[0] and bounds[1] <= YEARS[1]:
            counts[lookup.theme_of((x.doc, x.n)).id, x.iso] += 1
    if len(counts) < MIN_VALUES:
        return []
    total = counts.total()
    counts = _by_year(counts)
    most = max(counts.values())
    moments: list[Moment] = []
    names: list[str] = []
    for theme in [*lookup.themes.values(), lookup.rest]:
        own = {iso: count for (theme_id, iso), count in counts.items() if theme_id == theme.id}
        lanes = _lanes(own)
        for iso, lane in lanes.items():
            start, end = iso_bounds(iso) or YEARS
            css = f"{'ln' if end - start > POINT_YEARS else 'pt'} {theme.css}"
            title = f"{iso_text(iso, messages)}: {messages.n('mention', own[iso])}"
            moments.append(Moment(len(names) + lane, start, end, own[iso] / most, css, title))
        names += [printable(theme.label), *[""] * max(lanes.values())] if lanes else []
    title = messages.t("chart_dates")
    shown = [Shown(m.css, m.title) for m in moments]
    wide, narrow = (
        draw(time_line(moments, names, narrow=narrow), shown, label=title)
        for narrow in (False, True)
    )
    note = _shown_note(lookup, "chart_shown", counts.total(), total)
    return [Figure(title, messages.t("chart_dates_desc"), wide, "dates", note, narrow)]


def _by_year(counts: Counter[tuple[str, str]]) -> Counter[tuple[str, str]]:
    """Put days and months together by year when there are many, and leave out far-off years.

    Far off is what lies beyond the middle `CENTRAL` of all mentions.
    """
    if len(counts) <= DISTINCT_DATES:
        return counts
    years: Counter[tuple[str, str]] = Counter()
    for (theme, iso), count in counts.items():
        years[theme, iso if "/" in iso else iso[:4]] += count
    starts = sorted(
        (int(iso[:4]) for (_, iso), count in years.items() for _ in range(count)),
    )
    edge = int(len(starts) * (1 - CENTRAL) / 2)
    first, last = starts[edge], starts[-1 - edge]
    kept = {key: count for key, count in years.items() if first <= int(key[1][:4]) <= last}
    return Counter(kept)


def _lanes(counts: dict[str, int]) -> dict[str, int]:
    """Give dates to lane 0 and periods to lanes below it so that no two of a lane overlap.

    Periods for which `PERIOD_LANES` are not enough are left out, the least mentioned first.
    """
    lanes: dict[str, int] = {}
    ends: list[list[tuple[float, float]]] = [[] for _ in range(PERIOD_LANES)]
    for iso in sorted(counts, key=lambda iso: (-counts[iso], iso)):
        start, end = iso_bounds(iso) or YEARS
        if end - start <= POINT_YEARS:
            lanes[iso] = 0
            continue
        for lane, taken in enumerate(ends, 1):
            if all(end < a or b < start for a, b in taken):
                taken.append((start, end))
                lanes[iso] = lane
                break
    return lanes


def _graph_figure(lookup: Lookup, together: Counter[tuple[str, str]]) -> Figure | None:
    messages = lookup.messages
    if not together:
        return None
    strength: Counter[str] = Counter()
    for (a, b), count in together.items():
        strength[a] += count
        strength[b] += count
    names = sorted(strength, key=lambda e: (-lookup.entities[e].mentions, -strength[e], e))
    kept = set(names[:GRAPH_NAMES])
    pairs = sorted(
        ((a, b, c) for (a, b), c in together.items() if a in kept and b in kept),
        key=lambda pair: (-pair[2], pair[0], pair[1]),
    )[:GRAPH_EDGES]
    if not pairs:
        return None
    order = circle_order(sorted({e for a, b, _ in pairs for e in (a, b)}), pairs)
    place = {entity: i for i, entity in enumerate(order)}
    nodes, shown, texts = [], [], []
    for entity_id in order:
        entity = lookup.entities[entity_id]
        title = f"{entity.name} ({messages.n('mention', entity.mentions)})"
        css = f"nd e-{entity.label}"
        name = printable(shorten(entity.name, 26))
        nodes.append(Node(name, css, title, entity.mentions))
        shown.append(Shown(css, printable(title), f"n{place[entity_id]}"))
        texts.append(Shown("tx", printable(title), f"n{place[entity_id]}", name))
    edges = [(place[a], place[b], count) for a, b, count in pairs]
    for i, j, count in edges:
        title = f"{nodes[i].label} – {nodes[j].label}: {messages.n('together', count)}"
        shown.append(Shown("ed", title, f"e{i}-{j}"))
    title = messages.t("graph")
    svg = draw(circle_graph(nodes, edges), [*shown, *texts], label=title)
    strongest = ", ".join(
        messages.t("graph_pair", a=lookup.entities[a].name, b=lookup.entities[b].name)
        for a, b, _ in pairs[:3]
    )
    description = messages.t("graph_desc", pairs=strongest)
    note = _shown_note(lookup, "graph_shown", len(order), lookup.totals.names)
    labels = sorted({lookup.entities[e].label for e in order}, key=list(LABELS).index)
    legend = tuple((f"nd e-{label}", messages.label("label", label)) for label in labels)
    return Figure(title, description, svg, "graph", note, legend=legend)


def _map_figure(lookup: Lookup) -> tuple[Figure | None, dict[str, dict[str, str]]]:
    known = [c for c in lookup.run.coordinates if (c.doc, c.n) in lookup.sentences]
    if len(known) < MIN_VALUES:
        return None, {}
    kept = _sample(lookup, known)
    points: dict[str, dict[str, str]] = {}
    dots = []
    for i, c in enumerate(kept):
        key = (c.doc, c.n)
        theme, selected = lookup.theme_of(key), key in lookup.badges
        css = f"pt {theme.css}{' sel' if selected else ''}"
        dots.append(Dot(c.x, c.y, css, str(i), selected, ""))
        text = shorten(lookup.sentences[key].text, POINT_TEXT)
        points[str(i)] = {
            "text": text,
            "source": lookup.title(c.doc),
            "theme": theme.label,
            "href": lookup.href(key),
            "f": lookup.facets([key]),
        }
        if selected:
            points[str(i)]["selected"] = lookup.messages.t("map_selected")
    title = lookup.messages.t("map")
    svg = draw(scatter(dots), [Shown(d.css, d.title, d.key) for d in dots], label=title)
    note = _shown_note(lookup, "map_shown", len(kept), len(known))
    return Figure(title, lookup.messages.t("map_desc"), svg, "map", note), points


def _sample(lookup: Lookup, known: list[Coordinate]) -> list[Coordinate]:
    """Return at most `MAP_DOTS` places: evenly spaced ones, then the selected ones on top."""
    selected = [c for c in known if (c.doc, c.n) in lookup.badges][: MAP_DOTS // 2]
    rest = [c for c in known if (c.doc, c.n) not in lookup.badges]
    room = MAP_DOTS - len(selected)
    step = max(-(-len(rest) // room), 1)
    return [*rest[::step], *selected]


def _shown_note(lookup: Lookup, key: str, shown: int, total: int) -> str:
    if shown >= total:
        return ""
    words = {"shown": decimal_text(shown, lookup.messages)}
    return lookup.messages.t(key, **words, total=decimal_text(total, lookup.messages))
