"""What a picture says of itself, and its fingerprints."""
