"""Look into items: read their texts, what they say of themselves, and the files inside them."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from dadkhah.derivation.engine import Request, run_task
from dadkhah.derivation.outcome import Options, Outcome
from dadkhah.derivation.tasks import Makes, Task
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import keep_outcome, planned, untried
from dadkhah_web.evidence.models import Derivative, EvidenceItem
from dadkhah_web.evidence.services import VaultIdentity, site_vault
from dadkhah_web.evidence.spool import erase, spool_folder
from dadkhah_web.evidence.trust import options_of
from dadkhah_web.exchange.findable import refresh_item
from dadkhah_web.exchange.work.members import receive_members

BLOCK = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Derived:
    """What was made of one item: derivatives, codes of the items inside it, what went wrong."""

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
    origin: str = "file",
    options: Options | None = None,
) -> Derived:
    """Run tasks on `file`, the bytes of `item`; keep what they find, take in the files inside.

    Each ends as a derivative, also as one that says why there is nothing. Nothing is raised for
    what a file does to its reader.
    """
    found = []
    for task in tasks:
        with tempfile.TemporaryDirectory(dir=spool_folder()) as folder:
            request = Request(item.pk, task.name, file, options or options_of(task))
            outcome = run_task(request, Path(folder))
            found.append(take(access, item, task, outcome, Path(folder), origin=origin))
    return Derived(
        tuple(made for one in found for made in one.made),
        tuple(code for one in found for code in one.children),
        tuple(problem for one in found for problem in one.problems),
    )


def take(
    access: Access,
    item: EvidenceItem,
    task: Task,
    outcome: Outcome,
    folder: Path,
    *,
    origin: str = "file",
) -> Derived:
    """Keep what came of one task, let the search find its text, take in the files inside."""
    with transaction.atomic():
        kept = keep_outcome(item, task, outcome, folder, at=timezone.now(), origin=origin)
        failure = kept.derivative.failure.partition(" ")[2]
        if task.makes is Makes.TEXT and not failure:
            refresh_item(access.case, item.record.code)
    problems = [f"{task.name}: {failure}"] if failure else []
    if not kept.findings.members:
        return Derived((kept.derivative,), (), tuple(problems))
    taken = receive_members(access, item, kept.findings.members, folder)
    return Derived((kept.derivative,), taken.codes, (*problems, *taken.problems))


def derive_in_vault(
    access: Access,
    item: EvidenceItem,
    identity: VaultIdentity,
    *,
    tasks: Sequence[Task] | None = None,
    origin: str = "file",
    options: Options | None = None,
) -> Derived:
    """Look into an item from a copy that is decrypted for this and removed again.

    Without `tasks`, those of the plan that these versions of the tools have not done yet.
    """
    with decrypted(item, identity) as file:
        wanted = untried(item, planned(item, file)) if tasks is None else tasks
        return derive(access, item, file, wanted, origin=origin, options=options)


@contextmanager
def decrypted(item: EvidenceItem, identity: VaultIdentity) -> Iterator[Path]:
    """Give a copy of the bytes of an item, for its owner only; it is overwritten and removed."""
    file = decrypt(item, identity)
    try:
        yield file
    finally:
        erase(file)


def decrypt(item: EvidenceItem, identity: VaultIdentity) -> Path:
    """Write a copy of the bytes of an item into the spool; whoever asks must `erase` it."""
    descriptor, name = tempfile.mkstemp(dir=spool_folder(), prefix="derive-", suffix=".part")
    try:
        with (
            open(descriptor, "wb") as file,  # noqa: PTH123 - the file that mkstemp has opened
            site_vault().open_object(item.object_name, identity) as plain,
        ):
            while block := plain.read(BLOCK):
                file.write(block)
    except BaseException:
        erase(Path(name))
        raise
    return Path(name)


def read_text_in_vault(
    access: Access, item: EvidenceItem, identity: VaultIdentity
) -> Derivative | None:
    """Read the text of an item from a copy that is decrypted for this and removed again."""
    with decrypted(item, identity) as file:
        return read_text(access, item, file)
