"""Evidence: sources, items, their receptions, passages and who cites them."""
