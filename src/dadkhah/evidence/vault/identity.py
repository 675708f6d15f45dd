"""The secret that opens a vault: an age X25519 identity."""


class VaultIdentity:
    """Holds the secret in memory; never printed."""
