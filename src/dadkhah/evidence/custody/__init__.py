"""The custody log of a device: salted entries, durable appends, reading and checking."""
