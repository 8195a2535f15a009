"""skrót: digests of Polish texts, theme by theme, with comparable names and numbers."""
