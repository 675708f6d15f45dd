"""Make a redacted copy of an item, search it, and leave it for somebody to look at.

What is to be hidden lies in a draft of the person and never in the job. The copy lies among the
working copies of their session: it goes when they leave, and nothing of it is in the vault.
"""

import hashlib
import json
import re
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from dadkhah.derivation.findings import read_findings
from dadkhah.derivation.outcome import Done, Failed, Options
from dadkhah.derivation.redaction.fitting import Fit, fit_for
from dadkhah.derivation.redaction.hidden import Hidden, read_hidden, write_hidden
from dadkhah.derivation.redaction.leaks import LEAK
from dadkhah.derivation.sandbox import run_limited
from dadkhah.derivation.tasks import TASKS
from dadkhah.errors import FileNotDerivable, MarksNotUnderstood, RedactionRefused, VaultLocked
from dadkhah_web.cases.access import Access
from dadkhah_web.cases.drafts import find_draft, keep_draft
from dadkhah_web.evidence.derivation import text_of
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.openness import require_open
from dadkhah_web.evidence.selectors import find_item
from dadkhah_web.evidence.services import VaultIdentity, site_home
from dadkhah_web.evidence.spool import erase, new_part, part_path
from dadkhah_web.exchange.work.deriving import decrypted
from dadkhah_web.jobs.registry import RunningJob, job

REDACT = "redact-item"
FOLDER = "redaction"
COPIES = ("copy.pdf", "copy.jpg", "copy.png", "copy.mp4", "copy.m4a", "copy.txt")
_NOTE = "made.json"
_PLACE = re.compile(r"[0-9a-f]{32}/\d{1,18}", re.ASCII)
_MOST_PAGES = 10_000
_BETWEEN_PAGES = "\n\n"


@dataclass(frozen=True, slots=True)
class Marks:
    """What somebody has marked to be hidden so far, and of which text the spans are."""

    hidden: Hidden = field(default_factory=Hidden)
    text: int = 0
    """The key of the derivative whose text the spans count in; 0 where none do."""


@dataclass(frozen=True, slots=True)
class MadeCopy:
    """A copy that waits to be looked at: what it was made with, and what the check says."""

    file: str
    sha256: str
    marks: str  # the digest of the marks it hides
    task: str
    tool: str
    notices: tuple[tuple[str, str], ...] = ()  # code and words, of the copy and of the check
    searched: tuple[str, ...] = ()
    pages: int = 0
    """How many pages a copy has that has pages."""

    @property
    def leaks(self) -> tuple[tuple[str, str], ...]:
        """What was found of what it should hide: with one of them it is not sealed."""
        return tuple(one for one in self.notices if one[0].startswith(LEAK))


def marks_key(code: str) -> str:
    """Return the name of the draft that holds the marks of an item."""
    return f"redact/{code}"


def marks_of(access: Access, item: EvidenceItem) -> Marks:
    """Return what this person has marked in an item; nothing where it cannot be read any more."""
    draft = find_draft(access.user, access.case, marks_key(item.record.code))
    if draft is None:
        return Marks()
    try:
        return Marks(read_hidden(str(draft.data["hide"])), int(draft.data["text"]))
    except (MarksNotUnderstood, KeyError, ValueError, TypeError):
        return Marks()


def keep_marks(access: Access, item: EvidenceItem, marks: Marks, *, at: datetime) -> None:
    """Keep what is marked until it is sealed or thrown away."""
    data = {"hide": write_hidden(marks.hidden), "text": str(marks.text)}
    keep_draft(access.user, access.case, marks_key(item.record.code), data, at=at)


def digest_of(hidden: Hidden) -> str:
    """Return what tells one set of marks from another."""
    return hashlib.sha256(write_hidden(hidden).encode()).hexdigest()


def whole_text(item: EvidenceItem) -> tuple[str, int]:
    """Return the text of an item as one, and the key of the derivative it comes from."""
    made = text_of(item)
    if made is None or made.failure:
        return "", 0
    pages = made.pages.order_by("number").values_list("text", flat=True)
    return _BETWEEN_PAGES.join(pages), made.pk


