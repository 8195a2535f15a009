"""Stories: which texts are copies of one another, and which tell of the same thing."""

from skrot.stories.copies import Copy, Words, copies_among, find_copies, words_of
from skrot.stories.events import find_events
from skrot.stories.news import find_news
from skrot.stories.stories import find_stories

__all__ = [
    "Copy",
    "Words",
    "copies_among",
    "find_copies",
    "find_events",
    "find_news",
    "find_stories",
    "words_of",
]
