"""Seal a redacted copy that somebody has looked at, and keep why it was made."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from dadkhah.derivation.findings import Fact, Findings, Notice, Relation
from dadkhah.derivation.redaction.hidden import Hidden
from dadkhah.derivation.tasks import Makes
from dadkhah.errors import RedactionRefused
from dadkhah.records.evidence import EvidenceItem as ItemValue
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.drafts import drop_draft
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.lineage import commitment_of
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.openness import require_open
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.services import log_entries, site_vault
from dadkhah_web.exchange.work.deriving import read_text
from dadkhah_web.exchange.work.redacting import (
    MadeCopy,
    digest_of,
    discard_copy,
    made_copy,
    marks_key,
    marks_of,
)
from dadkhah_web.exchange.work.sealing import Incoming, Lineage, seal_files

REASONS = ("witness", "third-person", "security", "privilege", "court-order")
"""Why something is hidden: to protect a witness, another person, security, what a lawyer and a
client say to one another, or because a court ordered it."""


@dataclass(frozen=True, slots=True)
class AboutCopy:
    """What is said of a copy: its title, who may read it, and why it was made."""

    title: str
    sensitivity: str
    reasons: tuple[str, ...]


def seal_copy(
    access: Access, item: EvidenceItem, folder: Path, about: AboutCopy, *, at: datetime
) -> str:
    """Seal the copy that waits in `folder` as a new item that names its parent; return its code.

    Raises `RedactionRefused` when the check found something, when the copy is not the one that was
    looked at, when the marks were changed since, and when the same bytes are an item already.
    """
    access.require(Capability.RECORD)
    require_open(access, item)
    made, file = _waiting(access, item, folder)
    commitment = commitment_of(item)
    if not commitment:
        raise RedactionRefused(f"{item.record.code} was never received here.")
    value = _value(item, about)
    lineage = Lineage(commitment, Relation.REDACTION)
    (arrived,) = seal_files(access, [Incoming(file, file.name)], value, lineage=lineage, at=at)
    if arrived.problem:
        raise RedactionRefused(f"The copy could not be sealed: {arrived.problem}")
    if arrived.was_here:
        raise RedactionRefused(f"These bytes are {arrived.code} already; there is no new item.")
    child = find_item(access, arrived.code)
    hidden = marks_of(access, item).hidden
    _keep(access, child, made, about, hidden=hidden, commitment=commitment, at=at)
    read_text(access, child, file)
    drop_draft(access.user, access.case, marks_key(item.record.code))
    discard_copy(folder)
    return arrived.code


def _waiting(access: Access, item: EvidenceItem, folder: Path) -> tuple[MadeCopy, Path]:
    found = made_copy(folder)
    if found is None:
        raise RedactionRefused("There is no copy to seal. Make one, and look at it first.")
    made, file = found
    if made.leaks:
        raise RedactionRefused("The check found what is hidden in the copy; it is not sealed.")
    if made.marks != digest_of(marks_of(access, item).hidden):
        raise RedactionRefused("The marks were changed since. Make the copy again.")
    with file.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != made.sha256:
            raise RedactionRefused("The copy is not the one that was made. Make it again.")
    return made, file


def _value(item: EvidenceItem, about: AboutCopy) -> ItemValue:
    """Return the record of the copy. Its address, publisher and note could name whom it hides."""
    return ItemValue(
        id="",
        source=item.source.record.code,
        file="",
        title=about.title,
        media_type="",
        language=item.language,
        role=item.role,
        credibility=item.credibility,
        sensitivity=about.sensitivity,
        parent=item.record.code,
        relation=Relation.REDACTION,
    )


def _keep(
    access: Access,
    child: EvidenceItem,
    made: MadeCopy,
    about: AboutCopy,
    *,
    hidden: Hidden,
    commitment: str,
    at: datetime,
) -> None:
    """Log why the copy was made, and keep beside it what was done: never the hidden words."""
    fields = {
        "type": "redact",
        "item": child.record.code,
        "parent": commitment,
        "reason": " ".join(about.reasons),
        "actor": access.user.code,
    }
    (logged,) = log_entries([fields], vault=site_vault(), at=at)
    opened = {
        "device": logged.device, "entry": logged.entry, "disclosures": list(logged.disclosures)
    }  # fmt: skip
    Derivative.objects.create(
        item=child,
        kind=Makes.COPY,
        task=made.task,
        tool=made.tool,
        origin="person",
        by=access.user.code,
        made_at=at,
        about={**_findings(made, about, hidden), "reasons": list(about.reasons), "logged": opened},
    )


def _findings(made: MadeCopy, about: AboutCopy, hidden: Hidden) -> Mapping[str, Any]:
    counts = {
        "regions": len(hidden.regions),
        "times": len(hidden.times),
        "parts of the text": len(hidden.spans),
        "words": len(hidden.words),
        "pages left out": len(hidden.left_out),
    }
    facts = [
        *(Fact("redaction", "reason", one) for one in about.reasons),
        *(Fact("redaction", f"hidden {what}", str(n)) for what, n in counts.items() if n),
        *(Fact("redaction", "searched", one) for one in made.searched),
    ]
    notices = tuple(Notice(*one) for one in made.notices)
    return Findings(facts=tuple(facts), notices=notices).written()
