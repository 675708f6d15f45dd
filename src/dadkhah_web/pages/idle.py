"""The lock of a session nobody touches: it asks for the passphrase, and loses nothing typed."""

import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone

from dadkhah_web.cases.drafts import keep_draft
from dadkhah_web.cases.models import FormDraft
from dadkhah_web.evidence.unlocking import close_vault, hand_over

GetResponse = Callable[[HttpRequest], HttpResponse]
SEEN, LOCKED = "seen", "locked"
SENT = "sent:"
"""How the drafts begin that were sent to a locked session."""
AGAIN = "kept"
"""Names in an address which of them is sent again."""
REFUSED = 400
LARGEST_KEPT = 256 * 1024
# What works on a locked session too.
OPEN = frozenset({"lock", "lock-passkey", "exit", "set_language", "account_logout", "picture"})
# What a page typed before the lock still keeps; nothing of it is shown.
WRITTEN = frozenset({"drafts"})
# A page that asks how far a job is, by itself, is no sign of life.
BY_ITSELF = frozenset({"jobs"})
_SECRET = ("passphrase", "password", "csrf", "credential")


class IdleLock:
    """Ask for the passphrase again after a while without a sign of life."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, and give the browser its half of the vault's key or take it back."""
        response = self.get_response(request)
        if request.method == "POST" and response.status_code < REFUSED:
            drop_sent(request)
        hand_over(request, response)
        return response

    def process_view(
        self, request: HttpRequest, view: object, args: object, names: object
    ) -> HttpResponse | None:
        """Stand in for the page while the session is locked; the token was checked before."""
        match = request.resolver_match
        if not request.user.is_authenticated or match is None or match.view_name in OPEN:
            return None
        if not is_locked(request):
            if not (match.namespace in BY_ITSELF and request.headers.get("HX-Request")):
                note_life(request)
            return None
        lock(request)
        if request.method == "POST":
            if match.view_name in WRITTEN:
                return None
            keep_sent(request)
        return _to_the_lock(request)


def is_locked(request: HttpRequest) -> bool:
    """Whether the session was locked, or has been left alone for too long."""
    seen = request.session.get(SEEN, 0)
    is_idle = bool(seen) and time.time() - seen > settings.IDLE_LOCK_SECONDS
    return bool(request.session.get(LOCKED)) or is_idle


def note_life(request: HttpRequest) -> None:
    """Remember that somebody is here; not at every request, for it is a write."""
    if time.time() - request.session.get(SEEN, 0) > settings.IDLE_LOCK_SECONDS / 30:
        request.session[SEEN] = int(time.time())


def lock(request: HttpRequest) -> None:
    """Lock the session and close the vault."""
    if not request.session.get(LOCKED):
        request.session[LOCKED] = True
        close_vault(request)


def unlock(request: HttpRequest) -> None:
    """Let who has shown to be the same person go on."""
    request.session.pop(LOCKED, None)
    request.session[SEEN] = int(time.time())


def keep_sent(request: HttpRequest) -> None:
    """Keep what was sent, as a draft to be offered again; passphrases are not kept."""
    fields: Mapping[str, Any] = {
        name: values
        for name, values in request.POST.lists()
        if not any(part in name.lower() for part in _SECRET) and any(values)
    }
    size = sum(len(value) for values in fields.values() for value in values)
    if not fields or size > LARGEST_KEPT or not request.path.startswith("/c/"):
        return
    data: dict[str, Any] = {"path": request.get_full_path(), "fields": fields}
    data["page"] = _page_of(request)
    data["by_program"] = bool(request.headers.get("HX-Request"))
    user = request.user
    keep_draft(user, None, f"{SENT}{request.path}", data, at=timezone.now())  # type: ignore[arg-type]


def drop_sent(request: HttpRequest) -> None:
    """Forget what was kept, now that it was sent again and taken."""
    number = request.GET.get(AGAIN, "")
    if number.isdigit() and request.user.is_authenticated and not is_locked(request):
        FormDraft.objects.filter(user=request.user, pk=number, form__startswith=SENT).delete()


def again(draft: FormDraft) -> str:
    """Return the address to which one of them is sent again."""
    path = draft.data["path"]
    return f"{path}{'&' if '?' in path else '?'}{AGAIN}={draft.pk}"


def _page_of(request: HttpRequest) -> str:
    """Return the address of the page that sent this: where a person goes back to."""
    if request.method == "GET" and not request.headers.get("HX-Request"):
        return request.get_full_path()
    written = request.headers.get("HX-Current-URL") or request.headers.get("Referer") or ""
    parts = urlsplit(written)
    if parts.netloc != request.get_host():
        return "/"
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def _to_the_lock(request: HttpRequest) -> HttpResponse:
    address = f"{reverse('lock')}?{urlencode({'next': _page_of(request)})}"
    if request.headers.get("HX-Request"):
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return redirect(address)
