"""Load the sample case that ships with this program."""

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from dadkhah.exchange.casefolder import read_case_folder
from dadkhah.exchange.casefolder.head import read_head
from dadkhah.resources import shipped
from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import enter_case
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.cases.models import Case
from dadkhah_web.evidence.derivation import items_without_text
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.exchange.services import begin_case, import_case
from dadkhah_web.exchange.work.deriving import read_text
from dadkhah_web.jobs.models import Job
from dadkhah_web.jobs.registry import RunningJob, job
from dadkhah_web.jobs.services import start_job

LOAD_SAMPLE = "load-sample"
SAMPLE = "afghanistan"


def sample_folder() -> Path:
    """Return the folder of the sample case; it may be absent where only the program is."""
    return shipped("examples") / SAMPLE


def may_load_sample() -> bool:
    """Whether the sample case is here and not loaded yet."""
    return (sample_folder() / "case.yaml").is_file() and not Case.objects.filter(
        slug=SAMPLE
    ).exists()


def load_sample(user: User, *, at: datetime) -> Job:
    """Make the sample case, let this person into it, and start to load its records."""
    info, _problems = read_head((sample_folder() / "case.yaml").read_bytes())
    assert info is not None  # noqa: S101 - the suite reads the sample case
    begin_case(info, user, vault=site_vault(), at=at)
    return start_job(enter_case(user, info.slug), LOAD_SAMPLE, {})


@job(LOAD_SAMPLE)
def run(running: RunningJob) -> Mapping[str, Any]:
    """Seal the files, save the records, and read the texts, so that they can be searched."""
    folder, access = sample_folder(), running.access
    case = read_case_folder(folder, law=current_law())
    total = 2 * len(case.items)

    def said(what: str, done: int, _all: int) -> None:
        if what == "received":
            running.progress(done, total)

    done = import_case(
        case,
        folder,
        vault=site_vault(),
        actor=access.user.code,
        at=timezone.now(),
        update=True,
        progress=said,
    )
    files = {item.id: folder / item.file for item in case.items}
    for place, item in enumerate(items_without_text(access).select_related("record")):
        running.progress(len(case.items) + place, total, item.record.code)
        read_text(access, item, files[item.record.code])
    running.progress(total, total)
    words = _("%(count)s records are in the case.") % {"count": len(done.created)}
    return {"lines": [words], "url": reverse("cases:home", args=[access.case.slug])}
