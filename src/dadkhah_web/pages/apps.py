"""The app `pages`: no tables, only what a person sees."""

from importlib import import_module

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.pages"

    def ready(self) -> None:
        """Listen to who comes in."""
        import_module("dadkhah_web.pages.accounts.noting")
