"""Pages: draft, comment, approve, seal and download filings."""
