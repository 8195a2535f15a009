"""Letters, dashes, quotation marks and apostrophes as Polish texts have them."""

from __future__ import annotations

# Letters, for classes of regular expressions.
UPPER = "A-ZĄĆĘŁŃÓŚŹŻ"
LOWER = "a-ząćęłńóśźż"
VOWELS = frozenset("aeiouyąęó")

# Hyphen, en dash, em dash, minus: which is written is seldom which is meant.
DASHES = frozenset("-–—−")
DASH = f"[{''.join(sorted(DASHES))}]"
# Those that always part, while a hyphen also joins and a minus belongs to a number.
LONG_DASHES = frozenset("–—")
# With the figure dash: what a sentence may begin with. Between figures it is too rare to be read.
OPENING_DASHES = DASHES | {"‒"}

DOUBLE_QUOTES = frozenset('„”“"«»')
QUOTES = DOUBLE_QUOTES | frozenset("‚’‘'")
# Some open by one custom and close by another („a”, „a“, “a”); » may open, too, but seldom does.
OPENING_QUOTES = frozenset('„“«"')
CLOSING_QUOTES = frozenset('”“»"')

# Whatever stands for an apostrophe, and those that are hardly ever anything else: annotation, which
# joins tokens there, believes these alone.
APOSTROPHES = frozenset("’'ʼ‘`")
SURE_APOSTROPHES = frozenset("’'")
# Two letters of one sound, which stand as an initial: "Jan Sz.".
DIGRAPHS = frozenset({"Ch", "Cz", "Dz", "Dź", "Dż", "Rz", "Sz"})
