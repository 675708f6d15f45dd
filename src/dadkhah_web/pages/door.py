"""The door of every page of a case: who are you, may you come in, and what did you look at."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils import timezone

from dadkhah_web.accounts.models import User
from dadkhah_web.cases.access import Access, enter_case
from dadkhah_web.cases.reading_log import Action, note_reading
from dadkhah_web.cases.roles import Capability


class SignedInRequest(HttpRequest):
    """A request of somebody who has signed in."""

    user: User


class CaseRequest(SignedInRequest):
    """A request inside a case."""

    access: Access
    readings: list[tuple[Action, str]]
    """What this request looked at; a view that knows more than the address replaces the list."""


View = Callable[..., HttpResponseBase]
CaseView = Callable[..., HttpResponseBase]


def signed_in(view: View) -> View:
    """Let in who has signed in, and send others to do so."""
    return login_required(view)


def case_page(capability: Capability = Capability.SEE) -> Callable[[CaseView], View]:
    """Call `view(request, access, ...)` for who may see the case and has this capability.

    The route gives `slug`. Who may not see the case gets what everybody gets for a case that is
    not there. What was read is kept in the reading log when the page has been made.
    """

    def decorate(view: CaseView) -> View:
        @signed_in
        @wraps(view)
        def page(request: CaseRequest, slug: str, **names: Any) -> HttpResponseBase:  # noqa: ANN401
            access = enter_case(request.user, slug)
            access.require(capability)
            request.access = access
            request.readings = [("read", _subject(request, names))]
            response = view(request, access, **names)
            if request.method == "GET" and response.status_code < 300:  # noqa: PLR2004
                for action, subject in request.readings:
                    note_reading(access, action, subject, at=timezone.now())
            return response

        page.capability = capability  # type: ignore[attr-defined]
        return page

    return decorate


def _subject(request: HttpRequest, names: dict[str, Any]) -> str:
    match = request.resolver_match
    place = match.view_name if match else ""
    return " ".join([place, *(str(value) for value in names.values())])


def fragment_or(request: HttpRequest, fragment: str, page: str) -> str:
    """Return the template of the fragment for htmx, of the whole page for everybody else."""
    is_fragment = getattr(request, "htmx", None) and not request.htmx.boosted  # type: ignore[attr-defined]
    return fragment if is_fragment else page


def no_content() -> HttpResponse:
    """Answer that there is nothing to show."""
    return HttpResponse(status=204)
