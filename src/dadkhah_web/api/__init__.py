"""The token API: what the pages read and the forms write, with the same permissions."""
