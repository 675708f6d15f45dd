"""The app `pages`: no tables, only what a person sees."""

from django.apps import AppConfig


class PagesConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.pages"
