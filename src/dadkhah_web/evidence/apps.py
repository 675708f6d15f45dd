"""The app `evidence`."""

from django.apps import AppConfig
from django.utils.module_loading import import_module


class EvidenceConfig(AppConfig):
    """Register the app, and remove what is decrypted for a session when it ends."""

    name = "dadkhah_web.evidence"

    def ready(self) -> None:
        """Listen for people who leave."""
        import_module("dadkhah_web.evidence.copies.leaving")
