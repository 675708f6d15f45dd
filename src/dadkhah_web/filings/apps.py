"""The app `filings`."""

from importlib import import_module

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.filings"

    def ready(self) -> None:
        """Forget with the records."""
        import_module("dadkhah_web.filings.forgetting")
