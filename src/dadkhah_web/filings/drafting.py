"""Draft filings: every version is kept with its files, and changes no more."""

import hashlib
import json
from datetime import date, datetime

from django.db import transaction

from dadkhah.errors import DadkhahError, DraftInvalid
from dadkhah.exchange.filing import FORMATS, FilingKind, draw_filing, places_in_bundle
from dadkhah.exchange.filing import draft_filing as draft
from dadkhah.filings.gates import release_gates
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Draft
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.snapshot import newest_revision, snapshot
from dadkhah_web.filings.consents import consent_gate
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.models import Filing, FilingFile
from dadkhah_web.jobs.registry import RunningJob
from dadkhah_web.records.services import Change, save_revisions

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


def draft_filing(
    access: Access, kind: FilingKind, on: date, *, at: datetime, running: RunningJob | None = None
) -> Filing:
    """Draft the next version from what this person may see; raises `DraftInvalid` and its kin."""
    case, law, revision = snapshot(access), current_law(), newest_revision(access)
    numbered = draft(kind, case, law, on)
    places = places_in_bundle(kind, numbered, case, law, on)
    files: dict[str, bytes] = {}
    for done, form in enumerate(FORMATS):
        files[f"{kind.value}.{form}"] = draw_filing(numbered, form, exhibits_at=places)
        if running:
            running.progress(done + 1, len(FORMATS))
    listing = json.loads(files[f"{kind.value}.json"])
    gates = [
        {"name": gate.name, "state": gate.state.value, "reason": gate.reason}
        for gate in release_gates(numbered, case, law, is_public=kind.is_public)
        if gate.name not in ("consent", "second reviewer")
    ]
    gates.insert(0, consent_gate(access.case, listing, is_public=kind.is_public))
    with transaction.atomic():
        filing = Filing.objects.create(
            case=access.case,
            kind=kind.value,
            number=_next_number(access, kind),
            title=listing["title"],
            on=on,
            is_public=kind.is_public,
            drafted_by=access.user.code,
            drafted_at=at,
            law_version=law.version,
            revision=revision,
            listing=listing,
            gates=gates,
        )
        FilingFile.objects.bulk_create(
            FilingFile(
                filing=filing,
                name=name,
                media_type=MEDIA_TYPES[name.rpartition(".")[2]],
                sha256=hashlib.sha256(content).hexdigest(),
                content=content,
            )
            for name, content in files.items()
        )
    return filing


def words_of(access: Access, kind: FilingKind) -> str:
    """Return the words of this kind of filing, or those to begin with."""
    held = Draft.objects.filter(case=access.case, path=kind.draft_path).first()
    return held.text if held else first_words(kind)


def save_words(access: Access, kind: FilingKind, text: str, on: date, *, at: datetime) -> str:
    """Keep the words as a revision, and return why a filing cannot be drafted from them yet.

    Words that cannot be read are kept all the same: half a letter is worth keeping.
    """
    held = Draft.objects.filter(case=access.case, path=kind.draft_path).first()
    if held is None or held.text != text:
        with transaction.atomic():
            Draft.objects.update_or_create(
                case=access.case, path=kind.draft_path, defaults={"text": text}
            )
            cells = {"path": kind.draft_path, "text": text}
            name = kind.draft_path.rpartition("/")[2]
            change = Change("draft", name, "change" if held else "create", cells)
            save_revisions(access.case, [change], vault=site_vault(), actor=access.user.code, at=at)
    return problem_with(access, kind, on)


def problem_with(access: Access, kind: FilingKind, on: date) -> str:
    """Return why a filing cannot be drafted from the words as they are; nothing when it can."""
    if not Draft.objects.filter(case=access.case, path=kind.draft_path).exists():
        return str(DraftInvalid("There are no words for this filing yet. Write them first."))
    try:
        draft(kind, snapshot(access), current_law(), on)
    except DadkhahError as error:
        return str(error)
    return ""


def _next_number(access: Access, kind: FilingKind) -> int:
    held = Filing.objects.filter(case=access.case, kind=kind.value).order_by("-number").first()
    return held.number + 1 if held else 1
