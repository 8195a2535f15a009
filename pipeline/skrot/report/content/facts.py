"""What the report shows of comparisons, numbers and names."""

from __future__ import annotations

from collections import Counter, defaultdict
from heapq import nsmallest

import msgspec

from skrot.records import Comparison, Number, Statement
from skrot.report.content.input import is_told
from skrot.report.content.lookup import Key, Lookup, Theme
from skrot.report.content.view import Place, place_of
from skrot.report.wording.marks import Span, Token, mark
from skrot.report.wording.values import (
    amount_text,
    iso_bounds,
    iso_text,
    joint_unit,
    manner_text,
    modifier_text,
    number_text,
    percent_text,
    statement_text,
    with_unit,
)

RELATIONS = ("differ", "update", "agree", "incomparable")
NUMBER_ORDER = (
    "money",
    "percent",
    "percentage_point",
    "quantity",
    "cardinal",
    "duration",
    "date_range",
    "date",
    "time",
    "ordinal",
)
COMPARISON_ROWS = 60
# So many different statements of a quantity are shown.
SIDES = 8
NUMBER_ROWS = 500
NAME_ROWS = 300
ALIASES = 8
CONTEXT = 60
TOGETHER = 3


class Side(msgspec.Struct, frozen=True):
    """What some statements of a quantity say: one of them, and how many say the same.

    ``width`` (0 to 100) is its value against the largest, ``same`` how many other documents say it.
    """

    tokens: tuple[Token, ...]
    value: str
    modifier: str
    time: str
    source: Place
    width: float
    same: str


class ComparisonView(msgspec.Struct, frozen=True):
    """Statements about one quantity, side by side, the different ones."""

    about: str
    relation: str
    relation_label: str
    difference: str
    sides: tuple[Side, ...]


class NumberRow(msgspec.Struct, frozen=True):
    """A row of the table of numbers; ``sort`` orders values of different kinds and units."""

    kind: str
    kind_label: str
    before: str
    text: str
    after: str
    value: str
    sort: str
    modifier: str
    what: str
    when: str
    theme: Theme
    source: Place


class NameRow(msgspec.Struct, frozen=True):
    """A row of the index of names; ``id`` is empty where no mention is shown."""

    name: str
    label: str
    mentions: int
    documents: int
    aliases: tuple[str, ...]
    together: tuple[tuple[str, int], ...]
    code: str
    id: str
    facets: str


def comparisons_view(lookup: Lookup, limit: int = COMPARISON_ROWS) -> tuple[ComparisonView, ...]:
    """Return comparisons, those most worth telling first, at most ``limit``."""
    rows = sorted(filter(is_told, lookup.run.digest.comparisons), key=comparison_order)
    return tuple(comparison_view(lookup, row) for row in rows[:limit])


def comparison_order(row: Comparison) -> tuple[float, str]:
    """Order comparisons: those most worth telling first."""
    return -row.score, row.id


def _different(row: Comparison) -> list[tuple[Statement, int]]:
    """Return the statements that say different things, each with the documents that say it.

    Those that most documents say come first.
    """
    groups: dict[tuple[object, ...], list[Statement]] = {}
    for said in row.statements:
        date = said.time if said.value is None and said.low is None else None
        key = (said.value, said.low, said.high, said.against, said.unit, date)
        groups.setdefault(key, []).append(said)
    sizes = [(group[0], len({said.doc for said in group})) for group in groups.values()]
    return sorted(sizes, key=lambda pair: -pair[1])


def comparison_view(lookup: Lookup, row: Comparison) -> ComparisonView:
    """Return a quantity as shown."""
    messages = lookup.messages
    different = _different(row)[:SIDES]
    sizes = [_size(said) for said, _ in different]
    largest = max(sizes, default=0.0) or 1.0
    return ComparisonView(
        about=row.about,
        relation=row.relation,
        relation_label=messages.label("relation", row.relation),
        difference=_difference(lookup, row),
        sides=tuple(
            _side(lookup, said, docs - 1, 100 * size / largest)
            for (said, docs), size in zip(different, sizes, strict=True)
        ),
    )


def _difference(lookup: Lookup, row: Comparison) -> str:
    """Say by how much the statements differ: in their unit where they share it, and relatively."""
    messages = lookup.messages
    if not row.difference or row.relation in ("agree", "incomparable"):
        return ""
    share = percent_text(row.difference, messages, digits=int(row.difference < 0.1))
    units = Counter(s.unit for s in row.statements)
    values = [s.value for s in row.statements if s.value is not None]
    if len(values) < len(row.statements) or len(units) > 1:
        return messages.t("difference", value=share)
    unit = row.statements[0].unit
    gap = amount_text(max(values) - min(values), messages)
    words = joint_unit("percentage_point" if unit == "%" else unit, messages)
    return messages.t("difference_of", gap=with_unit(gap, words), value=share)


