"""Numbers, quantities, money, dates and times in Polish text as exact values."""

from skrot.extract.numbers.find import find_numbers
from skrot.extract.numbers.references.codes import Reference
from skrot.extract.numbers.references.references import find_references

__all__ = ["Reference", "find_numbers", "find_references"]
