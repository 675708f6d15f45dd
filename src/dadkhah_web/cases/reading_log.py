"""Keep who read, searched, opened and took what."""

from datetime import datetime
from typing import Literal

from dadkhah_web.cases.access import Access
from dadkhah_web.cases.models import Reading

Action = Literal["read", "search", "open", "export"]


def note_reading(access: Access, action: Action, subject: str, *, at: datetime) -> None:
    """Add one line: by code, never by name; `subject` is a record, a page or a question."""
    Reading.objects.create(
        case=access.case, actor=access.user.code, at=at, action=action, subject=subject[:500]
    )
