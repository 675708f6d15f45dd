"""The app `jobs`."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.jobs"
