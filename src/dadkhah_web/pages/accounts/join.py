"""Join a case by the link of an invitation."""

from dataclasses import replace

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.services import make_person
from dadkhah_web.cases.invitations import accept, find_invitation
from dadkhah_web.cases.models import Invitation
from dadkhah_web.pages.accounts.adapter import few_tries
from dadkhah_web.pages.accounts.forms import NewPersonForm, PassphraseForm, try_to_open_vault
from dadkhah_web.pages.accounts.next_page import posted
from dadkhah_web.pages.accounts.start import come_in
from dadkhah_web.pages.accounts.vault import key_ring
from dadkhah_web.pages.reader import reader_language


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@few_tries("signup")
def join(request: HttpRequest, word: str) -> HttpResponse:
    """Let who has the link choose a name and a passphrase, or join with the account they have."""
    invitation = find_invitation(word, at=timezone.now())
    is_known = request.user.is_authenticated
    form = (PassphraseForm if is_known else NewPersonForm)(posted(request))
    if isinstance(form, NewPersonForm) and form.is_valid():
        passphrase = form.cleaned_data["passphrase"]
        with transaction.atomic():
            handle = form.cleaned_data["handle"]
            user = make_person(handle, passphrase, language=reader_language())
            _accept(request, invitation, user, word=word, passphrase=passphrase)
        come_in(request, user, passphrase)
        return redirect("cases:home", slug=invitation.case.slug)
    if isinstance(form, PassphraseForm) and form.is_valid() and request.user.is_authenticated:
        passphrase = form.cleaned_data["passphrase"]
        if request.user.check_password(passphrase):
            _accept(request, invitation, request.user, word=word, passphrase=passphrase)
            try_to_open_vault(request, request.user, passphrase)
            return redirect("cases:home", slug=invitation.case.slug)
        form.add_error("passphrase", gettext("This is not your passphrase. Try again."))
    names = {"form": form, "invitation": invitation, "is_known": is_known}
    return render(request, "accounts/join.html", names, status=422 if form.errors else 200)


def _accept(
    request: HttpRequest, invitation: Invitation, user: User, *, word: str, passphrase: str
) -> None:
    keys = key_ring(request)
    accept(
        invitation,
        user,
        word=word,
        passphrase=passphrase,
        keys=replace(keys, actor=user.code) if keys else None,
        at=timezone.now(),
    )
