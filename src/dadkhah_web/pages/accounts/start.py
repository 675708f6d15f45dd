"""The first run, and the way from the address of the site to one's work."""

import secrets
from pathlib import Path

from django.conf import settings
from django.contrib.auth import login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from dadkhah.errors import WrongPassphrase
from dadkhah_web.accounts.models import User
from dadkhah_web.accounts.services import make_first_person
from dadkhah_web.cases.access import cases_of
from dadkhah_web.cases.services import adopt_orphans
from dadkhah_web.evidence.services import site_home
from dadkhah_web.pages.accounts.adapter import few_tries
from dadkhah_web.pages.accounts.forms import FirstPersonForm, try_to_open_vault
from dadkhah_web.pages.accounts.next_page import posted
from dadkhah_web.pages.reader import reader_language


@never_cache
def root(request: HttpRequest) -> HttpResponse:
    """Lead to the first run, to the only case, or to the list of cases."""
    if not request.user.is_authenticated:
        return redirect("account_login" if User.objects.exists() else "accounts:start")
    if settings.OWN_MACHINE and User.objects.order_by("pk").first() == request.user:
        adopt_orphans(request.user)
    cases = list(cases_of(request.user)[:2])
    if len(cases) == 1:
        return redirect("cases:home", slug=cases[0].slug)
    return redirect("cases:list")


@require_http_methods(["GET", "POST"])
@never_cache
@sensitive_post_parameters()
@few_tries("login")
def start(request: HttpRequest) -> HttpResponse:
    """Make the first account and, where there is none, the vault. Only while nobody is here."""
    if User.objects.exists():
        return redirect("accounts:root")
    has_vault = (site_home() / "vault" / "vault.json").exists()
    form = FirstPersonForm(posted(request), has_vault=has_vault, start_word=start_word())
    if form.is_valid() and (user := _make(form)):
        come_in(request, user, form.cleaned_data["passphrase"])
        return redirect("accounts:root")
    status = 422 if form.errors else 200
    names = {"form": form, "has_vault": has_vault}
    return render(request, "accounts/start.html", names, status=status)


def _make(form: FirstPersonForm) -> User | None:
    given = form.cleaned_data
    try:
        return make_first_person(
            given["handle"],
            given["passphrase"],
            home=site_home(),
            at=timezone.now(),
            language=reader_language(),
            vault_passphrase=given.get("vault_passphrase", ""),
        )
    except ValidationError as error:
        form.add_error(None, error)
    except WrongPassphrase as error:
        form.add_error("vault_passphrase", str(error))
    return None


def come_in(request: HttpRequest, user: User, passphrase: str) -> None:
    """Sign somebody in who has just been given an account, and open the vault."""
    login(request, user)
    try_to_open_vault(request, user, passphrase)


def start_word() -> str:
    """Return what the first person on a server must know; empty on one's own machine.

    It lies in a file that only who runs the server can read; it is made on first use.
    """
    if not settings.START_NEEDS_WORD:
        return ""
    file = Path(site_home()) / "device" / "start-word"
    if not file.exists():
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(16), encoding="ascii")
    return file.read_text(encoding="ascii").strip()
