"""The command line: a thin layer over `skrot.run.runner` and `skrot.digest`.

Exit status: 0 all documents done; 3 finished, but some documents failed (each named on stderr and
in failures.jsonl); 2 wrong usage, nothing started; 1 the run itself failed.
"""

from __future__ import annotations

import os
import sys
from collections import Counter
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Thread
from time import monotonic
from typing import Any

import click
import msgspec

from skrot import __version__
from skrot.errors import RunError, UsageFault
from skrot.options import SAID, SHORT, WORK, takes
from skrot.records import Correction, Failure
from skrot.run.progress import progress_shown
from skrot.run.runner import export_annotations, read_timeline, run
from skrot.run.stages import STAGE, STAGES, Stage, until
from skrot.run.store import Store, StoreError, encode_json
from skrot.settings import Settings, SettingsError

# What stands for standard input among files.
_STDIN = Path("-")

# How many failed documents are named on stderr; failures.jsonl names all.
_NAMED = 20

Options = dict[str, Any]


class _InOrder(click.Group):
    """Lists its commands in the order of the data flow, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="skrot")
def cli() -> None:
    """Digests of Polish texts, theme by theme, with names and numbers made comparable."""


@cli.command(name="run", short_help="Run every stage over a corpus; leave a page to open.")
@click.argument("corpus", type=click.Path(path_type=Path, allow_dash=True))
@takes(
    ("out", *dict.fromkeys(n for s in STAGES for n in s.settings if n != "corpus"), *WORK, *SAID)
)
@click.option(
    "--until",
    "last",
    type=click.Choice([stage.name for stage in STAGES]),
    default=STAGES[-1].name,
    help="Stop after this stage (default: the last).",
)
def run_command(last: str, **options: Any) -> None:
    """Run every stage over CORPUS.

    A file or a folder, an address of fsspec (s3://bucket/texts), or - for standard input.
    """
    _run(until(last), options)


@cli.command(name="digest", short_help="Print a short digest of files, or of a text piped in.")
@click.argument("files", nargs=-1, type=click.Path(exists=True, path_type=Path, allow_dash=True))
@takes(
    (
        "corrections",
        "themes",
        "resources",
        "model",
        "sentences",
        "words",
        "ratio",
        "order",
        "include",
        "exclude",
        "trim",
        "resolve",
        "any_language",
        "ocr",
    )
)
def digest_command(files: tuple[Path, ...], **options: Any) -> None:
    """Print a short digest of FILES, or of the text on standard input."""
    from skrot.api import digest

    # What shows the digest is loaded while others make it.
    loading = Thread(target=import_module, args=("skrot.report.pages.terminal",))
    loading.start()
    settings = {name: value for name, value in options.items() if value not in (None, ())}
    if not {"sentences", "words", "ratio"} & set(settings):
        settings["sentences"] = SHORT
    with TemporaryDirectory(prefix="skrot-") as folder:
        given = [file for file in files if file != _STDIN]
        if len(given) < len(files) or not files:
            name, data = _standard_input()
            given.append(Path(folder) / name)
            given[-1].write_bytes(data)
        try:
            found = digest(given, **settings)
        except SettingsError as error:
            raise click.UsageError(str(error)) from None
    loading.join()
    from skrot.report.pages.terminal import digest_text

    click.echo(digest_text(found), nl=False)
    _tell_corrections(found.corrections)
    _tell(found.failures, len(given))


def _standard_input() -> tuple[str, bytes]:
    """What is on standard input, and a name for it that tells its format."""
    from skrot.read import guess_suffix

    data = sys.stdin.buffer.read()
    if not data.strip():
        raise click.UsageError("nothing on standard input; give files, or pipe a text in")
    return f"stdin{guess_suffix(data)}", data


@cli.command(name="export", short_help="Write the annotations as conllu, spacy or jsonl.")
@click.argument("form", metavar="FORMAT", type=click.Choice(["conllu", "spacy", "jsonl"]))
@takes(("out",))
def export_command(form: Any, out: Path) -> None:
    """Write the annotated documents of a run as conllu, spacy or jsonl."""
    click.echo(export_annotations(out, form))


def _since(context: click.Context, option: click.Parameter, value: str | None) -> int | str | None:
    """Read a date, or the number of a run."""
    if value is None or value.isdecimal():
        return value and int(value)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        message = f"{value!r} is neither a date (YYYY-MM-DD) nor the number of a run"
        raise click.BadParameter(message) from None


@cli.command(name="news", short_help="Print what is new since the run before, or since a day.")
@takes(("out",))
@click.option(
    "--since",
    callback=_since,
    metavar="DATE|RUN",
    help="What is dated then or later (YYYY-MM-DD), or what a run (by number) and later ones found,"
    " not what the last one did.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "jsonl"]),
    default="text",
    help="As lines to read (default), or a row a story as jsonl.",
)
def news_command(out: Path, since: int | str | None, form: str) -> None:
    """Print what is new in the results of a run: stories, texts, names, figures, dates."""
    from skrot.report.pages.terminal import news_text
    from skrot.run.news import news

    found = news(out, since)
    if form == "jsonl":
        for row in found.stories:
            click.echo(encode_json(row))
    else:
        click.echo(news_text(found.stories, found.entities, found.run), nl=False)


@cli.command(name="timeline", short_help="Print the dated statements in the order of time.")
@takes(("out",))
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "jsonl"]),
    default="text",
    help="As lines to read (default), or the rows as csv or jsonl.",
)
def timeline_command(form: Any, out: Path) -> None:
    """Print the dated statements of a run in the order of time."""
    from skrot.report.pages.timeline import timeline_text

    click.echo(timeline_text(read_timeline(out), form), nl=False)


def _stage_command(stage: Stage) -> None:
    names = tuple(name for name in stage.settings if name != "corpus")
    work = WORK if stage.steps else ()

    def command(**options: Any) -> None:
        _run((STAGE[stage.name],), options)

    command = takes(("out", *names, *work, *SAID))(command)
    if "corpus" in stage.settings:
        kind = click.Path(path_type=Path, allow_dash=True)
        command = click.argument("corpus", type=kind)(command)
    needs = f" Needs what {' and '.join(stage.needs)} left there." if stage.needs else ""
    leaves = ", ".join(stage.adds)
    help_text = f"{stage.help}{needs} Leaves {leaves}."
    cli.command(name=stage.name, help=help_text, short_help=stage.help)(command)


for _stage in STAGES:
    _stage_command(_stage)


def _run(stages: tuple[Stage, ...], options: Options) -> None:
    verbose, quiet = options.pop("verbose"), options.pop("quiet")
    if verbose and quiet:
        raise click.UsageError("--verbose and --quiet exclude each other")
    started = monotonic()
    try:
        settings = Settings(**_given(options))
    except SettingsError as error:
        raise click.UsageError(str(error)) from None
    if settings.corpus == _STDIN:
        name, data = _standard_input()
        with Store(settings.out) as store:
            store.write(f"work/{name}", data)
        settings = msgspec.structs.replace(settings, corpus=settings.out / "work" / name)
    with progress_shown(verbose=verbose, quiet=quiet) as progress:
        outcome = run(settings, stages, progress)
    if not quiet:
        for note in outcome.notes:
            click.echo(f"note: {note}", err=True)
        _tell_corrections(outcome.corrections)
        good = outcome.documents - len(outcome.failures)
        click.echo(_made(good, monotonic() - started, settings, stages[-1]), err=True)
    _tell(outcome.failures, outcome.documents, settings.out / "failures.jsonl")


def _given(options: Options) -> Options:
    """Return the options that were given; the others keep the default of `Settings`."""
    given = {name: value for name, value in options.items() if value not in (None, ())}
    given.setdefault("workers", os.cpu_count() or 1)
    return given


def _made(documents: int, seconds: float, settings: Settings, last: Stage) -> str:
    """Say what a run has made, and where: what its last stage leaves for people."""
    names = [name for name in reversed(last.adds) if not name.startswith("work/")] or [*last.adds]
    if settings.docx and last is STAGES[-1]:
        names.insert(1, "digest.docx")
    what = f"{documents} document{'' if documents == 1 else 's'} in {seconds:.1f} s"
    return f"{what}: {', '.join(str(settings.out / name) for name in names)}"


def _tell_corrections(rules: tuple[Correction, ...]) -> None:
    """Say on stderr what the user's corrections have found, and name those that found nothing."""
    if not rules:
        return
    by_kind = Counter[str]()
    for rule in rules:
        by_kind[rule.kind] += rule.found
    idle = [rule for rule in rules if not rule.found]
    applied = ", ".join(f"{kind} {count}" for kind, count in by_kind.items())
    click.echo(
        f"corrections: {len(rules) - len(idle)} of {len(rules)} applied ({applied})", err=True
    )
    for rule in idle:
        click.echo(f"line {rule.line}: [[{rule.kind}]] {rule.text}: found nothing", err=True)


def _tell(failures: tuple[Failure, ...], total: int, listed: Path | None = None) -> None:
    """Name the documents that failed on stderr, and exit with the status that says so."""
    for failure in failures[:_NAMED]:
        click.echo(f"{failure.called}: {failure.reason} ({failure.stage})", err=True)
    if len(failures) > _NAMED:
        click.echo(f"… and {len(failures) - _NAMED} more", err=True)
    if failures:
        where = f"; see {listed}" if listed else ""
        click.echo(f"{len(failures)} of {total} documents failed{where}", err=True)
        sys.exit(3)


def main() -> None:
    """Run the command line; every fault is one line that says what to do."""
    try:
        cli.main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.exceptions.Exit as stop:
        sys.exit(stop.exit_code)
    except (click.Abort, KeyboardInterrupt):
        click.echo("stopped; run again to go on from here", err=True)
        sys.exit(1)
    except (RunError, StoreError) as error:
        click.echo(f"skrot: {error}", err=True)
        sys.exit(2 if isinstance(error, UsageFault) else 1)


if __name__ == "__main__":
    main()
