"""Mark what a redacted copy of an item hides, look at the copy, seal it."""
