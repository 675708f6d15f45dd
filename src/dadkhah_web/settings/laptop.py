"""One machine: SQLite in the home folder, 127.0.0.1 only, a secret made here."""

import os
import secrets
from pathlib import Path

from dadkhah_web.settings.base import *  # noqa: F403
from dadkhah_web.settings.base import database
from dadkhah_web.settings.installation import installation


def own_secret(home: Path) -> str:
    """Return the secret of this machine; make it on first use, readable by its owner only."""
    file = home / "device" / "site-secret"
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(50))
    return file.read_text(encoding="ascii")


_here = installation()
SECRET_KEY = _here.secret_key or own_secret(_here.home)
ALLOWED_HOSTS = ["127.0.0.1", "localhost"]
DATABASES = {"default": database(_here.database, _here.home)}
DADKHAH_HOME = _here.home
DADKHAH_ENGINE = _here.engine
DADKHAH_ENGINE_TLS = _here.engine_tls
DADKHAH_TRUSTED = _here.trusted
DADKHAH_VERIFY_EVERY_DAYS = _here.verify_every_days
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # http://localhost is this machine and nobody else's
# Who made the first account owns the machine, and the cases that came in by the command line.
OWN_MACHINE = True
