"""References: offices, nouns and pronouns that stand for what a text has named."""

from skrot.extract.references.find import find_references

__all__ = ["find_references"]
