"""What a reader sees of a file: text with places, views, pinpoints. Originals are never touched."""
