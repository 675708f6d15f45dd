"""Pages: the cases, the home of one, its people and its reading log."""
