import datetime
import json
import time
from decimal import Decimal
from pathlib import Path

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc
from spacy.vocab import Vocab

from skrot.extract.numbers import find_numbers
from skrot.extract.numbers.amounts.si import packaged, to_si, to_si_by_pint
from skrot.extract.numbers.amounts.units import unit_table

VOCAB = Vocab()
GOLD = Path(__file__).with_name("gold_numbers.jsonl")


def doc_of(text: str) -> Doc:
    return Doc(VOCAB, words=[text], spaces=[False]) if text else Doc(VOCAB)


def test_component_sets_numbers_and_reads_the_date() -> None:
    nlp = spacy.blank("pl")
    nlp.add_pipe("pl_numbers")
    assert nlp.get_pipe_meta("pl_numbers").assigns == ["doc._.numbers"]
    doc = nlp.make_doc("W tym roku wydano 5 mln zł.")
    doc._.date = datetime.date(2025, 10, 29)
    doc = nlp(doc)
    assert [(n.kind, n.iso, n.currency) for n in doc._.numbers] == [
        ("date", "2025", None),
        ("money", None, "PLN"),
    ]


def test_sentence_index() -> None:
    words = ["Przyszło", "5", "osób", ".", "Wyszło", "7", "."]
    starts: list[bool | int | None] = [True, False, False, False, True, False, False]
    doc = Doc(VOCAB, words=words, sent_starts=starts)
    assert [(number.n, str(number.value)) for number in find_numbers(doc)] == [(0, "5"), (1, "7")]


def test_lemmas_of_the_doc_are_believed() -> None:
    words = ["5", "wielkich", "blorpów", "leci"]
    doc = Doc(
        VOCAB,
        words=words,
        lemmas=["5", "wielki", "blorp", "lecieć"],
        pos=["NUM", "ADJ", "NOUN", "VERB"],
    )
    (number,) = find_numbers(doc)
    assert number.of == "wielki blorp"


def test_nothing_crosses_a_block() -> None:
    texts = [
        number.text for number in find_numbers(doc_of("Razem 25\n\nmln zł, od 5\n\ndo 10 osób"))
    ]
    assert texts == ["25", "5", "10"]


def test_empty_doc() -> None:
    assert find_numbers(Doc(VOCAB)) == []


PARTS = (
    "5 12 2024 14,9 mln mld tys. zł dol. % proc. – - / : . , ( ) do od z a między i lub ok. ponad "
    "maja roku r. br. I XX w. pół jedna trzecia dwa tysiące lat temu za godz. osób m3 km h nr art. "
    "28.10.2025 15:30 F G7 \n\n latach kwartał wtorek"
)


@settings(deadline=None, max_examples=100)
@given(
    st.lists(
        st.sampled_from(PARTS.split(" ")),
        max_size=25,
    ),
    st.booleans(),
)
def test_numbers_are_slices_in_order_whatever_the_text(words: list[str], dated: bool) -> None:
    text = " ".join(words)
    date = datetime.date(2024, 2, 29) if dated else None
    found = find_numbers(doc_of(text), date=date)
    last = 0
    for number in found:
        assert number.text == text[number.start : number.end]
        assert number.start >= last
        assert "\n" not in number.text
        last = number.end
        assert number.value is None or number.low is number.high is None
        if None not in (number.low, number.high):
            assert number.low < number.high  # type: ignore[operator]
        if number.kind not in {"date", "date_range", "time"} and number.value is None:
            assert number.reason
    assert found == find_numbers(doc_of(text), date=date)


PIECES = "maj, |1, |sto |tysięcy |1/|1.|2024, |I i |od 5 do |5–|- |a@|F-1|m|nr 1, |po |z 1 na |\n"


@pytest.mark.parametrize("piece", [*PIECES.split("|"), "1", "przecinek jeden "])
def test_repetition_costs_linear_time(piece: str) -> None:
    find_numbers(doc_of(piece * 10))

    def seconds(times: int) -> float:
        """The best of three: a collection of garbage may fall into one of them."""
        spent = []
        for _ in range(3):
            begin = time.process_time()
            find_numbers(doc_of(piece * times))
            spent.append(time.process_time() - begin)
        return min(spent)

    assert seconds(2000) < 40 * max(seconds(250), 0.002)


def test_every_unit_converts() -> None:
    for row in unit_table().unit:
        if row.pint is not None:
            value, symbol = to_si(Decimal(2), row.pint)
            assert value > 0
            assert symbol


@pytest.mark.parametrize("value", ["0", "1", "7.3", "-12.5", "1234567890123"])
def test_what_is_packaged_converts_as_pint_does(value: str) -> None:
    for unit in packaged().factor:
        assert to_si(Decimal(value), unit) == to_si_by_pint(Decimal(value), unit)


def test_gold_spans_are_slices() -> None:
    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    assert sum(len(row["numbers"]) for row in rows) >= 300
    for row in rows:
        for number in row["numbers"]:
            assert row["text"][number["start"] : number["end"]] == number["text"]
