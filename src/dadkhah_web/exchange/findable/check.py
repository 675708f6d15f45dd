"""Prove that everything can be found, and make the search anew when it is not so."""

from django.db import transaction

from dadkhah_web.cases.models import Case, Record
from dadkhah_web.evidence.models import DerivedPage, EvidenceItem
from dadkhah_web.exchange.findable.pages import PAGE, refresh_item
from dadkhah_web.exchange.findable.refresh import FINDABLE, refresh_search
from dadkhah_web.exchange.kinds import keyed_records
from dadkhah_web.exchange.selectors import load_case
from dadkhah_web.search.models import SearchEntry
from dadkhah_web.search.services import is_index_in_step, rebuild_index


def check_search(case: Case) -> tuple[str, ...]:
    """Return what cannot be found though it is there, and where the index says otherwise."""
    findable = Record.objects.filter(case=case, kind__in=[kind.name for kind in FINDABLE])
    without = findable.exclude(search_entries__page=0).order_by("kind", "code")
    problems = [f"{record} cannot be found" for record in without]
    derived = DerivedPage.objects.filter(
        derivative__item__record__case=case, derivative__kind="text", derivative__failure=""
    ).exclude(text="")
    with_text = set(derived.values_list("derivative__item__record__code", flat=True))
    pages = SearchEntry.objects.filter(case=case, kind=PAGE)
    found = set(pages.values_list("record__code", flat=True))
    problems += [f"the text of item/{code} cannot be found" for code in sorted(with_text - found)]
    if not is_index_in_step():
        problems.append("the index does not say what the entries say")
    return tuple(problems)


def rebuild_search(case: Case) -> None:
    """Make every entry of a case anew, and then the index."""
    with transaction.atomic():
        SearchEntry.objects.filter(case=case).delete()
        refresh_search(case, tuple(keyed_records(load_case(case.slug))))
        items = EvidenceItem.objects.filter(record__case=case, derivatives__kind="text")
        for code in sorted(set(items.values_list("record__code", flat=True))):
            refresh_item(case, code)
        rebuild_index()


def make_findable() -> None:
    """Make the entries of every case that has records and no entry: one that an older build kept.

    What came in since is kept in step with its records, so there is nothing else to do.
    """
    for case in Case.objects.exclude(records=None):
        if not SearchEntry.objects.filter(case=case).exists():
            rebuild_search(case)
