"""The page of a locked session, and what was sent to it."""

from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.views import ReauthenticateWebAuthnView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dadkhah_web.cases.models import FormDraft
from dadkhah_web.pages.accounts.adapter import few_tries
from dadkhah_web.pages.accounts.forms import PassphraseForm, try_to_open_vault
from dadkhah_web.pages.accounts.next_page import next_page, posted
from dadkhah_web.pages.door import SignedInRequest, signed_in
from dadkhah_web.pages.idle import SENT, again, lock, note_life, unlock


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@signed_in
@few_tries("reauthenticate")
def locked(request: SignedInRequest) -> HttpResponse:
    """Lock the session; open it again for who knows the passphrase."""
    lock(request)
    form = PassphraseForm(posted(request))
    if form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        if request.user.check_password(passphrase):
            unlock(request)
            try_to_open_vault(request, request.user, passphrase)
            return redirect(_back(request))
        form.add_error("passphrase", gettext("This is not your passphrase. Try again."))
    keys = Authenticator.objects.filter(user=request.user, type=Authenticator.Type.WEBAUTHN)
    # What is locked does not lock again.
    names = {"form": form, "next": next_page(request), "has_passkey": keys.exists()}
    names["idle_seconds"] = None
    return render(request, "accounts/lock.html", names, status=422 if form.errors else 200)


class LockedWithPasskey(ReauthenticateWebAuthnView):  # type: ignore[misc]
    """Open a locked session with a passkey; the vault stays closed until the passphrase."""

    template_name = "accounts/lock_passkey.html"

    def _check_reauthentication_method_available(self, request: HttpRequest) -> None:
        """This page is reached from the lock only."""

    def form_valid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - a form of allauth
        """Let them go on."""
        unlock(self.request)
        return redirect(_back(self.request))

    def form_invalid(self, form: Any) -> HttpResponse:  # noqa: ANN401 - a form of allauth
        """Ask for the passphrase instead."""
        return redirect(_with_next("lock", next_page(self.request)))


locked_with_passkey = never_cache(signed_in(LockedWithPasskey.as_view()))


@require_POST
@signed_in
def alive(request: SignedInRequest) -> HttpResponse:
    """Hear that somebody reads on without asking for another page."""
    note_life(request)
    return HttpResponse(status=204)


@require_safe
@never_cache
@signed_in
def sent(request: SignedInRequest) -> HttpResponse:
    """Offer what was sent while the session was locked."""
    kept = list(FormDraft.objects.filter(user=request.user, form__startswith=SENT).order_by("at"))
    if not kept:
        return redirect(next_page(request))
    shown = [(draft, again(draft)) for draft in kept]
    return render(request, "accounts/sent.html", {"kept": shown, "next": next_page(request)})


@require_POST
@signed_in
def throw_away(request: SignedInRequest, number: int) -> HttpResponse:
    """Forget one of them."""
    FormDraft.objects.filter(user=request.user, pk=number).delete()
    return redirect(_with_next("lock-sent", next_page(request)))


def _back(request: HttpRequest) -> str:
    kept = FormDraft.objects.filter(user=request.user, form__startswith=SENT)  # type: ignore[misc]
    where = next_page(request)
    return _with_next("lock-sent", where) if kept.exists() else where


def _with_next(name: str, where: str) -> str:
    return f"{reverse(name)}?{urlencode({'next': where})}"
