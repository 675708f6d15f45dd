"""Whether items are still what was received, since when they exist, and what is wrong."""