@job(REDACT)
def redact_item(running: RunningJob, *, code: str, place: str) -> Mapping[str, Any]:
    """Make the copy that the marks of this person ask for, and search it."""
    access = running.access
    item = find_item(access, code)
    require_open(access, item)
    if running.identity is None:
        raise VaultLocked("The vault is locked. Open it with your passphrase and start this again.")
    marks = marks_of(access, item)
    fit = fit_for(item.media_type)
    folder = _folder(place)
    running.progress(0, 2, code)
    with _source(item, fit, marks, running.identity) as source:
        copied = _copied(fit, marks.hidden, source, folder / FOLDER)
        running.progress(1, 2, code)
        made = _searched(fit, marks.hidden, source, *copied)
    (folder / FOLDER / _NOTE).write_text(json.dumps(asdict(made)), encoding="utf-8")
    running.progress(2, 2)
    url = reverse("redaction:preview", kwargs={"slug": access.case.slug, "code": code})
    words = _("Something hidden is still in the copy.") if made.leaks else _("The copy is made.")
    return {"lines": [words], "url": url}


def made_copy(folder: Path) -> tuple[MadeCopy, Path] | None:
    """Return the copy that waits in a folder of working copies of an item, and where it lies."""
    note = folder / FOLDER / _NOTE
    if not note.is_file():
        return None
    written = json.loads(note.read_text(encoding="utf-8"))
    notices = tuple((str(code), str(words)) for code, words in written.pop("notices"))
    searched = tuple(written.pop("searched"))
    made = MadeCopy(**written, notices=notices, searched=searched)
    return made, note.parent / made.file


def discard_copy(folder: Path) -> None:
    """Overwrite and remove a copy that was made, and the note beside it."""
    for name in (*COPIES, _NOTE):
        erase(folder / FOLDER / name)


def _folder(place: str) -> Path:
    """Return the folder of working copies that a page has made for this item."""
    folder = site_home() / "work" / place
    if not _PLACE.fullmatch(place) or not folder.is_dir():
        raise RedactionRefused("You have left meanwhile, so no copy was made. Make it again.")
    (folder / FOLDER).mkdir(mode=0o700, exist_ok=True)
    discard_copy(folder)
    return folder


@contextmanager
def _source(item: EvidenceItem, fit: Fit, marks: Marks, identity: VaultIdentity) -> Iterator[Path]:
    """Give what the copy is made of: the bytes as received, or the text that was read of them."""
    if not fit.of_text:
        with decrypted(item, identity) as file:
            yield file
        return
    text, derivative = whole_text(item)
    if not text.strip():
        raise RedactionRefused("No text was read of this file, so there is nothing to copy.")
    if marks.hidden.spans and marks.text != derivative:
        raise RedactionRefused("The text was read anew since you marked it. Mark it again.")
    file = part_path(new_part())
    try:
        file.write_text(text, encoding="utf-8", newline="\n")
        yield file
    finally:
        erase(file)


def _copied(fit: Fit, hidden: Hidden, source: Path, target: Path) -> tuple[Path, Done]:
    """Make the copy in the sandbox; only a name we know is looked for."""
    with tempfile.TemporaryDirectory(dir=target) as name:
        outcome = _run(fit.task, source, Path(name), {"hide": write_hidden(hidden)})
        paths = (Path(name) / one for one in COPIES)
        made = next((one for one in paths if one.is_file() and not one.is_symlink()), None)
        if made is None:
            raise FileNotDerivable("crashed", "Its reader ended without a copy.")
        return made.replace(target / made.name), outcome


def _searched(fit: Fit, hidden: Hidden, source: Path, copy: Path, outcome: Done) -> MadeCopy:
    options = {"hide": write_hidden(hidden), "original": str(source)}
    with tempfile.TemporaryDirectory(dir=copy.parent) as name:
        checked = _run("redaction-check", copy, Path(name), options)
    said = [read_findings(one.answer) for one in (outcome, checked)]
    with copy.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return MadeCopy(
        file=copy.name,
        sha256=digest,
        marks=digest_of(hidden),
        task=fit.task,
        tool=TASKS[fit.task].tool_version,
        notices=tuple((notice.code, notice.text) for one in said for notice in one.notices),
        searched=tuple(fact.value for fact in said[1].facts if fact.name == "searched"),
        pages=_whole(outcome.answer.get("pages")),
    )


def _whole(answered: object) -> int:
    """Return a number that a task answered; it is not believed to be one."""
    return answered if isinstance(answered, int) and 0 <= answered <= _MOST_PAGES else 0


def _run(task: str, source: Path, folder: Path, options: Options) -> Done:
    outcome = run_limited(task, source, folder, options=options)
    if isinstance(outcome, Failed):
        raise FileNotDerivable(outcome.reason, outcome.message)
    return outcome
