"""Filings: drafted, commented on, approved by two people, sealed."""
