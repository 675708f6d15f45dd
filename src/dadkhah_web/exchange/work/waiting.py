"""Look into all items that wait, on the engine that is set: many at once, each once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.translation import ngettext

from dadkhah.derivation.engine import Engine, Request, ThisMachine
from dadkhah.derivation.tasks import TASKS
from dadkhah.errors import DadkhahError, VaultLocked
from dadkhah_network.cluster import cluster
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.derivation import items_to_derive, planned, untried
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import openness
from dadkhah_web.evidence.services import Progress, VaultIdentity, unheard
from dadkhah_web.evidence.spool import erase, spool_folder
from dadkhah_web.evidence.trust import options_of
from dadkhah_web.exchange.work.deriving import decrypt, take
from dadkhah_web.jobs.registry import RunningJob, job

DERIVE = "derive-evidence"


@dataclass(slots=True)
class _Open:
    """An item whose copy lies in the spool until the last of its tasks has ended."""

    item: EvidenceItem
    file: Path
    left: int


@dataclass(slots=True)
class _Round:
    """One look into a number of items."""

    identity: VaultIdentity
    items: Sequence[EvidenceItem]
    problems: dict[str, list[str]]
    open: dict[int, _Open] = field(default_factory=dict)
    ended: int = 0

    def requests(self) -> Iterator[Request]:
        """Decrypt items one after another, as the engine asks for work."""
        for item in self.items:
            try:
                file = decrypt(item, self.identity)
            except (DadkhahError, OSError) as error:
                self.say(item, str(error))
                self.ended += 1
                continue
            tasks = untried(item, planned(item, file))
            self.open[item.pk] = _Open(item, file, len(tasks))
            if not tasks:
                self.close(item.pk)
            for task in tasks:
                yield Request(item.pk, task.name, file, options_of(task))

    def end_one(self, key: int) -> None:
        """Note that a task of an item ended; after the last its copy is removed."""
        self.open[key].left -= 1
        if self.open[key].left <= 0:
            self.close(key)

    def close(self, key: int) -> None:
        """Remove the copy of an item."""
        erase(self.open.pop(key).file)
        self.ended += 1

    def say(self, item: EvidenceItem, problem: str) -> None:
        """Keep what went wrong with an item."""
        self.problems.setdefault(item.record.code, []).append(problem)


@contextmanager
def engine_of_site() -> Iterator[Engine]:
    """Give the engine that is set: this machine, or a cluster. Raises `SettingRefused`."""
    address = settings.DADKHAH_ENGINE
    if not address:
        yield ThisMachine()
        return
    with cluster(address, settings.DADKHAH_ENGINE_TLS) as engine:
        yield engine


def derive_waiting(
    access: Access,
    identity: VaultIdentity,
    *,
    codes: Sequence[str] = (),
    progress: Progress = unheard,
) -> tuple[int, list[str]]:
    """Look into every item that waits and that this person may open, and into what is inside.

    `codes` names some instead. Returns how many were read without a problem, and what went wrong
    with the others. Stopped, it goes on where it stopped: what was kept is not done again.
    """
    problems: dict[str, list[str]] = {}
    tried: set[int] = set()
    with engine_of_site() as engine:
        while waiting := _waiting(access, codes, tried):
            tried |= {item.pk for item in waiting}
            _look_into(access, _Round(identity, waiting, problems), engine, progress)
    said = [f"{code}: {'; '.join(lines)}" for code, lines in problems.items()]
    return len(tried) - len(problems), said


@job(DERIVE)
def derive_evidence(running: RunningJob) -> Mapping[str, Any]:
    """Look into every item that was not looked into yet and that this person may open."""
    access = running.access
    if running.identity is None:
        raise VaultLocked("The vault is locked. Open it with your passphrase and start this again.")
    done, problems = derive_waiting(
        access,
        running.identity,
        progress=lambda what, done, total: running.progress(done, total, what),
    )
    words = ngettext("%(n)s item was looked into.", "%(n)s items were looked into.", done)
    url = reverse("evidence:list", kwargs={"slug": access.case.slug})
    return {"lines": [words % {"n": done}, *problems], "read": done, "url": url}


def _waiting(access: Access, codes: Sequence[str], tried: set[int]) -> list[EvidenceItem]:
    rows = items_to_derive(access, codes).exclude(pk__in=tried)
    rows = rows.select_related("record", "source__record", "parent")
    return [item for item in rows if openness(access, item.sensitivity).may_open]


def _look_into(access: Access, round_: _Round, engine: Engine, progress: Progress) -> None:
    try:
        with TemporaryDirectory(dir=spool_folder()) as scratch:
            for one in engine.run(round_.requests(), Path(scratch)):
                item = round_.open[one.request.key].item
                progress(item.record.code, round_.ended, len(round_.items))
                task = TASKS[one.request.task]
                try:
                    problems = take(access, item, task, one.outcome, one.folder).problems
                except (DadkhahError, OSError) as error:  # the others go on
                    problems = (f"{task.name}: {error}",)
                for problem in problems:
                    round_.say(item, problem)
                round_.end_one(one.request.key)
    finally:
        for key in list(round_.open):
            round_.close(key)
