"""The app `disclosures`."""

from django.apps import AppConfig


class DisclosuresConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.disclosures"
