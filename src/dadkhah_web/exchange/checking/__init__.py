"""Compare a case with what is held, and what is held with the custody log."""
