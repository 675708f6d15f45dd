"""What python-docx does not do by itself: footnotes, fields, right-to-left, fixed bytes."""