def _size(statement: Statement) -> float:
    known = [x for x in (statement.value, statement.high, statement.low) if x is not None]
    return abs(float(known[0])) if known else 0.0


def _side(lookup: Lookup, statement: Statement, same: int, width: float) -> Side:
    key = (statement.doc, statement.n)
    is_date = statement.value is None and statement.low is None
    sentence = lookup.sentences.get(key)
    tokens: tuple[Token, ...] = (Token("text", statement.text),)
    if sentence is not None:
        span = Span(statement.start, statement.end, "compared", "")
        tokens = mark(sentence.text, [span], start=sentence.start)
    return Side(
        tokens=tokens,
        value=statement_text(statement, lookup.messages) or lookup.messages.t("no_value"),
        modifier=modifier_text(statement.modifier, lookup.messages),
        time=iso_text(statement.time, lookup.messages) if statement.time and not is_date else "",
        source=place_of(lookup, key),
        width=round(width, 1),
        same=lookup.messages.n("said_elsewhere", same) if same else "",
    )


def relation_counts(lookup: Lookup) -> tuple[tuple[str, str], ...]:
    """Return how many comparisons there are of each relation, as (relation, words)."""
    counts = lookup.totals.relations
    return tuple((r, lookup.messages.n(r, counts[r])) for r in RELATIONS if counts[r])


def ranked_numbers(lookup: Lookup) -> list[Number]:
    """Return all numbers, those of selected sentences first, otherwise in the order of the run."""
    return sorted(lookup.run.numbers, key=lambda x: (x.doc, x.n) not in lookup.selected)


def numbers_view(lookup: Lookup) -> tuple[NumberRow, ...]:
    """Return at most `NUMBER_ROWS` rows of the table of numbers, what can be compared first."""
    kept = {id(x) for x in ranked_numbers(lookup)[:NUMBER_ROWS]}
    rows = [x for x in lookup.run.numbers if id(x) in kept]
    rows.sort(key=lambda x: NUMBER_ORDER.index(x.kind))
    return tuple(number_row(lookup, x) for x in rows)


def number_row(lookup: Lookup, number: Number, *, base: str = "") -> NumberRow:
    """Return a number as a row; ``base`` leads from the page to the report's folder."""
    key: Key = (number.doc, number.n)
    messages = lookup.messages
    bounds = iso_bounds(number.iso) if number.iso else None
    size = number.value if number.value is not None else number.low
    before, after = lookup.around(number, CONTEXT)
    order = bounds[0] if bounds else float(size) if size is not None else None
    return NumberRow(
        kind=number.kind,
        kind_label=messages.label("kind", number.kind),
        before=before,
        text=number.text,
        after=after,
        value=number_text(number, messages),
        sort="" if order is None else f"{order:.9g}",
        modifier=manner_text(number, messages),
        what=number.of or "",
        when="" if number.iso else lookup.when(key),
        theme=lookup.theme_of(key),
        source=place_of(lookup, key, base=base),
    )


def together_counts(lookup: Lookup) -> Counter[tuple[str, str]]:
    """Count the sentences in which two entities appear together, by sorted pair of ids."""
    known = lookup.entities
    return Counter(
        {(a, b): n for (a, b), n in lookup.totals.together.items() if a in known and b in known}
    )


def names_view(
    lookup: Lookup, together: Counter[tuple[str, str]], limit: int = NAME_ROWS
) -> tuple[NameRow, ...]:
    """Return the index of names, the most mentioned first, at most ``limit``."""
    partners: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for (first, second), count in together.items():
        partners[first].append((-count, lookup.entities[second].name))
        partners[second].append((-count, lookup.entities[first].name))
    # A list of its own has no sentences to open; search.html has them where the texts are long.
    opens = limit <= NAME_ROWS or not lookup.inline
    rows = nsmallest(limit, lookup.run.entities, key=lambda e: (-e.mentions, e.name, e.entity))
    return tuple(
        NameRow(
            name=entity.name,
            label=lookup.messages.label("label", entity.label),
            mentions=entity.mentions,
            documents=len(entity.docs),
            aliases=tuple(a for a in entity.aliases if a != entity.name)[:ALIASES],
            together=tuple(
                (name, -count) for count, name in sorted(partners[entity.entity])[:TOGETHER]
            ),
            code=entity.code or "",
            id=entity.entity if opens and lookup.mentioned[entity.entity] else "",
            facets=lookup.facets(lookup.mentioned[entity.entity]) if limit <= NAME_ROWS else "",
        )
        for entity in rows
    )
