"""Office documents and what a PDF carries beside its pages."""
