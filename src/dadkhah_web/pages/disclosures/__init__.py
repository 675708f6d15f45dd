"""Pages of what is given to whom: sets of items, approvals, receipts, and all that ever left."""
