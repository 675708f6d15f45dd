"""The site and its tables: the only package that imports Django."""
