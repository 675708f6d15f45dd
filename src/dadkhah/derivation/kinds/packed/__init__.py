"""Archives: the files inside, taken out safely."""
