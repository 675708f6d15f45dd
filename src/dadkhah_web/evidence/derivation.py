"""What is made of an item in the sandbox, and kept: its text with places, and what was found."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from dadkhah.derivation.findings import Findings, read_findings
from dadkhah.derivation.fingerprints.languages import language_of
from dadkhah.derivation.fingerprints.shingles import minhash
from dadkhah.derivation.media_type import FIRST_BYTES, MESSAGES, OFFICE, TEXTS, WEB_ARCHIVES
from dadkhah.derivation.outcome import Done, Failed, Outcome, Reason
from dadkhah.derivation.tasks import Makes, Task, tasks_for
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, read_text_layer
from dadkhah.errors import FileNotDerivable
from dadkhah.text.storable import storable, storable_text
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.evidence.trust import tool_of

TEXT = Makes.TEXT
_PAGES_AT_ONCE = 100
_HAS_TEXT = (*TEXTS, "application/pdf", *OFFICE, *MESSAGES, *WEB_ARCHIVES)


@dataclass(frozen=True, slots=True)
class Made:
    """One derivative that was kept, and what it says; files it names are still in the folder."""

    derivative: Derivative
    findings: Findings


def planned(item: EvidenceItem, file: Path) -> tuple[Task, ...]:
    """Return the tasks that run by themselves on an item, whose bytes are `file`."""
    with file.open("rb") as stream:
        return tasks_for(item.media_type, stream.read(FIRST_BYTES), item.title)


def untried(item: EvidenceItem, tasks: Iterable[Task]) -> tuple[Task, ...]:
    """Return those of the tasks that these versions of the tools have not done yet."""
    tried = set(item.derivatives.values_list("task", "tool"))
    return tuple(task for task in tasks if (task.name, tool_of(task)) not in tried)


def keep_outcome(
    item: EvidenceItem,
    task: Task,
    outcome: Outcome,
    folder: Path,
    *,
    at: datetime,
    origin: str = "file",
) -> Made:
    """Keep what came of a task, also that nothing did. An earlier derivative stays beside it."""
    findings, layer = Findings(), TextLayer(())
    if isinstance(outcome, Done):
        try:
            findings = read_findings(outcome.answer)
            if task.makes is TEXT:
                layer = read_text_layer((folder / TEXT_FILE).read_bytes())
        except (FileNotDerivable, OSError) as error:
            outcome = Failed(Reason.DAMAGED, str(error))
    failure = (
        storable_text(f"{outcome.reason} {outcome.message}") if isinstance(outcome, Failed) else ""
    )
    about = _about(outcome.answer, layer) if isinstance(outcome, Done) else {}
    with transaction.atomic():
        derivative = Derivative.objects.create(
            item=item,
            kind=task.makes,
            task=task.name,
            tool=tool_of(task),
            origin=origin,
            made_at=at,
            failure=failure,
            about=about,
        )
        keep_pages(derivative, layer.pages)
    return Made(derivative, Findings() if failure else findings)


def keep_pages(derivative: Derivative, pages: Sequence[Page]) -> None:
    """Keep the text of each page, with the places of its words."""
    DerivedPage.objects.bulk_create(_rows(derivative, pages), _PAGES_AT_ONCE)


def text_of(item: EvidenceItem) -> Derivative | None:
    """Return the derivative whose text is read: what a person corrected last, else the newest.

    One without words comes after all that have some; then the newest failure.
    """
    made = item.derivatives.filter(kind=TEXT).order_by("-pk")
    sound = made.filter(failure="").annotate(
        has_words=Exists(DerivedPage.objects.filter(~Q(text=""), derivative=OuterRef("pk")))
    )
    return (
        sound.filter(origin="person").first()
        or sound.filter(has_words=True).first()
        or sound.first()
        or made.first()
    )


def read_by_machine(items: Iterable[int]) -> set[int]:
    """Return the keys of those items whose text, as it is read now, a machine has made."""
    rows = Derivative.objects.filter(item__in=list(items), kind=TEXT, failure="").order_by("pk")
    newest: dict[int, str] = {}
    for item, origin in rows.values_list("item_id", "origin"):
        if newest.get(item) != "person":
            newest[item] = origin
    return {item for item, origin in newest.items() if origin == "machine"}


def findings_of(item: EvidenceItem) -> list[Made]:
    """Return the newest sound derivative of each task with what it found, in the order made."""
    newest: dict[str, Derivative] = {}
    for one in item.derivatives.filter(failure="").order_by("pk"):
        newest[one.task or one.kind] = one
    return [Made(one, read_findings(one.about)) for one in newest.values()]


def items_without_text(access: Access) -> QuerySet[EvidenceItem]:
    """Return the items this person may see whose text could be read and never was."""
    tried = Derivative.objects.filter(item=OuterRef("pk"), kind=TEXT)
    return _sealed_items(access).filter(~Exists(tried), _is_of(_HAS_TEXT))


def items_to_derive(access: Access, codes: Sequence[str] = ()) -> QuerySet[EvidenceItem]:
    """Return the items this person may see that were not looked into yet, or not to the end.

    With `codes` the items of these, looked into or not.
    """
    if codes:
        return _sealed_items(access).filter(record__code__in=codes)
    tried = Derivative.objects.filter(item=OuterRef("pk"))
    return _sealed_items(access).filter(
        ~Exists(tried) | ~Exists(tried.filter(task="credentials")) & ~_is_of(TEXTS)
    )


def _sealed_items(access: Access) -> QuerySet[EvidenceItem]:
    rows = EvidenceItem.objects.filter(record__case=access.case)
    return access.narrow(rows.exclude(object_name=""))


def _is_of(media_types: Iterable[str]) -> Q:
    """Whether an item is of one of these types, whatever follows: `text/plain; charset=utf-8`."""
    asked = Q()
    for media_type in media_types:
        asked |= Q(media_type__startswith=media_type)
    return asked | Q(media_type__startswith="text/") if "text/plain" in media_types else asked


def _about(answer: object, layer: TextLayer) -> dict[str, Any]:
    """Return what is kept of an answer; a text's language, script and fingerprint beside it."""
    about: dict[str, Any] = json.loads(json.dumps(storable(answer)))
    text = "\n".join(page.text for page in layer.pages)
    if text.strip():
        about["language"] = language_of(text)
        about["minhash"] = minhash(text)
    return about


def _rows(derivative: Derivative, pages: Sequence[Page]) -> list[DerivedPage]:
    return [
        DerivedPage(
            derivative=derivative,
            number=page.number,
            label=page.label.replace("\0", "")[:40],
            width=page.width,
            height=page.height,
            text=page.text.replace("\0", ""),
            words=[
                [w.start, w.end, w.box.x, w.box.y, w.box.width, w.box.height] for w in page.words
            ],
        )
        for page in pages
    ]
