"""The corpus: which documents there are, which repeat others."""
