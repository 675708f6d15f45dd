"""Forget with the records what was drafted from them and has not been sealed."""

from django.dispatch import receiver

from dadkhah_web.cases.models import Case
from dadkhah_web.exchange.forgetting import records_forgotten
from dadkhah_web.filings.models import Filing, FilingComment, FilingFile


@receiver(records_forgotten)
def empty_versions(*, case: Case, **_signal: object) -> None:
    """Empty every version of the case that is not sealed.

    A version tells of all records, so none is asked whether it tells of this one: it is drafted
    again in a minute. What is sealed stays: two people answered for it, and it may have left.
    """
    rows = Filing.objects.filter(case=case, state=Filing.DRAFTED)
    FilingFile.objects.filter(filing__in=rows).delete()
    FilingComment.objects.filter(filing__in=rows).delete()
    rows.update(state=Filing.EMPTIED, title="", items=[], folders={}, gates=[], listing={})
