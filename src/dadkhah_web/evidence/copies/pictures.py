"""Pictures a browser may show: of an image, of one page of a PDF. Made in the sandbox."""

import json
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from dadkhah.derivation.outcome import Failed, Reason
from dadkhah.derivation.sandbox import run_limited
from dadkhah.errors import FileNotDerivable
from dadkhah_web.evidence.copies.working import WorkingCopies
from dadkhah_web.evidence.models import EvidenceItem
from dadkhah_web.evidence.services import VaultIdentity

_SCALE = 2  # two pixels for each point of a page: sharp, and small enough to send
_MADE = ("page.png", "view.jpg", "view.png")
_TYPES = {".png": "image/png", ".jpg": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture among the working copies; `width` and `height` are of the whole image or page."""

    file: str
    width: int
    height: int
    reason: str = ""
    message: str = ""
    """Why there is none; empty when there is one."""

    @property
    def media_type(self) -> str:
        """What to send it as."""
        return _TYPES[Path(self.file).suffix]


def picture_of(
    copies: WorkingCopies, item: EvidenceItem, identity: VaultIdentity, *, page: int = 0
) -> tuple[Picture, Path]:
    """Return the picture of an image, or of `page` (from 1) of a PDF, and where it lies.

    Made once for a session, also the answer that there is none: raises `FileNotDerivable` then.
    """
    name = f"page-{page}" if page else "view"
    note = copies.folder_of(item) / f"{name}.json"
    if not note.exists():
        made = _make(copies, item, identity, page=page)
        note.write_text(json.dumps(asdict(made)), encoding="utf-8")
    picture = Picture(**json.loads(note.read_text(encoding="utf-8")))
    if picture.message:
        raise FileNotDerivable(picture.reason, picture.message)
    return picture, note.parent / picture.file


def _make(
    copies: WorkingCopies, item: EvidenceItem, identity: VaultIdentity, *, page: int
) -> Picture:
    original = copies.original(item, identity)
    with tempfile.TemporaryDirectory(dir=original.parent) as folder:
        options = {"page": page, "scale": _SCALE}
        outcome = (
            run_limited("pdf-page", original, Path(folder), options=options)
            if page
            else run_limited("image", original, Path(folder))
        )
        if isinstance(outcome, Failed):
            return Picture("", 0, 0, str(outcome.reason), outcome.message)
        # The answer is not believed: only names we know are looked for, and what a file led to
        # outside of the sandbox would be sent as a picture.
        paths = (Path(folder) / name for name in _MADE)
        made = next((p for p in paths if p.is_file() and not p.is_symlink()), None)
        if made is None:
            return Picture("", 0, 0, str(Reason.CRASHED), "Its reader ended without a picture.")
        target = original.with_name(f"{made.stem}-{page}{made.suffix}")
        made.replace(target)
    width, height = (int(str(outcome.answer.get(side, 0))) for side in ("width", "height"))
    return Picture(target.name, width, height)
