"""Amounts: numerals, units, ranges, what is counted."""
