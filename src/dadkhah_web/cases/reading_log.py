"""Keep who came in, read, searched, opened and took what, and who let whom in."""

from datetime import datetime
from typing import Literal

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Reading

Action = Literal["read", "search", "open", "export", "people"]
ACTIONS = ("read", "search", "open", "export", "people", "sign-in", "refused")
LONGEST = 500


def note_reading(access: Access, action: Action, subject: str, *, at: datetime) -> None:
    """Add one line: by code, never by name; `subject` is a record, a page or a question."""
    Reading.objects.create(
        case=access.case, actor=access.user.code, at=at, action=action, subject=subject[:LONGEST]
    )


def note_sign_in(user: User, how: str, *, at: datetime) -> None:
    """Note that somebody came in. It belongs to no case; each case shows that of its people."""
    Reading.objects.create(case=None, actor=user.code, at=at, action="sign-in", subject=how)


def note_refused(user: User, how: str, *, at: datetime) -> None:
    """Note that somebody tried to come in as this person and was refused."""
    Reading.objects.create(case=None, actor=user.code, at=at, action="refused", subject=how)
