"""Read filings: who may see one, and whether it is approved."""

import hashlib
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access, who_may
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.openness import unreadable_items
from dadkhah_web.filings.gates import asked_of_people, gates_now
from dadkhah_web.filings.models import Approval, Filing, FilingFile, Handover

NEEDED_APPROVALS = 2


def sees_whole_case(access: Access) -> bool:
    """Whether nothing of the case is closed to this person."""
    return not access.closed


def require_whole_case(access: Access) -> None:
    """Raise `NotVisible` for who does not see all: their filing would be silent on the rest."""
    if not sees_whole_case(access):
        raise NotVisible("There is nothing here that you may see.")


def filings_of(access: Access) -> QuerySet[Filing]:
    """Return the filings this person may see, the newest first.

    None to whom a part of the case is closed, also when it was closed after the drafting: a filing
    tells of all its records, in its words, its tables and its numbers. And none that quotes an
    item whose words this person may not read. Emptied versions are not there.
    """
    rows = Filing.objects.filter(case=access.case).exclude(state=Filing.EMPTIED)
    rows = rows.order_by("-drafted_at", "-pk")
    if not sees_whole_case(access):
        return rows.none()
    unreadable = set(unreadable_items(access).values_list("record__code", flat=True))
    if not unreadable:
        return rows
    pairs = rows.values_list("pk", "items")
    return rows.filter(pk__in=[pk for pk, items in pairs if unreadable.isdisjoint(items)])


def emptied(access: Access) -> int:
    """Return how many versions were emptied because a record was forgotten."""
    rows = Filing.objects.filter(case=access.case, state=Filing.EMPTIED)
    return rows.count() if sees_whole_case(access) else 0


def find_filing(access: Access, kind: str, number: int) -> Filing:
    """Return one of these filings; raises `NotVisible`."""
    found = filings_of(access).filter(kind=kind, number=number).first()
    if found is None:
        raise NotVisible(f"There is no {kind} {number} here that you may see.")
    found.case = access.case
    return found


def find_file(filing: Filing, name: str) -> FilingFile:
    """Return one file of a filing; raises `NotVisible`."""
    found = filing.files.filter(name=name).first()
    if found is None:
        raise NotVisible(f"The filing has no file '{name}'.")
    return found


def handovers_of(access: Access) -> QuerySet[Handover]:
    """Return the bundles made of filings this person may see, the newest first."""
    rows = Handover.objects.filter(filings__in=filings_of(access)).distinct()
    return rows.order_by("-made_at", "-pk")


def find_handover(access: Access, number: int) -> Handover:
    """Return one of these bundles; raises `NotVisible`."""
    found = handovers_of(access).filter(pk=number).first()
    if found is None:
        raise NotVisible(f"There is no bundle {number} here that you may see.")
    return found


def digest_of(filing: Filing) -> str:
    """Return the SHA-256 over names and hashes of all files: what an approval approves."""
    return digest_over(filing.files.values_list("name", "sha256"))


def digest_over(files: Iterable[tuple[str, str]]) -> str:
    """Return the same for names and hashes that were read already."""
    listed = "".join(f"{sha256}  {name}\n" for name, sha256 in sorted(files))
    return hashlib.sha256(listed.encode()).hexdigest()


def counts(approval: Approval, asked: Collection[str], digest: str) -> bool:
    """Whether an approval is of exactly these files, and of all that is asked now.

    It does not count any longer when something is asked that was not when it was given.
    """
    return approval.digest == digest and set(asked) <= set(approval.confirmed)


def counted_approvals(filing: Filing, asked: Collection[str], digest: str) -> list[Approval]:
    """Return the approvals that count, in their order: of people who may still approve."""
    rows = filing.approvals.select_related("user").order_by("at")
    may = who_may(filing.case, Capability.APPROVE)
    return [row for row in rows if row.user_id in may and counts(row, asked, digest)]


def is_approved(filing: Filing) -> bool:
    """Whether two different people approved the files as they are and all that is asked now."""
    asked = asked_of_people(gates_now(filing))
    return len(counted_approvals(filing, asked, digest_of(filing))) >= NEEDED_APPROVALS
