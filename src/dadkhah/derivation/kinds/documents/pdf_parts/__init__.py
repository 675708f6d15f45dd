"""The parts of a PDF beside its pages: what it says of itself, carries, runs and hides."""
