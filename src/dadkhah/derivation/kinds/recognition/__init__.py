"""Letters in pictures: OCR, where Tesseract is installed."""
