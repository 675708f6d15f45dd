"""What happens around every page: the language of the reader, and errors in plain words."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation

from dadkhah.errors import (
    CustodyError,
    DadkhahError,
    InputError,
    NotAllowed,
    NotVisible,
    RecordChanged,
    VaultLocked,
)
from dadkhah_web.pages.reader import reading_in

GetResponse = Callable[[HttpRequest], HttpResponse]
LANGUAGE_COOKIE = settings.LANGUAGE_COOKIE_NAME
_STATUS: tuple[tuple[type[DadkhahError], int], ...] = (
    (NotVisible, 404),
    (NotAllowed, 403),
    (VaultLocked, 403),
    (RecordChanged, 409),
    (InputError, 422),
    (CustodyError, 500),
)


class ReaderLanguage:
    """Speak the language the person chose: in the account, else in the cookie, else English."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language of the reader."""
        known = dict(settings.LANGUAGES)
        chosen = getattr(request.user, "language", "") or request.COOKIES.get(LANGUAGE_COOKIE, "")
        language = chosen if chosen in known else translation.get_language_from_request(request)
        calendar = getattr(request.user, "calendar", "")
        with translation.override(language if language in known else "en"), reading_in(calendar):
            request.LANGUAGE_CODE = translation.get_language() or "en"
            response = self.get_response(request)
            response.headers.setdefault("Content-Language", request.LANGUAGE_CODE)
            response.headers.setdefault(
                "Permissions-Policy", "camera=(), microphone=(), geolocation=()"
            )
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response


class PlainErrors:
    """Say a `DadkhahError` on a page, with its code and the status that fits it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass through; Django calls `process_exception` when a view raises."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Return the page for an error raised on purpose; leave all others to Django."""
        if not isinstance(error, DadkhahError):
            return None
        status = next((code for family, code in _STATUS if isinstance(error, family)), 422)
        names = {"error": error, "status": status}
        return render(request, f"errors/{_page(status)}.html", names, status=status)


def _page(status: int) -> str:
    return "404" if status == 404 else "said"  # noqa: PLR2004
