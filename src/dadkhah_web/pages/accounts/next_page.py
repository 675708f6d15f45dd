"""What was asked: what somebody sent, and where to go next, only to an address of this site."""

from django.http import HttpRequest, QueryDict
from django.utils.http import url_has_allowed_host_and_scheme


def next_page(request: HttpRequest, default: str = "/") -> str:
    """Return `next` of the request where it is an address of this site, else `default`."""
    asked = request.POST.get("next") or request.GET.get("next") or ""
    host = {request.get_host()}
    if url_has_allowed_host_and_scheme(asked, host, require_https=request.is_secure()):
        return asked
    return default


def posted(request: HttpRequest) -> QueryDict | None:
    """Return what was sent by POST, also when it is nothing; None when nothing was sent."""
    return request.POST if request.method == "POST" else None
