"""How allauth treats accounts here: nobody signs up, an invitation or the first run makes them."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts without addresses, closed to strangers."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up from outside."""
        return False
