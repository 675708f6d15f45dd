"""The vault and the custody log: keep it, and prove it unchanged."""
