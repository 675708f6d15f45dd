"""Whom this house trusts when credentials of files are checked: nobody, until a file names them."""

import hashlib
from pathlib import Path

from django.conf import settings

from dadkhah.derivation.outcome import Options
from dadkhah.derivation.tasks import Makes, Task
from dadkhah.errors import SettingRefused


def trusted_signers() -> str:
    """Return the certificates and keys that are set, as text; raises `SettingRefused`."""
    if not settings.DADKHAH_TRUSTED:
        return ""
    file = Path(settings.DADKHAH_TRUSTED).expanduser()
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingRefused(f"DADKHAH_TRUSTED names {file}, which cannot be read.") from error


def options_of(task: Task) -> Options:
    """Return what a task is asked by this house: whom it trusts."""
    signers = trusted_signers() if task.makes is Makes.PROVENANCE else ""
    return {"trusted": signers} if signers else {}


def tool_of(task: Task) -> str:
    """Return the tool of a task, and by which list of signers it judged.

    With another list the credentials of a file are checked again.
    """
    signers = options_of(task).get("trusted")
    if not signers:
        return task.tool_version
    return f"{task.tool_version}, trusting {hashlib.sha256(str(signers).encode()).hexdigest()[:8]}"
