"""Whole cases in and out of the tables."""
