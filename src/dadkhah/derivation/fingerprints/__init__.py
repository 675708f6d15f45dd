"""Values that are alike for like content, and which language a text is in."""
