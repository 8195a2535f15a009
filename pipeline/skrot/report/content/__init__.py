"""Content: what the pages say, before it has a form."""
