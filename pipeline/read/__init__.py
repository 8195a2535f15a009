"""The read stage: files in, clean Documents out."""

from pipeline.read.language import detect_language
from pipeline.read.reader import read_bytes, read_source, read_text
from pipeline.read.sources import Source, find_documents

__all__ = [
    "Source",
    "detect_language",
    "find_documents",
    "read_bytes",
    "read_source",
    "read_text",
]
