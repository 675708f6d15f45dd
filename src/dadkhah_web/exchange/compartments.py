"""Which compartments a record is in: its own, and those of what it hangs on."""

from collections.abc import Collection, Iterator, Mapping, Sequence

from dadkhah_web.cases.models import Case, Compartment, Record, RecordCompartment
from dadkhah_web.evidence.models import Citation
from dadkhah_web.exchange.findable import refresh_owners
from dadkhah_web.exchange.kinds import KINDS, KeyedRecord, Kind
from dadkhah_web.qualification.models import FindingCharge, FindingProposition

# A record is closed with what stands in these fields. An act that a closed passage supports stays,
# and the citation is not shown. A proposition is closed with the passages it cites, and a finding
# with its propositions and charges: shown without them, either would say something else.
HANGS_ON: Mapping[str, tuple[str, ...]] = {
    "item": ("source", "parent"),
    "passage": ("item",),
    "person_name": ("person",),
    "position": ("person", "institution"),
    "command_link": ("superior", "subordinate"),
    "act": ("event",),
    "restriction_status": ("restriction",),
    "involvement": ("person", "act", "restriction"),
    "proposition": ("respondent",),
    "charge": ("respondent",),
    "finding": ("respondent",),
}


def inherit(case: Case, records: Sequence[KeyedRecord]) -> None:
    """Put these records, and what hangs on them, into the compartments of what they hang on."""
    if Compartment.objects.filter(case=case).exists():
        recompute(case)


def set_compartments(case: Case, record: Record, compartments: Collection[Compartment]) -> None:
    """Put a record into exactly these compartments, and everything that hangs on it with it."""
    RecordCompartment.objects.filter(record=record).delete()
    RecordCompartment.objects.bulk_create(
        RecordCompartment(record=record, compartment=one, is_own=True) for one in compartments
    )
    recompute(case)
    refresh_owners(case, [(record.kind, record.code)])


def recompute(case: Case) -> None:
    """Derive again what every record inherits. Kinds go in order, items from parent to child."""
    inside: dict[int, set[int]] = {}
    own = RecordCompartment.objects.filter(record__case=case, is_own=True)
    for record, compartment in own.values_list("record_id", "compartment_id"):
        inside.setdefault(record, set()).add(compartment)
    inherited: dict[int, set[int]] = {}
    for kind in KINDS:
        hanging, is_moving = list(_hanging(case, kind)), True
        while is_moving:  # an item may hang on an item that hangs on another
            is_moving = False
            for pk, named in hanging:
                new = inside.get(named, set()) - inside.get(pk, set())
                if new:
                    inherited.setdefault(pk, set()).update(new)
                    inside.setdefault(pk, set()).update(new)
                    is_moving = kind.name == "item"
    RecordCompartment.objects.filter(record__case=case, is_own=False).delete()
    RecordCompartment.objects.bulk_create(
        RecordCompartment(record_id=pk, compartment_id=one, is_own=False)
        for pk, ones in inherited.items()
        for one in sorted(ones)
    )


def _hanging(case: Case, kind: Kind) -> Iterator[tuple[int, int]]:
    """Yield each record of a kind with each record it is closed with."""
    rows = kind.table._default_manager.filter(record__case=case)
    for field in HANGS_ON.get(kind.name, ()):
        column = f"{field}_id"
        yield from rows.exclude(**{column: None}).values_list("pk", column)
    if kind.name == "proposition":
        cited = Citation.objects.filter(record__case=case, record__kind=kind.name)
        yield from cited.values_list("record_id", "passage_id")
    if kind.name == "finding":
        named = FindingProposition.objects.filter(owner__record__case=case)
        yield from named.values_list("owner_id", "target_id")
        about = FindingCharge.objects.filter(owner__record__case=case)
        yield from about.values_list("owner_id", "target_id")
