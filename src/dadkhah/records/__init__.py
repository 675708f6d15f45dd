"""What a case says: sources, items, acts, persons, restrictions, propositions, findings."""
