"""Where files lie between the browser and the vault: in the home folder, for its owner only.

What lies here is not sealed yet, so it is overwritten and removed as soon as it is. A disk may keep
earlier blocks of it all the same; docs/guide/documenter-evidence.md says what follows from that.
"""

import os
import secrets
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest
from django.utils import timezone

from dadkhah_web.accounts.tokens import user_of_token
from dadkhah_web.evidence.services import site_home

BLOCK = 1024 * 1024


def spool_folder() -> Path:
    """Return the folder, made if need be."""
    folder = site_home() / "incoming-web"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def new_part() -> str:
    """Make an empty part file that nobody else may read; return its token."""
    token = secrets.token_hex(16)
    descriptor = os.open(part_path(token), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    os.close(descriptor)
    return token


def part_path(token: str) -> Path:
    """Return where the part file of a token lies."""
    return spool_folder() / f"{token}.part"


def erase(path: Path) -> None:
    """Overwrite a file and remove it; one that is gone already is fine."""
    try:
        left = path.stat().st_size
        with path.open("r+b") as file:
            while left > 0:
                left -= file.write(bytes(min(BLOCK, left)))
            file.flush()
            os.fsync(file.fileno())
        path.unlink()
    except FileNotFoundError:
        return


class SpooledFile(UploadedFile):  # type: ignore[type-arg] # generic for the type checker alone
    """A file of a form, in the spool folder until the request is over."""

    def __init__(self, name: str) -> None:
        self.path = part_path(new_part())
        super().__init__(self.path.open("r+b"), name, size=0)

    def close(self) -> None:
        """Close it, overwrite it and remove it."""
        super().close()
        erase(self.path)


class SpoolHandler(FileUploadHandler):
    """Writes every file of a form into the spool folder: nothing of it is ever in `/tmp`."""

    def new_file(self, *args: object, **kwargs: object) -> None:
        """Begin a file. Of strangers none is written: they could fill the disk."""
        if not _is_known(self.request):
            raise SkipFile
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.file = SpooledFile(self.file_name or "")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Write one piece."""
        self.file.write(raw_data)

    def file_complete(self, file_size: int) -> SpooledFile:
        """Hand the whole file over."""
        self.file.seek(0)
        self.file.size = file_size
        return self.file

    def upload_interrupted(self) -> None:
        """Remove what came of a form that broke off."""
        if hasattr(self, "file"):
            self.file.close()


def _is_known(request: HttpRequest | None) -> bool:
    """Whether this comes from somebody who has signed in, or from a program of theirs."""
    user = getattr(request, "user", None)
    if request is None or (user and user.is_authenticated):
        return user is not None
    scheme, _space, token = request.headers.get("Authorization", "").partition(" ")
    is_token = scheme.lower() == "bearer"
    return is_token and user_of_token(token.strip(), at=timezone.now()) is not None
