"""The Article 15 communication: evidence-led, chargeable law only, open about what is unproven."""

from dadkhah.filings.communication.draft import draft_communication

__all__ = ["draft_communication"]
