"""What a source agreed to: written down when it is given, and marked when it is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dadkhah.dates import PartialDate
from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import Consent, Source

USES = ("analysis", "filing", "publication")


@dataclass(frozen=True, slots=True)
class Agreement:
    """What somebody agreed to, when and how. Never who: the source is a code."""

    uses: Sequence[str]
    recipients: str
    how: str
    language: str
    given_on: PartialDate | None


def record_consent(access: Access, source: str, agreement: Agreement, *, at: datetime) -> Consent:
    """Write down what a source agreed to; raises `NotVisible` for a source that is not there."""
    row = Consent(
        source=Source.objects.get(record=access.record("source", source)),
        uses=[use for use in USES if use in agreement.uses],
        recipients=agreement.recipients,
        how=agreement.how,
        language=agreement.language,
        recorded_by=access.user.code,
        recorded_at=at,
    )
    row.given_on = agreement.given_on
    row.save()
    return row


def withdraw_consent(access: Access, number: int, *, at: datetime) -> Consent:
    """Mark that a source took its consent back; it stays on record that it was given."""
    rows = Consent.objects.filter(source__record__case=access.case, pk=number)
    row = access.narrow(rows, "source").first()
    if row is None:
        raise NotVisible("There is no such consent here that you may see.")
    if row.withdrawn_at is None:
        row.withdrawn_at = at
        row.save(update_fields=["withdrawn_at"])
    return row
