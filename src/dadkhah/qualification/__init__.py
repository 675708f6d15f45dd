"""From facts to elements to a charge, and what is still missing.

`qualify` tests one charge and `qualify_case` all of them; `completeness_checks` says what a
reader would attack; `proof_matrix` and `gaps` lay both out for the terminal, JSON and filings.
"""
