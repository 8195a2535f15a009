"""The command line as a user meets it: help, exit statuses, one-line errors."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from skrot import __version__
from skrot.cli import cli
from skrot.errors import UsageFault
from skrot.resources import OUR_MODEL
from skrot.run.runner import run
from skrot.run.stages import STAGES
from skrot.settings import Settings
from skrot.summarise import DEFAULT_SENTENCES
from tests.conftest import REPOSITORY, SEEDS

SKROT = [sys.executable, "-m", "skrot"]


def skrot(*arguments: str | Path, stdin: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603
        [*SKROT, *map(str, arguments)],
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
        cwd=REPOSITORY,
    )


def test_every_command_has_help_and_stands_in_the_readme():
    readme = (REPOSITORY / "README.md").read_text("utf-8")
    result = CliRunner().invoke(cli, ["--help"])
    assert result.exit_code == 0
    for name, command in cli.commands.items():
        help_text = CliRunner().invoke(cli, [name, "--help"])
        assert help_text.exit_code == 0
        assert command.help
        assert f"skrot {name}" in readme, f"README does not mention skrot {name}"
    assert [stage.name for stage in STAGES] == list(cli.commands)[5:]


def test_the_list_of_commands_says_all_of_what_each_does():
    said = CliRunner().invoke(cli, ["--help"], terminal_width=80).output
    assert "..." not in said.partition("Commands:")[2]


def test_the_length_as_a_share_says_of_what():
    assert "share of the words" in " ".join(skrot("run", "--help").stdout.split())


def test_every_option_has_help():
    for name, command in cli.commands.items():
        for parameter in command.params:
            if parameter.param_type_name == "option":
                assert getattr(parameter, "help", None), f"{name} {parameter.name}"


def test_help_names_the_defaults():
    for name, value in (("order", "sources"), ("text_field", "text"), ("language", "pl"),
                        ("engine", "on this machine"), ("sentences", str(DEFAULT_SENTENCES)),
                        ("model", OUR_MODEL)):  # fmt: skip
        (option,) = (p for p in cli.commands["run"].params if p.name == name)
        assert isinstance(option, click.Option)
        assert re.search(rf"{value}\b.*\(default\)|\(default: .*{value}\b", option.help or "")


def test_version_and_completion(monkeypatch: pytest.MonkeyPatch):
    assert skrot("--version").stdout == f"skrot, version {__version__}\n"
    monkeypatch.setenv("_SKROT_COMPLETE", "bash_source")
    program = Path(sys.executable).with_name("skrot")
    done = subprocess.run([program], capture_output=True, text=True, check=False)  # noqa: S603
    assert "_skrot_completion" in done.stdout


def test_verbose_says_what_each_stage_does(tmp_path: Path):
    result = skrot("run", "seeds", "--out", tmp_path / "out", "--until", "read", "-v")
    lines = [line.split(" s  ")[-1] for line in result.stderr.splitlines()[:-1]]
    assert lines == [
        "read: 0 of 2 documents",
        "read: 2 of 2 documents",
        "read: the corpus as a whole",
    ]


def test_seeds_in_two_processes_equal_one_process(seeds_run, tmp_path: Path):
    result = skrot("run", "seeds", "--out", tmp_path / "out", "--workers", "2")
    assert (result.returncode, result.stdout) == (0, "")
    line = r"2 documents in \d+\.\d s: (\S+)/digest\.html, \1/digest\.md, \1/tables\n"
    assert re.fullmatch(line, result.stderr)
    for name in ("sentences.jsonl", "numbers.jsonl", "entity_index.jsonl", "comparisons.jsonl"):
        assert (tmp_path / "out" / name).read_bytes() == (seeds_run.folder / name).read_bytes()


def test_failed_document_gives_status_3_and_its_name_on_stderr(tmp_path: Path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "dobry.txt").write_bytes((SEEDS / "001_78e3e586a5162025.txt").read_bytes())
    (corpus / "zły.txt").write_bytes(b"")
    result = skrot("run", corpus, "--out", tmp_path / "out", "--until", "read")
    assert result.returncode == 3
    made, first, last = result.stderr.splitlines()
    assert made.startswith("1 document in ")
    assert first.startswith("zły.txt: ")
    assert last.startswith("1 of 2 documents failed; see ")
    (row,) = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["doc"] == "zły.txt"


def test_a_failure_names_the_file_as_it_is_called(tmp_path: Path):
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for name in ("nul.txt", "a:b?.txt", "zły.txt"):
        (corpus / name).write_bytes(b"")
    for _ in range(2):  # and when nothing is read again
        result = skrot("run", corpus, "--out", tmp_path / "out", "--until", "read", "-q")
        named = [line.rpartition(": ")[0] for line in result.stderr.splitlines()[:-1]]
        assert named == ["nul.txt", "a:b?.txt", "zły.txt"]
    lines = (tmp_path / "out" / "failures.jsonl").read_text("utf-8").splitlines()
    names = [json.loads(line).get("name") for line in lines]
    assert names == ["nul.txt", "a:b?.txt", None]
    digest = skrot("digest", *corpus.iterdir())
    assert "\nnul.txt: " in f"\n{digest.stderr}"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run", "nowhere", "--out", "OUT"], "nowhere: no such file or folder"),
        (["run", "seeds", "--out", "OUT", "--model", "no_model"], "unknown model 'no_model'"),
        (["run", "seeds", "--out", "OUT", "--themes", "no.toml"], "no.toml: cannot be read"),
        (["run", "seeds", "--out", "OUT", "--themes", "BAD"], "bad.toml:3: unknown key 'keyword'"),
        (["run", "seeds", "--out", "OUT", "--corrections", "no.toml"], "no.toml: cannot be read"),
        (["run", "seeds", "--out", "OUT", "--corrections", "BAD"], "bad.toml:2: unknown key 'id'"),
        (["digest", "README.md", "--corrections", "BAD"], "bad.toml:2: unknown key 'id'"),
        (["run", "seeds", "--out", "OUT", "--words", "9", "--ratio", "0.5"], "exclude each other"),
        (["run", "seeds", "--out", "OUT", "--include", "body"], "Invalid value for '--include'"),
        (["run", "seeds", "--out", "OUT", "--sentences", "0"], "must be at least 1"),
        (["run", "seeds"], "Missing option '--out'"),
        (["run", "seeds", "--out", "OUT", "-v", "-q"], "exclude each other"),
        (["annotate", "--out", "OUT"], "run `skrot read` first"),
    ],
)
def test_wrong_usage_is_one_line_that_says_what_to_do(
    tmp_path: Path, arguments: list[str], message: str
):
    bad = tmp_path / "bad.toml"
    bad.write_text('[[theme]]\nid = "economy"\nkeyword = ["handel"]\n', "utf-8")
    named = {"OUT": str(tmp_path / "out"), "BAD": str(bad)}
    result = skrot(*(named.get(item, item) for item in arguments))
    assert result.returncode == (1 if arguments[0] == "annotate" else 2)
    assert message in result.stderr.splitlines()[-1]
    assert "Traceback" not in result.stderr
    assert result.stdout == ""


def test_corrections_that_found_nothing_are_named_on_stderr(tmp_path: Path):
    rules = tmp_path / "mine.toml"
    rules.write_text(
        '[[leave_out]]\ntext = "nie ma mnie"\n\n[[leave_out]]\ntext = "Sejm"\n', "utf-8"
    )
    text = "Sejm uchwalił w środę ustawę o drogach. Droga ma kosztować 5 mld zł, podał rząd."
    result = skrot("digest", "--corrections", rules, stdin=text)
    assert result.returncode == 0
    assert result.stderr.splitlines() == [
        "corrections: 1 of 2 applied (leave_out 1)",
        "line 1: [[leave_out]] nie ma mnie: found nothing",
    ]
    assert "Sejm" not in result.stdout


def test_parquet_is_written_when_asked_for_and_goes_when_not(seeds_run, tmp_path: Path):
    parquet = pytest.importorskip("pyarrow.parquet")
    out = tmp_path / "out"
    shutil.copytree(seeds_run.folder, out)
    assert CliRunner().invoke(cli, ["report", "--out", str(out), "--parquet"]).exit_code == 0
    names = {path.stem for path in (out / "tables").glob("*.csv")}
    assert {path.stem for path in (out / "tables").glob("*.parquet")} == names
    rows = parquet.read_table(out / "tables" / "mentions.parquet").to_pylist()
    lines = (out / "entities.jsonl").read_text("utf-8").splitlines()
    assert rows == [json.loads(line) for line in lines]
    assert CliRunner().invoke(cli, ["report", "--out", str(out)]).exit_code == 0
    assert not list((out / "tables").glob("*.parquet"))


def test_parquet_without_pyarrow_is_wrong_usage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("skrot.run.stages.report.find_spec", lambda name: None)
    with pytest.raises(UsageFault, match=r"pip install 'skrot\[tables\]'"):
        run(Settings(corpus=SEEDS, out=tmp_path / "out", parquet=True))
    assert not (tmp_path / "out").exists()


def test_timeline_of_a_run_and_of_none(seeds_run, tmp_path: Path):
    rows = skrot("timeline", "--out", seeds_run.folder, "--format", "jsonl").stdout.splitlines()
    kept = (seeds_run.folder / "timeline.jsonl").read_text("utf-8").splitlines()
    assert sorted(rows) == sorted(kept)
    lines = skrot("timeline", "--out", seeds_run.folder).stdout.splitlines()
    assert len(lines) == len(rows)
    assert any(line.startswith("2024: ") for line in lines)
    nothing = skrot("timeline", "--out", tmp_path)
    assert nothing.returncode == 1
    assert "run `skrot stories` first" in nothing.stderr


def test_text_on_standard_input_gives_a_short_digest():
    text = (SEEDS / "001_78e3e586a5162025.txt").read_text("utf-8")
    result = skrot("digest", "--sentences", "2", stdin=text)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith("W SKRÓCIE\n  • ")
    assert "GOSPODARKA" in result.stdout


@pytest.mark.parametrize("encoding", ["utf-8", "cp1250"])
def test_run_reads_standard_input(tmp_path: Path, encoding: str):
    text = (SEEDS / "001_78e3e586a5162025.txt").read_text("utf-8")
    command = [*SKROT, "run", "-", "--out", str(tmp_path), "--until", "read", "--quiet"]
    data = text.encode(encoding, "replace")
    for _ in range(2):  # the second time nothing is left to do
        done = subprocess.run(  # noqa: S603
            command, input=data, capture_output=True, check=False, cwd=REPOSITORY
        )
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    (row,) = (tmp_path / "work" / "read.jsonl").read_text("utf-8").splitlines()
    assert json.loads(row)["doc"] == "stdin.txt"
    assert "żołnierzy" in (tmp_path / "texts" / "stdin.txt.txt").read_text("utf-8")


def test_a_page_on_standard_input_is_read_as_one(tmp_path: Path):
    words = "Rząd wydał w środę 5 mld zł na nowe drogi, poinformował rzecznik ministra Jan Nowak. "
    page = (
        f"<!doctype html><html><body><nav>Sport</nav><article><p>{words * 4}</p></article></html>"
    )
    result = skrot("run", "-", "--out", str(tmp_path), "--until", "read", "-q", stdin=page)
    assert (result.returncode, result.stderr) == (0, "")
    (text,) = (tmp_path / "texts").iterdir()
    assert "5 mld zł" in text.read_text("utf-8")
    assert "<" not in text.read_text("utf-8")


def test_nothing_on_standard_input_is_wrong_usage():
    result = skrot("digest", stdin=" ")
    assert result.returncode == 2
    assert "nothing on standard input" in result.stderr
