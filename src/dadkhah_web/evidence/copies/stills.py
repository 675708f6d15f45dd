"""Stills of a film and the shape of a sound, for one session. Made in the sandbox."""

import json
import re
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from dadkhah.derivation.findings import Findings, read_findings
from dadkhah.derivation.outcome import Failed
from dadkhah.derivation.sandbox import run_limited
from dadkhah.errors import FileNotDerivable
from dadkhah_web.evidence.copies.working import WorkingCopies
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.services import VaultIdentity

TASK = "media-pictures"
MEDIA_TYPES: Mapping[str, str] = {".jpg": "image/jpeg", ".png": "image/png"}
"""What to send a still as."""
_FOLDER, _NOTE = "stills", "stills.json"
_MADE = re.compile(r"poster\.jpg|k\d{4}\.jpg|waveform\.png")


def stills_of(
    copies: WorkingCopies, item: EvidenceItem, identity: VaultIdentity
) -> tuple[Findings, Path, float]:
    """Return the stills of a film or sound, the folder they lie in, and how many seconds it has.

    Made once for a session, also the answer that there are none: raises `FileNotDerivable` then.
    """
    note = copies.folder_of(item) / _NOTE
    if not note.exists():
        note.write_text(json.dumps(_make(copies, item, identity)), encoding="utf-8")
    answer = json.loads(note.read_text(encoding="utf-8"))
    if "reason" in answer:
        raise FileNotDerivable(answer["reason"], answer["message"])
    return read_findings(answer), note.parent / _FOLDER, float(answer["duration"])


def _make(copies: WorkingCopies, item: EvidenceItem, identity: VaultIdentity) -> dict[str, Any]:
    original = copies.original(item, identity)
    target = original.parent / _FOLDER
    with tempfile.TemporaryDirectory(dir=original.parent) as name:
        folder = Path(name)
        outcome = run_limited(TASK, original, folder)
        if isinstance(outcome, Failed):
            return {"reason": outcome.reason, "message": outcome.message}
        findings = read_findings(outcome.answer)
        target.mkdir(mode=0o700, exist_ok=True)
        # The answer is not believed: only names we know are looked for, and what a file led to
        # outside of the sandbox would be sent as a picture.
        pictures = tuple(
            replace(one, at=_seconds(one.at))
            for one in findings.pictures
            if _MADE.fullmatch(one.file) and _is_plain(folder / one.file)
        )
        for file in {one.file for one in pictures}:
            (folder / file).replace(target / file)
    kept = replace(findings, pictures=pictures)
    return {**kept.written(), "duration": _seconds(outcome.answer.get("duration"))}


def _is_plain(path: Path) -> bool:
    return path.is_file() and not path.is_symlink()


def _seconds(value: object) -> float:
    is_number = isinstance(value, int | float) and 0 <= value < 10**7  # also false for infinity
    return float(value) if is_number else 0.0  # type: ignore[arg-type]
