"""The table of formats: all that the rest of this stage knows of them.

A new format is a module beside this one, a row here, its test and its line in docs/read.md. Rows
are asked in their order what data without a name is: a format inside a zip file stands before it.
The modules import what is heavy where they first need it. The formats of other packages come
first (`skrot.read.formats.plugins`).
"""

from __future__ import annotations

from pathlib import Path

from skrot.read.errors import UnreadableError
from skrot.read.formats import (
    archive,
    delimited,
    docx,
    eml,
    epub,
    gz,
    html,
    jsonl,
    markdown,
    odt,
    parquet,
    pdf,
    rtf,
    subtitles,
    text,
    warc,
    xlsx,
    zst,
)
from skrot.read.formats.fields import read_cells
from skrot.read.formats.format import Archive, Format, Rows, Signature
from skrot.read.formats.plugins import plugged

FORMATS: tuple[Format, ...] = (
    Format(
        suffixes=(".txt", ".text"),
        what="plain text",
        read=text.read_plain,
        prose=True,
        packages={"charset_normalizer": "charset-normalizer"},
    ),
    Format(
        suffixes=(".md", ".markdown"),
        what="Markdown",
        read=markdown.read_markdown,
        prose=True,
        packages={"markdown_it": "markdown-it-py", "mdit_py_plugins": "mdit-py-plugins"},
    ),
    Format(
        suffixes=(".html", ".htm", ".xhtml"),
        what="a web page",
        read=html.read_html,
        sniff=html.is_html,
        packages={"trafilatura": "trafilatura", "lxml_html_clean": "lxml_html_clean"},
    ),
    Format(
        suffixes=(".pdf",),
        what="a PDF",
        read=pdf.read_pdf,
        signature=Signature(b"%PDF-", "a PDF"),
        sniff=pdf.is_pdf,
        packages={"pypdfium2": "pypdfium2"},
    ),
    Format(
        suffixes=(".docx",),
        what="a Word document",
        read=docx.read_docx,
        signature=archive.SIGNATURE,
        sniff=docx.is_docx,
        packages={"docx": "python-docx"},
    ),
    Format(
        suffixes=(".odt", ".ott"),
        what="an OpenDocument text",
        read=odt.read_odt,
        signature=archive.SIGNATURE,
        sniff=odt.is_odt,
    ),
    Format(
        suffixes=(".rtf",),
        what="an RTF document",
        read=rtf.read_rtf,
        signature=Signature(b"{\\rtf", "an RTF document"),
        sniff=rtf.is_rtf,
    ),
    Format(
        suffixes=(".eml",),
        what="a mail",
        read=eml.read_eml,
        sniff=eml.is_eml,
    ),
    Format(
        suffixes=(".srt", ".vtt", ".sub"),
        what="subtitles",
        read=subtitles.read_subtitles,
        sniff=subtitles.is_subtitles,
    ),
    Format(
        suffixes=(".epub",),
        what="an EPUB book",
        read=epub.read_epub,
        signature=archive.SIGNATURE,
        sniff=epub.is_epub,
    ),
    Format(
        suffixes=(".jsonl", ".ndjson"),
        what="JSON",
        rows=Rows(jsonl.list_rows, jsonl.load_row, jsonl.read_row),
        sniff=jsonl.is_jsonl,
    ),
    Format(
        suffixes=(".csv", ".tsv"),
        what="a table",
        rows=Rows(delimited.list_rows, delimited.load_row, read_cells),
        sniff=delimited.is_delimited,
    ),
    Format(
        suffixes=(".xlsx",),
        what="an Excel workbook",
        rows=Rows(xlsx.list_rows, xlsx.load_row, read_cells),
        signature=archive.SIGNATURE,
        sniff=xlsx.is_xlsx,
        packages={"openpyxl": "openpyxl"},
    ),
    Format(
        suffixes=(".parquet",),
        what="a Parquet file",
        rows=Rows(parquet.list_rows, parquet.load_row, read_cells),
        signature=Signature(b"PAR1", "a Parquet file"),
        sniff=parquet.is_parquet,
        packages={"pyarrow": "pyarrow"},
    ),
    Format(
        suffixes=(".warc", ".wet"),
        what="a file of web records",
        rows=Rows(warc.list_rows, warc.load_row, warc.read_row),
        sniff=warc.is_warc,
        packages={"warcio": "warcio"},
    ),
    Format(
        suffixes=(".gz",),
        what="gzip data",
        rows=Rows(gz.list_rows, gz.load_row, gz.read_row),
        signature=gz.SIGNATURE,
        sniff=gz.is_gzip,
    ),
    Format(
        suffixes=(".zst",),
        what="Zstandard data",
        rows=Rows(zst.list_rows, zst.load_row, jsonl.read_row),
        signature=zst.SIGNATURE,
        sniff=zst.is_zstandard,
        packages={"pyarrow": "pyarrow"},
    ),
    Format(
        suffixes=(".zip",),
        what="a zip archive",
        archive=Archive(archive.list_members, archive.read_member),
        signature=archive.SIGNATURE,
        sniff=archive.is_zip,
    ),
)


def all_formats() -> tuple[Format, ...]:
    """Give the formats of other packages, then these."""
    return (*plugged(), *FORMATS)


def find_format(suffix: str) -> Format | None:
    """Give the format of files that end so, in small letters."""
    return next((form for form in all_formats() if suffix in form.suffixes), None)


def read_member(path: Path, name: str) -> bytes:
    """Unpack one file of an archive.

    Raises
    ------
    UnreadableError
        If it is damaged or too large, or the file is no archive.
    """
    form = find_format(path.suffix.lower())
    if form is None or form.archive is None:
        msg = "not in an archive"
        raise UnreadableError(msg)
    return form.archive.load(path, name)


def needs(error: ModuleNotFoundError) -> str:
    """Say what to install for a reader that lacks a package."""
    return f"reading it needs the package {what_to_install(error.name or str(error))}; install that"


def what_to_install(module: str) -> str:
    """Name the package that has a module which is missing."""
    top = module.partition(".")[0]
    return next((form.packages[top] for form in all_formats() if top in form.packages), module)
