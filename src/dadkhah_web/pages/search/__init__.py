"""Pages: find words in a case."""
