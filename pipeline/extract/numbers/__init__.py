"""Numbers, quantities, money, dates and times in Polish text as exact values."""

from pipeline.extract.numbers.codes import Reference
from pipeline.extract.numbers.find import find_numbers
from pipeline.extract.numbers.references import find_references

__all__ = ["Reference", "find_numbers", "find_references"]
