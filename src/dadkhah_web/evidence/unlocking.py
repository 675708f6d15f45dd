"""Keep the vault open for one session: half of the secret here, the other half in a cookie.

Who copies the database has no cookie, who steals the cookie has no session: neither opens it.
"""

from django.http import HttpRequest, HttpResponse

from dadkhah.errors import VaultLocked
from dadkhah.evidence.kept_open import new_word, reopen, shut
from dadkhah.evidence.vault import VaultIdentity
from dadkhah_web.evidence.copies.leaving import remove_copies
from dadkhah_web.evidence.services import site_vault

COOKIE = "vault"
_SHUT = "vault_shut"


def open_vault(request: HttpRequest, *, passphrase: str, custodian: str) -> None:
    """Open the vault with the passphrase of its custodian for the rest of this session.

    Takes about a second. Raises `WrongPassphrase`, also for who has no key of the vault. The
    response must still pass `hand_over`, as the middleware sees to.
    """
    keep_open(request, site_vault().unlock(passphrase=passphrase, custodian=custodian))


def keep_open(request: HttpRequest, identity: VaultIdentity) -> None:
    """Keep an opened vault open for the rest of this session."""
    word = new_word()
    request.session[_SHUT] = shut(identity, word)
    request.COOKIES[COOKIE] = word
    request.vault_word = word  # type: ignore[attr-defined]


def close_vault(request: HttpRequest) -> None:
    """Forget the key of this session, and what it has opened."""
    request.session.pop(_SHUT, None)
    remove_copies(request=request)
    request.vault_word = ""  # type: ignore[attr-defined]


def hand_over(request: HttpRequest, response: HttpResponse) -> None:
    """Give the browser its half, or take it back, when this request opened or closed the vault."""
    word = getattr(request, "vault_word", None)
    if word:
        response.set_cookie(
            COOKIE, word, httponly=True, samesite="Strict", secure=request.is_secure()
        )
    elif word == "":
        response.delete_cookie(COOKIE, samesite="Strict")


def vault_identity(request: HttpRequest) -> VaultIdentity | None:
    """Return the vault's secret while this session keeps it open, else None."""
    kept, word = request.session.get(_SHUT, ""), request.COOKIES.get(COOKIE, "")
    return reopen(kept, word) if kept and word else None


def needed_identity(request: HttpRequest) -> VaultIdentity:
    """Return the vault's secret; raises `VaultLocked` with what to do."""
    identity = vault_identity(request)
    if identity is None:
        raise VaultLocked(
            "The vault is locked, so the original cannot be opened. Open it with your passphrase."
        )
    return identity
