"""Look into items: read their texts, what they say of themselves, and the files inside them."""

import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from dadkhah.derivation.outcome import Options
from dadkhah.derivation.tasks import Makes, Task
from dadkhah.errors import DadkhahError, VaultLocked
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import (
    Made,
    RunTask,
    items_to_derive,
    keep_outcome,
    planned,
    run_task,
    untried,
)
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.services import VaultIdentity, site_vault
from dadkhah_web.evidence.spool import erase, spool_folder
from dadkhah_web.exchange.findable import refresh_item
from dadkhah_web.exchange.work.members import receive_members
from dadkhah_web.jobs.registry import RunningJob, job

DERIVE = "derive-evidence"
BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Derived:
    """What was made of one item: derivatives, codes of new items inside it, what went wrong."""

    made: tuple[Derivative, ...] = ()
    children: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()


def read_text(access: Access, item: EvidenceItem, file: Path) -> Derivative | None:
    """Read the text of `file`, the bytes of `item`, keep it and let the search find it."""
    tasks = [task for task in planned(item, file) if task.makes is Makes.TEXT]
    made = derive(access, item, file, tasks).made
    return made[0] if made else None


def derive(
    access: Access,
    item: EvidenceItem,
    file: Path,
    tasks: Sequence[Task],
    *,
    run: RunTask = run_task,
    origin: str = "file",
    options: Options | None = None,
) -> Derived:
    """Run tasks on `file`, the bytes of `item`; keep what they find, take in the files inside.

    Each ends as a derivative, also as one that says why there is nothing. Nothing is raised for
    what a file does to its reader.
    """
    made: list[Derivative] = []
    children: list[str] = []
    problems: list[str] = []
    for task in tasks:
        with tempfile.TemporaryDirectory(dir=spool_folder()) as name:
            folder = Path(name)
            outcome = run(task, file, folder, options or {})
            kept = _kept(access, item, keep_outcome(
                item, task, outcome, folder, at=timezone.now(), origin=origin
            ))  # fmt: skip
            made.append(kept.derivative)
            if kept.findings.members:
                taken = receive_members(access, item, kept.findings.members, folder)
                children += taken.codes
                problems += taken.problems
        if kept.derivative.failure:
            problems.append(f"{task.name}: {kept.derivative.failure.partition(' ')[2]}")
    return Derived(tuple(made), tuple(children), tuple(problems))


def derive_in_vault(
    access: Access,
    item: EvidenceItem,
    identity: VaultIdentity,
    *,
    tasks: Sequence[Task] | None = None,
    run: RunTask = run_task,
    origin: str = "file",
    options: Options | None = None,
) -> Derived:
    """Look into an item from a copy that is decrypted for this and removed again.

    Without `tasks`, those of the plan that these versions of the tools have not done yet.
    """
    descriptor, name = tempfile.mkstemp(dir=spool_folder(), prefix="derive-", suffix=".part")
    try:
        with (
            open(descriptor, "wb") as file,  # noqa: PTH123 - the file that mkstemp has opened
            site_vault().open_object(item.object_name, identity) as plain,
        ):
            while block := plain.read(BLOCK):
                file.write(block)
        wanted = untried(item, planned(item, Path(name))) if tasks is None else tasks
        return derive(access, item, Path(name), wanted, run=run, origin=origin, options=options)
    finally:
        erase(Path(name))


def read_text_in_vault(
    access: Access, item: EvidenceItem, identity: VaultIdentity
) -> Derivative | None:
    """Look into an item, and return the derivative of its text."""
    made = derive_in_vault(access, item, identity).made
    return next((one for one in made if one.kind == Makes.TEXT), None)


def derive_waiting(
    access: Access,
    identity: VaultIdentity,
    running: RunningJob | None = None,
    run: RunTask = run_task,
) -> tuple[int, list[str]]:
    """Look into every item that waits and that this person may open, and into what is inside.

    Returns how many were read without a problem, and what went wrong with the others. Stopped, it
    goes on where it stopped.
    """
    done, sound = 0, 0
    problems: list[str] = []
    tried: set[int] = set()
    while waiting := [
        item
        for item in items_to_derive(access).exclude(pk__in=tried).select_related("record")
        if openness(access, item.sensitivity).may_open
    ]:
        for item in waiting:
            tried.add(item.pk)
            if running is not None:
                running.progress(done, done + len(waiting), item.record.code)
            try:
                found = derive_in_vault(access, item, identity, run=run)
            except (DadkhahError, OSError) as error:
                problems.append(f"{item.record.code}: {error}")
                continue
            finally:
                done += 1
            sound += not found.problems
            problems += [f"{item.record.code}: {one}" for one in found.problems]
    return sound, problems


@job(DERIVE)
def derive_evidence(running: RunningJob) -> Mapping[str, Any]:
    """Look into every item that was not looked into yet and that this person may open."""
    access = running.access
    if running.identity is None:
        raise VaultLocked("The vault is locked. Open it with your passphrase and start this again.")
    done, problems = derive_waiting(access, running.identity, running)
    words = ngettext("%(n)s item was looked into.", "%(n)s items were looked into.", done)
    url = reverse("evidence:list", kwargs={"slug": access.case.slug})
    return {"lines": [words % {"n": done}, *problems], "read": done, "url": url}


def _kept(access: Access, item: EvidenceItem, made: Made) -> Made:
    """Let the search find a text that was kept."""
    if made.derivative.kind == Makes.TEXT and not made.derivative.failure:
        with transaction.atomic():
            refresh_item(access.case, item.record.code)
    return made
