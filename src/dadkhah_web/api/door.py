"""The door of the API: whose token is this, may they do it, how often, and what did they read."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.utils import timezone
from ninja.security import HttpBearer
from ninja.throttling import BaseThrottle

from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.tokens import user_of_token
from dadkhah_web.cases.access import Access, enter_case
from dadkhah_web.cases.reading_log import Action, note_reading
from dadkhah_web.cases.roles import Capability

REQUESTS_PER_MINUTE = 3_000
MINUTE = 60


class ApiRequest(HttpRequest):
    """A request with a token that is known."""

    auth: User
    access: Access
    readings: list[tuple[Action, str]]
    """What it looked at; an operation that knows more than the address replaces the list."""


class Token(HttpBearer):
    """`Authorization: Bearer dadkhah_...`; a cookie counts for nothing here."""

    def authenticate(self, request: HttpRequest, token: str) -> User | None:
        """Return whose token it is; with None the answer is 401."""
        return user_of_token(token.strip(), at=timezone.now())


class Rate(BaseThrottle):
    """So many requests of one person in each minute: a program in a loop stops nobody's work."""

    def allow_request(self, request: HttpRequest) -> bool:
        """Count this request, and say whether it may go on."""
        user: User = request.auth  # type: ignore[attr-defined]
        key = f"api-{user.pk}-{int(time.time()) // MINUTE}"
        cache.add(key, 0, MINUTE)
        try:
            return cache.incr(key) <= REQUESTS_PER_MINUTE
        except ValueError:  # the minute ended in between
            return True

    def wait(self) -> float:
        """Return after how many seconds it may be tried again."""
        return MINUTE - time.time() % MINUTE


def enter(request: ApiRequest, slug: str, capability: Capability = Capability.SEE) -> Access:
    """Return what the owner of the token may see and do in a case, as for a page.

    Raises `NotVisible` and `NotAllowed`.
    """
    access = enter_case(request.auth, slug)
    access.require(capability)
    request.access = access
    request.readings = [("read", _subject(request))]
    return access


def noted(run: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Keep in the reading log what was read, once the answer is made."""

    @wraps(run)
    def answer(request: ApiRequest, **names: Any) -> HttpResponseBase:  # noqa: ANN401
        response = run(request, **names)
        access = getattr(request, "access", None)
        if access and request.method == "GET" and response.status_code < 300:  # noqa: PLR2004
            for action, subject in request.readings:
                note_reading(access, action, subject, at=timezone.now())
        return response

    return answer


def _subject(request: HttpRequest) -> str:
    match = request.resolver_match
    assert match  # noqa: S101 - the request was routed here
    names = [str(value) for name, value in match.kwargs.items() if name != "slug"]
    return " ".join([match.view_name, *names])
