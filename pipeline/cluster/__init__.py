"""Cluster: a theme for every sentence."""
