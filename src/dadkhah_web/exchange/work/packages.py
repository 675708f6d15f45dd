"""Keep what another tool's package says of the files that came in it, as claims of that tool."""

import tempfile
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from dadkhah.derivation.sandbox import run_limited
from dadkhah.derivation.tasks import TASKS
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import keep_outcome
from dadkhah_web.evidence.selectors import items_of
from dadkhah_web.evidence.spool import spool_folder


def keep_package(access: Access, codes: Sequence[str], folder: Path, *, at: datetime) -> str:
    """Compare a folder with the lists of the tool that packed it, and keep what that says.

    It is kept beside the first of the items, and returned as one sentence; nothing where no tool
    was recognised.
    """
    item = items_of(access).filter(record__code__in=codes).order_by("record__code").first()
    if item is None:
        return ""
    task = TASKS["package"]
    with tempfile.TemporaryDirectory(dir=spool_folder()) as made:
        outcome = run_limited(task.name, folder, Path(made))
        kept = keep_outcome(item, task, outcome, Path(made), at=at)
    if not kept.findings.facts:
        kept.derivative.delete()
    return " ".join(notice.text for notice in kept.findings.notices)
