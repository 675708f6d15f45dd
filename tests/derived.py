"""A text of an item, kept as the site keeps what it reads."""

import tempfile
from pathlib import Path

from django.utils import timezone

from dadkhah.derivation.engine import Request, run_task
from dadkhah.derivation.tasks import TASKS
from dadkhah_web.evidence.derivation import keep_outcome


def keep_text(item, file):
    task = TASKS["plain-text"]
    with tempfile.TemporaryDirectory() as name:
        outcome = run_task(Request(0, task.name, file), Path(name))
        return keep_outcome(item, task, outcome, Path(name), at=timezone.now()).derivative
