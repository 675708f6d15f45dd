"""Pages: start, sign in, one's own settings."""
