"""skrót: digests of Polish texts, theme by theme, with comparable names and numbers."""

__version__ = "0.1.0"
