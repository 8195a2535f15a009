"""Polish: what every stage knows about the language, once."""
