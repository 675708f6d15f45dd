"""Compare items with what was sealed, and keep when that was last done."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from dadkhah.errors import CustodyError, DadkhahError
from dadkhah.evidence.custody.entry import disclosed_fields
from dadkhah.evidence.disposal.record import Disposal, disposals_in
from dadkhah.evidence.fixity import Fault
from dadkhah.evidence.tlog.merkle import leaf_hash, proves_inclusion
from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.models import EvidenceItem, Reception, Verification
from dadkhah_web.evidence.services import VaultIdentity, site_vault

VERIFIED, CHANGED, MISSING, DISPOSED = "verified", "changed", "missing", "disposed"
BLOCK = 1024 * 1024
_OBJECT_FAULTS = {
    "object-missing": MISSING,
    "object-changed": CHANGED,
    "object-unreadable": MISSING,
    "object-extra": CHANGED,
    "object-unlogged": CHANGED,
}


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a check found: a state of `Verification`, and a sentence where it is not sound."""

    state: str
    message: str = ""


def check_item(item: EvidenceItem, identity: VaultIdentity | None) -> Verdict:
    """Compare the stored bytes with their name and the log; with the key, also as received."""
    vault = site_vault()
    path = vault.objects.path(item.object_name)
    if disposal := disposals_in(vault.folder, vault.devices()).get(item.object_name):
        return Verdict(DISPOSED, f"It was {disposal}.")
    if not item.object_name or not path.is_file():
        return Verdict(MISSING, "Its object is not in the vault.")
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(BLOCK):
            digest.update(block)
    if digest.hexdigest() != item.object_name:
        return Verdict(CHANGED, "Its sealed bytes are not those that were stored.")
    if identity and (problem := _problem_inside(item, identity)):
        return Verdict(CHANGED, problem)
    if problem := _problem_in_log(item, identity):
        return Verdict(CHANGED, problem)
    return Verdict(VERIFIED)


def keep_verdict(
    item: EvidenceItem, verdict: Verdict, *, by: str, at: datetime, with_key: bool
) -> None:
    """Keep what a check found; the one before is replaced."""
    fields = {"state": verdict.state, "message": verdict.message, "by": by, "at": at}
    Verification.objects.update_or_create(item=item, defaults={**fields, "with_key": with_key})


def keep_faults(
    case: Case,
    faults: Iterable[Fault],
    disposed: Iterable[Disposal] = (),
    *,
    by: str,
    at: datetime,
    with_key: bool,
) -> Mapping[str, int]:
    """Keep for every item of the case what a check of the whole vault says; count the states."""
    states = {one.object_name: Verdict(DISPOSED, f"It was {one}.") for one in disposed}
    for fault in faults:
        if fault.code in _OBJECT_FAULTS:
            name = fault.subject.removeprefix("objects/").replace("/", "")
            states[name] = Verdict(_OBJECT_FAULTS[fault.code], fault.message)
    rows = []
    counts: dict[str, int] = {}
    for item in EvidenceItem.objects.filter(record__case=case).exclude(object_name=""):
        verdict = states.get(item.object_name, Verdict(VERIFIED))
        counts[verdict.state] = counts.get(verdict.state, 0) + 1
        rows.append(
            Verification(
                item=item,
                state=verdict.state,
                message=verdict.message,
                by=by,
                at=at,
                with_key=with_key,
            )
        )
    Verification.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["item"],
        update_fields=["state", "message", "by", "at", "with_key"],
    )
    return counts


def _problem_inside(item: EvidenceItem, identity: VaultIdentity) -> str:
    digest = hashlib.sha256()
    try:
        with site_vault().open_object(item.object_name, identity) as plain:
            while block := plain.read(BLOCK):
                digest.update(block)
    except DadkhahError as error:
        return str(error)
    return "" if digest.hexdigest() == item.sha256 else "The file inside is not as it was received."


def _problem_in_log(item: EvidenceItem, identity: VaultIdentity | None) -> str:
    """Return why a reception of the item is not proven by the log of its device."""
    for reception in item.receptions.all():
        try:
            problem = _unproven(item, reception, identity)
        except (CustodyError, IndexError, OSError) as error:
            problem = f"The log of {reception.device} cannot prove how it came: {error}"
        if problem:
            return problem
    return ""


def _unproven(item: EvidenceItem, reception: Reception, identity: VaultIdentity | None) -> str:
    vault = site_vault()
    log = vault.log(reception.device)
    content, head = log.entry(reception.entry), log.head()
    is_in_tree = proves_inclusion(
        index=reception.entry,
        size=head.size,
        leaf=leaf_hash(content),
        path=log.inclusion_proof(reception.entry),
        root=head.root,
    )
    if not is_in_tree:
        return f"Entry {reception.entry} is not in the log that was signed."
    if identity is None:
        return ""
    opened = vault.disclosures(identity, reception.device, reception.entry)
    fields = disclosed_fields(content, [one.encoded for one in opened])
    said = (fields.get("sha256"), fields.get("object"))
    if said != (item.sha256, item.object_name):
        return f"Entry {reception.entry} of the log speaks of other bytes."
    return ""
