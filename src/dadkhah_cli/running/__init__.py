"""Run an installation: serve it, do its work, examine it, keep copies of it."""
