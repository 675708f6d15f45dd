"""The vault, as a session has it: its keys, open or closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from dadkhah.errors import VaultMissing, WrongPassphrase
from dadkhah_web.accounts.services import KeyRing
from dadkhah_web.evidence.services import site_vault
from dadkhah_web.evidence.unlocking import close_vault, open_vault, vault_identity
from dadkhah_web.pages.accounts.adapter import few_tries
from dadkhah_web.pages.accounts.forms import PassphraseForm
from dadkhah_web.pages.accounts.next_page import next_page, posted
from dadkhah_web.pages.door import SignedInRequest, signed_in


def key_ring(request: HttpRequest) -> KeyRing | None:
    """Return the keys of the vault, opened where this session has it open; None without a vault."""
    try:
        vault = site_vault()
    except VaultMissing:
        return None
    code = getattr(request.user, "code", "")
    return KeyRing(vault, code, vault_identity(request))


@require_http_methods(["GET", "POST"])
@sensitive_post_parameters()
@signed_in
@few_tries("reauthenticate")
def open_vault_page(request: SignedInRequest) -> HttpResponse:
    """Ask for the passphrase, open the vault, and go back to where one was."""
    keys = key_ring(request)
    form = PassphraseForm(posted(request))
    if form.is_valid():
        try:
            passphrase = form.cleaned_data["passphrase"]
            open_vault(request, passphrase=passphrase, custodian=request.user.code)
        except WrongPassphrase:
            form.add_error("passphrase", gettext("This passphrase does not open the vault."))
        else:
            messages.success(request, gettext("The vault is open until you leave."))
            return redirect(next_page(request))
    names = {
        "form": form,
        "next": next_page(request),
        "holds_key": bool(keys and keys.holds(request.user.code)),
        "is_open": vault_identity(request) is not None,
    }
    return render(request, "accounts/open_vault.html", names, status=422 if form.errors else 200)


@require_POST
@signed_in
def close_vault_page(request: SignedInRequest) -> HttpResponse:
    """Close the vault for this session."""
    close_vault(request)
    return redirect(next_page(request))
