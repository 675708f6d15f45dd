"""What must hold before a set of items leaves, as it stands now."""

from collections.abc import Iterable, Sequence

from dadkhah.errors import DisclosureNotReady
from dadkhah.exchange.tiers import REVEALING, Tier, allowed_sensitivity
from dadkhah.filings.gates import Gate, GateState
from dadkhah_web.cases.models import RecordCompartment
from dadkhah_web.disclosures.models import DisclosureSet
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.filings.consents import consent_gate

MOST_NAMED = 20


def gates_of(disclosure: DisclosureSet) -> tuple[Gate, ...]:
    """Return every gate of a set, asked anew: consents and gradings may have changed."""
    items = list(disclosure.items.select_related("record").order_by("record__code"))
    tier = Tier(disclosure.tier)
    codes = [item.record.code for item in items]
    return (
        consent_gate(disclosure.case, codes, is_public=tier is Tier.PUBLIC),
        _grades(items, tier),
        _received(items),
        _redacted(items),
        _revealing(items, tier),
        _closed(items),
    )


def refuse_closed_gates(gates: Sequence[Gate]) -> None:
    """Raise `DisclosureNotReady` naming each gate that is shut."""
    shut = [gate for gate in gates if gate.state is GateState.FAILED]
    if shut:
        listed = " ".join(f"{gate.name}: {gate.reason}" for gate in shut)
        raise DisclosureNotReady(f"This may not leave. {listed}")


def _grades(items: Sequence[EvidenceItem], tier: Tier) -> Gate:
    allowed = allowed_sensitivity(tier)
    wrong = [item.record.code for item in items if item.sensitivity not in allowed]
    if wrong:
        reason = f"Not in this tier: {_named(wrong)}. Choose another tier, or a redacted copy."
        return Gate("grades", GateState.FAILED, reason)
    return Gate("grades", GateState.PASSED, "Every item may be disclosed in this tier.")


def _received(items: Sequence[EvidenceItem]) -> Gate:
    missing = [item.record.code for item in items if not item.object_name]
    if not items:
        return Gate("items", GateState.FAILED, "No item is chosen.")
    if missing:
        return Gate("items", GateState.FAILED, f"Never received here: {_named(missing)}.")
    return Gate("items", GateState.PASSED, "Every item is in the vault.")


def _redacted(items: Sequence[EvidenceItem]) -> Gate:
    """Where a redacted copy was made, somebody had a reason: the original may be a mistake."""
    keys = [item.pk for item in items]
    copies = EvidenceItem.objects.filter(parent__in=keys, relation="redaction")
    having = sorted(set(copies.values_list("parent__record__code", flat=True)))
    if not having:
        return Gate("redaction", GateState.PASSED, "Of no item here was a redacted copy made.")
    reason = f"The original leaves although a redacted copy was made of it: {_named(having)}."
    return Gate("redaction", GateState.BY_HAND, reason)


def _revealing(items: Sequence[EvidenceItem], tier: Tier) -> Gate:
    """A place or a number of a camera inside a file leads to a person."""
    rows = Derivative.objects.filter(item__in=[item.pk for item in items], failure="")
    found = sorted(
        {
            code
            for code, about in rows.values_list("item__record__code", "about")
            if REVEALING & {one.get("code") for one in about.get("notices", ())}
        }
    )
    if not found or tier is not Tier.PUBLIC:
        reason = "No item was found to say where, or with which device, it was made."
        return Gate("metadata", GateState.PASSED, reason if not found else _NOT_PUBLIC)
    reason = f"Inside these stands where, or with which device, they were made: {_named(found)}."
    return Gate("metadata", GateState.BY_HAND, reason)


_NOT_PUBLIC = "Places and devices inside the files go to this recipient only."


def _closed(items: Sequence[EvidenceItem]) -> Gate:
    rows = RecordCompartment.objects.filter(record__in=[item.pk for item in items])
    codes = sorted(set(rows.values_list("record__code", flat=True)))
    if not codes:
        return Gate("closed parts", GateState.PASSED, "Nothing of it is closed to anybody.")
    reason = f"These are closed to some of the team: {_named(codes)}."
    return Gate("closed parts", GateState.BY_HAND, reason)


def _named(codes: Iterable[str]) -> str:
    listed = sorted(codes)
    more = f" and {len(listed) - MOST_NAMED} more" if len(listed) > MOST_NAMED else ""
    return ", ".join(listed[:MOST_NAMED]) + more
