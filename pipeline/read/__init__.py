"""Read: files to clean documents with parts and a map back to the source."""
