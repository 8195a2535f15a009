"""The timeline of a text: what it says of when something was, is or will be."""

from skrot.extract.timeline.find import find_timeline

__all__ = ["find_timeline"]
