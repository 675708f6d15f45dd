"""One's own settings: language, passphrase, second factor, sessions, tokens."""

from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from dadkhah.errors import WrongPassphrase
from dadkhah_web.accounts.services import change_passphrase
from dadkhah_web.accounts.tokens import end_token, make_token
from dadkhah_web.evidence.unlocking import vault_identity
from dadkhah_web.pages.accounts.forms import (
    ChangePassphraseForm,
    PreferencesForm,
    TokenForm,
    try_to_open_vault,
)
from dadkhah_web.pages.accounts.next_page import posted
from dadkhah_web.pages.accounts.vault import key_ring
from dadkhah_web.pages.door import SignedInRequest, signed_in


@require_safe
@signed_in
def show(request: SignedInRequest) -> HttpResponse:
    """Show what one may set, and what is set."""
    return _page(request)


@require_POST
@signed_in
def preferences(request: SignedInRequest) -> HttpResponse:
    """Keep language and calendar."""
    form = PreferencesForm(request.POST)
    if not form.is_valid():
        return _page(request, preferences=form)
    user = request.user
    user.language, user.calendar = form.cleaned_data["language"], form.cleaned_data["calendar"]
    user.save(update_fields=["language", "calendar"])
    return redirect("accounts:settings")


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@signed_in
def passphrase(request: SignedInRequest) -> HttpResponse:
    """Change the passphrase of the account and of its key; other browsers are signed out."""
    form = ChangePassphraseForm(posted(request), user=request.user)
    if form.is_valid():
        old, new = form.cleaned_data["old"], form.cleaned_data["passphrase"]
        try:
            change_passphrase(request.user, key_ring(request), old=old, new=new, at=timezone.now())
        except WrongPassphrase as error:
            form.add_error("old", str(error))
        else:
            update_session_auth_hash(request, request.user)
            try_to_open_vault(request, request.user, new)
            messages.success(
                request, gettext("Changed. Everywhere else you have to sign in with it anew.")
            )
            return redirect("accounts:settings")
    return render(
        request, "accounts/passphrase.html", {"form": form}, status=422 if form.errors else 200
    )


@require_POST
@signed_in
def sign_out_everywhere(request: SignedInRequest) -> HttpResponse:
    """End every session of this person, this one too, and every token: a machine may be lost."""
    request.user.api_tokens.all().delete()
    code = str(request.user.pk)
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get("_auth_user_id") == code:
            session.delete()
    request.session.flush()
    return redirect("account_login")


@require_POST
@signed_in
def add_token(request: SignedInRequest) -> HttpResponse:
    """Make a token, and show it this once."""
    form = TokenForm(request.POST)
    if not form.is_valid():
        return _page(request, tokens=form)
    token = make_token(request.user, form.cleaned_data["name"], at=timezone.now())
    response = render(request, "accounts/token.html", {"token": token})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_POST
@signed_in
def remove_token(request: SignedInRequest, number: int) -> HttpResponse:
    """End a token."""
    end_token(request.user, number)
    return redirect("accounts:settings")


def _page(
    request: SignedInRequest,
    *,
    preferences: PreferencesForm | None = None,
    tokens: TokenForm | None = None,
) -> HttpResponse:
    user, keys = request.user, key_ring(request)
    chosen = {"language": request.LANGUAGE_CODE[:2], "calendar": user.calendar}
    names = {
        "preferences": preferences or PreferencesForm(initial=chosen),
        "token_form": tokens or TokenForm(),
        "tokens": user.api_tokens.order_by("-made_at"),
        "factors": list(Authenticator.objects.filter(user=user).order_by("created_at")),
        "holds_key": bool(keys and keys.holds(user.code)),
        "vault_is_open": vault_identity(request) is not None,
    }
    is_refused = any(form and form.errors for form in (preferences, tokens))
    return render(request, "accounts/settings.html", names, status=422 if is_refused else 200)
