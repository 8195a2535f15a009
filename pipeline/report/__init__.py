"""Report: the digest as HTML, Markdown and tables."""
