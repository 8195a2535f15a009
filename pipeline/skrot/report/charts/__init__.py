"""Charts: figures of a run as accessible SVG."""
