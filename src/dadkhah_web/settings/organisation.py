"""A server of many: PostgreSQL behind TLS. It refuses to start with any of that missing."""

from dadkhah.errors import SettingRefused
from dadkhah.settings import Settings
from dadkhah_web.settings.base import *  # noqa: F403
from dadkhah_web.settings.base import postgresql
from dadkhah_web.settings.installation import installation

SHORTEST_SECRET = 50


def require(settings: Settings) -> None:
    """Raise `SettingRefused` naming everything a server must not run without."""
    missing = [
        sentence
        for holds, sentence in (
            (
                len(settings.secret_key) >= SHORTEST_SECRET,
                f"DADKHAH_SECRET_KEY of at least {SHORTEST_SECRET} characters",
            ),
            (settings.hosts and "*" not in settings.hosts, "DADKHAH_HOSTS, each by its name"),
            (settings.tls == "proxy", "DADKHAH_TLS=proxy, with a proxy that ends TLS"),
            (settings.database, "DADKHAH_DATABASE=postgresql://..."),
        )
        if not holds
    ]
    if missing:
        raise SettingRefused(f"The organisation profile needs: {'; '.join(missing)}.")


_here = installation()
require(_here)
SECRET_KEY = _here.secret_key
ALLOWED_HOSTS = list(_here.hosts)
DATABASES = {"default": postgresql(_here.database)}
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
# Other names under the same domain are not ours to promise TLS for, nor to enter into the list
# that browsers ship.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
START_NEEDS_WORD = True
# One proxy stands before us; limits of tries count who asked it, not the proxy.
ALLAUTH_TRUSTED_PROXY_COUNT = 1
# Tries are counted over all processes of the server.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": _here.home / "device" / "cache",
    }
}
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
DADKHAH_HOME = _here.home
DADKHAH_ENGINE = _here.engine
DADKHAH_ENGINE_TLS = _here.engine_tls
DADKHAH_TRUSTED = _here.trusted
DADKHAH_VERIFY_EVERY_DAYS = _here.verify_every_days
