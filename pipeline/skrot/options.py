"""The options of the command line, once for all commands that take them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from skrot.resources import OUR_MODEL

# Sentences a theme in `skrot digest`.
SHORT = 3

Command = Callable[..., Any]

_PARTS = ("lead", "body", "takeaway")
_OTHER_PARTS = ("title", "heading", "teaser", "other")

_OPTIONS: dict[str, Command] = {
    "out": click.option(
        "--out",
        type=click.Path(file_okay=False, path_type=Path),
        required=True,
        help="Folder for everything the run leaves.",
    ),
    "corrections": click.option(
        "--corrections",
        type=click.Path(path_type=Path),
        help="Corrections file (TOML; default: the corrections.toml beside the texts).",
    ),
    "themes": click.option(
        "--themes",
        type=click.Path(path_type=Path),
        help="Themes file (TOML; default: economy, security, critical minerals).",
    ),
    "resources": click.option(
        "--resources",
        type=click.Path(path_type=Path),
        metavar="DIR",
        help="Folder with files of your own: units.toml, organisations.toml, corrections.toml, …",
    ),
    "discover": click.option(
        "--discover",
        type=click.IntRange(min=0),
        is_flag=False,
        flag_value=0,
        metavar="[K]",
        help="Find K themes (default: what fits) in the texts; with --themes, in what these leave.",
    ),
    "model": click.option(
        "--model", metavar="NAME|PATH", help=f"spaCy model (default: the project's {OUR_MODEL})."
    ),
    "sentences": click.option(
        "--sentences",
        type=int,
        metavar="N",
        help=f"Length of a digest in sentences (default: 8; of `skrot digest`: {SHORT}).",
    ),
    "words": click.option("--words", type=int, metavar="N", help="Length of a digest in words."),
    "ratio": click.option(
        "--ratio",
        type=float,
        metavar="R",
        help="Length of a digest as a share of the words of its texts, such as 0.1.",
    ),
    "order": click.option(
        "--order",
        type=click.Choice(["source", "rank"]),
        help="Order of the sentences: as in the sources (default) or best first.",
    ),
    "include": click.option(
        "--include",
        type=click.Choice(_OTHER_PARTS),
        multiple=True,
        help="Take sentences of this part too, left out by default; may be repeated.",
    ),
    "exclude": click.option(
        "--exclude",
        type=click.Choice(_PARTS),
        multiple=True,
        help="Leave out sentences of this part of a document; may be repeated.",
    ),
    "trim": click.option(
        "--trim",
        is_flag=True,
        default=None,
        help="Leave out parentheses and attributions that add nothing, marked […].",
    ),
    "resolve": click.option(
        "--resolve",
        is_flag=True,
        default=None,
        help="Show names beside words that stand for them, in brackets: Premier [Jan Lis].",
    ),
    "text_field": click.option(
        "--text-field",
        metavar="NAME",
        help="Field or column that holds the text of a row of .jsonl, .csv, .xlsx (default: text).",
    ),
    "any_language": click.option(
        "--any-language", is_flag=True, default=None, help="Accept texts that are not Polish."
    ),
    "ocr": click.option(
        "--ocr",
        is_flag=True,
        default=None,
        help="Recognise the text of scans (needs ocrmypdf or tesseract with Polish).",
    ),
    "language": click.option(
        "--language",
        type=click.Choice(["pl", "en"]),
        help="Language of the labels in the report (default: pl).",
    ),
    "title": click.option(
        "--title",
        metavar="TEXT",
        help="Title of the report (default: what the texts are about, by the names in them).",
    ),
    "docx": click.option(
        "--docx", is_flag=True, default=None, help="Write the digest as a Word document too."
    ),
    "parquet": click.option(
        "--parquet",
        is_flag=True,
        default=None,
        help="Write the tables as Parquet too (needs the extra skrot[tables]).",
    ),
    "workers": click.option(
        "--workers", type=int, metavar="N", help="Worker processes (default: one a core)."
    ),
    "engine": click.option(
        "--engine",
        type=click.Choice(["local", "dask"]),
        help="Where documents are processed: on this machine (default) or on a Dask cluster.",
    ),
    "scheduler": click.option(
        "--scheduler",
        metavar="ADDRESS",
        help="Scheduler of the Dask cluster, such as tcp://host:8786 (default: a local one).",
    ),
    "store": click.option(
        "--store",
        metavar="URL",
        help="Folder where the workers of a cluster keep what they make of documents, such as"
        " s3://bucket/run or /shared/run (default: in the output folder).",
    ),
    "verbose": click.option(
        "-v", "--verbose", is_flag=True, help="Say on stderr what each stage does, and how long."
    ),
    "quiet": click.option(
        "-q", "--quiet", is_flag=True, help="Say nothing on stderr but which documents failed."
    ),
}

WORK = ("workers", "engine", "scheduler", "store")
SAID = ("verbose", "quiet")


def takes(names: tuple[str, ...]) -> Callable[[Command], Command]:
    """Return what gives a command the options of these names, in this order."""

    def decorate(command: Command) -> Command:
        for name in reversed(names):
            command = _OPTIONS[name](command)
        return command

    return decorate
