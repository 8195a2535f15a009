"""A user's corrections in a run: what they change, what they redo, what is told of them."""

import json
from pathlib import Path
from typing import Any

import pytest

from skrot.api import digest, process_here
from skrot.errors import UsageFault
from skrot.records import Correction
from skrot.run import second_process
from skrot.run.runner import Outcome, run
from skrot.run.stages import STAGE, STAGES, until
from skrot.settings import Settings
from tests.conftest import SEEDS, SeedsRun
from tests.run.test_runner import Recorder, files, write_texts

NAME = '[[name]]\nforms = ["Kowalski"]\nname = "Kowalski SA"\nlabel = "orgName"\n'
LEMMA = '[[lemma]]\nform = "eksport"\nlemma = "wywóz"\n'
THEME = '[[theme]]\ntext = "import spadł"\ntheme = "security"\n'
LEAVE_OUT = '[[leave_out]]\ntext = "umowa obejmuje"\n'
ALL = NAME + LEMMA + THEME + LEAVE_OUT

SEED_RULES = """\
[[name]]
forms = ["Kraj Kwitnącej Wiśni", "Kraju Kwitnącej Wiśni"]
name = "Japonia"
label = "placeName"

[[name]]
forms = ["Trump", "Trumpa", "Trumpem", "Trumpowi"]
apart_from = ["Donald Trump"]

[[name]]
forms = ["<script>alert(1)</script>"]
name = "<img src=x onerror=alert(2)>"
label = "orgName"

[[lemma]]
form = "USA"
lemma = "Stany"
pos = "PROPN"

[[theme]]
text = "wypracowała stabilne relacje"
theme = "security"

[[leave_out]]
text = "Japonia pozostanie kluczowym"

[[leave_out]]
pattern = "^Japońskie firmy"
"""


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    return write_texts(tmp_path / "corpus")


def again(corpus: Path, out: Path, rules: str | None) -> tuple[list[Any], list[str], Outcome]:
    """What is done to documents, and what stages begin, when the corrections are these."""
    file = corpus / "corrections.toml"
    file.unlink(missing_ok=True) if rules is None else file.write_text(rules, "utf-8")
    recorder, begun = Recorder(), list[str]()
    settings = Settings(corpus=corpus, out=out)
    outcome = run(settings, progress=lambda stage, *_: begun.append(stage), engine=recorder)
    return recorder.done, list(dict.fromkeys(begun)), outcome


@pytest.mark.parametrize(
    ("rules", "steps", "stages"),
    [
        (
            LEMMA,
            ("annotate", "extract", "encode", "roles", "frame"),
            "annotate extract encode cluster stories compare",
        ),
        (NAME, ("extract", "roles", "frame"), "annotate extract cluster stories compare"),
        (THEME, (), "cluster"),
        (LEAVE_OUT, (), ""),
        ("# nothing\n", None, ""),
    ],
)
def test_each_kind_redoes_what_it_changes(
    corpus: Path, tmp_path: Path, rules: str, steps: tuple[str, ...] | None, stages: str
):
    out = tmp_path / "out"
    _, _, outcome = again(corpus, out, None)
    assert outcome.corrections == ()
    before = files(out)
    done, begun, outcome = again(corpus, out, rules)
    names = ["armia.txt", "handel.txt"] if steps else []
    assert done == [(name, steps) for name in names]
    # The steps of documents are told under the first stage that has some.
    last = [] if steps is None else ["summarise", "report"]
    assert set(begun) == {*stages.split(), *last}
    assert (files(out) == before) is (steps is None)
    run(Settings(corpus=corpus, out=tmp_path / "fresh"), engine=process_here)
    assert files(out) == files(tmp_path / "fresh")
    assert all(rule.found for rule in outcome.corrections)
    again(corpus, out, None)
    assert files(out) == before


def test_second_run_does_nothing_and_tells_the_same(corpus: Path, tmp_path: Path):
    _, _, first = again(corpus, tmp_path / "out", ALL)
    done, begun, second = again(corpus, tmp_path / "out", ALL)
    assert (done, begun) == ([], [])
    assert first.corrections == second.corrections
    assert [(rule.kind, rule.line, rule.found) for rule in first.corrections] == [
        ("name", 1, 1), ("lemma", 5, 2), ("theme", 8, 1), ("leave_out", 11, 1),
    ]  # fmt: skip


def test_a_rule_on_another_line_is_told_with_that_line(corpus: Path, tmp_path: Path):
    again(corpus, tmp_path / "out", ALL)
    done, begun, outcome = again(corpus, tmp_path / "out", "\n\n" + ALL)
    assert (done, begun) == ([], ["summarise", "report"])
    assert [rule.line for rule in outcome.corrections] == [3, 7, 10, 13]


def test_rules_say_what_they_found_in_the_stages_that_were_run(corpus: Path, tmp_path: Path):
    (corpus / "corrections.toml").write_text(ALL, "utf-8")
    settings = Settings(corpus=corpus, out=tmp_path / "out")
    outcome = run(settings, until("extract"), engine=process_here)
    assert [rule.kind for rule in outcome.corrections] == ["name", "lemma"]


