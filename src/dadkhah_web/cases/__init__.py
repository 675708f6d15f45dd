"""Cases, and what every record of a case shares."""
