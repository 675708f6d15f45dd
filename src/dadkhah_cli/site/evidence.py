"""Take files into a case and look into them, without the pages."""
# ruff: noqa: PLC0415

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dadkhah_cli.site.entry import enter

if TYPE_CHECKING:
    from dadkhah.evidence.vault import VaultIdentity
    from dadkhah.records.evidence import EvidenceItem
    from dadkhah_web.evidence.services import Progress
    from dadkhah_web.exchange.work.sealing import Arrived


@dataclass(frozen=True, slots=True)
class Owner:
    """Who works on a case from the command line, as the log will have it."""

    slug: str
    actor: str


def derive(
    owner: Owner, codes: Sequence[str], *, identity: "VaultIdentity", progress: "Progress"
) -> tuple[int, list[str]]:
    """Look into the items that wait, or into these; return how many, and what went wrong."""
    enter()
    from dadkhah_web.cases.access import owner_access
    from dadkhah_web.evidence.selectors import find_item
    from dadkhah_web.exchange.selectors import find_case
    from dadkhah_web.exchange.work.waiting import derive_waiting

    access = owner_access(find_case(owner.slug), owner.actor)
    for code in codes:
        find_item(access, code)
    return derive_waiting(access, identity, codes=codes, progress=progress)


def receive_into_case(
    owner: Owner,
    files: Sequence[tuple[Path, str]],
    about: "EvidenceItem",
    *,
    at: datetime,
    package: Path | None = None,
) -> "list[Arrived]":
    """Seal files (each with its name) as items of a case, and read their texts.

    `package` is the folder of another tool they lie in: what its own lists say of them is kept as
    a claim of that tool, beside the first of the files.
    """
    enter()
    from dadkhah_web.cases.access import owner_access
    from dadkhah_web.exchange.selectors import find_case
    from dadkhah_web.exchange.work.receiving import receive_files
    from dadkhah_web.exchange.work.sealing import Incoming

    access = owner_access(find_case(owner.slug), owner.actor)
    incoming = [Incoming(file, name) for file, name in files]
    arrived = receive_files(access, incoming, about, at=at)
    if package is not None:
        from dadkhah_web.exchange.work.packages import keep_package

        codes = [one.code for one in arrived if one.code]
        said = keep_package(access, codes, package, at=at)
        arrived = [replace(arrived[0], text_problem=said), *arrived[1:]] if said else arrived
    return arrived
