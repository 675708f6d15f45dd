"""What every template knows."""

from importlib.metadata import version
from typing import Any

from django.conf import settings
from django.http import HttpRequest

from dadkhah.text.bidi import direction_of
from dadkhah_web.cases.current_law import current_law
from dadkhah_web.pages.reader import reader_language


def site(request: HttpRequest) -> dict[str, Any]:
    """Return the versions, the reader's language and how long a page may lie unused."""
    language = reader_language()
    user = getattr(request, "user", None)
    is_known = bool(user and user.is_authenticated)
    return {
        "version": version("dadkhah"),
        "law_version": current_law().version,
        "reader_language": language,
        "reader_direction": direction_of(language),
        "languages": settings.LANGUAGES,
        "idle_seconds": settings.IDLE_LOCK_SECONDS if is_known else None,
        "access": getattr(request, "access", None),
    }
