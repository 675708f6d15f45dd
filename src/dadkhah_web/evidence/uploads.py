"""Take large files in pieces, so that a broken line costs one piece and not the file."""

import hashlib
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import QuerySet

from dadkhah.errors import NotVisible, UploadRefused
from dadkhah.text.one_line import on_one_line
from dadkhah_web.cases.access import Access
from dadkhah_web.evidence.models import Upload
from dadkhah_web.evidence.spool import erase, new_part, part_path

PIECE = 4 * 1024 * 1024
MOST_WAITING = 2000
FORGOTTEN_AFTER = timedelta(days=7)
LONGEST_NAME = 400


@dataclass(frozen=True, slots=True)
class Announced:
    """What a browser says of a file before it sends it."""

    name: str
    size: int
    start_sha256: str
    """Of its first piece (`PIECE` bytes, or all of a smaller file)."""


def uploads_of(access: Access) -> QuerySet[Upload]:
    """Return this person's files on their way into the case, in the order they were chosen."""
    return Upload.objects.filter(case=access.case, user=access.user).order_by("pk")


def find_upload(access: Access, token: str) -> Upload:
    """Return one of them; raises `NotVisible`."""
    found = uploads_of(access).filter(token=token).first()
    if found is None:
        raise NotVisible("There is no such file on its way. Choose it again.")
    return found


def begin_upload(access: Access, file: Announced, *, at: datetime) -> Upload:
    """Return where this file stands: a new one, or the one that was broken off before."""
    name = on_one_line(file.name)[-LONGEST_NAME:]
    known = uploads_of(access).filter(name=name, size=file.size, start_sha256=file.start_sha256)
    if (before := known.first()) and part_path(before.token).exists():
        return before
    known.delete()
    if uploads_of(access).count() >= MOST_WAITING:
        raise UploadRefused(
            f"{MOST_WAITING} files wait to be received. Receive or remove them first."
        )
    return Upload.objects.create(
        case=access.case,
        user=access.user,
        token=new_part(),
        name=name,
        size=file.size,
        start_sha256=file.start_sha256,
        at=at,
    )


def append_piece(upload: Upload, piece: bytes, *, start: int, at: datetime) -> Upload:
    """Write the next piece; one that was written already is not written twice.

    Raises `UploadRefused` for a piece that does not follow on what is here, that is too large, or
    that is not the beginning that was announced.
    """
    if start != upload.received:
        return upload
    if len(piece) > PIECE or start + len(piece) > upload.size:
        raise UploadRefused("This piece is longer than the file. Choose the file again.")
    if start == 0 and hashlib.sha256(piece).hexdigest() != upload.start_sha256:
        raise UploadRefused("The file changed while it was sent. Choose it again.")
    with part_path(upload.token).open("r+b") as file:
        file.seek(start)
        file.write(piece)
    taken = Upload.objects.filter(pk=upload.pk, received=start)
    taken.update(received=start + len(piece), at=at)
    upload.refresh_from_db()
    return upload


def discard_uploads(uploads: Collection[Upload]) -> None:
    """Remove files on their way, and what came of them."""
    for upload in uploads:
        erase(part_path(upload.token))
    Upload.objects.filter(pk__in=[upload.pk for upload in uploads]).delete()


def discard_forgotten(at: datetime) -> int:
    """Remove what nobody went on with for a week; return how many files that were."""
    old = list(Upload.objects.filter(at__lt=at - FORGOTTEN_AFTER))
    discard_uploads(old)
    return len(old)
