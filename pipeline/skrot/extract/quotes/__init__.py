"""Quotations: what somebody says in a text, in his words or reported, and who it is."""

from skrot.extract.quotes.find import find_quotes

__all__ = ["find_quotes"]
