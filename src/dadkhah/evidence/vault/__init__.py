"""The vault: every original once, encrypted, named by its hash, and provably all there."""

from dadkhah.evidence.vault.arrivals import Arrival, NotReceived, Received
from dadkhah.evidence.vault.identity import VaultIdentity
from dadkhah.evidence.vault.vault import Recorded, Vault

__all__ = ["Arrival", "NotReceived", "Received", "Recorded", "Vault", "VaultIdentity"]
