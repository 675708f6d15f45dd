"""What analysts record: events, acts, persons, restrictions, and every revision."""
