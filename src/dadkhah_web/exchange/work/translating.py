"""Have the text of an item translated by a program that was plugged in."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dadkhah.derivation.engine import Request, run_task
from dadkhah.derivation.outcome import Outcome
from dadkhah.derivation.tasks import TASKS
from dadkhah.derivation.text_layer import TextLayer, write_text_layer
from dadkhah.errors import NotAllowed
from dadkhah_web.cases.roles import Capability
from dadkhah_web.evidence.derivation import keep_outcome
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.spool import erase, spool_folder
from dadkhah_web.exchange.work.recognising import MACHINE, current_text, page_of
from dadkhah_web.jobs.registry import RunningJob, job

TRANSLATE = "translate"
_LONGEST = 120  # of the name of a tool
_TASK = TASKS["translation"]


@job(TRANSLATE)
def translate_item(running: RunningJob, *, code: str, into: str) -> Mapping[str, Any]:
    """Translate the text that is read now; kept as a machine's, never in place of the text."""
    access = running.access
    access.require(Capability.RECORD)
    item = find_item(access, code)
    if not openness(access, item.sensitivity).may_read:
        raise NotAllowed("Your roles in this case do not let you read what this item says.")
    url = reverse("recognition:correct", kwargs={"slug": access.case.slug, "code": code, "page": 1})
    text = current_text(item)
    if text is None:
        return {"lines": [_("There are no words to translate.")], "url": url}
    made = _translated(item, text, into)
    done = _("It was translated by a machine: check it with somebody who knows both languages.")
    return {"lines": [made.failure.partition(" ")[2] or done], "url": url}


def translation_of(item: EvidenceItem) -> Derivative | None:
    """Return the newest translation of an item."""
    made = item.derivatives.filter(kind=_TASK.makes, failure="")
    return made.order_by("-pk").first()


def _translated(item: EvidenceItem, text: Derivative, into: str) -> Derivative:
    pages = tuple(page_of(row) for row in text.pages.order_by("number"))
    options = {"into": into, "language": str(text.about.get("language", ""))}
    with tempfile.TemporaryDirectory(dir=spool_folder()) as name:
        source, folder = Path(name) / "source", Path(name) / "made"
        folder.mkdir()
        source.write_bytes(write_text_layer(TextLayer(pages)))
        try:
            outcome: Outcome = run_task(Request(item.pk, _TASK.name, source, options), folder)
        finally:
            erase(source)
        made = keep_outcome(item, _TASK, outcome, folder, at=timezone.now(), origin=MACHINE)
    kept = made.derivative
    kept.about["of"] = text.pk
    kept.tool = f"{kept.about.get('program', '')}, {kept.tool}".removeprefix(", ")[:_LONGEST]
    kept.save(update_fields=["about", "tool"])
    return kept
