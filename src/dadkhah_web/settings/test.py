"""Settings for the test suite: SQLite, or PostgreSQL where DADKHAH_TEST_DATABASE names one."""

import os
from pathlib import Path

from dadkhah_web.settings.base import *  # noqa: F403
from dadkhah_web.settings.base import postgresql, sqlite

SECRET_KEY = "test"  # noqa: S105
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_address = os.environ.get("DADKHAH_TEST_DATABASE", "")
DATABASES = {"default": postgresql(_address) if _address else sqlite(Path(":memory:"))}
DADKHAH_HOME = Path("no-home-is-set-in-this-test")
DADKHAH_ENGINE = ""
DADKHAH_ENGINE_TLS = ""
DADKHAH_TRUSTED = ""
DADKHAH_VERIFY_EVERY_DAYS = 30
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WHITENOISE_AUTOREFRESH = True  # no walk over all static files for each test process
