"""What of each record can be found: its title, its words, its dates."""

from collections.abc import Sequence

from dadkhah_web.cases.models import Case
from dadkhah_web.exchange.kinds import KeyedRecord


def refresh_search(case: Case, records: Sequence[KeyedRecord]) -> None:
    """Bring the search up to date with these records."""
