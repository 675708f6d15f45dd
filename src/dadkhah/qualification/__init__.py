"""From facts to elements to a charge, and what is still missing."""
