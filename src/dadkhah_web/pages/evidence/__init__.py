"""Pages: receive, list, read and verify evidence; keep passages."""
