"""Nothing typed is lost: what somebody has written into a form and not saved yet."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.models import Case, FormDraft

Fields = Mapping[str, str | Sequence[str]]


def keep_draft(
    user: User, case: Case | None, form: str, data: Fields, *, at: datetime
) -> FormDraft:
    """Keep what stands in a form now, over what was kept of it before."""
    row, _ = FormDraft.objects.update_or_create(
        user=user, case=case, form=form[:120], defaults={"data": dict(data), "at": at}
    )
    return row


def find_draft(user: User, case: Case | None, form: str) -> FormDraft | None:
    """Return what this person typed into this form and did not save; None when nothing is kept."""
    return FormDraft.objects.filter(user=user, case=case, form=form[:120]).first()


def drop_draft(user: User, case: Case | None, form: str) -> None:
    """Forget the draft: the form was saved, or thrown away."""
    FormDraft.objects.filter(user=user, case=case, form=form[:120]).delete()
