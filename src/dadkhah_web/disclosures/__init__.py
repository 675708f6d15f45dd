"""What was given to whom: sets of items for a recipient, with receipts."""
