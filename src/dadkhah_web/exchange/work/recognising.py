"""Read the letters in pictures and write down speech; let a person correct what was read."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from importlib.metadata import version
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.fingerprints.languages import language_of
from dadkhah.derivation.fingerprints.shingles import minhash
from dadkhah.derivation.kinds.recognition.correction import as_lines, corrected
from dadkhah.derivation.outcome import Options
from dadkhah.derivation.tasks import TASKS
from dadkhah.derivation.text_layer import Box, Page, Word
from dadkhah.errors import CorrectionRefused, NotAllowed, NotVisible, RecordChanged, VaultLocked
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.derivation import TEXT, keep_pages, text_of
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.evidence.openness import openness, require_open
from dadkhah_web.evidence.selectors import find_item, kind_of
from dadkhah_web.exchange.findable import refresh_item
from dadkhah_web.exchange.work.deriving import derive_in_vault
from dadkhah_web.jobs.registry import RunningJob, job

RECOGNISE = "recognise"
CORRECTION, BY_HAND = "correction", "corrected by hand"
FILE, MACHINE, PERSON = "file", "machine", "person"
TASK_FOR: Mapping[str, str] = {
    "pdf": RECOGNISE,
    "image": RECOGNISE,
    "audio": "speech",
    "video": "speech",
}
"""What a machine can do with a kind of item to get at its words."""
_LONGEST_TOOL = 120


@job(RECOGNISE)
def recognise_item(
    running: RunningJob, *, code: str, pages: str = "", language: str = ""
) -> Mapping[str, Any]:
    """Read letters in an item, or write down what is said in it.

    `pages`: "3", "1-5,9", else all; `language`: else looked for.
    """
    access = running.access
    item = find_item(access, code)
    require_open(access, item)
    task = TASKS[TASK_FOR[kind_of(item.media_type)]]
    if running.identity is None:
        raise VaultLocked("The vault is locked. Open it with your passphrase and start this again.")
    asked: Options = {n: v for n, v in (("pages", pages), ("language", language)) if v}
    earlier = _by_no_person(item)
    done = derive_in_vault(
        access, item, running.identity, tasks=[task], origin=MACHINE, options=asked
    )
    (reading,) = done.made
    if reading.failure:
        url = reverse("evidence:show", kwargs={"slug": access.case.slug, "code": code})
        return {"lines": [reading.failure.partition(" ")[2]], "url": url}
    with transaction.atomic():
        _complete(reading, earlier)
        refresh_item(access.case, code)
    return _told(access, code, reading)


def correct_page(
    access: Access,
    item: EvidenceItem,
    page_number: int,
    text: str,
    at: datetime,
    *,
    corrects: int | None = None,
) -> Derivative:
    """Keep what a person read on a page, beside what was there; return the new text of the item.

    The other pages are carried over. With `corrects`, the key of the text the person had before
    their eyes, raises `RecordChanged` when another text of this page was saved since.
    """
    access.require(Capability.RECORD)
    _require_correctable(access, item)
    with transaction.atomic():
        EvidenceItem.objects.select_for_update().get(pk=item.pk)  # one correction at a time
        base = current_text(item)
        rows = list(base.pages.order_by("number")) if base else []
        _require_unchanged(item, rows, page_number, corrects)
        pages = _with_text(item, rows, page_number, as_lines(text))
        kept = Derivative.objects.create(
            item=item,
            kind=TEXT,
            task=CORRECTION,
            tool=BY_HAND,
            origin=PERSON,
            by=access.user.code,
            made_at=at,
            about=_about(base, pages, page_number, (access.user.code, at.isoformat())),
        )
        keep_pages(kept, pages)
        refresh_item(access.case, item.record.code)
    return kept


def current_text(item: EvidenceItem) -> Derivative | None:
    """Return the text of an item that is read now; None where nothing could be read."""
    text = text_of(item)
    return text if text is not None and not text.failure else None


def readings_of(item: EvidenceItem) -> QuerySet[Derivative]:
    """Return all texts of an item, the newest first: of the file, of machines, of persons."""
    return item.derivatives.filter(kind=TEXT).order_by("-pk")


def page_of(row: DerivedPage) -> Page:
    """Return a page as tasks have it."""
    words = tuple(
        Word(row.text[start:end], start, end, Box(*box)) for start, end, *box in row.words
    )
    return Page(row.number, row.label, row.width, row.height, row.text, words)


def may_be_corrected(item: EvidenceItem) -> bool:
    """Whether an item's text is a reading of something, and not what its file says itself."""
    return kind_of(item.media_type) in TASK_FOR


