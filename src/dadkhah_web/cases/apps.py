"""The app `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.cases"
