"""Keep who came in and who was refused: by code, never by the word they sign in with."""

from typing import Any

from allauth.account.authentication import get_authentication_records
from allauth.mfa.signals import authentication_failed
from django.contrib.auth.signals import user_logged_in, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from dadkhah.text.folding import fold
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.reading_log import note_refused, note_sign_in
from dadkhah_web.pages.idle import unlock


@receiver(user_logged_in)
def came_in(request: HttpRequest, user: User, **_: Any) -> None:  # noqa: ANN401 - as Django sends
    """Note it; the session is one somebody sits at."""
    unlock(request)
    records = get_authentication_records(request, user)
    how = ", ".join(record.get("type") or record["method"] for record in records)
    note_sign_in(user, how or "password", at=timezone.now())


@receiver(user_login_failed)
def was_refused(credentials: dict[str, Any], **_: Any) -> None:  # noqa: ANN401 - as Django sends
    """Note whose account somebody tried; a word nobody has is not kept."""
    word = fold(str(credentials.get("username", "")).strip())
    user = User.objects.filter(handle=word).first()
    if user:
        note_refused(user, "password", at=timezone.now())


@receiver(authentication_failed)
def code_was_refused(user: User, **_: Any) -> None:  # noqa: ANN401 - as allauth sends
    """Note a wrong second factor: the passphrase was right."""
    note_refused(user, "mfa", at=timezone.now())
