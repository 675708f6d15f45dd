"""The app `evidence`."""

from importlib import import_module

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Register the app, and remove what is decrypted for a session when it ends."""

    name = "dadkhah_web.evidence"

    def ready(self) -> None:
        """Listen for people who leave."""
        import_module("dadkhah_web.evidence.copies.leaving")
