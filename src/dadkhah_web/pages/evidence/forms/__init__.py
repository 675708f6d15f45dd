"""Forms of these pages."""
