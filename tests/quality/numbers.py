"""Accuracy of numbers and dates: the gold set, other projects' cases, coverage of real sentences.

What counts: the span, the kind, value and bounds, unit, currency and ISO form must all be right.
"""

from __future__ import annotations

import datetime
import json
import time
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import spacy
from spacy.language import Language

from skrot.extract.numbers import find_numbers, find_references
from skrot.extract.numbers.tokens import Kind, scan
from skrot.polish.dictionary import analyse
from skrot.records import Number
from tests.quality.corpora import data, model
from tests.quality.gate import GATE, ROOT, share

pytestmark = pytest.mark.quality

GOLD = ROOT / "tests" / "extract" / "numbers" / "gold_numbers.jsonl"
EXACT = ("value", "low", "high", "unit", "currency", "iso")
CONTEXT = ("modifier", "per", "of", "role", "direction")
DECIMALS = {"value", "low", "high"}

# Why a case of another project is not taken as a number, or has another value, in Polish prose.
# Each reason is a property of the words, and no case is listed by its text.
LONE_ONE = {"jeden"}  # "jeden", "jedna" alone is an article or pronoun
LONE_ORDINAL = {"pierwszy", "drugi", "zerowy"}  # alone: "the first", "the other"
VAGUE_NOUN = {"tysiąc", "milion", "miliard"}  # a plural ("miliony") does not mean exactly one
NO_NUMERAL = {"nic", "para", "połowa"}  # "nothing", "couple", "half" of nothing said


