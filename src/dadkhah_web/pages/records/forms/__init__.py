"""Forms of records: built from the description of their columns, read through the text of cells."""
