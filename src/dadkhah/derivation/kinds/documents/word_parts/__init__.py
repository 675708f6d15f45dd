"""The parts of a Word file: its text as the final version shows it, and what that leaves out."""
