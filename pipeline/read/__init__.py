"""The read stage: files in, clean Documents out."""

from pipeline.read.duplicates import find_duplicates
from pipeline.read.formats import guess_suffix
from pipeline.read.language import detect_language
from pipeline.read.reader import read_bytes, read_source, read_text
from pipeline.read.repeated import mark_repeated, repeated_lines
from pipeline.read.sources import Source, find_documents

__all__ = [
    "Source",
    "detect_language",
    "find_documents",
    "find_duplicates",
    "guess_suffix",
    "mark_repeated",
    "read_bytes",
    "read_source",
    "read_text",
    "repeated_lines",
]
