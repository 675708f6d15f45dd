"""How allauth treats accounts here: nobody signs up, an invitation or the first run makes them."""

from collections.abc import Callable
from typing import Any, ClassVar, TypeVar, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.decorators import rate_limit
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from dadkhah_web.accounts.models import User

_View = TypeVar("_View")
_WRONG = _("The name or the passphrase is not right. Mind capitals and the keyboard's language.")


def few_tries(action: str) -> Callable[[_View], _View]:
    """Answer with the page 429 whoever tries this too often; `action` names one of the limits."""
    return cast("Callable[[_View], _View]", rate_limit(action=action))


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Accounts without addresses, closed to strangers."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultAccountAdapter.error_messages,
        "username_password_mismatch": _WRONG,
        "incorrect_password": _("This is not your passphrase. Nothing was changed."),
        "too_many_login_attempts": _("Too many tries. Wait five minutes, then try again."),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up from outside."""
        return False

    def add_message(self, *args: Any, **names: Any) -> None:  # noqa: ANN401 - as allauth calls it
        """Say nothing: our own pages say what happened."""

    def send_notification_mail(self, *args: Any, **names: Any) -> None:  # noqa: ANN401
        """Send nothing: nobody has an address here, and nothing leaves the house by itself."""


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """The second factor, in our words and by code."""

    error_messages: ClassVar[dict[str, str | Promise]] = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": _("This code is not right, or no longer. Wait for the next one."),
    }

    def get_totp_label(self, user: User) -> str:
        """Return what the authenticator app shows: the code of the account, never a name."""
        return user.code

    def get_public_key_credential_user_entity(self, user: User) -> dict[str, Any]:
        """Return what a passkey keeps of its owner: the code."""
        entity: dict[str, Any] = super().get_public_key_credential_user_entity(user)
        return {**entity, "name": user.code, "display_name": user.code}

    def send_notification_mail(self, *args: Any, **names: Any) -> None:  # noqa: ANN401
        """Send nothing."""
