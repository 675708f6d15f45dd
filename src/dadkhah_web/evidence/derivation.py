"""The text of an item, made in the sandbox from its bytes, and kept with the place of each word."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from dadkhah.derivation.outcome import Done, Failed, Reason
from dadkhah.derivation.sandbox import run_here, run_limited
from dadkhah.derivation.text_layer import TEXT_FILE, Page, TextLayer, read_text_layer
from dadkhah.errors import FileNotDerivable
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import Derivative, DerivedPage, EvidenceItem
from dadkhah_web.evidence.selectors import KINDS, kind_of
from dadkhah_web.evidence.spool import spool_folder

TEXT = "text"
_TASKS = {"text": "plain-text", "pdf": "pdf-text"}
_PAGES_AT_ONCE = 100


def text_task(media_type: str) -> str:
    """Return the task that reads the text of such a file; nothing where there is none."""
    return _TASKS.get(kind_of(media_type), "")


def derive_text(item: EvidenceItem, file: Path, *, at: datetime) -> Derivative | None:
    """Read the text of `file`, the bytes of `item`, and keep it; also that it could not be read.

    Returns None for a kind of file without text. An earlier derivative stays beside the new one.
    """
    task = text_task(item.media_type)
    if not task:
        return None
    with tempfile.TemporaryDirectory(dir=spool_folder()) as folder:
        run = run_here if task == "plain-text" else run_limited
        outcome = run(task, file, Path(folder))
        layer = TextLayer(())
        if isinstance(outcome, Done):
            try:
                layer = read_text_layer((Path(folder) / TEXT_FILE).read_bytes())
            except (FileNotDerivable, OSError) as error:
                outcome = Failed(Reason.DAMAGED, str(error))
    failure = f"{outcome.reason} {outcome.message}" if isinstance(outcome, Failed) else ""
    with transaction.atomic():
        derivative = Derivative.objects.create(
            item=item,
            kind=TEXT,
            tool=_tool(task),
            made_at=at,
            failure=failure,
            about=dict(outcome.answer) if isinstance(outcome, Done) else {},
        )
        DerivedPage.objects.bulk_create(_rows(derivative, layer.pages), _PAGES_AT_ONCE)
    return derivative


def text_of(item: EvidenceItem) -> Derivative | None:
    """Return the newest derivative that has the text of an item, or the newest failure."""
    made = item.derivatives.filter(kind=TEXT).order_by("-pk")
    return made.filter(failure="").first() or made.first()


def items_without_text(access: Access) -> QuerySet[EvidenceItem]:
    """Return the items this person may see whose text could be read and never was."""
    tried = Derivative.objects.filter(item=OuterRef("pk"), kind=TEXT)
    rows = EvidenceItem.objects.filter(
        KINDS["text"] | KINDS["pdf"],
        ~Exists(tried),
        record__case=access.case,
    )
    return access.narrow(rows.exclude(object_name=""))


def _rows(derivative: Derivative, pages: Sequence[Page]) -> list[DerivedPage]:
    return [
        DerivedPage(
            derivative=derivative,
            number=page.number,
            label=page.label[:40],
            width=page.width,
            height=page.height,
            text=page.text.replace("\0", ""),
            words=[
                [w.start, w.end, w.box.x, w.box.y, w.box.width, w.box.height] for w in page.words
            ],
        )
        for page in pages
    ]


def _tool(task: str) -> str:
    if task == "pdf-text":
        return f"PDFium (pypdfium2 {version('pypdfium2')})"
    return f"dadkhah {version('dadkhah')}"
