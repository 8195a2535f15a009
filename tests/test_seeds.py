"""The seeds from end to end: what a run leaves is what the contract says."""

import csv
import json
import re
from collections import Counter
from decimal import Decimal
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from skrot.schemas import FILES, load
from tests.conftest import SEEDS, SeedsRun


def rows(run: SeedsRun, name: str) -> list[dict[str, Any]]:
    lines = (run.folder / name).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def selections(run: SeedsRun) -> list[list[dict[str, Any]]]:
    digest = json.loads((run.folder / "digest.json").read_text("utf-8"))
    groups = [theme["sentences"] for theme in digest["themes"]]
    groups += [document["sentences"] for document in digest["documents"]]
    return [*groups, digest["overall"]]


def test_both_documents_are_done(seeds_run: SeedsRun):
    assert seeds_run.outcome.failures == ()
    assert [row["doc"] for row in rows(seeds_run, "documents.jsonl")] == sorted(
        path.name for path in SEEDS.glob("*.txt")
    )


@pytest.mark.parametrize("name", FILES)
def test_every_row_is_valid(seeds_run: SeedsRun, name: str):
    validator = jsonschema.Draft202012Validator(load(name))
    if name.endswith(".json"):
        validator.validate(json.loads((seeds_run.folder / name).read_text("utf-8")))
        return
    found = rows(seeds_run, name)
    assert found or name == "failures.jsonl"
    for row in found:
        validator.validate(row)


def test_sentences_are_exact_slices_of_text_and_source(seeds_run: SeedsRun):
    found = rows(seeds_run, "sentences.jsonl")
    assert found
    for row in found:
        text = (seeds_run.folder / "texts" / f"{row['doc']}.txt").read_text("utf-8")
        assert text[row["start"] : row["end"]] == row["text"]
        raw = (SEEDS / row["doc"]).read_text("utf-8")
        pieces = "".join(raw[start:end] for start, end in row["source_spans"])
        assert "".join(pieces.split()) == "".join(row["text"].split())


def test_every_character_is_in_exactly_one_sentence(seeds_run: SeedsRun):
    found = rows(seeds_run, "sentences.jsonl")
    for document in rows(seeds_run, "documents.jsonl"):
        mine = [row for row in found if row["doc"] == document["doc"]]
        assert [row["n"] for row in mine] == list(range(document["n_sentences"]))
        text = (seeds_run.folder / "texts" / f"{document['doc']}.txt").read_text("utf-8")
        assert len(text) == document["n_chars"]
        outside, at = "", 0
        for row in mine:
            assert row["start"] >= at
            outside += text[at : row["start"]]
            at = row["end"]
        assert not (outside + text[at:]).strip()


@pytest.mark.parametrize("name", ["entities.jsonl", "numbers.jsonl"])
def test_mentions_are_slices_of_their_sentence(seeds_run: SeedsRun, name: str):
    sentences = {(row["doc"], row["n"]): row for row in rows(seeds_run, "sentences.jsonl")}
    for row in rows(seeds_run, name):
        text = (seeds_run.folder / "texts" / f"{row['doc']}.txt").read_text("utf-8")
        assert text[row["start"] : row["end"]] == row["text"]
        sentence = sentences[row["doc"], row["n"]]
        assert sentence["start"] <= row["start"] < row["end"] <= sentence["end"]


def test_entities_and_index_agree(seeds_run: SeedsRun):
    index = {row["entity"]: row for row in rows(seeds_run, "entity_index.jsonl")}
    mentions = rows(seeds_run, "entities.jsonl")
    assert {row["entity"] for row in mentions} == set(index)
    for entity, row in index.items():
        mine = [mention for mention in mentions if mention["entity"] == entity]
        assert row["mentions"] == len(mine)
        assert row["docs"] == sorted({mention["doc"] for mention in mine})
    names = [(row["name"], row["label"]) for row in index.values()]
    assert len(names) == len(set(names))


