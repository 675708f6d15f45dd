"""Check what the loader cannot: that the law agrees with itself."""

from dadkhah.law.check.dates import check_dates
from dadkhah.law.check.finding import LawFinding
from dadkhah.law.check.numbering import check_numbering
from dadkhah.law.check.references import check_references
from dadkhah.law.check.sources import check_sources
from dadkhah.law.check.wording import check_wording
from dadkhah.law.model import Law

__all__ = ["LawFinding", "check_law"]

_CHECKS = (check_references, check_numbering, check_wording, check_dates, check_sources)


def check_law(law: Law) -> list[LawFinding]:
    """Return everything wrong with `law`, in order of file and line; empty when it is sound."""
    findings = [finding for check in _CHECKS for finding in check(law)]
    return sorted(findings, key=lambda finding: finding.file_and_line)
