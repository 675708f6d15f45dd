"""The app `evidence`."""

from django.apps import AppConfig


class EvidenceConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.evidence"
