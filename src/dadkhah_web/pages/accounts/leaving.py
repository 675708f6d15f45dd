"""Leave quickly, and choose a language: what every page offers, also before signing in."""

from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah_web.evidence.unlocking import close_vault
from dadkhah_web.pages.accounts.next_page import next_page

YEAR = 365 * 24 * 3600


@never_cache
@require_http_methods(["GET", "POST"])
def leave(request: HttpRequest) -> HttpResponse:
    """End the session, close the vault, and leave nothing in the browser.

    By GET too: the cookies are sent by this site's own pages only, and whoever has to leave must
    not depend on a program in the page.
    """
    close_vault(request)
    logout(request)
    response = render(request, "accounts/left.html")
    response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return response


def no_picture(_: HttpRequest) -> HttpResponse:
    """Answer the browser that asks for a picture by itself, also where no page names one."""
    return HttpResponse(status=204)


@require_POST
def set_language(request: HttpRequest) -> HttpResponse:
    """Remember the language in the browser, and in the account of who has signed in."""
    response = redirect(next_page(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES):
        if request.user.is_authenticated:
            request.user.language = language
            request.user.save(update_fields=["language"])
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=YEAR,
            httponly=True,
            secure=request.is_secure(),
            samesite="Strict",
        )
    return response
