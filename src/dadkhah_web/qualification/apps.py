"""The app `qualification`."""

from django.apps import AppConfig


class QualificationConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.qualification"
