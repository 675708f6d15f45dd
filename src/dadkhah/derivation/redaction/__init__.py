"""Copies in which something is hidden for good, and the search for what was hidden."""