def test_a_stage_alone_takes_the_corrections_of_the_run(corpus: Path, tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(ALL, "utf-8")
    out, whole = tmp_path / "out", tmp_path / "whole"
    run(Settings(corpus=corpus, out=out), engine=process_here)
    run(Settings(corpus=corpus, out=out, corrections=rules), until("read"), engine=process_here)
    for stage in STAGES[1:]:
        name = stage.name
        run(Settings(out=out), (STAGE[name],), engine=process_here)
    run(Settings(corpus=corpus, out=whole, corrections=rules), engine=process_here)
    assert files(out) == files(whole)
    rules.unlink()
    with pytest.raises(UsageFault, match=r"mine\.toml: cannot be read"):
        run(Settings(out=out), (STAGE["summarise"],), engine=process_here)


def test_a_theme_that_is_not_there_names_the_line(corpus: Path, tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text("\n" + THEME.replace("security", "sea"), "utf-8")
    settings = Settings(corpus=corpus, out=tmp_path / "out", corrections=rules)
    with pytest.raises(UsageFault, match=r"mine\.toml:2: there is no theme 'sea' in .*, other$"):
        run(settings, engine=process_here)
    assert not settings.out.exists()


def test_a_link_beside_the_corpus_is_wrong_usage(corpus: Path, tmp_path: Path):
    (corpus / "corrections.toml").symlink_to(tmp_path / "mine.toml")
    with pytest.raises(UsageFault, match="a link is not followed"):
        run(Settings(corpus=corpus, out=tmp_path / "out"), engine=process_here)
    assert not (tmp_path / "out").exists()


def test_themes_that_are_discovered_cannot_be_named(corpus: Path, tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(THEME, "utf-8")
    settings = Settings(corpus=corpus, out=tmp_path / "out", corrections=rules, discover=2)
    with pytest.raises(UsageFault, match=r"mine\.toml:1: what --discover finds"):
        run(settings, engine=process_here)


def test_parts_in_a_second_process_heed_them(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (corpus / "corrections.toml").write_text(ALL, "utf-8")
    alone = Settings(corpus=corpus, out=tmp_path / "alone")
    first = run(alone, engine=process_here)
    monkeypatch.setattr(second_process, "_WORTH_A_PROCESS", 1)
    both = Settings(corpus=corpus, out=tmp_path / "both", workers=2)
    second = run(both)
    assert first.corrections == second.corrections
    assert files(alone.out) == files(both.out)


def test_all_kinds_on_the_seeds(seeds_run: SeedsRun, tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(SEED_RULES, "utf-8")
    out = tmp_path / "out"
    outcome = run(Settings(corpus=SEEDS, out=out, corrections=rules, workers=2))
    names = {row["name"]: row for row in rows(out / "entity_index.jsonl")}
    assert names["Japonia"]["code"] == "JP"
    assert not [name for name in names if name.startswith("Kraj Kwitnącej")]
    assert {"Trump", "Donald Trump"} <= names.keys()
    sentences = rows(out / "sentences.jsonl")
    (told,) = [row for row in sentences if "wypracowała stabilne relacje" in row["text"]]
    assert (told["theme"], told["theme_scores"]["security"]) == ("security", 1.0)
    assert [reason["kind"] for reason in told["theme_reasons"]] == ["correction"]
    shown = json.loads((out / "digest.json").read_text("utf-8"))
    before = json.loads((seeds_run.folder / "digest.json").read_text("utf-8"))
    never = ("Japonia pozostanie kluczowym", "Japońskie firmy")
    assert [text for text in picked(before) if text.startswith(never)]
    assert not [text for text in picked(shown) if text.startswith(never)]
    assert len([row for row in sentences if row["text"].startswith(never)]) == 2
    assert "corrections" not in before
    assert shown["corrections"] == [vars_of(rule) for rule in outcome.corrections]
    assert [rule.line for rule in outcome.corrections if not rule.found] == [10]
    page = (out / "digest.html").read_text("utf-8")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page
    assert "<img src=x" not in page
    assert "Zadziałało 6 z 7 poprawek" in page
    assert "| nic |" in (out / "digest.md").read_text("utf-8")


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def picked(shown: dict[str, Any]) -> list[str]:
    groups = [
        shown["overall"],
        *(part["sentences"] for part in shown["themes"] + shown["documents"]),
    ]
    return [pick["text"] for group in groups for pick in group]


def vars_of(rule: Correction) -> dict[str, Any]:
    return {name: getattr(rule, name) for name in ("kind", "text", "line", "found")}


def test_digest_takes_the_file_given_or_the_one_beside_a_path(corpus: Path, tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(LEAVE_OUT, "utf-8")
    text = (corpus / "armia.txt").read_text("utf-8")
    assert digest(text).corrections == ()
    (found,) = digest(text, corrections=rules).corrections
    assert found == Correction("leave_out", "umowa obejmuje", 1, 1)
    (corpus / "corrections.toml").write_text("\n" + LEAVE_OUT, "utf-8")
    for path in (corpus, corpus / "armia.txt"):
        assert [rule.line for rule in digest(path).corrections] == [2]
    both = digest([corpus / "armia.txt", corpus / "handel.txt"])
    assert both.corrections == ()
