"""How well texts are cleaned: a debate against its clean transcript, letters, both seeds."""

from __future__ import annotations

import json
import lzma
import re
import time
import tomllib
from collections import Counter
from difflib import SequenceMatcher
from pathlib import Path

import pytest

from skrot.read import find_documents, read_source, read_text
from skrot.records import Document
from tests.quality.corpora import data
from tests.quality.gate import GATE, ROOT, share

pytestmark = pytest.mark.quality

HERE = Path(__file__).parent
WORD = re.compile(r"\w+(?:-\w+)*")
LABEL = re.compile(r"^(?:\S+ ){1,8}\S+:$|^\S+:$")
TEXT_KINDS = {"title", "lead", "heading", "body", "takeaway"}
ALIGNED = 15_000


def open_data(name: str) -> str:
    with lzma.open(data(name), "rt", encoding="utf-8") as file:
        return file.read()


def proper(document: Document) -> str:
    return " ".join(document.text[p.start : p.end] for p in document.parts if p.kind in TEXT_KINDS)


def test_debate() -> None:
    """Words kept and words wrongly kept, against the clean transcript of the same sitting."""
    raw, clean = open_data("corpora/sejm_pdf_raw.txt.xz"), open_data("corpora/sejm_clean.txt.xz")
    found = WORD.findall(proper(read_text(raw)))
    spoken = "\n".join(line for line in clean.split("\n") if not LABEL.match(line))
    expected = WORD.findall(spoken)
    common = (Counter(found) & Counter(expected)).total()
    matcher = SequenceMatcher(None, found[:ALIGNED], expected[:ALIGNED], autojunk=False)
    in_order = sum(block.size for block in matcher.get_matching_blocks()) / ALIGNED
    figures = {
        "words_kept": share(common, len(expected)),
        "words_rightly_kept": share(common, len(found)),
        "words_in_order": in_order,
    }
    GATE.check("read_debate", figures, len(expected))


def test_hyphens() -> None:
    """Words cut at a line end, where the clean transcript has one of the two ways to write them."""
    raw, clean = open_data("corpora/sejm_pdf_raw.txt.xz"), open_data("corpora/sejm_clean.txt.xz")
    known = set(WORD.findall(clean))
    cut = re.findall(r"(\w+)-\n-?(\w+)", raw.replace(" \n", "\n"))
    document = set(WORD.findall(read_text(raw).text))
    right = total = 0
    for left, rest in cut:
        joined, hyphened = left + rest, f"{left}-{rest}"
        if (joined in known) == (hyphened in known):
            continue
        total += 1
        right += (joined if joined in known else hyphened) in document
    GATE.check("read_hyphens", {"repaired": share(right, total)}, total)


def removed(document: Document) -> list[bool]:
    """For each character of the raw text, whether it is not in the text proper."""
    gone = [True] * len(document.raw)
    kinds = iter(document.parts)
    part = next(kinds, None)
    for span in document.source_map:
        while part is not None and part.end <= span.start:
            part = next(kinds, None)
        if part is not None and part.kind in TEXT_KINDS - {"title"}:
            gone[span.source_start : span.source_end] = [False] * (
                span.source_end - span.source_start
            )
    return gone


def test_letters() -> None:
    """Boilerplate lines removed and lines of the matter kept, on letters labelled by hand."""
    rows = [json.loads(line) for line in open_data("corpora/interpelacje.jsonl.xz").splitlines()]
    labels = tomllib.loads((HERE / "letters.toml").read_text("utf-8"))
    counts: Counter[str] = Counter()
    for row in rows:
        if row["id"] not in labels:
            continue
        label = labels[row["id"]]
        gone = removed(read_text(row["text"]))
        at = 0
        for i, line in enumerate(row["text"].split("\n")):
            letters = [at + k for k, char in enumerate(line) if char.isalnum()]
            at += len(line) + 1
            low, high = label["opening"]
            if not letters or low <= i <= high:
                continue
            lost = sum(gone[k] for k in letters) / len(letters)
            if any(first <= i <= last for first, last in label["boilerplate"]):
                counts.update(boilerplate=1, removed=int(lost > 0.5))
            else:
                counts.update(matter=1, kept=int(lost < 0.1))
    figures = {
        "boilerplate_removed": share(counts["removed"], counts["boilerplate"]),
        "matter_kept": share(counts["kept"], counts["matter"]),
    }
    GATE.check("read_letters", figures, counts["boilerplate"] + counts["matter"])


def test_nothing_is_lost() -> None:
    """Letters and digits of all answers that are neither in the text nor listed as dropped."""
    rows = [json.loads(line) for line in open_data("corpora/interpelacje.jsonl.xz").splitlines()]
    whole = 0
    start = time.process_time()
    documents = [read_text(row["text"]) for row in rows]
    seconds = time.process_time() - start
    for row, document in zip(rows, documents, strict=True):
        kept = document.text + "".join(piece.text for piece in document.dropped)
        whole += Counter(filter(str.isalnum, row["text"])) == Counter(filter(str.isalnum, kept))
    size = sum(len(row["text"].encode()) for row in rows)
    figures = {
        "whole": share(whole, len(rows)),
        "megabytes_per_second": share(size / 1e6, seconds),
    }
    GATE.check("read_answers", figures, len(rows))


def test_seeds() -> None:
    """The parts of both seeds, against the counts found by reading them."""
    expected = tomllib.loads((HERE / "seed_parts.toml").read_text("utf-8"))
    right = 0
    for source in find_documents(ROOT / "seeds"):
        document = read_source(source)
        assert isinstance(document, Document)
        right += Counter(part.kind for part in document.parts) == expected[source.doc]
    GATE.check("read_seeds", {"parts_exact": share(right, len(expected))}, len(expected))
