"""The app `records`."""

from django.apps import AppConfig


class RecordsConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.records"
