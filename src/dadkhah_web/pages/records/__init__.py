"""Pages: enter, review and look up records."""
