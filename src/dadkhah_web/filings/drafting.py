"""Draft filings: every version is kept with its files, and changes no more."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import PurePosixPath

from django.db import transaction

from dadkhah.errors import FilingError
from dadkhah.exchange.filing import FORMATS, FilingKind, draw_filing, places_in_bundle
from dadkhah.exchange.filing import draft_filing as draft
from dadkhah.filings.footnotes import Numbered
from dadkhah.filings.gates import release_gates
from dadkhah.records.case import CaseRecords
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Case
from dadkhah_web.exchange.snapshot import newest_revision, snapshot
from dadkhah_web.filings.gates import kept_gates
from dadkhah_web.filings.models import Filing, FilingFile
from dadkhah_web.filings.selectors import require_whole_case
from dadkhah_web.jobs.registry import RunningJob

MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "html": "text/html; charset=utf-8",
    "json": "application/json",
}


def draft_filing(
    access: Access, kind: FilingKind, on: date, *, at: datetime, running: RunningJob | None = None
) -> Filing:
    """Draft the next version from the whole case; raises `DraftInvalid` and its kin.

    Raises `NotVisible` for somebody to whom a part of the case is closed: what they would draft
    would not say so.
    """
    require_whole_case(access)
    case, law, revision = snapshot(access), current_law(), newest_revision(access)
    numbered = draft(kind, case, law, on)
    places = _places(kind, numbered, case, on)
    files: dict[str, bytes] = {}
    for done, form in enumerate(FORMATS):
        files[f"{kind.value}.{form}"] = draw_filing(numbered, form, exhibits_at=places)
        if running:
            running.progress(done + 1, len(FORMATS))
    listing = json.loads(files[f"{kind.value}.json"])
    filing = Filing(
        case=access.case,
        kind=kind.value,
        title=listing["title"],
        on=on,
        is_public=kind.is_public,
        drafted_by=access.user.code,
        drafted_at=at,
        law_version=law.version,
        revision=revision,
        listing=listing,
        items=[exhibit["item"] for exhibit in listing["exhibits"]],
        folders={
            exhibit["item"]: PurePosixPath(places[exhibit["number"]]).parent.name
            for exhibit in listing["exhibits"]
        },
        gates=kept_gates(release_gates(numbered, case, law, is_public=kind.is_public)),
    )
    _keep(filing, files)
    return filing


def _places(kind: FilingKind, filing: Numbered, case: CaseRecords, on: date) -> Mapping[str, str]:
    """Return where each exhibit will lie: as the communication numbers them, if there is one.

    A communication that is half written does not stand in the way of a letter.
    """
    try:
        return places_in_bundle(kind, filing, case, current_law(), on)
    except FilingError:
        alone = {kind.draft_path: case.drafts[kind.draft_path]}
        return places_in_bundle(kind, filing, replace(case, drafts=alone), current_law(), on)


def _keep(filing: Filing, files: Mapping[str, bytes]) -> None:
    """Save a filing under the next number with its files."""
    with transaction.atomic():
        Case.objects.select_for_update().get(pk=filing.case_id)  # two at once get two numbers
        held = Filing.objects.filter(case=filing.case, kind=filing.kind).order_by("-number")
        filing.number = (held.values_list("number", flat=True).first() or 0) + 1
        filing.save()
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
