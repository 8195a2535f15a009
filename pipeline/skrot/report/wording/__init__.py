"""Wording: labels, values and marks in the language of the reader."""
