"""What every profile shares: the apps, and the two databases the site can stand on."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from dadkhah.errors import SettingRefused

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "dadkhah_web.accounts",
    "dadkhah_web.cases",
    "dadkhah_web.evidence",
    "dadkhah_web.records",
    "dadkhah_web.qualification",
]
AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fa", "دری"), ("ps", "پښتو")]

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode = WAL;"
    "PRAGMA synchronous = FULL;"  # a committed revision survives a power cut, as its entry does
    "PRAGMA foreign_keys = ON;"
    # What is forgotten is overwritten in the file, not only unlinked.
    "PRAGMA secure_delete = ON;"
)


def sqlite(path: Path) -> dict[str, Any]:
    """Return the database of one machine: a file, many readers, one writer at a time."""
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def postgresql(address: str) -> dict[str, Any]:
    """Return the database behind `postgresql://user:password@host:port/name`."""
    parts = urlsplit(address)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingRefused("DADKHAH_DATABASE is written postgresql://user@host:port/name.")
    if find_spec("psycopg") is None:
        raise SettingRefused(
            "DADKHAH_DATABASE names a PostgreSQL, and its driver is not installed: "
            "pip install 'dadkhah[postgres]'."
        )
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
    }


def database(address: str, home: Path) -> dict[str, Any]:
    """Return PostgreSQL at `address`, or SQLite in `case.db` of `home` when there is none."""
    return postgresql(address) if address else sqlite(home / "case.db")
