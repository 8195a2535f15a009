"""Summarise: ranked sentences without repetition."""
