"""The read stage: files in, clean Documents out."""

from skrot.read.corpus.address import Address, place_of
from skrot.read.corpus.duplicates import (
    Sketch,
    find_duplicates,
    find_repeats,
    said_pairs,
    sketch,
)
from skrot.read.corpus.repeated import (
    LineCounts,
    common_lines,
    count_lines,
    mark_repeated,
    repeated_lines,
)
from skrot.read.corpus.sources import Source, find_documents
from skrot.read.errors import UnreadableError
from skrot.read.formats.extracted import Extracted, Metadata, Paragraph, structure_paragraphs
from skrot.read.formats.format import Format
from skrot.read.formats.plugins import format_versions
from skrot.read.formats.signatures import guess_suffix
from skrot.read.language import detect_language
from skrot.read.reader import read_bytes, read_source, read_text

__all__ = [
    "Address",
    "Extracted",
    "Format",
    "LineCounts",
    "Metadata",
    "Paragraph",
    "Sketch",
    "Source",
    "UnreadableError",
    "common_lines",
    "count_lines",
    "detect_language",
    "find_documents",
    "find_duplicates",
    "find_repeats",
    "format_versions",
    "guess_suffix",
    "mark_repeated",
    "place_of",
    "read_bytes",
    "read_source",
    "read_text",
    "repeated_lines",
    "said_pairs",
    "sketch",
    "structure_paragraphs",
]
