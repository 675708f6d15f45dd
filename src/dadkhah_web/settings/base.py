"""What every profile shares: the apps, and the two databases the site can stand on."""

from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.conf.locale import LANG_INFO

from dadkhah.errors import SettingRefused
from dadkhah.resources import shipped

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "dadkhah_web.accounts",
    "dadkhah_web.cases",
    "dadkhah_web.jobs",
    "dadkhah_web.search",
    "dadkhah_web.evidence",
    "dadkhah_web.records",
    "dadkhah_web.qualification",
    "dadkhah_web.exchange",
    "dadkhah_web.filings",
    "dadkhah_web.disclosures",
    "dadkhah_web.pages",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "dadkhah_web.pages.middleware.ReaderLanguage",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "dadkhah_web.pages.idle.IdleLock",
    "dadkhah_web.pages.middleware.PlainErrors",
]
ROOT_URLCONF = "dadkhah_web.urls"
WSGI_APPLICATION = "dadkhah_web.wsgi.application"
_PACKAGE = Path(__file__).resolve().parent.parent
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_PACKAGE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "dadkhah_web.pages.context.site",
            ],
        },
    }
]
STATIC_URL = "/static/"
STATICFILES_DIRS = [_PACKAGE / "static", ("fonts", shipped("vendor"))]
# Nobody has to collect anything: the files are served from where they are.
WHITENOISE_USE_FINDERS = True
WHITENOISE_ALLOW_ALL_ORIGINS = False

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},  # as the vault asks of its passphrases
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
OWN_MACHINE = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "dadkhah_web.pages.accounts.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "handle"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_FORMS = {
    "login": "dadkhah_web.pages.accounts.forms.SignInForm",
    "reauthenticate": "dadkhah_web.pages.accounts.forms.PassphraseAgainForm",
}
MFA_ADAPTER = "dadkhah_web.pages.accounts.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Dadkhah"

# On one's own machine whoever opens the site first is its first person.
START_NEEDS_WORD = False

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Strict"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_AGE = 12 * 3600
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
# After so many seconds without a sign of life the page asks for the passphrase again.
IDLE_LOCK_SECONDS = 15 * 60
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'"],
        "font-src": ["'self'"],
        "media-src": ["'self'"],
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-src": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
# Files of a form are written into the home folder while they come, never into a shared one.
FILE_UPLOAD_HANDLERS = ["dadkhah_web.evidence.spool.SpoolHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5_000
DATA_UPLOAD_MAX_NUMBER_FILES = 1_000

# What failed is said on stderr, for whoever runs the program; what people look at is not.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {
        "stderr": {"class": "logging.StreamHandler", "level": "ERROR", "formatter": "line"}
    },
    "loggers": {"django": {"handlers": ["stderr"], "level": "INFO"}},
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
TIME_ZONE = "UTC"
USE_I18N = True
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("fa", "دری"), ("ps", "پښتو")]
LANGUAGES_BIDI = ["fa", "ps"]
LOCALE_PATHS = [_PACKAGE / "locale"]
LANGUAGE_COOKIE_SAMESITE = "Strict"
# Django has never heard of Pashto.
LANG_INFO["ps"] = {"bidi": True, "code": "ps", "name": "Pashto", "name_local": "پښتو"}

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
