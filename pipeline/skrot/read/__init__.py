"""The read stage: files in, clean Documents out."""

from skrot.read.corpus.duplicates import find_duplicates
from skrot.read.corpus.repeated import mark_repeated, repeated_lines
from skrot.read.corpus.sources import Source, find_documents
from skrot.read.errors import UnreadableError
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.format import Format
from skrot.read.formats.plugins import format_versions
from skrot.read.formats.signatures import guess_suffix
from skrot.read.language import detect_language
from skrot.read.reader import read_bytes, read_source, read_text

__all__ = [
    "Extracted",
    "Format",
    "Metadata",
    "Paragraph",
    "Source",
    "UnreadableError",
    "detect_language",
    "find_documents",
    "find_duplicates",
    "format_versions",
    "guess_suffix",
    "mark_repeated",
    "read_bytes",
    "read_source",
    "read_text",
    "repeated_lines",
    "structure_paragraphs",
]
