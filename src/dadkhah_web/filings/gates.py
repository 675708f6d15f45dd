"""The release gates of a filing as they stand now: what was true when it was drafted may not be."""

from collections.abc import Iterable, Mapping, Sequence

from dadkhah.errors import FilingNotReady
from dadkhah.filings.gates import Gate, GateState
from dadkhah_web.cases.models import Case, Record, RecordCompartment
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.filings.consents import consent_gate
from dadkhah_web.filings.models import Filing

# Two approvals stand in the place of "second reviewer"; the receipt comes after sending.
NOT_KEPT = frozenset({"second reviewer", "receipt", "consent", "sealed and restricted"})
MOST_NAMED = 20


def kept_gates(gates: Iterable[Gate]) -> list[dict[str, str]]:
    """Return what of the gates at drafting is kept: those that only the filing itself decides."""
    return [
        {"name": gate.name, "state": gate.state.value, "reason": gate.reason}
        for gate in gates
        if gate.name not in NOT_KEPT
    ]


def gates_now(filing: Filing) -> tuple[Gate, ...]:
    """Return every gate of a filing; consent, gradings and what is closed are asked again."""
    kept = (Gate(g["name"], GateState(g["state"]), g["reason"]) for g in filing.gates)
    return (
        consent_gate(filing.case, filing.items, is_public=filing.is_public),
        *kept,
        _grades(filing),
        _still_here(filing),
        _closed_parts(filing.case),
    )


def asked_of_people(gates: Iterable[Gate]) -> list[str]:
    """Return the sentences that nobody but a person can say yes to."""
    return [gate.reason for gate in gates if gate.state is GateState.BY_HAND]


def refuse_closed_gates(gates: Sequence[Gate]) -> None:
    """Raise `FilingNotReady` naming each gate that is shut."""
    shut = [gate for gate in gates if gate.state is GateState.FAILED]
    if shut:
        listed = " ".join(f"{gate.name}: {gate.reason}" for gate in shut)
        raise FilingNotReady(f"This filing may not leave. {listed}")


def _grades(filing: Filing) -> Gate:
    """No exhibit may be sealed, and none of a public filing restricted: also not since."""
    forbidden = ["sealed", "restricted"] if filing.is_public else ["sealed"]
    rows = EvidenceItem.objects.filter(record__case=filing.case, sensitivity__in=forbidden)
    graded = set(rows.values_list("record__code", flat=True)) & set(filing.items)
    right = "No exhibit is sealed" + (" or restricted." if filing.is_public else ".")
    return _gate("sealed and restricted", graded, right, "Take out")


def _still_here(filing: Filing) -> Gate:
    """What it cites must not have been forgotten, or it would outlive the forgetting."""
    cited = {
        ("passage", one) for exhibit in filing.listing["exhibits"] for one in passages(exhibit)
    }
    cited |= {("item", item) for item in filing.items}
    rows = Record.objects.filter(case=filing.case, kind__in=("item", "passage"))
    gone = {code for _, code in cited - set(rows.values_list("kind", "code"))}
    return _gate("nothing forgotten", gone, "All it cites is still here.", "Forgotten since")


def passages(exhibit: Mapping[str, object]) -> list[str]:
    """Return the passages of an exhibit as a filing lists it."""
    found = exhibit["passages"]
    return [str(one) for one in found] if isinstance(found, list) else []


def _closed_parts(case: Case) -> Gate:
    """Closing a record does not call a filing back, but whoever lets it out must know."""
    rows = RecordCompartment.objects.filter(record__case=case, is_own=True)
    codes = sorted(set(rows.values_list("record__code", flat=True)))
    if not codes:
        return Gate("closed parts", GateState.PASSED, "Nothing of the case is closed to anybody.")
    named = ", ".join(codes[:MOST_NAMED])
    more = f" and {len(codes) - MOST_NAMED} more" if len(codes) > MOST_NAMED else ""
    reason = f"It may tell of what is closed to some of the team: {named}{more}."
    return Gate("closed parts", GateState.BY_HAND, reason)


def _gate(name: str, wrong: Iterable[str], right: str, then: str) -> Gate:
    listed = ", ".join(sorted(wrong))
    if listed:
        return Gate(name, GateState.FAILED, f"{then}: {listed}.")
    return Gate(name, GateState.PASSED, right)
