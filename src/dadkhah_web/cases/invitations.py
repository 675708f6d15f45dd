"""Links by which people join a case: good for one person and a few days."""

import secrets
from collections.abc import Sequence
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet

from dadkhah.errors import NotVisible
from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.services import KeyRing
from dadkhah_web.accounts.tokens import digest_of
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Invitation, Membership
from dadkhah_web.cases.reading_log import note_reading
from dadkhah_web.cases.roles import Role

VALID = timedelta(days=7)


def invite(
    access: Access, roles: Sequence[Role], *, keys: KeyRing | None = None, at: datetime
) -> str:
    """Make a link for one person with these roles; return its word, which is kept nowhere.

    With `keys`, the vault's secret is wrapped to the word, and whoever uses the link can open
    originals. Raises `VaultLocked` where the vault is not open.
    """
    word = secrets.token_urlsafe(32)
    key_name = f"link-{secrets.token_hex(6)}" if keys else ""
    if keys:
        keys.give(key_name, word, at=at)
    Invitation.objects.create(
        case=access.case,
        roles=list(roles),
        digest=digest_of(word),
        made_by=access.user.code,
        made_at=at,
        expires_at=at + VALID,
        key_name=key_name,
    )
    note_reading(access, "people", f"invited: {', '.join(roles)}", at=at)
    return word


def pending(access: Access) -> QuerySet[Invitation]:
    """Return the links of the case that nobody has used, the expired too."""
    return Invitation.objects.filter(case=access.case, used_by="").order_by("made_at")


def find_invitation(word: str, *, at: datetime) -> Invitation:
    """Return the invitation of this word.

    Raises `NotVisible` when it is used up or expired, and when who made it manages the case no
    more: who is taken out of a case does not come back by a link made before.
    """
    rows = Invitation.objects.filter(digest=digest_of(word), used_by="", expires_at__gt=at)
    found = rows.select_related("case").first()
    if found is None or not _may_invite(found):
        raise NotVisible(
            "This link opens nothing: it was used, was withdrawn, or is older than a week. Ask "
            "whoever sent it for a new one."
        )
    return found


def accept(
    row: Invitation,
    user: User,
    *,
    word: str,
    passphrase: str,
    keys: KeyRing | None,
    at: datetime,
) -> None:
    """Let somebody join by this link; a key that came with it is wrapped to their passphrase.

    Raises `NotVisible` when somebody else was quicker.
    """
    with transaction.atomic():
        unused = Invitation.objects.filter(pk=row.pk, used_by="", expires_at__gt=at)
        if not unused.update(used_by=user.code):
            raise NotVisible("Somebody has used this link already. Ask for a new one.")
        Membership.objects.bulk_create(
            [Membership(case=row.case, user=user, role=role) for role in row.roles],
            ignore_conflicts=True,
        )
        joined = Access(row.case, user, frozenset(map(Role, row.roles)), frozenset())
        note_reading(joined, "people", f"joined: {', '.join(row.roles)}", at=at)
        if row.key_name and keys:
            if not keys.holds(user.code):
                keys.opened(word, row.key_name).give(user.code, passphrase, at=at)
            keys.take(row.key_name, at=at)


def withdraw(access: Access, number: int, *, keys: KeyRing | None, at: datetime) -> None:
    """Make a link worthless before anybody uses it."""
    row = pending(access).filter(pk=number).first()
    if row is None:
        raise NotVisible("There is no such invitation here.")
    if row.key_name and keys:
        keys.take(row.key_name, at=at)
    row.delete()
    note_reading(access, "people", f"withdrew: {', '.join(row.roles)}", at=at)


def take_back_all(access: Access, user: User, *, keys: KeyRing | None, at: datetime) -> None:
    """Withdraw every link that this person made and nobody has used."""
    for row in pending(access).filter(made_by=user.code):
        withdraw(access, row.pk, keys=keys, at=at)


def _may_invite(row: Invitation) -> bool:
    custodians = Membership.objects.filter(case=row.case, role=Role.CUSTODIAN)
    return custodians.filter(user__code=row.made_by).exists()