def rows(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as lines:
        yield from (json.loads(line) for line in lines)


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of another project."""
    return list(rows(data(f"numbers/{name}.jsonl")))


@pytest.fixture(scope="module")
def nlp() -> Language:
    return spacy.blank("pl")


def found(nlp: Language, row: dict[str, Any]) -> list[Number]:
    date = datetime.date.fromisoformat(row["date"]) if "date" in row else None
    return find_numbers(nlp.make_doc(row["text"]), date=date)


def expected(gold: dict[str, Any]) -> tuple[object, ...]:
    fields = (
        Decimal(gold[name]) if name in DECIMALS and name in gold else gold.get(name)
        for name in EXACT
    )
    return (gold["start"], gold["end"], gold["kind"], *fields)


def actual(number: Number) -> tuple[object, ...]:
    return (number.start, number.end, number.kind, *(getattr(number, name) for name in EXACT))


def f_score(counts: tuple[int, int, int]) -> float:
    right, extra, missed = counts
    return share(2 * right, 2 * right + extra + missed)


@pytest.mark.parametrize("split", ["dev", "test"])
def test_gold(nlp: Language, split: str) -> None:
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    context: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for row in rows(GOLD):
        if row["split"] != split:
            continue
        gold = {expected(number): number for number in row["numbers"]}
        ours = {actual(number): number for number in found(nlp, row)}
        for key, number in gold.items():
            counts[number["kind"]][0 if key in ours else 2] += 1
            for name in CONTEXT if key in ours else ():
                pair = number.get(name), getattr(ours[key], name)
                if pair != (None, None):
                    context[name][0 if pair[0] == pair[1] else 1] += 1
        for key, found_number in ours.items():
            if key not in gold:
                counts[found_number.kind][1] += 1
    print(f"\nnumbers, gold set, {split}")
    for kind, (right, extra, missed) in sorted(counts.items()):
        precision = right / max(right + extra, 1)
        recall = right / max(right + missed, 1)
        f = f_score((right, extra, missed))
        print(f"  {kind:18} P {precision:.3f}  R {recall:.3f}  F {f:.3f}  ({right + missed})")
    for name, (right, wrong) in sorted(context.items()):
        print(f"  {name:18} {right / (right + wrong):.3f}  ({right + wrong})")
    dates = [0, 0, 0]
    others = [0, 0, 0]
    for kind, triple in counts.items():
        target = dates if kind in {"date", "date_range", "time"} else others
        for place, count in enumerate(triple):
            target[place] += count
    scores = {
        "numbers_f": f_score((others[0], others[1], others[2])),
        "dates_f": f_score((dates[0], dates[1], dates[2])),
    }
    wanted = sum(right + missed for right, _, missed in counts.values())
    GATE.check(f"numbers_{split}", scores, wanted)


def excused(text: str) -> str | None:
    """Say why a case of another project is outside Polish prose, by its words alone."""
    words = [token for token in scan(text) if token.kind is Kind.WORD]
    lemmas = {reading.lemma for word in words for reading in analyse(word.low)}
    lone = lemmas if len(words) == 1 else set()
    reasons = {
        "not a Polish notation": text.startswith(".")
        or any(w.glued and w.low == "k" for w in words),
        "misspelt": any(not analyse(word.low) for word in words),
        "lone one": lone & LONE_ONE,
        "lone ordinal": lone & LONE_ORDINAL,
        "vague plural": lone & VAGUE_NOUN,
        "no numeral": lone & NO_NUMERAL,
        "'i' inside a numeral": "tysięcy i" in text,
    }
    return next((reason for reason, holds in reasons.items() if holds), None)


def test_other_projects_numerals(nlp: Language) -> None:
    right = wrong = 0
    reasons: dict[str, int] = defaultdict(int)
    for name in (
        "num2words_pl",
        "ovos_number_pl",
        "text2num_pl",
        "pl_itn_number_forms",
        "duckling_pl",
    ):
        for row in cases(name):
            if row["kind"] in {"time", "time_negative", "duration"}:
                continue
            numbers = found(nlp, row)
            value = row["value"]
            if isinstance(value, dict):
                target = (Decimal(str(value["amount"])), value["currency"])
                ok = any((number.value, number.currency) == target for number in numbers)
            else:
                ok = any(number.value == Decimal(str(value)) for number in numbers)
            reason = None if ok else excused(row["text"])
            if reason is not None:
                reasons[reason] += 1
            elif ok:
                right += 1
            else:
                wrong += 1
                print(f"\n  {name}: {row['text']}", end="")
    print(f"\nnumerals of other projects left out: {dict(reasons)}")
    read = share(right, right + wrong)
    GATE.check("numbers_other_projects", {"numerals": read}, right + wrong)


def edtf(value: dict[str, Any]) -> str:
    """Write a case of Duckling as EDTF."""
    start = str(value["start"])
    year, month = start[:4], int(start[5:7])
    forms = {
        "day": start[:10],
        "week": start[:10],
        "month": start[:7],
        "year": year,
        "quarter": f"{year}-{33 + (month - 1) // 3}",
        "hour": start[11:16],
        "minute": start[11:16],
        "second": start[11:19],
    }
    return forms[str(value["grain"])]


def test_other_projects_dates(nlp: Language) -> None:
    """Compare with Duckling where it means a point in time that the words determine.

    Left out: holidays by name; words without diacritics or cut ("nastepny", "czw"); a month before
    its day; bare weekdays and hours, for which an assistant guesses the next one; spans and offsets
    from the present second.
    """
    right = wrong = 0
    for row in cases("duckling_pl"):
        value = row.get("value")
        if row["kind"] != "time" or value is None or row["type"] != "datetime":
            continue
        tokens = scan(row["text"])
        words = [token for token in tokens if token.kind is Kind.WORD]
        misspelt = any(not analyse(w.low) and not analyse(w.text) for w in words)
        if misspelt or value["grain"] in {"second"} or "holiday_en" in value:
            continue
        row["date"] = row["reference_time"][:10]
        numbers = found(nlp, row)
        isos = [(number.iso or "").rstrip("?") for number in numbers]
        target = edtf(value)
        if any(
            iso == target or (value["grain"] == "week" and iso.startswith(target)) for iso in isos
        ):
            right += 1
        else:
            wrong += 1
    read = share(right, right + wrong)
    GATE.check("numbers_duckling", {"dates_as_in_the_press": read}, right + wrong)


def test_coverage(nlp: Language) -> None:
    """Measure how many figures of real sentences are in a number or explained as a reference."""
    covered = explained = 0
    missed: list[str] = []
    sentences = cases("real_numeric_sentences")
    for row in sentences:
        text = row["text"]
        numbers = [(number.start, number.end) for number in found(nlp, row)]
        references = [(reference.start, reference.end) for reference in find_references(text)]
        for token in scan(text):
            if token.kind not in (Kind.NUMBER, Kind.DATE, Kind.TIME):
                continue
            if any(start <= token.start and token.end <= end for start, end in numbers):
                covered += 1
            elif any(start < token.end and token.start < end for start, end in references):
                explained += 1
            else:
                missed.append(text[max(token.start - 20, 0) : token.end + 15])
    total = covered + explained + len(missed)
    print(f"\ncoverage of {total} figures: {covered} read, {explained} references")
    for context in missed[:40]:
        print("   ", context)
    GATE.check("numbers_coverage", {"figures": share(covered + explained, total)}, len(sentences))


def test_dateparser(nlp: Language) -> None:
    """Every day of dateparser's cases is found where they name one in the text."""
    named = [row for row in cases("dateparser_pl") if isinstance(row["expected"], list)]
    right = 0
    for row in named:
        isos = [end for number in found(nlp, row) for end in (number.iso or "").split("/")]
        right += {iso for _, iso in row["expected"]} <= set(isos)
    GATE.check("numbers_dateparser", {"days": share(right, len(named))}, len(named))


def test_speed() -> None:
    """Measure processor time on the seeds beside the annotation of the same text, in one run."""
    texts = [path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    nlp = model()
    docs = list(nlp.pipe(texts))
    spent = {"numbers": 1e9, "annotation": 1e9}
    for _ in range(5):
        for name, work in (("numbers", find_numbers), ("annotation", lambda doc: nlp(doc.text))):
            begin = time.process_time()
            for doc in docs:
                work(doc)
            spent[name] = min(spent[name], time.process_time() - begin)
    words = sum(len(text.split()) for text in texts)
    print(f"\nnumbers: {words / spent['numbers']:,.0f} words a second")
    times = share(spent["annotation"], spent["numbers"])
    GATE.check("numbers_speed", {"times_as_fast_as_annotation": times}, len(texts))
