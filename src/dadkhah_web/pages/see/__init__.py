"""Pages: timeline, map, command chart, counts."""
