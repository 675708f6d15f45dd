"""Read filings, and what changed since one was drafted."""

import hashlib
from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet

from dadkhah.errors import NotVisible
from dadkhah_web.cases.access import Access
from dadkhah_web.filings.models import Approval, Filing, FilingFile
from dadkhah_web.records.models import Revision

NEEDED_APPROVALS = 2


def filings_of(access: Access) -> QuerySet[Filing]:
    """Return the filings this person may see: none to whom a part of the case is closed.

    A filing was drafted by somebody's eyes; whoever sees less must not read it.
    """
    rows = Filing.objects.filter(case=access.case).order_by("-drafted_at", "-pk")
    return rows.none() if access.closed else rows


def find_filing(access: Access, kind: str, number: int) -> Filing:
    """Return one of these filings; raises `NotVisible`."""
    found = filings_of(access).filter(kind=kind, number=number).first()
    if found is None:
        raise NotVisible(f"There is no {kind} {number} here that you may see.")
    return found


def find_file(filing: Filing, name: str) -> FilingFile:
    """Return one file of a filing; raises `NotVisible`."""
    found = filing.files.filter(name=name).first()
    if found is None:
        raise NotVisible(f"The filing has no file '{name}'.")
    return found


def digest_of(filing: Filing) -> str:
    """Return the SHA-256 over names and hashes of all files: what an approval approves."""
    rows = filing.files.order_by("name").values_list("name", "sha256")
    listed = "".join(f"{sha256}  {name}\n" for name, sha256 in rows)
    return hashlib.sha256(listed.encode()).hexdigest()


def approvals_of(filing: Filing) -> QuerySet[Approval]:
    """Return the approvals of exactly the files as they are."""
    rows = filing.approvals.filter(digest=digest_of(filing)).select_related("user")
    return rows.order_by("at")


def is_approved(filing: Filing) -> bool:
    """Whether two different people approved the files as they are."""
    return approvals_of(filing).values("user").distinct().count() >= NEEDED_APPROVALS


@dataclass(frozen=True, slots=True)
class Since:
    """What changed in the case since a filing was drafted, and against the filing before it."""

    created: dict[str, int]  # kind of record -> how many
    changed: dict[str, int]
    forgotten: dict[str, int]
    new_facts: tuple[str, ...]
    gone_facts: tuple[str, ...]
    before: Filing | None


def since(filing: Filing) -> Since:
    """Return what is different from the earlier filing, and in the case since this one."""
    later = Revision.objects.filter(case=filing.case, pk__gt=filing.revision)
    rows = list(later.values_list("action", "kind"))

    def count(action: str) -> dict[str, int]:
        return dict(Counter(kind for what, kind in rows if what == action))

    earlier = Filing.objects.filter(case=filing.case, kind=filing.kind, number__lt=filing.number)
    before = earlier.order_by("-number").first()
    ours = [fact["text"] for fact in filing.listing["facts"]]
    theirs = [fact["text"] for fact in before.listing["facts"]] if before else []
    return Since(
        created=count("create"),
        changed=count("change"),
        forgotten=count("forget"),
        new_facts=tuple(text for text in ours if before and text not in theirs),
        gone_facts=tuple(text for text in theirs if text not in ours),
        before=before,
    )
