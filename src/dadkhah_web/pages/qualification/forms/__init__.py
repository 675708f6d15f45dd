"""Charges, propositions and findings as forms."""
