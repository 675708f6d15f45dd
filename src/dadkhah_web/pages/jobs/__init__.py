"""Pages: the progress of long work."""
