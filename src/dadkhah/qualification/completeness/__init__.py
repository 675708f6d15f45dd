"""What a reader would attack in a chart, and what must be shown with it, as a list of checks."""

from collections.abc import Iterator
from datetime import date

from dadkhah.errors import LawError, QualificationError
from dadkhah.law.model import Law
from dadkhah.qualification.chart import REASONABLE_GROUNDS, ProofChart, chart
from dadkhah.qualification.completeness.as_text import print_checks
from dadkhah.qualification.completeness.charges import (
    check_context,
    check_grounds,
    check_qualification,
    check_shared_modes,
)
from dadkhah.qualification.completeness.check import Check, Severity
from dadkhah.qualification.completeness.dates import check_dates, check_periods
from dadkhah.qualification.completeness.findings import check_finding
from dadkhah.qualification.completeness.sourcing import check_sourcing, independent_sources
from dadkhah.qualification.contextual import Context, conclude_on_context
from dadkhah.qualification.qualify import qualify_in
from dadkhah.records.case import CaseRecords

__all__ = ["Check", "Severity", "completeness_checks", "independent_sources", "print_checks"]


def completeness_checks(
    case: CaseRecords,
    law: Law,
    *,
    standard: str = REASONABLE_GROUNDS,
    on: date | None = None,
) -> tuple[Check, ...]:
    """Return every check of `case`: its charges, context, findings, propositions and items.

    Charges are looked at once no finding is refused. Raises only for what would otherwise be
    lost: a record that nobody has (`UnknownRecord`), an element or ground that the law does not
    know (`UnknownLawReference`, `GroundNotListed`).
    """
    charted = chart(case, law, standard=standard)
    return tuple(dict.fromkeys(_checks(charted, on)))


def _checks(chart: ProofChart, on: date | None) -> Iterator[Check]:
    refused = [c for f in chart.case.findings for c in check_finding(chart, f)]
    yield from refused
    for proposition in chart.propositions.values():
        yield from check_sourcing(chart, proposition)
        yield from check_dates(chart, proposition, on)
    yield from _check_exonerating(chart)
    if not any(check.severity is Severity.REFUSED for check in refused):
        yield from _check_charges(chart, conclude_on_context(chart))


def _check_charges(chart: ProofChart, context: Context) -> Iterator[Check]:
    qualifications = []
    for charge in chart.case.charges:
        try:
            qualification = qualify_in(chart, context, charge)
        except (LawError, QualificationError) as refused:
            yield Check(refused.code, Severity.REFUSED, charge.id, str(refused))
        else:
            qualifications.append(qualification)
            yield from check_qualification(qualification)
    yield from check_periods(chart, qualifications)
    yield from check_context(chart, context, qualifications)
    yield from check_grounds(qualifications)
    yield from check_shared_modes(qualifications)


def _check_exonerating(chart: ProofChart) -> Iterator[Check]:
    """The Prosecutor must look for exonerating facts too (Rome Statute, Article 54(1)(a))."""
    cited = {
        chart.item_of(passage, f"Proposition {p.id}").id
        for p in chart.propositions.values()
        for passage in (*p.citations.supports, *p.citations.contradicts)
    }
    for item in chart.items.values():
        if item.role == "ev.exonerating" and item.id not in cited:
            yield Check(
                "exonerating-item-uncited",
                Severity.SHOWN,
                item.id,
                f"{item.id} points the other way, and no proposition cites it for or against.",
            )
