"""Take in the files that were inside an item, as items of their own that name it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.utils import timezone

from dadkhah.derivation.findings import Member
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah.text.one_line import on_one_line
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.lineage import commitment_of, depth_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.exchange.work.sealing import Incoming, Lineage, seal_files

DEEPEST = 5
"""How many archives within archives are opened."""
MOST = 1000
"""How many files are taken out of one item."""


@dataclass(frozen=True, slots=True)
class Taken:
    """The codes of the items that were inside, new and known, and what was not taken in."""

    codes: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def receive_members(
    access: Access, item: EvidenceItem, members: Sequence[Member], folder: Path
) -> Taken:
    """Seal what was inside an item; each new item has its parent's source and secrecy."""
    if depth_of(item) >= DEEPEST:
        reason = f"It lies {DEEPEST} archives deep; what is inside it was not taken out."
        return Taken(problems=(reason,))
    commitment = commitment_of(item)
    codes: list[str] = []
    problems: list[str] = []
    if len(members) > MOST:
        left = len(members) - MOST
        problems.append(f"{left} of {len(members)} files inside were not taken out; unpack it.")
    for relation in dict.fromkeys(member.relation for member in members[:MOST]):
        own = [member for member in members[:MOST] if member.relation == relation]
        files = [Incoming(folder / member.file, member.name) for member in own]
        there = [one for one in files if one.file.is_file() and not one.file.is_symlink()]
        arrived = seal_files(
            access,
            there,
            _about(item, relation),
            lineage=Lineage(commitment, relation),
            at=timezone.now(),
        )
        codes += [one.code for one in arrived if one.code]
        problems += [f"{on_one_line(one.name)}: {one.problem}" for one in arrived if one.problem]
    return Taken(tuple(codes), tuple(problems))


def _about(parent: EvidenceItem, relation: str) -> ItemValue:
    return ItemValue(
        id="",
        source=parent.source.record.code,
        file="",
        title="",
        media_type="",
        language=parent.language,
        address=parent.address,
        published_by=parent.published_by,
        published_on=parent.published_on,
        captured_at=parent.captured_at,
        role=parent.role,
        credibility=parent.credibility,
        sensitivity=parent.sensitivity,
        parent=parent.record.code,
        relation=relation,
    )
