"""The words of a filing: read, checked and kept, also while nothing can be drafted from them."""

import hashlib
from dataclasses import replace
from datetime import date, datetime

from django.db import transaction

from dadkhah.errors import DadkhahError, RecordChanged
from dadkhah.exchange.filing import FilingKind
from dadkhah.exchange.filing import draft_filing as draft
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Draft
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.snapshot import snapshot
from dadkhah_web.filings.first_words import first_words
from dadkhah_web.filings.selectors import require_whole_case
from dadkhah_web.records.services import Change, save_revisions


def held_words(access: Access, kind: FilingKind) -> str:
    """Return the words kept for this kind of filing; empty when nobody wrote any."""
    require_whole_case(access)
    held = Draft.objects.filter(case=access.case, path=kind.draft_path).first()
    return held.text if held else ""


def words_to_begin(access: Access, kind: FilingKind) -> str:
    """Return the words kept, or those a new filing begins with."""
    return held_words(access, kind) or first_words(kind)


def mark_of(text: str) -> str:
    """Return a mark of some words, to notice when somebody else has saved others."""
    return hashlib.sha256(text.encode()).hexdigest()[:16] if text else ""


def save_words(
    access: Access, kind: FilingKind, text: str, *, at: datetime, based_on: str | None = None
) -> bool:
    """Keep the words as a revision, readable or not; return whether they are new.

    Half a letter is worth keeping. Raises `RecordChanged` when the words kept now are not those
    with the mark `based_on`.
    """
    text = text.replace("\r\n", "\n")
    with transaction.atomic():
        held = held_words(access, kind)
        if held == text:
            return False
        if based_on is not None and mark_of(held) != based_on:
            raise RecordChanged(
                "Somebody else saved these words since you opened them. What you typed is still "
                "here; compare, then save again."
            )
        Draft.objects.update_or_create(
            case=access.case, path=kind.draft_path, defaults={"text": text}
        )
        name = kind.draft_path.rpartition("/")[2]
        cells = {"path": kind.draft_path, "text": text}
        change = Change("draft", name, "change" if held else "create", cells)
        save_revisions(access.case, [change], vault=site_vault(), actor=access.user.code, at=at)
    return True


def problem_with(access: Access, kind: FilingKind, text: str, on: date) -> DadkhahError | None:
    """Return why no filing can be drafted from these words on this day; None when one can."""
    require_whole_case(access)
    case = snapshot(access)
    drafts = {**case.drafts, kind.draft_path: text.replace("\r\n", "\n")}
    try:
        draft(kind, replace(case, drafts=drafts), current_law(), on)
    except DadkhahError as error:
        return error
    return None
