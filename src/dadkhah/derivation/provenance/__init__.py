"""Credentials of a file, read and checked; a verdict, and never that it is true."""
