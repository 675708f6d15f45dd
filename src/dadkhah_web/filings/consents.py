"""Whether the people behind a filing agreed to it: withdrawn consent bars every way out."""

from collections.abc import Iterable, Mapping
from typing import Any

from dadkhah.filings.gates import GateState
from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.models import Consent, EvidenceItem


def consent_gate(case: Case, listing: Mapping[str, Any], *, is_public: bool) -> dict[str, str]:
    """Return the gate of consent for a filing that lists these exhibits."""
    items = [exhibit["item"] for exhibit in listing["exhibits"]]
    refused = sources_refusing(case, items, is_public=is_public)
    if refused:
        reason = f"These sources do not agree, or no longer: {', '.join(refused)}."
        return {"name": "consent", "state": GateState.FAILED.value, "reason": reason}
    reason = "Consent covers this recipient and this purpose."
    return {"name": "consent", "state": GateState.BY_HAND.value, "reason": reason}


def sources_refusing(case: Case, items: Iterable[str], *, is_public: bool) -> list[str]:
    """Return the codes of sources of these items whose consent does not allow this use.

    A source of whom no consent was ever recorded, such as a newspaper, is for people to judge.
    """
    use = "publication" if is_public else "filing"
    rows = EvidenceItem.objects.filter(record__case=case, record__code__in=list(items))
    sources = set(rows.values_list("source_id", flat=True))
    given: dict[str, bool] = {}
    for consent in Consent.objects.filter(source__in=sources).select_related("source__record"):
        allows = consent.withdrawn_at is None and use in consent.uses
        code = consent.source.record.code
        given[code] = given.get(code, False) or allows
    return sorted(code for code, allows in given.items() if not allows)
