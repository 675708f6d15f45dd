"""The app `jobs`."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules


class JobsConfig(AppConfig):
    """Register the app, and the kinds of work that each app has in its module `work`."""

    name = "dadkhah_web.jobs"

    def ready(self) -> None:
        """Let every app register its kinds of work."""
        autodiscover_modules("work")
