"""Web archives: their pages and what they hold."""
