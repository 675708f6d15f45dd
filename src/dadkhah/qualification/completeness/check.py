"""One remark on the completeness of a chart, as a value."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a check asks of the analyst."""

    REFUSED = "refused"  # cannot be used until it is put right
    WEAK = "weak"  # stands, and a reader will attack it here
    SHOWN = "shown"  # must be shown beside the fact, never hidden


@dataclass(frozen=True, slots=True)
class Check:
    """A remark on one record, element or charge (`subject`); `code` is stable."""

    code: str
    severity: Severity
    subject: str  # "F-0012", "C-01 rs-7-1-h/4", "cah-policy"
    message: str
