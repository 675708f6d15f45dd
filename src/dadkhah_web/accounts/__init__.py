"""Who works here, known by a code."""
