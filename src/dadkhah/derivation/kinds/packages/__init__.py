"""Packages of other tools: their own lists and hashes, as claims of those tools."""
