"""Copies of a vault elsewhere: made once, checked without a key, and mended from each other."""