def _require_correctable(access: Access, item: EvidenceItem) -> None:
    if not openness(access, item.sensitivity).may_read:
        raise NotAllowed("Your roles in this case do not let you read what this item says.")
    if not may_be_corrected(item):
        raise CorrectionRefused(
            f"The text of {item.record.code} is what its file says itself, and is not corrected. "
            "Write what you know of it into the note of the item."
        )


def _require_unchanged(
    item: EvidenceItem, now: Sequence[DerivedPage], number: int, corrects: int | None
) -> None:
    if corrects is None:
        return
    before = DerivedPage.objects.filter(
        derivative__item=item, derivative=corrects, number=number
    ).first()
    there = next((row.text for row in now if row.number == number), "")
    if (before.text if before else "") != there:
        raise RecordChanged(
            f"Somebody saved another text of page {number} since you opened it. What you typed is "
            "still here: look at what is new, and save again."
        )


def _with_text(
    item: EvidenceItem, rows: Sequence[DerivedPage], number: int, text: str
) -> list[Page]:
    """Return all pages, one with another text. Of what nobody read there is a first page."""
    pages = [page_of(row) for row in rows] or [Page(1, "", 0, 0, "")]
    if not any(page.number == number for page in pages):
        raise NotVisible(f"There is no page {number} of {item.record.code} that you may see.")
    return [corrected(page, text) if page.number == number else page for page in pages]


def _by_no_person(item: EvidenceItem) -> Derivative | None:
    return readings_of(item).filter(failure="").exclude(origin=PERSON).first()


def _complete(reading: Derivative, earlier: Derivative | None) -> None:
    """Say with what was read, and take over from the earlier text the pages that were not."""
    about = reading.about
    origins = dict.fromkeys(about.get("languages", {}), MACHINE)
    rows = {row.number: row for row in earlier.pages.all()} if earlier else {}
    for page in reading.pages.all():
        row = rows.get(page.number)
        if str(page.number) in origins or row is None or not row.text or earlier is None:
            continue
        page.text, page.words = row.text, row.words
        page.save(update_fields=["text", "words"])
        _take_over(about, earlier, origins, str(page.number))
    about |= {"origins": origins, **_said([row.text for row in reading.pages.all()])}
    program = str(about.get("program", ""))
    reading.tool = f"{program}, dadkhah {version('dadkhah')}"[:_LONGEST_TOOL]
    reading.save(update_fields=["about", "tool"])


def _take_over(
    about: dict[str, Any], earlier: Derivative, origins: dict[str, str], number: str
) -> None:
    origins[number] = earlier.about.get("origins", {}).get(number, earlier.origin)
    for name in ("confidence", "languages"):
        if number in earlier.about.get(name, {}):
            about.setdefault(name, {})[number] = earlier.about[name][number]


def _about(
    base: Derivative | None, pages: Sequence[Page], number: int, read: tuple[str, str]
) -> dict[str, Any]:
    """Return what is kept beside a correction: whose each page is, and what was sure of others."""
    before = base.about if base else {}
    origins = {str(p.number): base.origin if base else FILE for p in pages}
    confidence = {k: v for k, v in before.get("confidence", {}).items() if k != str(number)}
    return {
        "has_text": True,
        "corrects": base.pk if base else None,
        "origins": {**origins, **before.get("origins", {}), str(number): PERSON},
        "by_hand": {**before.get("by_hand", {}), str(number): list(read)},
        "confidence": confidence,
        "languages": before.get("languages", {}),
        "times": before.get("times", {}),
        **_said([page.text for page in pages]),
    }


def _said(texts: Sequence[str]) -> dict[str, Any]:
    text = "\n".join(texts)
    return {"language": language_of(text), "minhash": minhash(text)} if text.strip() else {}


def _told(access: Access, code: str, reading: Derivative) -> Mapping[str, Any]:
    numbers = [int(n) for n, origin in reading.about["origins"].items() if origin == MACHINE]
    words = ngettext(
        "%(n)s page was read by a machine: check it against the picture.",
        "%(n)s pages were read by a machine: check them against the picture.",
        len(numbers),
    )
    names = {"slug": access.case.slug, "code": code, "page": min(numbers, default=1)}
    notices = [one.text for one in read_findings(reading.about).notices]
    url = reverse("recognition:correct", kwargs=names)
    return {"lines": [words % {"n": len(numbers)}, *notices], "url": url}
