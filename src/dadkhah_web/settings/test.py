"""Settings for the test suite: SQLite, or PostgreSQL where DADKHAH_TEST_DATABASE names one."""

import os
import tempfile
from pathlib import Path

from dadkhah_web.settings.base import *  # noqa: F403
from dadkhah_web.settings.base import postgresql, sqlite

SECRET_KEY = "test"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_address = os.environ.get("DADKHAH_TEST_DATABASE", "")
# A file, not memory: write-ahead logging and overwriting are what the tests look at.
_file = Path(tempfile.gettempdir()) / f"dadkhah-test-{os.getpid()}.db"
DATABASES = {"default": postgresql(_address) if _address else sqlite(_file)}