def test_themes_and_reports_count_what_may_be_quoted(seeds_run: SeedsRun):
    counts = Counter(
        row["theme"]
        for row in rows(seeds_run, "sentences.jsonl")
        if row["part"] in {"lead", "body", "takeaway"}
    )
    digest = json.loads((seeds_run.folder / "digest.json").read_text("utf-8"))
    page = (seeds_run.folder / "digest.md").read_text("utf-8")
    for theme in digest["themes"]:
        assert theme["n_sentences"] == counts[theme["id"]]
        share = rf"^\| {theme['label']} +\| [\d,]+% +\| {theme['n_sentences']} +\|$"
        assert re.search(share, page.replace("\xa0", " ").replace(" %", "%"), re.MULTILINE)


def test_selected_sentences_exist_and_none_is_a_heading_or_teaser(seeds_run: SeedsRun):
    sentences = {(row["doc"], row["n"]): row for row in rows(seeds_run, "sentences.jsonl")}
    for group in selections(seeds_run):
        assert group
        assert sorted(row["rank"] for row in group) == list(range(1, len(group) + 1))
        assert len({(row["doc"], row["n"]) for row in group}) == len(group)
        for row in group:
            sentence = sentences[row["doc"], row["n"]]
            assert row["text"] == sentence["text"]
            assert sentence["part"] in {"lead", "body", "takeaway"}
            assert sentence["score"] is not None


def test_leaning_sentence_comes_with_the_one_it_leans_on(seeds_run: SeedsRun):
    for group in selections(seeds_run):
        there = {(row["doc"], row["n"]) for row in group}
        for row in group:
            if row["with_previous"]:
                assert (row["doc"], row["n"] - 1) in there


def test_theme_scores_sum_to_one(seeds_run: SeedsRun):
    themes = {"economy", "security", "minerals", "other"}
    for row in rows(seeds_run, "sentences.jsonl"):
        assert set(row["theme_scores"]) == themes
        assert row["theme"] == max(row["theme_scores"], key=row["theme_scores"].get)
        assert sum(row["theme_scores"].values()) == pytest.approx(1, abs=0.01)


def test_trump_is_one_person_under_his_name(seeds_run: SeedsRun):
    people = [row for row in rows(seeds_run, "entity_index.jsonl") if row["label"] == "persName"]
    trumps = [row for row in people if "Trump" in row["name"]]
    assert [row["name"] for row in trumps] == ["Donald Trump"]
    assert len(trumps[0]["docs"]) == 2


def test_numbers_carry_value_currency_and_modifier(seeds_run: SeedsRun):
    found = [
        json.loads(line, parse_float=Decimal)
        for line in (seeds_run.folder / "numbers.jsonl").read_text("utf-8").splitlines()
    ]
    money = {row["value"]: row for row in found if row["kind"] == "money"}
    assert money[228_000_000_000]["currency"] == "USD"
    assert money[9_900_000_000_000]["currency"] == "JPY"
    soldiers = [row for row in found if row["of"] == "amerykański żołnierz"]
    assert [row["value"] for row in soldiers] == [55_000, 60_000]
    assert soldiers[0]["modifier"] == "approx"


def test_tables_open_and_hold_every_row(seeds_run: SeedsRun):
    for name in ("sentences", "numbers", "entities"):
        path = seeds_run.folder / "tables" / f"{name}.csv"
        with path.open(encoding="utf-8-sig", newline="") as file:
            table = list(csv.DictReader(file))
        assert table
        if name == "sentences":
            assert len(table) == len(rows(seeds_run, "sentences.jsonl"))


def test_report_asks_for_nothing_from_elsewhere(seeds_run: SeedsRun):
    page = (seeds_run.folder / "digest.html").read_text("utf-8")
    assert "Content-Security-Policy" in page
    for mark in ('src="http', "src='http", "@import", "url(http", '<link rel="stylesheet"'):
        assert mark not in page


def test_names_of_the_contract(seeds_run: SeedsRun):
    expected = [*FILES, "digest.md", "digest.html", "tables", "texts"]
    assert all((seeds_run.folder / Path(name)).exists() for name in expected)
