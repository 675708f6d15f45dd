"""Letters read in pictures: start it, see how sure it is, correct it by hand."""
