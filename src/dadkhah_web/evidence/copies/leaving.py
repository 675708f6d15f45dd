"""Who leaves, leaves no decrypted copy behind."""

from django.contrib.auth.signals import user_logged_out
from django.dispatch import receiver
from django.http import HttpRequest

from dadkhah_web.evidence.copies.working import WorkingCopies


@receiver(user_logged_out)
def remove_copies(*, request: HttpRequest | None = None, **_signal: object) -> None:
    """Remove the working copies of the session that ends with this request."""
    key = request.session.session_key if request is not None else None
    if key:
        WorkingCopies(key).remove()
