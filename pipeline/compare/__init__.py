"""Compare: statements about the same quantity."""
