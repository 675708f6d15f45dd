"""The app `filings`."""

from django.apps import AppConfig


class FilingsConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.filings"
