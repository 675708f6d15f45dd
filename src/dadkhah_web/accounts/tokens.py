"""Keys for programs: made once, shown once; only the SHA-256 is kept."""

import hashlib
import secrets
from datetime import datetime, timedelta

from dadkhah_web.accounts.models import ApiToken, User

PREFIX = "dadkhah_"
# To note every use would be a write for every request.
NOTED_EVERY = timedelta(minutes=10)


def make_token(user: User, name: str, *, at: datetime) -> str:
    """Make a token and return it; nobody can read it again afterwards."""
    token = PREFIX + secrets.token_urlsafe(32)
    ApiToken.objects.create(user=user, name=name, digest=digest_of(token), made_at=at)
    return token


def user_of_token(token: str, *, at: datetime) -> User | None:
    """Return whose token this is; None for one that is unknown, ended, or of a closed account."""
    row = ApiToken.objects.filter(digest=digest_of(token)).select_related("user").first()
    if row is None or not row.user.is_active:
        return None
    if row.used_at is None or at - row.used_at > NOTED_EVERY:
        ApiToken.objects.filter(pk=row.pk).update(used_at=at)
    return row.user


def end_token(user: User, number: int) -> None:
    """End a token of this person; one that is not theirs is left alone."""
    ApiToken.objects.filter(user=user, pk=number).delete()


def digest_of(word: str) -> str:
    """Return the SHA-256 by which a secret word is found again."""
    return hashlib.sha256(word.encode()).hexdigest()
