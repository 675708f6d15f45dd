"""The app `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Register the app under its own name."""

    name = "dadkhah_web.accounts"
