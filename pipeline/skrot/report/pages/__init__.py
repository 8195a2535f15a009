"""Pages: HTML, Markdown, tables, a notebook, a terminal."""
