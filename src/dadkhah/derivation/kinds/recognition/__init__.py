"""Read the letters in pictures with Tesseract, a program that Debian carries and pip does not."""
