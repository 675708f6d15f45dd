"""The app `search`."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.search"
