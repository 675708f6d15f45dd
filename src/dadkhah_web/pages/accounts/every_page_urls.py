"""Addresses that every page knows by a name of one word, and the way in.

Of allauth only what is used here has an address: nobody has an e-mail, nobody signs up.
"""

from allauth.account import views as account
from allauth.mfa.base import views as second_factor
from allauth.mfa.recovery_codes import views as recovery
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as passkeys
from django.urls import path
from django.views.generic import RedirectView

from dadkhah_web.pages.accounts import drafts, leaving, lock

urlpatterns = [
    path("exit/", leaving.leave, name="exit"),
    path("favicon.ico", leaving.no_picture, name="picture"),
    path("language/", leaving.set_language, name="set_language"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("alive/", lock.alive, name="alive"),
    path("lock/", lock.locked, name="lock"),
    path("lock/passkey/", lock.locked_with_passkey, name="lock-passkey"),
    path("lock/sent/", lock.sent, name="lock-sent"),
    path("lock/sent/<int:number>/forget/", lock.throw_away, name="lock-forget"),
    path("accounts/login/", account.login, name="account_login"),
    path("accounts/logout/", account.logout, name="account_logout"),
    path("accounts/inactive/", account.account_inactive, name="account_inactive"),
    path("accounts/reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path(
        "accounts/2fa/",
        RedirectView.as_view(pattern_name="accounts:settings"),
        name="mfa_index",
    ),
    path("accounts/2fa/code/", second_factor.authenticate, name="mfa_authenticate"),
    path("accounts/2fa/again/", second_factor.reauthenticate, name="mfa_reauthenticate"),
    path("accounts/2fa/app/add/", totp.activate_totp, name="mfa_activate_totp"),
    path("accounts/2fa/app/remove/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("accounts/2fa/codes/", recovery.view_recovery_codes, name="mfa_view_recovery_codes"),
    path(
        "accounts/2fa/codes/new/",
        recovery.generate_recovery_codes,
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/2fa/passkeys/", passkeys.list_webauthn, name="mfa_list_webauthn"),
    path("accounts/2fa/passkeys/add/", passkeys.add_webauthn, name="mfa_add_webauthn"),
    path(
        "accounts/2fa/passkeys/<int:pk>/remove/",
        passkeys.remove_webauthn,
        name="mfa_remove_webauthn",
    ),
    path("accounts/2fa/passkeys/<int:pk>/edit/", passkeys.edit_webauthn, name="mfa_edit_webauthn"),
    path(
        "accounts/2fa/passkeys/again/",
        passkeys.reauthenticate_webauthn,
        name="mfa_reauthenticate_webauthn",
    ),
    path("accounts/2fa/passkeys/in/", passkeys.login_webauthn, name="mfa_login_webauthn"),
]
